import type { Day } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  MEMBER_STATUSES,
  type MemberStatistics,
  STATISTICS_DIMENSION_NAMES,
  STATISTICS_DIMENSIONS,
  STATISTICS_SCOPE_NAMES,
  type StatisticsScope,
} from '#shared/contract/members.ts';
import { formatShare } from '#shared/shares.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { memberStatistics } from './statistics.ts';

interface StatisticsInput {
  day: Day;
  scope: StatisticsScope;
  folder: string;
}

const COLUMNS: readonly ColumnSpec[] = [
  { header: '', width: 30, kind: 'text' },
  { header: '', width: 12, kind: 'integer' },
  { header: '', width: 12, kind: 'integer' },
  { header: '', width: 12, kind: 'integer' },
  { header: '', width: 12, kind: 'percent' },
];

/** 会员统计表 as a workbook of one sheet. @throws Refusal `file.gone` */
export async function prepareStatistics(
  context: ReadContext,
  { day, scope, folder }: StatisticsInput,
): Promise<{ name: string; bytes: Uint8Array }> {
  context.chosenFolder(folder);
  const unit = readHeading(context.db).name;
  const bytes = await workbookBytes({
    unitName: unit,
    title: '会员统计表',
    sheets: [statisticsSheet(memberStatistics(context.db, day, scope), unit)],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `会员统计表-${day}`, bytes };
}

function statisticsSheet(statistics: MemberStatistics, unit: string): SheetBuilder {
  const { day, scope, members, men, women, womenShare, averageAge, year } = statistics;
  const sheet = new SheetBuilder('会员统计表', {
    title: '会员统计表',
    subtitle: [unit, `截至 ${day}`, `统计对象：${STATISTICS_SCOPE_NAMES[scope]}`],
    columns: COLUMNS,
  });
  const age = averageAge === undefined ? '' : `，平均年龄 ${(averageAge / 10).toFixed(1)} 岁`;
  sheet.note(`共 ${members} 人，男 ${men} 人，女 ${women} 人，女性占 ${formatShare(womenShare)}${age}。`);
  sheet.note(
    `在册和保留会籍：上年末 ${year.start} 人，本年入会 ${year.joined} 人，恢复 ${year.returned} 人，离会 ${year.left} 人，现有 ${year.now} 人。`,
  );
  sheet.gap();
  sheet.heading(['会籍', '人数', null, null, null]);
  for (const status of MEMBER_STATUSES)
    if (statistics.byStatus[status] > 0)
      sheet.row([MEMBER_STATUS_NAMES[status], { integer: statistics.byStatus[status] }]);
  for (const dimension of STATISTICS_DIMENSIONS) {
    const lines = statistics.tables[dimension];
    if (lines.length === 0) continue;
    sheet.gap();
    sheet.heading([STATISTICS_DIMENSION_NAMES[dimension], '人数', '男', '女', '占比']);
    const first = sheet.nextRow;
    for (const line of lines)
      sheet.row([
        { text: line.label },
        { integer: line.members },
        { integer: line.men },
        { integer: line.women },
        { ratio: line.share / 1000 },
      ]);
    const range = { first, last: sheet.lastRow };
    const total = (column: number, result: number) => ({
      formula: sheet.sum(column, range),
      result: { integer: result },
    });
    sheet.row(['合计', total(1, members), total(2, men), total(3, women), { ratio: 1 }], { total: true });
  }
  sheet.gap();
  sheet.note(STATISTICS_REMARK);
  return sheet;
}

/** What "as of" means, in the words of the page. */
const STATISTICS_REMARK =
  '会籍和工会小组是那一天的情况；性别、出生日期、学历和政治面貌按现在的登记；入会时间不详的，一直算在内。';

/** Writes the workbook. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportStatistics(
  context: WriteContext,
  { day, scope, folder }: StatisticsInput,
  { name, bytes }: { name: string; bytes: Uint8Array },
): { fileName: string } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'memberExport',
    id: 'statistics',
    label: fileName,
    after: { folder: chosen.name, day, scope },
  });
  return { fileName };
}
