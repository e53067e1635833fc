import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, id, monthField, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** 减免: what a member need not pay for a stretch of months. */
export interface WaiverRow {
  id: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  fromMonth: Month;
  toMonth: Month;
  reason: string;
  decision: string;
  day: Day;
  operator: string;
  /** What it takes off the levies that there are; 0 once it is revoked. */
  waived: Fen;
  /** What was paid for months it covers: left as it is. */
  paid: Fen;
  /** What is still owed for months it covers. */
  owed: Fen;
  revoked?: { day: Day; reason: string };
}

/** What a waiver would do to the levies that there are. */
export interface WaiverPreview {
  members: number;
  /** Levies with something owed, and how much that is. */
  levies: number;
  amount: Fen;
  /** Levies of these months on which something was paid: that stays paid. `paid` names the first of them. */
  paidLevies: number;
  paidAmount: Fen;
  paid: { name: string; month: Month; amount: Fen }[];
}

/** A levy of a month for which its member does not pay. */
export interface MismatchRow {
  levyId: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  month: Month;
  amount: Fen;
  paid: Fen;
  waived: Fen;
  owed: Fen;
  /** Why the member does not pay for it: `2026-09-10 保留会籍（退休）：年满六十周岁`. */
  cause: string;
}

/** 缴费约定: whether and as what a member pays, from a month on. */
export interface TermsRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  fromMonth: Month;
  pays: boolean;
  /** A kind of member of the dues rule; '' for the rule's own rate. */
  kind: string;
  /** The day of the authorisation to deduct from the payroll, '' without one. */
  authorised: Day | '';
  ground: string;
  /** `now`: in force this month; `past`: another one followed; `future`: begins later and can be removed. */
  state: 'now' | 'past' | 'future';
}

const memberIds = z.array(id).min(1, '没有选择').max(5000, '一次最多 5000 人');
const stretch = { memberIds, fromMonth: monthField, toMonth: monthField };

export const waiversOperations = {
  'dues.previewWaiver': read('view', z.strictObject(stretch), output<WaiverPreview>()),
  /** One waiver a member. It takes off what is owed for these months, now and when later ones are levied. */
  'dues.saveWaiver': write(
    'keep',
    z.strictObject({ ...stretch, reason: text(200), decision: text(200), day: dayField }),
    output<{ waivers: number; levies: number; amount: Fen }>(),
  ),
  /** Takes off what has come to be owed in its months since: a payment that was released, a levy raised past it. */
  'dues.applyWaiver': write('keep', z.strictObject({ id }), output<{ levies: number; amount: Fen }>()),
  /** What it took off is owed again. */
  'dues.revokeWaiver': write(
    'keep',
    z.strictObject({ id, day: dayField, reason: text(200) }),
    output<{ levies: number; amount: Fen }>(),
  ),
  'dues.listWaivers': read(
    'view',
    z.strictObject({ search: optionalText(50), state: z.enum(['standing', 'revoked']).optional(), ...windowFields }),
    output<Window<WaiverRow> & { waived: Fen }>(),
  ),
  /** What one member owes of all months together, for the record of a talk. */
  'dues.readOwed': read('view', z.strictObject({ memberId: id }), output<{ months: number; owed: Fen }>()),
  'dues.listMismatches': read(
    'view',
    z.strictObject({ search: optionalText(50), state: z.enum(['owed', 'paid']).optional(), ...windowFields }),
    output<Window<MismatchRow> & { owed: Fen; paid: Fen }>(),
  ),
  /** Waives what is owed on such levies, with the change of membership as the reason. */
  'dues.waiveMismatches': write(
    'keep',
    z.strictObject({ levyIds: z.array(id).min(1, '没有选择').max(5000, '一次最多 5000 笔') }),
    output<{ waivers: number; levies: number; amount: Fen }>(),
  ),
  'dues.saveTerms': write(
    'keep',
    z.strictObject({
      memberIds,
      fromMonth: monthField,
      pays: z.boolean(),
      kind: optionalText(30),
      authorised: z.union([dayField, z.literal('')]).default(''),
      ground: optionalText(200),
    }),
    output<{ members: number }>(),
  ),
  /** With the kinds of members that dues rules know. */
  'dues.listTerms': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      state: z.enum(['now', 'past', 'future']).optional(),
      ...windowFields,
    }),
    output<Window<TermsRow> & { kinds: string[] }>(),
  ),
  'dues.dropTerms': write('keep', z.strictObject({ memberId: id, fromMonth: monthField }), output<{ left: number }>()),
};
