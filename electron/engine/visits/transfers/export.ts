import type { TransferSheet } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readTransferSheet } from './queries.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer', align: 'center' },
  { header: '收款人姓名', width: 14, kind: 'text' },
  { header: '收款账号', width: 26, kind: 'text' },
  { header: '开户银行', width: 28, kind: 'text' },
  { header: '金额', width: 14, kind: 'amount' },
  { header: '用途', width: 24, kind: 'text' },
];
const AMOUNT = 4;

interface PreparedTransfer {
  name: string;
  bytes: Uint8Array;
  sheet: TransferSheet;
}

/**
 * The workbook for the bank in memory, with whole account numbers.
 * @throws Refusal `request.notFound`, `transfer.notOpen` (withdrawn), `transfer.reversedOnList`, `file.gone`
 */
export async function prepareTransferExport(
  context: ReadContext,
  { id, folder }: { id: string; folder: string },
): Promise<PreparedTransfer> {
  const { db, clock } = context;
  context.chosenFolder(folder);
  const sheet = readTransferSheet(db, id, true);
  assertPayable(sheet);
  const { list, lines, unionName } = sheet;
  const builder = new SheetBuilder('转账清单', {
    title: `银行转账清单 ${list.number}`,
    subtitle: [
      `付款单位：${unionName}${list.fromAccount === '' ? '' : `（${list.fromAccount}）`}`,
      `日期：${list.day}`,
      '单位：元',
    ],
    columns: COLUMNS,
    landscape: true,
  });
  for (const line of lines)
    builder.row([
      { integer: line.line },
      line.payee,
      { text: line.account },
      line.bankName,
      { fen: line.amount },
      line.purpose,
    ]);
  const range = { first: builder.lastRow - lines.length + 1, last: builder.lastRow };
  builder.row(
    [
      null,
      `合计 ${list.people} 笔`,
      null,
      null,
      { formula: builder.sum(AMOUNT, range), result: { fen: list.total } },
      null,
    ],
    { total: true },
  );
  const bytes = await workbookBytes({
    unitName: unionName,
    title: `银行转账清单 ${list.number}`,
    sheets: [builder],
    writtenAt: clock.now().toISOString(),
  });
  return { name: `银行转账清单-${list.number}`, bytes, sheet };
}

/** A withdrawn list is not handed to the bank, nor one with a payment that was taken back. */
function assertPayable({ list: { number, state, reversed } }: TransferSheet): void {
  if (state === 'withdrawn') throw refuse('transfer.notOpen', { number, state: '撤回' });
  if (reversed > 0) throw refuse('transfer.reversedOnList', { number });
}

/** Writes the workbook; that whole numbers left the books is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportTransferList(
  context: WriteContext,
  { id, folder }: { id: string; folder: string },
  { name, bytes, sheet }: PreparedTransfer,
): { fileName: string; people: number } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  const { number, people, total } = sheet.list;
  context.trail({
    subject: 'transferList',
    id,
    label: `${number} 导出完整账号 ${people} 笔 ${formatYuan(total)} 元`,
    after: { folder: chosen.name, fileName, people },
  });
  return { fileName, people };
}

/** The list to be printed with whole numbers; that is on the trail. @throws Refusal as {@link prepareTransferExport} */
export function printTransferList(context: WriteContext, id: string): TransferSheet {
  const sheet = readTransferSheet(context.db, id, true);
  assertPayable(sheet);
  context.trail({
    subject: 'transferList',
    id,
    label: `${sheet.list.number} 打印完整账号`,
    after: { people: sheet.list.people },
  });
  return sheet;
}
