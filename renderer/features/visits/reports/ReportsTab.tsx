import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { VisitsYear } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';
import type { VisitsFrame } from '../words.ts';
import { OthersTable } from './OthersTable.tsx';
import { ReconcileTable } from './ReconcileTable.tsx';
import { YearTable } from './YearTable.tsx';
import './reports.css';

// The drawing library comes only when somebody looks at a chart.
const MonthChart = lazy(async () => ({ default: (await import('./MonthChart.tsx')).MonthChart }));

type View = 'kind' | 'month' | 'form' | 'method' | 'festivals' | 'others' | 'reconcile';
const VIEWS: readonly { value: View; label: string }[] = [
  { value: 'kind', label: '按类别' },
  { value: 'month', label: '按月份' },
  { value: 'form', label: '按形式' },
  { value: 'method', label: '按发放方式' },
  { value: 'festivals', label: '发放名单' },
  { value: 'others', label: '互助保障和捐款' },
  { value: 'reconcile', label: '与账上核对' },
];

/** 统计: what was given in a year, beside the year before, with the sentence for the annual report. */
export function ReportsTab({ frame }: { frame: VisitsFrame }) {
  const profile = useCall('union.readProfile', {}).value;
  const [chosen, setChosen] = useState<number>();
  const [view, setView] = useState<View>('kind');
  const year = chosen ?? profile?.fiscalYear;
  const { value: figures, error } = useCall('visits.readYear', year === undefined ? undefined : { year });
  const mayKeep = useAllowed('visits.exportYear');
  const save = useExport((folder) => call('visits.exportYear', { year: year ?? 0, folder }));
  return (
    <Page
      {...frame}
      state={figures && stateOf(figures)}
      extra={
        mayKeep && (
          <Button disabled={!figures} loading={save.busy} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      filters={
        <>
          <Select<number>
            className="reports-year"
            aria-label="年度"
            value={year ?? null}
            options={yearsOf(profile).map((value) => ({ value, label: `${value} 年` }))}
            onChange={setChosen}
          />
          <Segmented<View> aria-label="统计项目" value={view} onChange={setView} options={[...VIEWS]} />
        </>
      }
      notice={<Notice tone="red">{error}</Notice>}
    >
      {figures && (
        <div className="reports-body">
          <Sentences figures={figures} />
          <Content view={view} figures={figures} />
        </div>
      )}
    </Page>
  );
}

function yearsOf(profile: { firstYear: number; fiscalYear: number } | undefined): number[] {
  if (!profile) return [];
  const { firstYear, fiscalYear } = profile;
  return Array.from({ length: Math.max(1, fiscalYear - firstYear + 1) }, (_, index) => fiscalYear - index);
}

function stateOf({ total }: VisitsYear): string {
  const share =
    total.people === 0
      ? ''
      : `，女职工 ${total.women} 人，占 ${formatShare(Math.round((total.women * 1000) / total.people))}`;
  return `${total.times} 人次，${total.people} 人，${formatYuan(total.amount)} 元${share}`;
}

function Sentences({ figures }: { figures: VisitsYear }) {
  return (
    <section className="reports-sentences" aria-label="年报用语">
      <Sentence label="年报一句话" text={figures.sentence} />
      <Sentence label="年报详细" text={figures.longSentence} />
      <p className="reports-note">
        人次是没有冲销、没有退回的慰问，一张名单里一人一次；人数是不同的会员，一人多次只算一人；女职工按会员档案里的性别，占比按人数算。
      </p>
    </section>
  );
}

function Sentence({ label, text }: { label: string; text: string }) {
  const tell = useTell();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell.done('已复制。');
    } catch {
      tell.problem('没有复制成，请选中文字后按 Ctrl+C。');
    }
  };
  return (
    <div className="reports-sentence">
      <p>{text}</p>
      <Button size="small" aria-label={`复制${label}`} onClick={() => void copy()}>
        复制
      </Button>
    </div>
  );
}

function Content({ view, figures }: { view: View; figures: VisitsYear }) {
  if (view === 'kind') return <YearTable label="按类别" first="类别" lines={figures.byKind} figures={figures} />;
  if (view === 'form') return <YearTable label="按形式" first="形式" lines={figures.byForm} figures={figures} />;
  if (view === 'method')
    return <YearTable label="按发放方式" first="发放方式" lines={figures.byMethod} figures={figures} />;
  if (view === 'month')
    return (
      <>
        <Suspense>
          <MonthChart label={`${figures.year} 年各月慰问金额`} year={figures.year} lines={figures.byMonth} />
        </Suspense>
        <YearTable
          label="按月份"
          first="月份"
          lines={figures.byMonth.map(({ month, ...line }) => ({ key: month, label: formatMonth(month), ...line }))}
          figures={figures}
        />
      </>
    );
  if (view === 'reconcile')
    return (
      <>
        <ReconcileTable title="慰问合计与支出" lines={figures.expense} />
        <ReconcileTable title="库存慰问品与库存物品科目" lines={figures.stock} />
      </>
    );
  return <OthersTable view={view} figures={figures} />;
}
