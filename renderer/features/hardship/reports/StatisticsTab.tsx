import { Button, Input, Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  HARDSHIP_TABLE_NAMES,
  type HardshipStatistics,
  type HardshipTable,
  isFileTable,
  STATISTICS_TABLES,
} from '#shared/contract/hardship.ts';
import { formatYuan, yuanNumber } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';
import type { HardshipFrame } from '../words.ts';
import { AidTable, FileTable } from './StatisticsTables.tsx';
import './reports.css';

// The drawing library comes only when somebody looks at a chart.
const StatisticsChart = lazy(async () => ({ default: (await import('./StatisticsChart.tsx')).StatisticsChart }));

const FILE_SERIES = ['户数', '其中女职工'] as const;
const AID_SERIES = ['金额（元）', '上年同期（元）'] as const;

/** 统计: families and aid as of a day, one table and its chart at a time, and the sentence for the annual report. */
export function StatisticsTab({ frame }: { frame: HardshipFrame }) {
  const today = dayOf(new Date());
  const [day, setDay] = useState<Day | undefined>(today);
  const [table, setTable] = useState<HardshipTable>('category');
  const mayKeep = useAllowed('hardship.exportStatistics');
  const { value: statistics, error } = useCall('hardship.readStatistics', day === undefined ? undefined : { day });
  const save = useExport((folder) => call('hardship.exportStatistics', { day: statistics?.day ?? today, folder }));
  return (
    <Page
      {...frame}
      state={statistics && stateOf(statistics)}
      extra={
        mayKeep && (
          <Button disabled={!statistics} loading={save.busy} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          <span>截至</span>
          <span className="hardship-statistics-day">
            <DayInput aria-label="截至哪一天" value={day} onChange={setDay} />
          </span>
          <Segmented<HardshipTable>
            aria-label="统计项目"
            value={table}
            options={STATISTICS_TABLES.map((value) => ({ value, label: HARDSHIP_TABLE_NAMES[value] }))}
            onChange={setTable}
          />
        </>
      }
    >
      {statistics && (
        <div className="hardship-statistics-page">
          <FormField label="报告用的一句话" hint="点一下就全部选中，按 Ctrl+C 复制">
            <Input.TextArea readOnly rows={2} value={statistics.sentence} onFocus={(event) => event.target.select()} />
          </FormField>
          <div className={isFileTable(table) ? 'hardship-statistics' : 'hardship-statistics hardship-statistics-wide'}>
            {isFileTable(table) ? (
              <FileTable table={table} lines={statistics.fileTables[table]} />
            ) : (
              <AidTable table={table} lines={statistics.aidTables[table]} />
            )}
            <Chart statistics={statistics} table={table} />
          </div>
          <p className="hardship-hint">{REMARK}</p>
        </div>
      )}
    </Page>
  );
}

/** What the figures mean. */
const REMARK =
  '档案状态是那一天的情况，类别、原因和家庭按现在的登记；帮扶从当年 1 月 1 日算到那一天，已冲销的不计；上年是同一段时间；户数不能逐行相加。';

/** `在档 12 户，女职工 7 户占 58.3%，单亲女职工 2 户，学生 9 人；今年帮扶 20 户次 30,000.00 元，上年同期 28,000.00 元` */
export function stateOf({
  files,
  women,
  womenShare,
  singleMothers,
  students,
  aids,
  lastAids,
}: HardshipStatistics): string {
  return `在档 ${files} 户，女职工 ${women} 户占 ${formatShare(womenShare)}，单亲女职工 ${singleMothers} 户，学生 ${students} 人；当年帮扶 ${aids.times} 户次 ${formatYuan(aids.amount)} 元，上年同期 ${formatYuan(lastAids.amount)} 元`;
}

function Chart({ statistics, table }: { statistics: HardshipStatistics; table: HardshipTable }) {
  const lines = useMemo(
    () =>
      isFileTable(table)
        ? statistics.fileTables[table].map(({ label, files, women }) => ({ label, values: [files, women] }))
        : statistics.aidTables[table].map(({ label, amount, lastAmount }) => ({
            label,
            values: [yuanNumber(amount), yuanNumber(lastAmount)],
          })),
    [statistics, table],
  );
  if (lines.length === 0) return null;
  const title = `按${HARDSHIP_TABLE_NAMES[table]}的${isFileTable(table) ? '户数' : '金额'}`;
  return (
    <div className="sheet hardship-chart">
      <h2>{title}</h2>
      <Suspense fallback={null}>
        <StatisticsChart label={`${title}图`} series={isFileTable(table) ? FILE_SERIES : AID_SERIES} lines={lines} />
      </Suspense>
    </div>
  );
}
