import type { TrialBalanceLine } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import type { ColumnSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, amount, type Figure, live } from '../audit-book.ts';
import { isCarriedForward } from '../facts.ts';

const AMOUNT = { width: 15, kind: 'amount' } as const;
const COLUMNS: readonly ColumnSpec[] = [
  { header: '科目编号', width: 11, kind: 'text' },
  { header: '科目名称', width: 26, kind: 'text' },
  { header: '借方', ...AMOUNT, group: '年初余额' },
  { header: '贷方', ...AMOUNT, group: '年初余额' },
  { header: '借方', ...AMOUNT, group: '本年发生额' },
  { header: '贷方', ...AMOUNT, group: '本年发生额' },
  { header: '借方', ...AMOUNT, group: '其中：年终结转' },
  { header: '贷方', ...AMOUNT, group: '其中：年终结转' },
  { header: '借方', ...AMOUNT, group: '期末余额' },
  { header: '贷方', ...AMOUNT, group: '期末余额' },
];
/** Columns of the figures, from 0. */
const AT = {
  openingDebit: 2,
  openingCredit: 3,
  debit: 4,
  credit: 5,
  yearEndDebit: 6,
  yearEndCredit: 7,
  closingDebit: 8,
  closingCredit: 9,
} as const;
type FigureName = keyof typeof AT;
const NAMES: readonly FigureName[] = [
  'openingDebit',
  'openingCredit',
  'debit',
  'credit',
  'yearEndDebit',
  'yearEndCredit',
  'closingDebit',
  'closingCredit',
];

/** 科目余额表, and the way from other sheets to its cells. */
export interface TrialBalanceSheet {
  sheet: SheetBuilder;
  /** Opening or closing balance of an account, debit minus credit; zero for an account without a line. */
  balance(accountId: string, when: 'opening' | 'closing'): Figure;
  /** Turnover of an income or expense account in its own direction, without the year-end closing. */
  turnover(accountId: string): Figure;
  /** Turnover in the direction credit minus debit, without the year-end closing. */
  change(accountId: string): Figure;
  total(name: FigureName): Figure;
}

interface PlacedLine {
  line: TrialBalanceLine;
  row: number;
  figures: Readonly<Record<FigureName, Fen>>;
}

export function trialBalanceSheet(book: AuditBook): TrialBalanceSheet {
  const { facts } = book;
  const sheet = book.sheet('科目余额表', COLUMNS, { landscape: true, freezeColumns: 2 });
  const { lines, totals } = facts.trialBalance;
  const first = sheet.nextRow;
  const yearEnd = yearEndSums(book);
  const placed = new Map<string, PlacedLine>(
    lines.map((line, index) => [
      line.accountId,
      {
        line,
        row: first + index,
        figures: { ...line, ...(yearEnd.get(line.accountId) ?? { yearEndDebit: ZERO, yearEndCredit: ZERO }) },
      },
    ]),
  );
  const childrenOf = (accountId: string): PlacedLine[] =>
    facts.accounts.flatMap((account) => {
      const child = account.parentId === accountId ? placed.get(account.id) : undefined;
      return child ? [child] : [];
    });
  for (const own of placed.values()) {
    const { line } = own;
    const cells = NAMES.map((name) => lineCell(sheet, own, childrenOf(line.accountId), name));
    sheet.row([{ text: line.code }, { text: line.name, indent: indentOf(line.level) }, ...cells], {
      bold: line.level === 1,
    });
  }
  const top = [...placed.values()].filter(({ line }) => line.level === 1);
  const allTotals: Record<FigureName, Fen> = {
    ...totals,
    yearEndDebit: fen(top.reduce((total, { figures }) => total + figures.yearEndDebit, 0)),
    yearEndCredit: fen(top.reduce((total, { figures }) => total + figures.yearEndCredit, 0)),
  };
  const totalRow = sheet.row(
    [null, '合计', ...NAMES.map((name) => live({ formula: addUp(sheet, AT[name], top), amount: allTotals[name] }))],
    { total: true },
  );
  const total = (name: FigureName): Figure => ({
    formula: sheet.reference(AT[name], totalRow),
    amount: allTotals[name],
  });
  book.tie(sheet, '年初余额借方合计=贷方合计', total('openingDebit'), total('openingCredit'));
  book.tie(sheet, '本年发生额借方合计=贷方合计', total('debit'), total('credit'));
  book.tie(sheet, '期末余额借方合计=贷方合计', total('closingDebit'), total('closingCredit'));
  book.place(
    'trial.totals',
    sheet,
    AT.closingDebit,
    totalRow,
    `期末余额借方合计 ${formatYuan(allTotals.closingDebit)} 元，贷方合计 ${formatYuan(allTotals.closingCredit)} 元`,
  );
  book.place(
    'trial.yearEnd',
    sheet,
    AT.yearEndDebit,
    totalRow,
    isCarriedForward(facts) ? `年终结转发生额 ${formatYuan(allTotals.yearEndDebit)} 元` : '尚未办理年终结转',
  );
  book.signatures(sheet);

  const difference = (accountId: string, plus: readonly FigureName[], minus: readonly FigureName[]): Figure => {
    const own = placed.get(accountId);
    if (!own) return { formula: '0', amount: ZERO };
    const signed = (names: readonly FigureName[]) => names.reduce((sum, name) => sum + own.figures[name], 0);
    const [head = '', ...more] = plus.map((name) => sheet.reference(AT[name], own.row));
    const formula = [
      head,
      ...more.map((ref) => `+${ref}`),
      ...minus.map((name) => `-${sheet.reference(AT[name], own.row)}`),
    ].join('');
    return { formula, amount: fen(signed(plus) - signed(minus)) };
  };
  const change = (accountId: string) => difference(accountId, ['credit', 'yearEndDebit'], ['debit', 'yearEndCredit']);
  return {
    sheet,
    total,
    balance: (accountId, when) =>
      when === 'opening'
        ? difference(accountId, ['openingDebit'], ['openingCredit'])
        : difference(accountId, ['closingDebit'], ['closingCredit']),
    turnover: (accountId) =>
      placed.get(accountId)?.line.side === 'credit'
        ? change(accountId)
        : difference(accountId, ['debit', 'yearEndCredit'], ['credit', 'yearEndDebit']),
    change,
  };
}

