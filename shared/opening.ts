import { type Fen, fen, ZERO } from './money.ts';

/** One opening balance of an account, by its number. */
export interface OpeningLine {
  code: string;
  debit: Fen;
  credit: Fen;
}

/**
 * Adds lines of the same account together: several accounts of an older chart may have become one (固定基金, 投资基金 -> 资产基金).
 * A line that is alone stays as it is; lines that meet are set off, so that one side is left. Lines without an amount drop out.
 * The difference between all debits and all credits does not change.
 */
export function mergeOpening(lines: readonly OpeningLine[]): OpeningLine[] {
  const byCode = new Map<string, OpeningLine[]>();
  for (const { code, debit, credit } of lines) {
    if (debit === ZERO && credit === ZERO) continue;
    byCode.set(code, [...(byCode.get(code) ?? []), { code, debit, credit }]);
  }
  return [...byCode].flatMap(([code, same]) => {
    const [only] = same;
    if (only && same.length === 1) return [only];
    const net = same.reduce((total, line) => total + line.debit - line.credit, 0);
    if (net === 0) return [];
    return [{ code, debit: fen(Math.max(net, 0)), credit: fen(Math.max(-net, 0)) }];
  });
}
