import type { CashCount } from '#shared/contract/ledger.ts';

/** What a count came to, and whether something is left to do. */
export function resultOf({ difference, voucherId, reversed }: CashCount): {
  label: string;
  tone: 'teal' | 'amber' | 'neutral';
} {
  if (difference === 0) return { label: '账实相符', tone: 'teal' };
  const kind = difference > 0 ? '长款' : '短款';
  return voucherId !== undefined && !reversed
    ? { label: `${kind}，已记账`, tone: 'neutral' }
    : { label: `${kind}，没有记账`, tone: 'amber' };
}
