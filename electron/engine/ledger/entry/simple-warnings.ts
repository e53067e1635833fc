import type { SimpleInput } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readPaymentRules, readResolutionTerms } from '../../union/commands.ts';
import { weighEntries } from '../budget/weigh.ts';
import type { PurposeRow } from '../chart/purposes.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import type { VoucherDraft } from '../vouchers/post.ts';

interface SimpleWeight {
  line?: { name: string; budget: Fen; after: Fen; percent: number };
  warnings: string[];
}

/** What the voucher does to the budget line its account falls under, and to the fund that it names. */
export function weighBudget(db: Readable, draft: VoucherDraft): SimpleWeight {
  const { lines, warnings } = weighEntries(db, draft.day, draft.entries);
  const [line] = lines;
  if (!line) return { warnings };
  const { name, budget, after, percent } = line;
  return { line: { name, budget, after, percent }, warnings };
}

/** Sentences that stop nothing: what an auditor would ask about this payment. */
export function warningsOf(
  context: ReadContext,
  input: SimpleInput,
  draft: VoucherDraft,
  purpose: PurposeRow,
): string[] {
  if (purpose.direction !== 'expense') return dayWarnings(context, draft);
  const warnings = paymentWarnings(context, { ...draft, amount: input.amount });
  if (purpose.accountId === ACCOUNT.capitalExpense)
    warnings.push(
      '买的若是固定资产，请改到「固定资产」用「购置入账」登记：支出和固定资产一次记好，并建卡片；这里只记支出。',
    );
  return warnings;
}

function dayWarnings(context: ReadContext, { day }: Pick<VoucherDraft, 'day'>): string[] {
  return day > context.today ? [`日期 ${day} 还没有到，请确认。`] : [];
}

/** The same of any payment of the union's money: its day, its decision, its papers. */
export function paymentWarnings(
  context: ReadContext,
  payment: Pick<VoucherDraft, 'day' | 'resolutionId' | 'attachmentCount'> & { amount: Fen },
): string[] {
  const warnings = dayWarnings(context, payment);
  const { largeExpense } = readPaymentRules(context.db);
  if (payment.resolutionId === undefined && payment.amount >= largeExpense)
    warnings.push(`单笔满 ${formatYuan(largeExpense)} 元的支出要有集体决议，请选上决议；还没有的先补会议纪要。`);
  if (payment.resolutionId !== undefined)
    warnings.push(...resolutionWarnings(context.db, payment.resolutionId, payment));
  if ((payment.attachmentCount ?? 0) === 0) warnings.push('附件张数是 0:支出要附发票、签领表等原始凭证。');
  return warnings;
}

function resolutionWarnings(db: Readable, id: string, { amount, day }: { amount: Fen; day: string }): string[] {
  const terms = readResolutionTerms(db, id);
  if (!terms) return [];
  const warnings: string[] = [];
  if (terms.day > day) warnings.push(`决议「${terms.number}」是 ${terms.day} 作出的，晚于付款日期。`);
  if (terms.limit !== null && terms.used + amount > terms.limit) {
    const over = fen(terms.used + amount - terms.limit);
    warnings.push(`支付后超出决议「${terms.number}」的上限 ${formatYuan(terms.limit)} 元，多 ${formatYuan(over)} 元。`);
  }
  return warnings;
}
