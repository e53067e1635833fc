import type { ReportRow } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';

type Amounts = Record<string, Fen>;
type Line = Pick<ReportRow, 'key' | 'texts'> & Partial<ReportRow>;
type Total = Omit<Line, 'sums' | 'amounts'> & {
  plus: readonly string[];
  minus?: readonly string[];
  /** Only in these columns; left out, in all. */
  columns?: readonly string[];
};

/**
 * The rows of a statement in their order. Totals are added up from rows that stand there already, so that a figure and the
 * formula behind it cannot part.
 */
export class Statement {
  readonly rows: ReportRow[] = [];
  readonly #byKey = new Map<string, ReportRow>();
  readonly #columns: readonly string[];

  /** @param columns keys of the amount columns */
  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  line({ key, texts, amounts = {}, level = 0, look = 'line', ...more }: Line): ReportRow {
    const row: ReportRow = { key, texts, amounts, level, look, ...more };
    this.rows.push(row);
    this.#byKey.set(key, row);
    return row;
  }

  heading(key: string, texts: ReportRow['texts'], more: Partial<ReportRow> = {}): void {
    this.line({ key, texts, look: 'heading', ...more });
  }

  /** A row that is the sum of others; a column in which none of them has an amount stays blank. */
  total({ plus, minus = [], columns, ...line }: Total): ReportRow {
    const amounts: Amounts = {};
    for (const column of columns ?? this.#columns) {
      const amount = this.sum(column, plus, minus);
      if (amount !== undefined) amounts[column] = amount;
    }
    return this.line({ look: 'total', ...line, amounts, sums: { plus, minus, ...(columns ? { columns } : {}) } });
  }

  /** @throws RangeError for a key that no row has (a programming error) */
  sum(column: string, plus: readonly string[], minus: readonly string[] = []): Fen | undefined {
    const parts = [...plus.map((key) => [key, 1] as const), ...minus.map((key) => [key, -1] as const)];
    let total = 0;
    let found = false;
    for (const [key, sign] of parts) {
      const row = this.#byKey.get(key);
      if (!row) throw new RangeError(`no row ${key}`);
      const amount = row.amounts[column];
      if (amount === undefined) continue;
      total += sign * amount;
      found = true;
    }
    return found ? fen(total) : undefined;
  }
}

/** Without the columns that have no amount. */
export function given(amounts: Readonly<Record<string, Fen | undefined>>): Amounts {
  const kept: Amounts = {};
  for (const [column, amount] of Object.entries(amounts)) if (amount !== undefined) kept[column] = amount;
  return kept;
}
