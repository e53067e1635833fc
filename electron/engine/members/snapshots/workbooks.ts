import {
  type CameOrWent,
  COMPARED_FIELD_NAMES,
  MEMBER_STATUS_NAMES,
  type RosterComparison,
  SEX_NAMES,
} from '#shared/contract/members.ts';
import { changeText } from '#shared/roster-words.ts';
import type { ReadContext } from '../../context.ts';
import { type ColumnSpec, type Row, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readProfile } from '../../union/commands.ts';
import { compareRosters } from './compare.ts';
import { requireSnapshot, snapshotRows } from './queries.ts';

export interface FinishedWorkbook {
  fileName: string;
  bytes: Uint8Array;
}

const text = (header: string, width: number): ColumnSpec => ({ header, width, kind: 'text' });
const ROSTER_COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer', align: 'center' },
  text('编号', 10),
  text('姓名', 12),
  { ...text('性别', 6), align: 'center' },
  text('民族', 8),
  text('出生日期', 12),
  text('身份证号', 22),
  text('政治面貌', 12),
  text('学历', 10),
  text('联系电话', 14),
  text('分会', 16),
  text('工会小组', 20),
  text('入会时间', 12),
  text('会籍', 10),
];

/** One kept roster; identity numbers and phones are masked as they were kept. @throws Refusal `request.notFound` */
export async function snapshotWorkbook(context: ReadContext, id: string): Promise<FinishedWorkbook> {
  const { name, day, members, active } = requireSnapshot(context.db, id);
  const rows = snapshotRows(context.db, id);
  const unit = readProfile(context.db).name;
  const sheet = new SheetBuilder('会员名册', {
    title: `会员名册（${name}）`,
    subtitle: [`单位：${unit}`, day, `共 ${members} 人，在册 ${active} 人`],
    columns: ROSTER_COLUMNS,
    landscape: true,
    freezeColumns: 3,
    filter: true,
  });
  sheet.rows(rows.length, function* lines() {
    for (const [index, row] of rows.entries()) {
      const { number, name: person, sex, ethnicity, birthday, idNumberMasked, political, education } = row;
      const { phoneMasked, branch, groupName, joined, status } = row;
      const sexName = sex === undefined ? '' : SEX_NAMES[sex];
      const membership = MEMBER_STATUS_NAMES[status];
      const before = [number, person, sexName, ethnicity, birthday ?? '', idNumberMasked, political, education];
      yield [{ integer: index + 1 }, ...before, phoneMasked, branch, groupName, joined, membership];
    }
  });
  return finish(context, unit, `会员名册-${name}`, [sheet]);
}

/** Two rosters compared: a sheet of counts, then one for each kind of difference. @throws Refusal `request.notFound` */
export async function comparisonWorkbook(
  context: ReadContext,
  from: string,
  to: string | undefined,
): Promise<FinishedWorkbook> {
  const comparison = compareRosters(context.db, context.today, from, to);
  const unit = readProfile(context.db).name;
  const { earlier, later, joined, left, moved, changed } = comparison;
  const span = `${earlier.name}（${earlier.day}）— ${later.name}（${later.day}）`;
  const person = ({ number, name }: { number: string; name: string }) => [number, name];
  const sheetOf = (title: string, columns: readonly ColumnSpec[], rows: readonly Row[]) => {
    const subtitle = [`单位：${unit}`, span, `${rows.length} 人`];
    const sheet = new SheetBuilder(title, { title: `会员${title}`, subtitle, columns, landscape: true });
    sheet.rows(rows.length, () => rows);
    return sheet;
  };
  const who = [text('编号', 10), text('姓名', 14)];
  const cameColumns = [...who, text('工会小组', 30), text('入会时间', 12), text('会籍', 14), text('变动', 44)];
  const cameRow = (one: CameOrWent): Row => [...person(one), one.groupPath, one.joined, statusOf(one), changeText(one)];
  const particulars = changed.flatMap((one) =>
    one.changes.map(({ field, from: was, to: is }): Row => [...person(one), COMPARED_FIELD_NAMES[field], was, is]),
  );
  return finish(context, unit, `名册比较-${earlier.name}-${later.name}`, [
    summarySheet(comparison, unit, span),
    sheetOf('新增', cameColumns, joined.map(cameRow)),
    sheetOf('减少', cameColumns, left.map(cameRow)),
    sheetOf(
      '调动',
      [...who, text('原小组', 36), text('现小组', 36)],
      moved.map((one) => [...person(one), one.from || '未分组', one.to || '未分组']),
    ),
    sheetOf('资料变化', [...who, text('栏目', 12), text('原来', 30), text('现在', 30)], particulars),
  ]);
}

const statusOf = ({ status }: CameOrWent) => (status === '' ? '' : MEMBER_STATUS_NAMES[status]);

function summarySheet({ earlier, later, ...lists }: RosterComparison, unit: string, span: string): SheetBuilder {
  const columns: ColumnSpec[] = [text('项目', 36), { header: '人数', width: 14, kind: 'integer' }];
  const sheet = new SheetBuilder('汇总', { title: '会员名册比较', subtitle: [`单位：${unit}`, span], columns });
  const line = (label: string, integer: number) => sheet.row([label, { integer }]);
  line(earlier.name, earlier.members);
  line('新增', lists.joined.length);
  line('减少', lists.left.length);
  line(later.name, later.members);
  line('调动小组', lists.moved.length);
  line('资料变化', lists.changed.length);
  return sheet;
}

async function finish(
  context: ReadContext,
  unitName: string,
  title: string,
  sheets: SheetBuilder[],
): Promise<FinishedWorkbook> {
  const writtenAt = context.clock.now().toISOString();
  return {
    fileName: `${title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')}.xlsx`,
    bytes: await workbookBytes({ unitName, title, sheets, writtenAt }),
  };
}
