import { VISIT_FORM_NAMES, VISIT_METHOD_NAMES } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import {
  type CellSpec,
  type ColumnSpec,
  quotedText,
  type RowLook,
  type RowRange,
  type RowSpec,
  type SheetBuilder,
} from '../../spreadsheet/workbook.ts';
import { type VisitLine, visitLines } from '../../visits/commands.ts';
import { type AuditBook, type Figure, live, typed } from '../audit-book.ts';
import { type Standing, standingOf } from '../visit-summary.ts';
import { bookedAmount, type VoucherSheet } from './vouchers.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '日期', width: 11, kind: 'day' },
  { header: '凭证号', width: 9, kind: 'text', align: 'center' },
  { header: '类别', width: 12, kind: 'text' },
  { header: '批次', width: 16, kind: 'text' },
  { header: '会员证号', width: 9, kind: 'text' },
  { header: '姓名', width: 9, kind: 'text' },
  { header: '工会小组', width: 13, kind: 'text' },
  { header: '形式', width: 8, kind: 'text', align: 'center' },
  { header: '方式', width: 9, kind: 'text', align: 'center' },
  { header: '慰问品', width: 16, kind: 'text' },
  { header: '金额', width: 12, kind: 'amount' },
  { header: '决议', width: 18, kind: 'text' },
  { header: '超标准审批依据', width: 15, kind: 'text' },
  { header: '缺少的材料', width: 12, kind: 'text' },
  { header: '签领人', width: 12, kind: 'text' },
  { header: '签领日期', width: 11, kind: 'day' },
  { header: '状态', width: 10, kind: 'text', align: 'center' },
];
const AT = { kind: 3, amount: 11, signer: 15, state: 17 } as const;
/** Out of the sums: reversed within the year; brought back to the stock because nobody fetched it. */
const REVERSED = '已冲销';
const RETURNED = '未领退回';

/** 慰问发放签领表: one line a person, streamed; who has not signed stands in red. */
export function visitSheet(book: AuditBook, vouchers: VoucherSheet): SheetBuilder {
  const { visits } = book.facts;
  const sheet = book.sheet('慰问发放签领表', COLUMNS, { landscape: true, filter: true, freezeColumns: 3 });
  const range = sheet.rows(visits.lines, () => visitRows(book));
  const total: Figure = { formula: countedSum(sheet, range), amount: visits.total };
  const totalRow = sheet.row(
    [
      null,
      null,
      null,
      `合计 ${visits.counted} 人次`,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      live(total),
      null,
      null,
      { text: visits.withoutPapers === 0 ? '' : `缺材料 ${visits.withoutPapers}`, problem: visits.withoutPapers > 0 },
      { text: `未签收 ${visits.unsigned}`, problem: visits.unsigned > 0 },
    ],
    { total: true },
  );
  sheet.note('事由和证明材料见凭证附件；「已冲销」「未领退回」的不计入合计，「次年冲销」的仍计入本年。');
  const listed: Figure = { formula: sheet.reference(AT.amount, totalRow), amount: visits.total };
  kindSums(book, sheet, range);
  const booked = accountSums(book, sheet, vouchers);
  book.tie(sheet, '慰问发放合计=凭证清单里慰问凭证记入各支出科目', listed, booked);
  book.place('visits.total', sheet, AT.amount, totalRow, `${visits.counted} 人次，合计 ${formatYuan(visits.total)} 元`);
  book.place(
    'visits.signed',
    sheet,
    AT.signer,
    totalRow,
    visits.unsigned === 0 ? '签领齐全' : `未签收 ${visits.unsigned} 人次`,
  );
  return sheet;
}

const STATES: Readonly<Record<Standing, (signed: boolean) => string>> = {
  stands: (signed) => (signed ? '已签收' : '未签收'),
  reversed: () => REVERSED,
  reversedLater: () => '次年冲销',
};

function* visitRows({ db, facts }: AuditBook): Generator<RowSpec> {
  let index = 0;
  for (const line of visitLines(db, facts.year)) {
    index += 1;
    yield visitRow(line, index, standingOf(facts.visits.vouchers.get(line.voucherId)?.reversedYear, facts.year));
  }
}

