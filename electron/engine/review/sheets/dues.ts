import { monthNumber } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { type DuesDetailRow, duesDetail } from '../../dues/commands.ts';
import { ACCOUNT } from '../../ledger/commands.ts';
import type { CellSpec, ColumnSpec, RowSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live } from '../audit-book.ts';
import { duesOnLedger } from '../checks/dues-checks.ts';
import type { IncomeExpenseSheet } from './income-expense.ts';
import type { VoucherSheet } from './vouchers.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '会员证号', width: 10, kind: 'text' },
  { header: '姓名', width: 10, kind: 'text' },
  { header: '工会小组', width: 16, kind: 'text' },
  ...MONTHS.map((month): ColumnSpec => ({ header: `${month}月`, width: 9, kind: 'amount', group: '实收' })),
  { header: '实收合计', width: 12, kind: 'amount' },
  { header: '应收合计', width: 12, kind: 'amount' },
  { header: '减免', width: 10, kind: 'amount' },
  { header: '欠缴', width: 11, kind: 'amount' },
];
const AT = { firstMonth: 4, lastMonth: 15, paid: 16, levied: 17, waived: 18, owed: 19 } as const;

interface DuesSums {
  members: number;
  owing: number;
  months: Fen[];
  paid: Fen;
  levied: Fen;
  waived: Fen;
  owed: Fen;
}

/** 会费收缴明细: what every member's levies of the year have been paid by, and how that leads to 会费收入. */
export function duesSheet(book: AuditBook, vouchers: VoucherSheet, statement: IncomeExpenseSheet): SheetBuilder {
  const { db, facts } = book;
  const sums = addUp(duesDetail(db, facts.year));
  const sheet = book.sheet('会费收缴明细', COLUMNS, { landscape: true, freezeColumns: 3 });
  const range = sheet.rows(sums.members, () => memberRows(book, sheet));
  const totalOf = (column: number, amount: Fen) => live({ formula: sheet.sum(column, range), amount });
  const totalRow = sheet.row(
    [
      null,
      null,
      '合计',
      { text: `${sums.members} 人` },
      ...sums.months.map((amount, index) => totalOf(AT.firstMonth + index, amount)),
      totalOf(AT.paid, sums.paid),
      totalOf(AT.levied, sums.levied),
      totalOf(AT.waived, sums.waived),
      totalOf(AT.owed, sums.owed),
    ],
    { total: true },
  );
  sheet.note('实收各月：这个月的应收会费至今收到的数，不论哪天收到。');
  reconcile(book, sheet, { formula: sheet.address(AT.paid, totalRow), amount: sums.paid }, vouchers, statement);
  book.place(
    'dues.paid',
    sheet,
    AT.paid,
    totalRow,
    `${sums.members} 人，应收 ${formatYuan(sums.levied)} 元，已收 ${formatYuan(sums.paid)} 元${sums.waived === 0 ? '' : `，减免 ${formatYuan(sums.waived)} 元`}`,
  );
  book.place('dues.owed', sheet, AT.owed, totalRow, `欠缴 ${sums.owing} 人、${formatYuan(sums.owed)} 元`);
  return sheet;
}

function addUp(rows: Iterable<DuesDetailRow>): DuesSums {
  const none = { paid: ZERO, levied: ZERO, waived: ZERO, owed: ZERO };
  const sums: DuesSums = { members: 0, owing: 0, months: MONTHS.map(() => ZERO), ...none };
  for (const row of rows) {
    sums.members += 1;
    if (row.owed > 0) sums.owing += 1;
    for (const { month, paid } of row.months) {
      const index = monthNumber(month) - 1;
      sums.months[index] = fen((sums.months[index] ?? 0) + paid);
    }
    sums.paid = fen(sums.paid + row.paid);
    sums.levied = fen(sums.levied + row.levied);
    sums.waived = fen(sums.waived + row.waived);
    sums.owed = fen(sums.owed + row.owed);
  }
  return sums;
}

function* memberRows({ db, facts }: AuditBook, sheet: SheetBuilder): Generator<RowSpec> {
  let index = 0;
  const first = sheet.headerRow + 1;
  for (const member of duesDetail(db, facts.year)) {
    const row = first + index;
    index += 1;
    const months: CellSpec[] = MONTHS.map(() => null);
    for (const { month, paid } of member.months) months[monthNumber(month) - 1] = { fen: paid };
    const paid = `SUM(${sheet.address(AT.firstMonth, row)}:${sheet.address(AT.lastMonth, row)})`;
    yield [
      { integer: index },
      { text: member.number },
      { text: member.name },
      { text: member.groupName },
      ...months,
      { formula: paid, result: { fen: member.paid } },
      { fen: member.levied },
      member.waived === 0 ? null : { fen: member.waived },
      {
        formula: `ROUND(${sheet.address(AT.levied, row)}-${sheet.address(AT.paid, row)}-${sheet.address(AT.waived, row)},2)`,
        result: { fen: member.owed },
        problem: member.owed > 0,
      },
    ];
  }
}

/** From what the year's levies were paid by to what stands in the ledger as 会费收入. */
function reconcile(
  book: AuditBook,
  sheet: SheetBuilder,
  paid: Figure,
  vouchers: VoucherSheet,
  statement: IncomeExpenseSheet,
): void {
  const { dues, accounts } = book.facts;
  const line = (label: string, figure: Figure, bold = false): Figure => {
    const blanks = Array.from({ length: AT.paid - 1 }, () => null);
    const row = sheet.row([{ text: label, span: AT.paid, bold }, ...blanks, live(figure, { bold })], { border: false });
    return { formula: sheet.address(AT.paid, row), amount: figure.amount };
  };
  const plain = (amount: Fen): Figure => ({ formula: '0', amount });
  const parts = [
    line('本年应收会费至今已收', paid),
    line('减：其中在以后年度收到的', plain(fen(-dues.paidLater))),
    line('加：本年收到的以前年度会费', plain(dues.forEarlier)),
    line('加：年末预收（到年末已收、用于以后月份或尚未抵扣的）', plain(dues.advanceAfter)),
    line('减：年初预收', plain(fen(-dues.advanceBefore))),
    line('加：跨年度撤回的收款和退费', plain(dues.takenBackAcross)),
  ];
  const received = line(
    '本年实收会费（已减退费）',
    { formula: parts.map((part) => part.formula).join('+'), amount: sum(parts.map((part) => part.amount)) },
    true,
  );
  const code = accounts.find((account) => account.id === ACCOUNT.duesIncome)?.code ?? '';
  const onLedger = duesOnLedger(book.facts);
  const booked = vouchers.booked('dues', code, fen(-onLedger));
  const byDues: Figure = { formula: `-(${booked.formula})`, amount: onLedger };
  const income = statement.line(ACCOUNT.duesIncome);
  const otherwise = fen(income.amount - onLedger);
  const other = line('另：没有经过会费登记、直接记入会费收入的', plain(otherwise));
  const outside = ({ formula, amount }: Figure): Figure => ({ formula: `'${sheet.name}'!${formula}`, amount });
  book.tie(sheet, '会费收缴明细本年实收=凭证清单里会费凭证记入会费收入', outside(received), byDues);
  book.tie(
    sheet,
    '会费收缴明细本年实收+直接记入=收入支出表会费收入',
    { formula: `${outside(received).formula}+${outside(other).formula}`, amount: fen(received.amount + other.amount) },
    income,
  );
}
