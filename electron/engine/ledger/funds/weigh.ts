import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readFundHead } from './funds.ts';

interface FundEntry {
  accountId: string;
  debit: Fen;
  credit: Fen;
  fundId?: string | undefined;
}

/**
 * Sentences about the funds that entries name, and about a restricted grant that names none. They stop nothing: money of a
 * fund is sometimes laid out before the grant arrives.
 * @throws Refusal `ledger.fundMissing`, `ledger.amountTooLarge`
 */
export function fundWarnings(db: Readable, entries: readonly FundEntry[]): string[] {
  const tree = readAccountTree(db);
  const warnings: string[] = [];
  const changes = new Map<string, number>();
  for (const { accountId, debit, credit, fundId } of entries) {
    if (fundId === undefined) {
      if (credit > debit && lineage(tree, accountId).some(({ id }) => id === ACCOUNT.specialSubsidy))
        warnings.push('限定用途的补助要记到一项专项资金上，请选上；清单里没有的，先在「专项资金」里登记。');
      continue;
    }
    const change = (changes.get(fundId) ?? 0) + credit - debit;
    if (Math.abs(change) > MAX_FEN) throw refuse('ledger.amountTooLarge');
    changes.set(fundId, change);
  }
  for (const [id, change] of changes) {
    const fund = readFundHead(db, id);
    if (!fund || fund.retired) throw refuse('ledger.fundMissing', { fund: fund?.name ?? '' });
    const after = fund.balance + change;
    if (change < 0 && after < 0)
      warnings.push(
        `专项资金「${fund.name}」只剩 ${formatYuan(fund.balance)} 元，支付后超支 ${formatYuan(fen(-after))} 元；专款专用，请核对这笔该不该由它支付。`,
      );
  }
  return [...new Set(warnings)];
}
