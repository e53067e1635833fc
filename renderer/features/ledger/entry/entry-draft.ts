import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Direction, Method, Purpose } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';

/** 收支登记 while it is being filled in. */
export interface EntryDraft {
  direction: Direction;
  purpose: Purpose | undefined;
  amount: Fen | undefined;
  /** Only for an allocation that arrives in full; undefined takes the usual percentage. */
  setAside: Fen | undefined;
  method: Method;
  day: Day | undefined;
  summary: string;
  counterparty: string;
  attachmentCount: number;
  resolutionId: string | undefined;
  /** 专项资金 that receives or pays. */
  fundId: string | undefined;
}

export type Missing = Partial<Record<'purpose' | 'amount' | 'day' | 'summary', string>>;

/** What still has to be filled in before it can be posted, by field. */
export function missingIn(draft: EntryDraft): Missing {
  return {
    ...(draft.purpose ? {} : { purpose: '请选择这笔钱的用途。' }),
    ...(draft.amount === undefined
      ? { amount: '请填写金额。' }
      : draft.amount === 0
        ? { amount: '金额要大于零。' }
        : {}),
    ...(draft.day === undefined ? { day: '请填写日期。' } : {}),
    ...(draft.summary.trim() === '' ? { summary: '请写摘要，说清办的什么事。' } : {}),
  };
}

/**
 * The operation's input, or undefined while something is missing.
 * @param preview shows the voucher before the summary is written
 */
export function inputOf(draft: EntryDraft, preview = false): InputOf<'ledger.recordSimple'> | undefined {
  const { purpose, amount, day, setAside, resolutionId, fundId } = draft;
  const summary = draft.summary.trim() || (preview ? (purpose?.label ?? '') : '');
  if (!purpose || amount === undefined || amount <= 0 || day === undefined || summary === '') return undefined;
  return {
    direction: draft.direction,
    purposeId: purpose.id,
    amount,
    method: draft.method,
    day,
    summary,
    counterparty: draft.counterparty,
    attachmentCount: draft.attachmentCount,
    ...(purpose.setAsideName !== undefined && setAside !== undefined ? { setAside } : {}),
    ...(resolutionId === undefined ? {} : { resolutionId }),
    ...(fundId === undefined || draft.direction === 'transfer' ? {} : { fundId }),
  };
}
