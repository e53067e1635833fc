import { SOURCE_LABELS, type VoucherSource } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { countEntries, type VoucherEntry, voucherEntries } from '../../ledger/commands.ts';
import {
  type ColumnSpec,
  quotedText,
  type RowRange,
  type RowSpec,
  type SheetBuilder,
} from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live, typed } from '../audit-book.ts';
import type { TrialBalanceSheet } from './trial-balance.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '日期', width: 11, kind: 'day' },
  { header: '凭证号', width: 9, kind: 'text', align: 'center' },
  { header: '摘要', width: 34, kind: 'text' },
  { header: '科目编号', width: 9, kind: 'text' },
  { header: '科目名称', width: 22, kind: 'text' },
  { header: '借方金额', width: 15, kind: 'amount' },
  { header: '贷方金额', width: 15, kind: 'amount' },
  { header: '附件', width: 6, kind: 'integer' },
  { header: '对方', width: 16, kind: 'text' },
  { header: '决议', width: 21, kind: 'text' },
  { header: '来源', width: 9, kind: 'text', align: 'center' },
  { header: '制单', width: 8, kind: 'text', align: 'center' },
  { header: '备注', width: 18, kind: 'text' },
];
const AT = { code: 3, debit: 5, credit: 6, attachments: 7, origin: 10 } as const;

export interface VoucherSheet {
  sheet: SheetBuilder;
  /** Live sum over the list: the entries of one origin on one account, debit minus credit. @param amount what it comes to */
  booked(origin: VoucherSource, code: string, amount: Figure['amount']): Figure;
}

/** 凭证清单: one line an entry, streamed; every other sheet can sum over it by account and origin. */
export function voucherSheet(book: AuditBook, trialBalance: TrialBalanceSheet): VoucherSheet {
  const { db, facts } = book;
  const sheet = book.sheet('凭证清单', COLUMNS, { landscape: true, filter: true, freezeColumns: 2 });
  const range = sheet.rows(countEntries(db, facts.year), () => entryRows(book));
  const { debit, credit } = facts.trialBalance.totals;
  const attachments = facts.months.reduce((total, month) => total + month.attachments, 0);
  const vouchers = facts.months.reduce((total, month) => total + month.posted, 0);
  const totalRow = sheet.row(
    [
      null,
      null,
      `合计（${vouchers} 张凭证）`,
      null,
      null,
      live({ formula: sheet.sum(AT.debit, range), amount: debit }),
      live({ formula: sheet.sum(AT.credit, range), amount: credit }),
      { formula: sheet.sum(AT.attachments, range), result: { integer: attachments } },
    ],
    { total: true },
  );
  const at = (column: number, amount: Figure['amount']): Figure => ({
    formula: sheet.reference(column, totalRow),
    amount,
  });
  book.tie(sheet, '凭证清单借方合计=贷方合计', at(AT.debit, debit), at(AT.credit, credit));
  book.tie(sheet, '凭证清单借方合计=科目余额表本年借方发生额', at(AT.debit, debit), trialBalance.total('debit'));
  book.tie(sheet, '凭证清单贷方合计=科目余额表本年贷方发生额', at(AT.credit, credit), trialBalance.total('credit'));
  book.place(
    'vouchers.total',
    sheet,
    AT.debit,
    totalRow,
    `${vouchers} 张凭证，借方合计 ${formatYuan(debit)} 元，贷方合计 ${formatYuan(credit)} 元`,
  );
  book.place('vouchers.attachments', sheet, AT.attachments, totalRow, `附件合计 ${attachments} 张`);
  return { sheet, booked: (origin, code, amount) => ({ formula: bookedFormula(sheet, range, origin, code), amount }) };
}

function* entryRows({ db, facts }: AuditBook): Generator<RowSpec> {
  let last = '';
  for (const entry of voucherEntries(db, facts.year)) {
    yield entryRow(entry, entry.voucherId !== last);
    last = entry.voucherId;
  }
}

/** What belongs to the voucher as a whole stands once, on its first entry, so that columns can be added up. */
function entryRow(entry: VoucherEntry, isFirst: boolean): RowSpec {
  const isReversal = entry.source === 'reversal';
  const remark = isReversal ? `冲销 ${entry.reverses}` : entry.reversedBy === '' ? '' : `已由 ${entry.reversedBy} 冲销`;
  const cells = [
    { day: entry.day },
    { text: entry.number },
    { text: typed(entry.summary) },
    { text: entry.accountCode },
    { text: entry.accountName },
    entry.debit === 0 ? null : { fen: entry.debit },
    entry.credit === 0 ? null : { fen: entry.credit },
    isFirst ? { integer: entry.attachmentCount } : null,
    isFirst ? { text: typed(entry.counterparty) } : null,
    isFirst ? { text: typed(entry.resolutionNumber) } : null,
    { text: SOURCE_LABELS[entry.origin] },
    isFirst ? { text: entry.preparedBy } : null,
    { text: remark },
  ];
  return { cells, look: isReversal ? { problem: true } : {} };
}

function bookedFormula(sheet: SheetBuilder, range: RowRange, origin: VoucherSource, code: string): string {
  if (range.last < range.first) return '0';
  const column = (index: number) => `${sheet.reference(index, range.first)}:${sheet.address(index, range.last)}`;
  const filter = `${column(AT.code)},${quotedText(code)},${column(AT.origin)},${quotedText(SOURCE_LABELS[origin])}`;
  return `SUMIFS(${column(AT.debit)},${filter})-SUMIFS(${column(AT.credit)},${filter})`;
}

/** Debit minus credit of one origin on one account, as the engine has it. */
export function bookedAmount(
  { facts }: Pick<AuditBook, 'facts'>,
  origin: VoucherSource,
  accountId: string,
): Figure['amount'] {
  const line = facts.origins.find((candidate) => candidate.origin === origin && candidate.accountId === accountId);
  return fen(line ? line.debit - line.credit : 0);
}
