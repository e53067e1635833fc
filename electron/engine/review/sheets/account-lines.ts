import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { TreeAccount } from '../../ledger/commands.ts';
import type { CellSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { amount, type Figure, live } from '../audit-book.ts';
import type { AuditFacts } from '../facts.ts';

/** An income or expense account as a line of a statement, and the lines directly below it. */
export interface AccountLine {
  account: TreeAccount;
  row: number;
  children: AccountLine[];
}

/**
 * The lines of one side of a statement, in the order of the chart: every first-level account, and below it what has a figure.
 * @param first the row of the first line; lines follow one another
 */
export function accountLines(
  { accounts }: Pick<AuditFacts, 'accounts'>,
  side: 'income' | 'expense',
  first: number,
  hasFigure: (accountId: string) => boolean,
): AccountLine[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const shown = new Set<string>();
  for (const account of accounts) {
    if (account.class !== side) continue;
    if (account.level === 1) shown.add(account.id);
    if (!hasFigure(account.id)) continue;
    for (let at: TreeAccount | undefined = account; at; at = byId.get(at.parentId ?? '')) shown.add(at.id);
  }
  const lines: AccountLine[] = accounts
    .filter((account) => shown.has(account.id))
    .map((account, index) => ({ account, row: first + index, children: [] }));
  for (const line of lines) lines.find(({ account }) => account.id === line.account.parentId)?.children.push(line);
  return lines;
}

/** A column of such lines: what each comes to, and its cell (a plain amount, or the sum of the lines below it). */
export interface LineColumn {
  amountOf(line: AccountLine): Fen;
  cellOf(line: AccountLine): CellSpec;
  /** The first-level lines added up. */
  total(lines: readonly AccountLine[]): Figure;
}

/**
 * @param own an account's own figure; undefined where the lines below it make the sum
 */
export function lineColumn(
  sheet: SheetBuilder,
  column: number,
  own: (account: TreeAccount, line: AccountLine) => Fen | Figure | undefined,
): LineColumn {
  const amountOf = (line: AccountLine): Fen => {
    const figure = own(line.account, line);
    if (figure === undefined) return fen(line.children.reduce((total, child) => total + amountOf(child), 0));
    return typeof figure === 'object' ? figure.amount : figure;
  };
  const sumOf = (lines: readonly AccountLine[]): Figure => ({
    formula: lines.length === 0 ? '0' : lines.map(({ row }) => sheet.address(column, row)).join('+'),
    amount: fen(lines.reduce((total, line) => total + amountOf(line), 0)),
  });
  return {
    amountOf,
    cellOf: (line) => {
      const figure = own(line.account, line);
      if (figure === undefined) return line.children.length === 0 ? amount(ZERO) : live(sumOf(line.children));
      return typeof figure === 'object' ? live(figure) : amount(figure);
    },
    total: (lines) => sumOf(lines.filter(({ account }) => account.level === 1)),
  };
}

/** What an account had in the year before: out of the books, or as it was typed with the budget. */
export function lastYearOf({
  lastYear,
  budget,
}: Pick<AuditFacts, 'lastYear' | 'budget'>): (account: TreeAccount, line: AccountLine) => Fen | undefined {
  const booked = new Map((lastYear ?? []).map((line) => [line.accountId, line.net]));
  const stated = new Map(budget.lines.map((line) => [line.accountId, line.lastYear]));
  return ({ id }, line) => {
    if (lastYear) return line.children.length > 0 ? undefined : (booked.get(id) ?? ZERO);
    return stated.get(id) ?? (line.children.length > 0 ? undefined : ZERO);
  };
}
