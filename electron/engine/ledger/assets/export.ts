import { formatMonth, type Month } from '#shared/calendar.ts';
import { ASSET_STATUS_LABELS, ASSET_WAY_LABELS, type AssetTie } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { assetRegister, assetTies, type RegisterLine } from './register.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '编号', width: 12, kind: 'text' },
  { header: '名称', width: 18, kind: 'text' },
  { header: '类别', width: 14, kind: 'text' },
  { header: '规格型号', width: 16, kind: 'text' },
  { header: '数量', width: 6, kind: 'integer' },
  { header: '单位', width: 6, kind: 'text', align: 'center' },
  { header: '取得方式', width: 10, kind: 'text', align: 'center' },
  { header: '入账日期', width: 11, kind: 'day' },
  { header: '原值', width: 14, kind: 'amount' },
  { header: '累计折旧', width: 14, kind: 'amount' },
  { header: '净值', width: 14, kind: 'amount' },
  { header: '部门', width: 12, kind: 'text' },
  { header: '使用人', width: 9, kind: 'text' },
  { header: '地点', width: 14, kind: 'text' },
  { header: '状态', width: 8, kind: 'text', align: 'center' },
  { header: '凭证号', width: 16, kind: 'text' },
  { header: '备注', width: 18, kind: 'text' },
];
const AT = { original: 8, accumulated: 9, net: 10 } as const;
const WORDS: Readonly<Record<AssetTie['what'], string>> = { original: '原值', accumulated: '累计折旧', net: '净值' };

/** 固定资产台账 at the end of a month as a workbook of one sheet, with live sums and what the accounts say beside them. */
export async function registerWorkbook(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  month: Month,
): Promise<{ fileName: string; bytes: Uint8Array; cards: number }> {
  const { lines, totals } = assetRegister(db, month);
  const unit = readHeading(db).name;
  const sheet = new SheetBuilder('固定资产台账', {
    title: '固定资产台账',
    subtitle: [`编制单位：${unit}`, `${formatMonth(month)}末`, '单位：元'],
    columns: COLUMNS,
    landscape: true,
    filter: true,
    freezeColumns: 2,
  });
  const first = sheet.nextRow;
  for (const line of lines) sheet.row(cellsOf(line, sheet.nextRow));
  const range = { first, last: sheet.lastRow };
  const total = (column: number, amount: Fen): CellSpec =>
    lines.length === 0 ? { fen: amount } : { formula: sheet.sum(column, range), result: { fen: amount } };
  sheet.row(
    [
      null,
      { text: `合计 ${totals.cards} 张卡片` },
      ...Array.from({ length: 6 }, () => null),
      total(AT.original, totals.original),
      total(AT.accumulated, totals.accumulated),
      total(AT.net, totals.net),
      ...Array.from({ length: 6 }, () => null),
    ],
    { total: true },
  );
  for (const tie of assetTies(db, month).filter(({ at }) => at === 'now')) sheet.note(tieSentence(tie));
  sheet.note('部门、使用人、地点和状态是导出时的情况。');
  sheet.signatures(['工会主席：', '财务负责人：', '资产管理人：', '制表：']);
  const bytes = await workbookBytes({
    unitName: unit,
    title: '固定资产台账',
    sheets: [sheet],
    writtenAt: clock.now().toISOString(),
  });
  return { fileName: `固定资产台账-${month}.xlsx`, bytes, cards: totals.cards };
}

/** `核对：卡片原值合计 1,000.00 元，141 固定资产 1,000.00 元，相符。` */
function tieSentence({ what, account, cards, balance, difference }: AssetTie): string {
  const verdict = difference === 0 ? '相符' : `相差 ${formatYuan(difference)} 元`;
  return `核对：卡片${WORDS[what]}合计 ${formatYuan(cards)} 元，${account} ${formatYuan(balance)} 元，${verdict}。`;
}

function cellsOf(line: RegisterLine, at: number): CellSpec[] {
  return [
    { text: line.number },
    { text: line.name },
    { text: line.category },
    { text: line.model },
    { integer: line.quantity },
    { text: line.unit },
    { text: ASSET_WAY_LABELS[line.way] },
    { day: line.acquiredDay },
    { fen: line.original },
    { fen: line.accumulated },
    { formula: `I${at}-J${at}`, result: { fen: line.net } },
    { text: line.department },
    { text: line.keeper },
    { text: line.place },
    { text: ASSET_STATUS_LABELS[line.status] },
    { text: line.voucherNumber },
    { text: line.note },
  ];
}
