import type { ParsedInputOf } from '#shared/contract/index.ts';
import { VISIT_FORM_NAMES, VISIT_METHOD_NAMES, type VisitRow } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { allVisits } from './queries.ts';

type Input = ParsedInputOf<'visits.exportList'>;
type Exported = VisitRow & { payeeAccount: string; illness: string };

interface Prepared {
  name: string;
  bytes: Uint8Array;
  visits: number;
}

interface ExportColumn {
  spec: ColumnSpec;
  cell: (visit: Exported, index: number) => CellSpec;
}

/** The columns; 病种 is among them, and the account whole, only when somebody asked for it. */
function columnsOf(masked: boolean): ExportColumn[] {
  const text = (header: string, width: number, cell: (visit: Exported) => string): ExportColumn => ({
    spec: { header, width, kind: 'text' },
    cell,
  });
  return [
    {
      spec: { header: '序号', width: 6, kind: 'integer', align: 'center' },
      cell: (_, index) => ({ integer: index + 1 }),
    },
    { spec: { header: '日期', width: 12, kind: 'day' }, cell: ({ day }) => ({ day }) },
    text('编号', 10, (visit) => visit.memberNumber),
    text('姓名', 12, (visit) => visit.memberName),
    text('小组', 16, (visit) => visit.groupName),
    text('类别', 18, (visit) => visit.batchName ?? visit.kindName),
    text('事由', 24, (visit) => visit.reason),
    ...(masked ? [] : [text('病种', 14, (visit) => visit.illness)]),
    text('形式', 10, (visit) => VISIT_FORM_NAMES[visit.form]),
    text('品名数量', 24, (visit) => visit.goods),
    { spec: { header: '金额', width: 12, kind: 'amount' }, cell: ({ amount }) => ({ fen: amount }) },
    text('支付方式', 10, (visit) => VISIT_METHOD_NAMES[visit.method]),
    text('收款账号', 22, ({ payeeAccount }) => (masked ? maskBankAccount(payeeAccount) : payeeAccount)),
    text('慰问人', 18, (visit) => visit.visitors.join('、')),
    text('凭证', 16, (visit) => `${visit.day.slice(0, 7)} ${visit.voucherNumber}`),
    text('签收人', 16, (visit) => [visit.signedBy, visit.signedRelation].filter((part) => part !== '').join('，')),
    {
      spec: { header: '签收日期', width: 12, kind: 'day' },
      cell: ({ signedDay }) => (signedDay ? { day: signedDay } : null),
    },
    text('说明', 12, stateOf),
  ];
}

const stateOf = ({ reversed, returned, signed }: VisitRow): string => {
  if (reversed) return '已冲销';
  if (returned) return '未领退回';
  return signed ? '' : '未签收';
};

/**
 * Makes the workbook in memory, so that nothing is on the disk before the export stands on the trail.
 * @throws Refusal `visit.exportEmpty`, `file.gone`
 */
export async function prepareVisitsExport(context: ReadContext, input: Input): Promise<Prepared> {
  const { db, today } = context;
  const { folder, masked, ...filter } = input;
  context.chosenFolder(folder);
  const visits = allVisits(db, filter);
  if (visits.length === 0) throw refuse('visit.exportEmpty');
  const columns = columnsOf(masked);
  const unit = readHeading(db).name;
  const counting = visits.filter(({ reversed, returned }) => !reversed && !returned);
  const sheet = new SheetBuilder('慰问记录', {
    title: '慰问记录',
    subtitle: [
      unit,
      `共 ${visits.length} 人次，其中有效 ${counting.length} 人次${masked ? '' : '，含病种和完整账号，请妥善保管'}`,
      `导出日期：${today}`,
    ],
    columns: columns.map(({ spec }) => spec),
    landscape: true,
    filter: true,
    freezeColumns: 4,
  });
  sheet.rows(visits.length, () => visits.map((visit, index) => columns.map(({ cell }) => cell(visit, index))));
  const bytes = await workbookBytes({
    unitName: unit,
    title: '慰问记录',
    sheets: [sheet],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `慰问记录-${today}`, bytes, visits: visits.length };
}

/** Writes the workbook; who took how many records, masked or not, is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportVisits(
  context: WriteContext,
  { folder, masked, ...filter }: Input,
  { name, bytes, visits }: Prepared,
): { fileName: string; visits: number } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'visitExport',
    id: 'list',
    label: masked ? fileName : `${fileName}（含病种和完整账号）`,
    after: { folder: chosen.name, visits, masked, filter },
  });
  return { fileName, visits };
}
