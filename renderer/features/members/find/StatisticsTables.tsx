import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { yearOf } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  MEMBER_STATUSES,
  type MemberStatistics,
  STATISTICS_DIMENSION_NAMES,
  type StatisticsDimension,
  type StatisticsLine,
} from '#shared/contract/members.ts';
import { formatShare } from '#shared/shares.ts';

/** One table of the statistics with its sums. */
export function StatisticsTable({
  statistics,
  dimension,
}: {
  statistics: MemberStatistics;
  dimension: StatisticsDimension;
}) {
  const lines = statistics.tables[dimension];
  const { members, men, women } = statistics;
  const number = (key: 'members' | 'men' | 'women', title: string, sum: number): Column<StatisticsLine> => ({
    key,
    title,
    width: 62,
    align: 'right',
    render: (line) => line[key],
    sum,
  });
  const columns: readonly Column<StatisticsLine>[] = [
    { key: 'label', title: STATISTICS_DIMENSION_NAMES[dimension], render: (line) => line.label, sum: '合计' },
    number('members', '人数', members),
    number('men', '男', men),
    number('women', '女', women),
    {
      key: 'share',
      title: '占比',
      width: 76,
      align: 'right',
      render: (line) => formatShare(line.share),
      sum: members === 0 ? '' : formatShare(1000),
    },
  ];
  return (
    <DataTable
      label={`按${STATISTICS_DIMENSION_NAMES[dimension]}统计`}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.key}
      maxHeight={500}
      empty={<EmptyState title="这一天没有会员">换一个日期，或换统计对象。</EmptyState>}
    />
  );
}

interface Figure {
  key: string;
  label: string;
  members: number;
}
const figures = (title: string): readonly Column<Figure>[] => [
  { key: 'label', title, render: (row) => row.label },
  { key: 'members', title: '人数', width: 64, align: 'right', render: (row) => row.members },
];

/** Everybody the books know of on that day, by state. */
export function StatusTable({ statistics: { byStatus } }: { statistics: MemberStatistics }) {
  const rows = MEMBER_STATUSES.filter((status) => byStatus[status] > 0).map((status) => ({
    key: status,
    label: MEMBER_STATUS_NAMES[status],
    members: byStatus[status],
  }));
  return (
    <DataTable label="按会籍统计" columns={figures('会籍')} rows={rows} rowKey={({ key }) => key} maxHeight={300} />
  );
}

/** From the end of the year before to the day. */
export function MovementTable({ statistics: { day, year } }: { statistics: MemberStatistics }) {
  const rows = [
    { key: 'start', label: `${yearOf(day) - 1} 年末`, members: year.start },
    { key: 'joined', label: '本年入会', members: year.joined },
    { key: 'returned', label: '本年恢复会籍', members: year.returned },
    { key: 'left', label: '本年离会', members: year.left },
    { key: 'now', label: `${day} 现有`, members: year.now },
  ];
  return (
    <DataTable
      label="本年增减"
      columns={figures('在册和保留会籍')}
      rows={rows}
      rowKey={({ key }) => key}
      rowTone={({ key }) => (key === 'now' ? 'strong' : undefined)}
      maxHeight={300}
    />
  );
}