const indentOf = (level: number): 0 | 1 | 2 | 3 => (level <= 1 ? 0 : level === 2 ? 1 : level === 3 ? 2 : 3);

/** What the year-end closing did to every account, parents included. */
function yearEndSums({ facts }: AuditBook): Map<string, { yearEndDebit: Fen; yearEndCredit: Fen }> {
  const sums = new Map<string, { yearEndDebit: Fen; yearEndCredit: Fen }>();
  const parents = new Map(facts.accounts.map((account) => [account.id, account.parentId]));
  for (const [accountId, { debit, credit }] of facts.closing) {
    for (let at: string | undefined = accountId; at !== undefined; at = parents.get(at)) {
      const before = sums.get(at) ?? { yearEndDebit: ZERO, yearEndCredit: ZERO };
      sums.set(at, {
        yearEndDebit: fen(before.yearEndDebit + debit),
        yearEndCredit: fen(before.yearEndCredit + credit),
      });
    }
  }
  return sums;
}

/** `C6+C9+C12`: first-level accounts, whose rows have others between them. */
function addUp(sheet: SheetBuilder, column: number, rows: readonly { row: number }[]): string {
  return rows.length === 0 ? '0' : rows.map(({ row }) => sheet.address(column, row)).join('+');
}

/**
 * Detail accounts state their opening and turnover; everything else follows from them: balances are netted to one side, an
 * account above others adds them up.
 */
function lineCell(
  sheet: SheetBuilder,
  { line, row, figures }: PlacedLine,
  children: readonly PlacedLine[],
  name: FigureName,
) {
  const isBalance =
    name === 'openingDebit' || name === 'openingCredit' || name === 'closingDebit' || name === 'closingCredit';
  const at = (column: number) => sheet.address(column, row);
  if (name === 'closingDebit' || name === 'closingCredit') {
    const net = `${at(AT.openingDebit)}-${at(AT.openingCredit)}+${at(AT.debit)}-${at(AT.credit)}`;
    const formula = name === 'closingDebit' ? `ROUND(MAX(0,${net}),2)` : `ROUND(MAX(0,-(${net})),2)`;
    return live({ formula, amount: figures[name] });
  }
  if (line.detail || children.length === 0) return amount(figures[name]);
  if (!isBalance) return live({ formula: addUp(sheet, AT[name], children), amount: figures[name] });
  const [own, other] =
    name === 'openingDebit' ? [AT.openingDebit, AT.openingCredit] : [AT.openingCredit, AT.openingDebit];
  return live({
    formula: `ROUND(MAX(0,${addUp(sheet, own, children)}-(${addUp(sheet, other, children)})),2)`,
    amount: figures[name],
  });
}
