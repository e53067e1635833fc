import { Paper } from '#renderer/components/Paper.tsx';
import {
  MEMBER_STATUS_NAMES,
  MEMBER_STATUSES,
  type MemberStatistics,
  STATISTICS_DIMENSION_NAMES,
  STATISTICS_DIMENSIONS,
  STATISTICS_SCOPE_NAMES,
} from '#shared/contract/members.ts';
import { formatShare } from '#shared/shares.ts';

/** What "as of" means; it stands on the page and on paper. */
export const STATISTICS_REMARK =
  '会籍和工会小组是那一天的情况；性别、出生日期、学历和政治面貌按现在的登记；入会时间不详的，一直算在内。';

/** 会员统计表, all tables one under the other. */
export function StatisticsPaper({ statistics, unit }: { statistics: MemberStatistics; unit: string }) {
  const { day, scope, members, men, women, year, byStatus, tables, averageAge } = statistics;
  const states = MEMBER_STATUSES.filter((status) => byStatus[status] > 0);
  return (
    <Paper
      title="会员统计表"
      unit={`单位：${unit}`}
      period={`截至 ${day}`}
      corner={`统计对象：${STATISTICS_SCOPE_NAMES[scope]}`}
      signatures={['工会主席', '制表']}
      note={`注：${STATISTICS_REMARK}`}
    >
      <table className="paper-table statistics-paper">
        <thead>
          <tr>
            <th>会籍</th>
            {states.map((status) => (
              <th key={status}>{MEMBER_STATUS_NAMES[status]}</th>
            ))}
            <th>平均年龄</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>人数</td>
            {states.map((status) => (
              <td key={status} className="amount">
                {byStatus[status]}
              </td>
            ))}
            <td className="amount">{averageAge === undefined ? '' : (averageAge / 10).toFixed(1)}</td>
          </tr>
        </tbody>
      </table>
      <p className="paper-note">
        {`在册和保留会籍：上年末 ${year.start} 人，本年入会 ${year.joined} 人，恢复 ${year.returned} 人，离会 ${year.left} 人，现有 ${year.now} 人。`}
      </p>
      {STATISTICS_DIMENSIONS.filter((dimension) => tables[dimension].length > 0).map((dimension) => (
        <table key={dimension} className="paper-table statistics-paper">
          <thead>
            <tr>
              <th className="statistics-label">{STATISTICS_DIMENSION_NAMES[dimension]}</th>
              <th>人数</th>
              <th>男</th>
              <th>女</th>
              <th>占比</th>
            </tr>
          </thead>
          <tbody>
            {tables[dimension].map((line) => (
              <tr key={line.key}>
                <td>{line.label}</td>
                <td className="amount">{line.members}</td>
                <td className="amount">{line.men}</td>
                <td className="amount">{line.women}</td>
                <td className="amount">{formatShare(line.share)}</td>
              </tr>
            ))}
            <tr>
              <td>合计</td>
              <td className="amount">{members}</td>
              <td className="amount">{men}</td>
              <td className="amount">{women}</td>
              <td className="amount">{members === 0 ? '' : formatShare(1000)}</td>
            </tr>
          </tbody>
        </table>
      ))}
    </Paper>
  );
}
