import { Input, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { DuesYearReport } from '#shared/contract/dues.ts';
import type { Fen } from '#shared/money.ts';
import type { DuesFrame } from '../words.ts';

interface YearReportViewProps {
  frame: DuesFrame;
  views: ReactNode;
  firstYear: number;
}

/** The year's dues for the members' meeting: the figures of the lists, and one sentence to take over. */
export function YearReportView({ frame, views, firstYear }: YearReportViewProps) {
  const [year, setYear] = useState(firstYear);
  const { value: report, error } = useCall('dues.readYearReport', { year });
  return (
    <Page
      {...frame}
      state="每年至少一次向会员大会报告会费收缴与使用"
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {views}
          <InputNumber
            aria-label="年度"
            className="dues-year"
            min={1950}
            max={2199}
            precision={0}
            value={year}
            suffix="年"
            onChange={(next) => next !== null && setYear(next)}
          />
        </>
      }
    >
      {report && <Figures report={report} />}
    </Page>
  );
}

function Figures({ report }: { report: DuesYearReport }) {
  const { members, levied, waived, paid, owed, received, rate, sentence } = report;
  return (
    <div className="sheet dues-report">
      <dl className="dues-facts dues-facts-money">
        <dt>应收人数</dt>
        <dd>{members} 人</dd>
        <Fact name="应收" value={levied} />
        <Fact name="减免" value={waived} />
        <Fact name="实收" value={paid} />
        <Fact name="尚欠" value={owed} />
        <dt>收缴率</dt>
        <dd>{rate === undefined ? '没有应收' : `${(rate / 100).toFixed(2)}%`}</dd>
        <Fact name="账上会费收入" value={received} />
      </dl>
      <p className="dues-hint">
        应收、减免、实收按会费所属的月份，与收缴明细十二个月的合计一致；账上会费收入按收款日期，含补缴以前年度和预收的会费。
      </p>
      <FormField label="报告用的一句话" hint="点一下就全部选中，按 Ctrl+C 复制">
        <Input.TextArea readOnly rows={3} value={sentence} onFocus={(event) => event.target.select()} />
      </FormField>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: Fen }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Money value={value} />
      </dd>
    </>
  );
}
