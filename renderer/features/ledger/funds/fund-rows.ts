import type { FundReport } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';

/** A row of 专项资金表: a fund, what it was spent on, a sum, or how the sum agrees with the ledger. */
export interface ReportRow {
  key: string;
  kind: 'fund' | 'spending' | 'total' | 'ledger';
  name: string;
  origin: string;
  /** The fund that the row is about. */
  fundId?: string;
  opening?: Fen;
  income?: Fen;
  spending?: Fen;
  transfer?: Fen;
  balance?: Fen;
}

export function reportRows({ funds, totals, ledger }: FundReport): ReportRow[] {
  if (funds.length === 0) return [];
  const rows = funds.flatMap((fund): ReportRow[] => [
    { ...fund, key: fund.id, kind: 'fund', fundId: fund.id },
    ...fund.spendingBy.map(
      ({ accountId, code, name, amount }): ReportRow => ({
        key: `${fund.id} ${accountId}`,
        kind: 'spending',
        name: `${code} ${name}`,
        origin: '',
        fundId: fund.id,
        spending: amount,
      }),
    ),
  ]);
  const below = (key: string, name: string, balance: Fen): ReportRow => ({
    key,
    kind: 'ledger',
    name,
    origin: '',
    balance,
  });
  return [
    ...rows,
    { ...totals, key: 'total', kind: 'total', name: '合计', origin: '' },
    below('undivided', '加：未分到专项的工会资金结转', ledger.undivided),
    below('pending', '减：还没有结转的收支差额', ledger.pending),
    ...(ledger.elsewhere === 0 ? [] : [below('elsewhere', '减：记在其他净资产科目的', ledger.elsewhere)]),
    { ...below('carried', '账上「工会资金结转」余额', ledger.carriedForward), kind: 'total' },
  ];
}
