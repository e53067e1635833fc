import type { ReportDrill, ReportRow } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';
import { lineage, type TreeAccount } from '../chart/accounts.ts';
import { given, type Statement } from './statement.ts';

type FigureOf = (account: TreeAccount) => Readonly<Record<string, Fen | undefined>>;

interface AccountLines {
  tree: readonly TreeAccount[];
  side: 'income' | 'expense';
  figures: FigureOf;
  textsOf: (account: TreeAccount) => ReportRow['texts'];
  drillOf: (account: TreeAccount) => ReportDrill;
  /** Spent beyond its budget. */
  isOver?: (account: TreeAccount) => boolean;
}

/**
 * Puts the accounts of one side into a statement, in the order of the chart: every first-level account in use, and below it
 * what has a figure in some column. A parent's amount is marked as the sum of the lines below it wherever it is that.
 * @returns the keys of the first-level lines, which make the side's total
 */
export function addAccountLines(
  statement: Statement,
  { tree, side, figures, textsOf, drillOf, isOver }: AccountLines,
): string[] {
  const own = tree.filter((account) => account.class === side);
  const wanted = new Set(own.filter((account) => isTop(account) || hasFigure(figures(account))).map(({ id }) => id));
  for (const id of [...wanted]) for (const above of lineage(tree, id)) wanted.add(above.id);
  const shown = own.filter(({ id }) => wanted.has(id));
  const top: string[] = [];
  for (const account of shown) {
    const amounts = given(figures(account));
    if (isTop(account)) top.push(account.id);
    const below = shown.filter((other) => other.parentId === account.id);
    const columns = Object.keys(amounts).filter((column) => addsUp(column, amounts, below.map(figures)));
    statement.line({
      key: account.id,
      texts: textsOf(account),
      amounts,
      level: levelOf(account),
      drill: drillOf(account),
      ...(isOver?.(account) ? { over: true } : {}),
      ...(below.length > 0 && columns.length > 0
        ? { sums: { plus: below.map(({ id }) => id), minus: [], columns } }
        : {}),
    });
  }
  return top;
}

const isTop = (account: TreeAccount) => account.level === 1;

function hasFigure(amounts: Readonly<Record<string, Fen | undefined>>): boolean {
  return Object.values(amounts).some((amount) => amount !== undefined && amount !== 0);
}

function addsUp(
  column: string,
  amounts: Readonly<Record<string, Fen>>,
  below: readonly Readonly<Record<string, Fen | undefined>>[],
): boolean {
  const parts = below.map((figures) => figures[column]).filter((amount) => amount !== undefined);
  return parts.length > 0 && parts.reduce((total, amount) => total + amount, 0) === amounts[column];
}

function levelOf({ level }: TreeAccount): ReportRow['level'] {
  return level <= 1 ? 1 : level === 2 ? 2 : 3;
}