function visitRow(line: VisitLine, index: number, standing: Standing): RowSpec {
  const signed = line.signedDay !== '';
  const signer = line.relation === '' || !signed ? line.signedBy : `${line.signedBy}(${line.relation})`;
  const unsigned = standing === 'stands' && !signed && !line.returned;
  const cells = [
    { integer: index },
    { day: line.day },
    { text: line.voucherNumber },
    { text: line.kindName },
    { text: typed(line.batchName) },
    { text: line.memberNumber },
    { text: line.memberName },
    { text: line.groupName },
    { text: VISIT_FORM_NAMES[line.form] },
    { text: VISIT_METHOD_NAMES[line.method] },
    { text: typed(line.goods) },
    { fen: line.amount },
    { text: typed(line.resolutionNumber) },
    { text: typed(line.approvalGround) },
    { text: typed(line.papersNote), problem: standing === 'stands' && line.papersNote !== '' },
    { text: typed(signer) },
    line.signedDay === '' ? null : { day: line.signedDay },
    { text: line.returned && standing !== 'reversed' ? RETURNED : STATES[standing](signed), problem: unsigned },
  ];
  return { cells, look: standing === 'reversed' ? { problem: true } : {} };
}

const column = (sheet: SheetBuilder, index: number, range: RowRange) =>
  `${sheet.address(index, range.first)}:${sheet.address(index, range.last)}`;

function countedSum(sheet: SheetBuilder, range: RowRange): string {
  if (range.last < range.first) return '0';
  const states = column(sheet, AT.state, range);
  const out = [REVERSED, RETURNED].map((state) => `${states},${quotedText(`<>${state}`)}`).join(',');
  return `SUMIFS(${column(sheet, AT.amount, range)},${out})`;
}

/** A line of a small table under the list, without boxes: what, how many, how much. */
function sumLine(sheet: SheetBuilder, label: CellSpec, times: CellSpec, money: CellSpec, look: RowLook = {}): number {
  const cells: CellSpec[] = [null, null, null, label, null, null, times, null, null, null, null, money];
  return sheet.row(cells, { border: false, ...look });
}

/** 按类别汇总, live over the list. */
function kindSums({ facts }: AuditBook, sheet: SheetBuilder, range: RowRange): void {
  const { kinds } = facts.visits;
  if (kinds.length === 0) return;
  sheet.gap();
  sumLine(sheet, '按类别', { text: '人次', align: 'right' }, { text: '金额', align: 'right' }, { bold: true });
  const states = column(sheet, AT.state, range);
  const counts = [REVERSED, RETURNED].map((state) => `(${states}<>${quotedText(state)})`).join('*');
  for (const { kindName, times, amount } of kinds) {
    const isKind = `(${column(sheet, AT.kind, range)}=${sheet.address(AT.kind, sheet.nextRow)})`;
    sumLine(
      sheet,
      { text: kindName, span: 3 },
      { formula: `SUMPRODUCT(${isKind}*${counts})`, result: { integer: times }, align: 'right' },
      live({ formula: `SUMPRODUCT(${isKind}*${counts}*${column(sheet, AT.amount, range)})`, amount }),
    );
  }
}

/** 按科目汇总 out of the voucher list. @returns the total, what earlier years' vouchers took back left out */
function accountSums(book: AuditBook, sheet: SheetBuilder, vouchers: VoucherSheet): Figure {
  const lines = book.facts.origins.filter((line) => line.origin === 'visits' && line.class === 'expense');
  sheet.gap();
  sumLine(sheet, { text: '慰问凭证记入的支出科目', span: 3 }, null, { text: '金额', align: 'right' }, { bold: true });
  const first = sheet.nextRow;
  let total = 0;
  const add = (label: string, figure: Figure) => {
    total += figure.amount;
    sumLine(sheet, { text: label, span: 3 }, null, live(figure));
  };
  for (const line of lines)
    add(
      `${line.code} ${line.name}`,
      vouchers.booked('visits', line.code, bookedAmount(book, 'visits', line.accountId)),
    );
  const earlier = lines.reduce((sum, line) => sum + line.earlier, 0);
  // typed-in figures of the other lists: what the vouchers book besides the lines above
  const plain = (label: string, value: number) => {
    if (value !== 0) add(label, { formula: '0', amount: fen(value) });
  };
  plain('加回：本年冲销的以前年度慰问', -earlier);
  const { fromStock, returned, others } = book.facts.visits;
  plain('加：从库存发放（买进时已记支出）', fromStock);
  plain('减：未领退回（已记支出，物品入库）', -returned);
  plain('减：购入库存慰问品', -others.bought);
  plain('减：互助保障工会承担部分', -others.insurance);
  const amount: Fen = fen(total);
  const formula = sheet.sum(AT.amount, { first, last: sheet.lastRow });
  const row = sumLine(sheet, '合计', null, live({ formula, amount }), { bold: true });
  return { formula: sheet.reference(AT.amount, row), amount };
}
