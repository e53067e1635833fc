import type { ValueOf } from '#shared/contract/index.ts';
import type { Entry, SimpleInput, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readPaymentRules } from '../../union/commands.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { type PurposeRow, readPurpose } from '../chart/purposes.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';
import { assertPostable, type EntryDraft, postVoucher, type VoucherDraft } from '../vouchers/post.ts';
import { readVoucher } from '../vouchers/vouchers.ts';
import { warningsOf, weighBudget } from './simple-warnings.ts';

/** What `ledger.recordSimple` would post, its effect on the budget, and what the person should think of first. */
export function previewSimple(context: ReadContext, input: SimpleInput): ValueOf<'ledger.previewSimple'> {
  const { db } = context;
  const { draft, purpose } = draftOf(db, input);
  assertPostable(db, draft);
  const accounts = new Map(readAccountTree(db).map((account) => [account.id, account]));
  const entries = draft.entries.map(
    (entry, index): Entry => ({
      line: index + 1,
      accountId: entry.accountId,
      accountCode: accounts.get(entry.accountId)?.code ?? '',
      accountName: accounts.get(entry.accountId)?.name ?? '',
      summary: draft.summary,
      debit: entry.debit,
      credit: entry.credit,
    }),
  );
  const weight = weighBudget(db, draft);
  return {
    entries,
    ...(weight.line ? { budget: weight.line } : {}),
    warnings: [...weight.warnings, ...warningsOf(context, input, draft, purpose)],
  };
}

/**
 * Posts one simple income, expense or transfer.
 * @throws Refusal `ledger.purposeMissing`, `ledger.purposeMethod`, `ledger.setAside`, and those of posting
 */
export function recordSimple(context: WriteContext, input: SimpleInput): Voucher {
  return readVoucher(context.db, postVoucher(context, draftOf(context.db, input).draft).id);
}

export function draftOf(db: Readable, input: SimpleInput): { draft: VoucherDraft; purpose: PurposeRow } {
  const purpose = readPurpose(db, input.purposeId);
  if (purpose?.direction !== input.direction) throw refuse('ledger.purposeMissing');
  if (purpose.fixedMethod !== null && purpose.fixedMethod !== input.method) {
    throw refuse('ledger.purposeMethod', {
      purpose: purpose.label,
      method: purpose.fixedMethod === 'bank' ? '银行' : '现金',
    });
  }
  const draft: VoucherDraft = {
    day: input.day,
    summary: input.summary,
    source: 'simple',
    attachmentCount: input.attachmentCount,
    counterparty: input.counterparty,
    ...(input.resolutionId === undefined ? {} : { resolutionId: input.resolutionId }),
    entries: entriesOf(db, input, purpose),
  };
  return { draft, purpose };
}

/** Money in: 借 cash or bank, 贷 the account (and what is set aside). Money out: the other way round. */
function entriesOf(db: Readable, input: SimpleInput, purpose: PurposeRow): EntryDraft[] {
  const { amount } = input;
  const fund = input.fundId === undefined ? {} : { fundId: input.fundId };
  const money = MONEY_ACCOUNT[input.method];
  if (purpose.flow === 'out') {
    return [
      { accountId: purpose.accountId, debit: amount, credit: ZERO, ...fund },
      { accountId: money, debit: ZERO, credit: amount },
    ];
  }
  const setAside = setAsideOf(db, input, purpose);
  const entries: EntryDraft[] = [
    { accountId: money, debit: amount, credit: ZERO },
    { accountId: purpose.accountId, debit: ZERO, credit: fen(amount - setAside), ...fund },
  ];
  if (purpose.setAsideId !== null) entries.push({ accountId: purpose.setAsideId, debit: ZERO, credit: setAside });
  return entries.filter((entry) => entry.debit !== 0 || entry.credit !== 0);
}

/** The union's usual percentage unless the person gave the amount: practice differs, it is never forced (rules.md 2.2). */
function setAsideOf(db: Readable, { amount, setAside }: SimpleInput, purpose: PurposeRow): Fen {
  if (purpose.setAsideId === null) {
    if (setAside !== undefined && setAside !== 0)
      throw refuse('request.invalid', { field: '其中应上解', problem: '只用于全额拨来的经费' });
    return ZERO;
  }
  const result = setAside ?? percentOf(amount, readPaymentRules(db).remittancePercent);
  if (result > amount) throw refuse('ledger.setAside', { setAside: formatYuan(result), amount: formatYuan(amount) });
  return result;
}

/** Whole per cent of an amount, fractions of a fen cut off; exact for every amount a field may hold. */
export function percentOf(amount: Fen, percent: number): Fen {
  const rest = amount % 100;
  return fen(((amount - rest) / 100) * percent + Math.floor((rest * percent) / 100));
}
