import { month, yearOf } from '#shared/calendar.ts';
import type { SimpleInput } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readPaymentRules, readResolutionTerms } from '../../union/commands.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import type { PurposeRow } from '../chart/purposes.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readTurnover } from '../reports/turnover.ts';
import type { VoucherDraft } from '../vouchers/post.ts';

interface BudgetWeight {
  line?: { name: string; budget: Fen; after: Fen; percent: number };
  warnings: string[];
}

/**
 * What the voucher does to the budget line its account falls under (the account's own, else the nearest above it).
 * 严禁无预算、超预算 (总工办发〔2017〕32号; rules.md 2.1): both are said, neither is barred, because budgets are adjusted late.
 */
export function weighBudget(db: Readable, purpose: PurposeRow, draft: VoucherDraft): BudgetWeight {
  if (purpose.direction === 'transfer') return { warnings: [] };
  const year = yearOf(draft.day);
  const expense = purpose.direction === 'expense';
  const budgets = new Map(
    db
      .all<{ accountId: string; amount: Fen }>(
        'SELECT account_id AS accountId, amount FROM budget_lines WHERE year = :year',
        { year },
      )
      .map((line) => [line.accountId, line.amount]),
  );
  if (budgets.size === 0) return { warnings: expense ? [`${year} 年的预算还没有录入，看不出这笔有没有超预算。`] : [] };
  const account = lineage(readAccountTree(db), purpose.accountId).find(({ id }) => budgets.has(id));
  if (!account) {
    return {
      warnings: expense ? [`「${purpose.accountName}」没有列入 ${year} 年预算，无预算的支出要先按程序追加。`] : [],
    };
  }
  const budget = budgets.get(account.id) ?? fen(0);
  const before =
    readTurnover(db, month(`${year}-01`), month(`${year}-12`)).find((line) => line.accountId === account.id)?.net ?? 0;
  const change = draft.entries
    .filter((entry) => entry.accountId === purpose.accountId)
    .reduce((total, entry) => total + (expense ? entry.debit - entry.credit : entry.credit - entry.debit), 0);
  const after = fen(before + change);
  const warnings =
    expense && after > budget
      ? [
          `支付后「${account.name}」共支出 ${formatYuan(after)} 元，超出预算 ${formatYuan(fen(after - budget))} 元，要先按程序调整预算。`,
        ]
      : [];
  if (budget === 0) return { warnings };
  return { line: { name: account.name, budget, after, percent: Math.round((after / budget) * 100) }, warnings };
}

/** Sentences that stop nothing: what an auditor would ask about this payment. */
export function warningsOf(
  context: ReadContext,
  input: SimpleInput,
  draft: VoucherDraft,
  purpose: PurposeRow,
): string[] {
  const warnings: string[] = [];
  if (draft.day > context.today) warnings.push(`日期 ${draft.day} 还没有到，请确认。`);
  if (purpose.direction !== 'expense') return warnings;
  const { largeExpense } = readPaymentRules(context.db);
  if (draft.resolutionId === undefined && input.amount >= largeExpense)
    warnings.push(`单笔满 ${formatYuan(largeExpense)} 元的支出要有集体决议，请选上决议；还没有的先补会议纪要。`);
  if (draft.resolutionId !== undefined) warnings.push(...resolutionWarnings(context.db, draft.resolutionId, input));
  if (input.attachmentCount === 0) warnings.push('附件张数是 0:支出要附发票、签领表等原始凭证。');
  if (purpose.accountId === ACCOUNT.capitalExpense)
    warnings.push('买的若是固定资产，还要另填一张凭证入账：借 固定资产，贷 资产基金。');
  return warnings;
}

function resolutionWarnings(db: Readable, id: string, { amount, day }: SimpleInput): string[] {
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
