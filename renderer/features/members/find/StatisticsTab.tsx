import { Button, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  type MemberStatistics,
  STATISTICS_DIMENSION_NAMES,
  STATISTICS_DIMENSIONS,
  STATISTICS_SCOPE_NAMES,
  STATISTICS_SCOPES,
  type StatisticsDimension,
  type StatisticsScope,
} from '#shared/contract/members.ts';
import { formatShare } from '#shared/shares.ts';
import type { MembersFrame } from '../words.ts';
import { STATISTICS_REMARK, StatisticsPaper } from './StatisticsPaper.tsx';
import { MovementTable, StatisticsTable, StatusTable } from './StatisticsTables.tsx';
import './statistics.css';

// The drawing library comes only when somebody looks at a chart.
const StatisticsChart = lazy(async () => ({ default: (await import('./StatisticsChart.tsx')).StatisticsChart }));

/** 统计: the members as of a day, one table and its chart at a time. */
export function StatisticsTab({ frame }: { frame: MembersFrame }) {
  const today = dayOf(new Date());
  const [day, setDay] = useState<Day | undefined>(today);
  const [scope, setScope] = useState<StatisticsScope>('both');
  const [dimension, setDimension] = useState<StatisticsDimension>('sex');
  const [printing, setPrinting] = useState(false);
  const mayKeep = useAllowed('members.exportStatistics');
  const { value: statistics, error } = useCall(
    'members.readStatistics',
    day === undefined ? undefined : { day, scope },
  );
  const profile = useCall('union.readProfile', {}).value;
  const save = useExport((folder) =>
    call('members.exportStatistics', { day: statistics?.day ?? today, scope, folder }),
  );
  const dimensions = STATISTICS_DIMENSIONS.filter((one) => one !== 'branch' || statistics?.tables.branch.length !== 0);
  const shown = dimensions.includes(dimension) ? dimension : 'sex';
  return (
    <Page
      {...frame}
      state={statistics && sentenceOf(statistics)}
      extra={
        <>
          {mayKeep && (
            <Button disabled={!statistics} loading={save.busy} onClick={save.run}>
              存为 Excel
            </Button>
          )}
          <Button disabled={!statistics || !profile} onClick={() => setPrinting(true)}>
            打印统计表
          </Button>
        </>
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          <span>截至</span>
          <span className="statistics-day">
            <DayInput aria-label="截至哪一天" value={day} onChange={setDay} />
          </span>
          <Segmented<StatisticsScope>
            aria-label="统计对象"
            value={scope}
            options={STATISTICS_SCOPES.map((value) => ({ value, label: STATISTICS_SCOPE_NAMES[value] }))}
            onChange={setScope}
          />
          <Segmented<StatisticsDimension>
            aria-label="统计项目"
            value={shown}
            options={dimensions.map((value) => ({ value, label: STATISTICS_DIMENSION_NAMES[value] }))}
            onChange={setDimension}
          />
        </>
      }
    >
      {statistics && (
        <>
          <div className="statistics">
            <StatisticsTable statistics={statistics} dimension={shown} />
            <div className="sheet statistics-chart">
              <h2>{`按${STATISTICS_DIMENSION_NAMES[shown]}的人数`}</h2>
              <Suspense fallback={null}>
                <StatisticsChart
                  label={`按${STATISTICS_DIMENSION_NAMES[shown]}的人数图`}
                  lines={statistics.tables[shown]}
                />
              </Suspense>
            </div>
            <div className="statistics-side">
              <StatusTable statistics={statistics} />
              <MovementTable statistics={statistics} />
            </div>
          </div>
          <p className="members-hint">{STATISTICS_REMARK}</p>
        </>
      )}
      {printing && statistics && profile && (
        <PaperDialog
          open
          name={`会员统计表-${statistics.day}`}
          paper={<StatisticsPaper statistics={statistics} unit={profile.name} />}
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  );
}

/** `共 280 人，男 90 人，女 190 人，女性占 67.9%，平均年龄 43.2 岁` */
export function sentenceOf({ members, men, women, womenShare, averageAge }: MemberStatistics): string {
  const age = averageAge === undefined ? '' : `，平均年龄 ${(averageAge / 10).toFixed(1)} 岁`;
  return `共 ${members} 人，男 ${men} 人，女 ${women} 人，女性占 ${formatShare(womenShare)}${age}`;
}
