import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, optionalText, positiveFen, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

// 理赔: what participants of an insurance claimed, and each step of the money.

export const CLAIM_STATES = ['applied', 'approved', 'refused', 'paid'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
export const CLAIM_STATE_NAMES: Readonly<Record<ClaimState, string>> = {
  applied: '等主办方审核',
  approved: '已核准，未付清',
  refused: '未获赔付',
  paid: '已付清',
};

/** A claim as lists show it: without what happened. */
export interface ClaimRow {
  id: string;
  yearId: string;
  planName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  applied: Day;
  state: ClaimState;
  decided?: Day;
  approved?: Fen;
  /** What reached the member. */
  paid: Fen;
  /** Received from the organiser and not handed to the member yet. */
  held: Fen;
}
export const PAYOUT_STEPS = ['direct', 'received', 'handed'] as const;
export type PayoutStep = (typeof PAYOUT_STEPS)[number];
export const PAYOUT_STEP_NAMES: Readonly<Record<PayoutStep, string>> = {
  direct: '主办方直接付给本人',
  received: '工会代收',
  handed: '工会转付本人',
};
export interface ClaimRecord extends ClaimRow {
  /** May tell of an illness. */
  event: string;
  decision: string;
  payouts: {
    id: string;
    step: PayoutStep;
    day: Day;
    amount: Fen;
    voucherId?: string;
    voucherNumber?: string;
    reversed: boolean;
  }[];
}

export const claimsOperations = {
  'visits.listClaims': read(
    'view',
    z.strictObject({ yearId: id.optional(), openOnly: z.boolean().default(false), ...windowFields }),
    output<Window<ClaimRow> & { approved: Fen; paid: Fen }>(),
  ),
  'visits.readClaim': read('viewPersonal', z.strictObject({ id }), output<ClaimRecord>()),
  'visits.saveClaim': write(
    'keep',
    z.strictObject({ id: id.optional(), yearId: id, memberId: id, applied: dayField, event: optionalText(300) }),
    output<ClaimRecord>(),
  ),
  'visits.decideClaim': write(
    'keep',
    z.strictObject({
      id,
      state: z.enum(['approved', 'refused'], '没有选择'),
      day: dayField,
      amount: positiveFen.optional(),
      decision: optionalText(100),
    }),
    output<ClaimRecord>(),
  ),
  /** The organiser paid the member, or paid the union (代管经费 in), or the union paid the member (代管经费 out). */
  'visits.payClaim': write(
    'keep',
    z.strictObject({
      id,
      step: z.enum(PAYOUT_STEPS),
      day: dayField,
      amount: positiveFen,
      method: z.enum(['cash', 'bank'], '没有选择').default('bank'),
      attachmentCount: count(999).default(0),
    }),
    output<ClaimRecord>(),
  ),
  /** Undoes one step: a voucher is reversed on `day`, a note of a direct payment is dropped. */
  'visits.takeBackPayout': write(
    'keep',
    z.strictObject({ payoutId: id, day: dayField, reason: text(100) }),
    output<ClaimRecord>(),
  ),
};
