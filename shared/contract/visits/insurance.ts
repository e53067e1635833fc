import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  fileToken,
  id,
  nothing,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { MEMBER_STATUSES, type MemberStatus, type Sex } from '../members.ts';
import { output, read, write } from '../operation.ts';
import { claimsOperations } from './claims.ts';

/** 互助保障其他支出: where the union's part is booked until the union says otherwise (rules.md 3.2, number 待核). */
export const INSURANCE_ACCOUNT = '2021:50305';
/** 代管经费: money of members and organisers that only passes through. */
export const HELD_ACCOUNT = '2021:221';
/** How long before its end a term stands on the renewal list. */
export const RENEWAL_DAYS = 60;

/** Sums of one plan year; everything reversed is left out. */
export interface InsuranceTotals {
  participants: number;
  women: number;
  /** Active members on the first day of the term (only the women of a plan for women). */
  eligible: number;
  /** 参保率 in tenths of a percent of `eligible`; participants who are not active members any more count among the participants only. */
  share: number;
  /** What the participants' premiums come to, by payer. */
  unionPart: Fen;
  memberPart: Fen;
  employerPart: Fen;
  /** Participants whose premium was paid to the organiser through these books, and how much. */
  paidPeople: number;
  paid: Fen;
  /** Collected of members and employer, and not passed on yet. */
  held: Fen;
  claims: number;
  /** People who were paid, and how much. */
  claimPeople: number;
  claimPaid: Fen;
}

export interface InsuranceYear {
  id: string;
  planId: string;
  planName: string;
  from: Day;
  to: Day;
  /** Of one share. */
  premium: Fen;
  unionPart: Fen;
  memberPart: Fen;
  employerPart: Fen;
  employerHeld: boolean;
  maxShares: number;
  womenOnly: boolean;
  expenseAccountId: string;
  expenseAccount: string;
  heldAccountId: string;
  heldAccount: string;
  note: string;
  totals: InsuranceTotals;
}

export interface InsurancePlan {
  id: string;
  name: string;
  organiser: string;
  kind: string;
  note: string;
  retired: boolean;
  /** The newest first. */
  years: InsuranceYear[];
}

export interface Participant {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  sex: Sex | '';
  status: MemberStatus;
  shares: number;
  unionPart: Fen;
  memberPart: Fen;
  employerPart: Fen;
  /** Of what passes through the union, everything is here. */
  collected: boolean;
  /** Paid to the organiser through these books; the employer's own payment is not seen here. */
  paid: boolean;
  /** There is something to pay through these books. */
  throughBooks: boolean;
}

export const PREMIUM_KINDS = ['member', 'employer', 'pay'] as const;
export type PremiumKind = (typeof PREMIUM_KINDS)[number];
export const PREMIUM_KIND_NAMES: Readonly<Record<PremiumKind, string>> = {
  member: '收个人部分',
  employer: '收单位行政部分',
  pay: '付给主办方',
};

export interface PremiumBatch {
  id: string;
  kind: PremiumKind;
  day: Day;
  method: 'cash' | 'bank';
  people: number;
  unionAmount: Fen;
  heldAmount: Fen;
  voucherId: string;
  voucherNumber: string;
  reversed: boolean;
}

/** Who was not taken, and why. */
export interface NotTaken {
  memberId: string;
  memberName: string;
  sentence: string;
}

/** `ending`: the term ends within 60 days or has ended and none follows; `missing`: took part in the term before and not in this one. */
export interface RenewalRow {
  planId: string;
  planName: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  state: 'ending' | 'missing';
  /** Last day of the member's own term. */
  to: Day;
  shares: number;
  /** Where `missing` members can be taken in. */
  yearId?: string;
}

const parts = { unionPart: amountFen, memberPart: amountFen, employerPart: amountFen };
const shares = z.int('要写整数').min(1, '至少 1 份').max(99, '最多 99 份');
const method = z.enum(['cash', 'bank'], '没有选择');
const memberIds = z.array(id).max(30_000, '最多 30000 人');
const chosenMembers = memberIds.min(1, '没有选人');

export const insuranceOperations = {
  /** Every plan with its years and their sums, plans in use first. */
  'visits.listInsurance': read('view', nothing, output<InsurancePlan[]>()),
  'visits.saveInsurancePlan': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(40),
      organiser: optionalText(60),
      kind: optionalText(30),
      note: optionalText(300),
      retired: z.boolean().default(false),
    }),
    output<InsurancePlan>(),
  ),
  'visits.saveInsuranceYear': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      planId: id,
      from: dayField,
      to: dayField,
      premium: positiveFen,
      ...parts,
      employerHeld: z.boolean().default(false),
      maxShares: shares.default(1),
      womenOnly: z.boolean().default(false),
      expenseAccountId: id.default(INSURANCE_ACCOUNT),
      heldAccountId: id.default(HELD_ACCOUNT),
      note: optionalText(300),
    }),
    output<InsuranceYear>(),
  ),
  'visits.listParticipants': read(
    'view',
    z.strictObject({
      yearId: id,
      search: optionalText(50),
      state: z.enum(['uncollected', 'unpaid', 'paid']).optional(),
      ...windowFields,
    }),
    output<Window<Participant>>(),
  ),
  /** Takes members in: named ones, or all of these statuses, group and sex. Who is in already or does not fit is told. */
  'visits.addParticipants': write(
    'keep',
    z.strictObject({
      yearId: id,
      memberIds: memberIds.default([]),
      filter: z
        .strictObject({
          statuses: z.array(z.enum(MEMBER_STATUSES)).min(1, '没有选会员状态').max(8, '最多 8 种'),
          groupId: id.optional(),
          womenOnly: z.boolean().default(false),
        })
        .optional(),
      shares: shares.default(1),
    }),
    output<{ added: number; leftOut: NotTaken[] }>(),
  ),
  /** The participants of the term before, with their shares, at this term's premium. */
  'visits.carryParticipants': write(
    'keep',
    z.strictObject({ yearId: id }),
    output<{ added: number; leftOut: NotTaken[] }>(),
  ),
  'visits.saveParticipant': write(
    'keep',
    z.strictObject({ yearId: id, memberId: id, shares, ...parts }),
    output<Participant>(),
  ),
  'visits.dropParticipants': write(
    'keep',
    z.strictObject({ yearId: id, memberIds: chosenMembers }),
    output<{ dropped: number }>(),
  ),
  'visits.exportParticipants': write(
    'keep',
    z.strictObject({ yearId: id, masked: z.boolean().default(true), folder: fileToken }),
    output<{ fileName: string; people: number }>(),
  ),
  /** What one voucher of this kind would come to; without members, all who are due. */
  'visits.previewPremiums': read(
    'keep',
    z.strictObject({ yearId: id, kind: z.enum(PREMIUM_KINDS), memberIds: memberIds.default([]) }),
    output<{ people: number; unionAmount: Fen; heldAmount: Fen; total: Fen; leftOut: NotTaken[] }>(),
  ),
  /** Collects or pays premiums with one voucher. */
  'visits.postPremiums': write(
    'keep',
    z.strictObject({
      yearId: id,
      kind: z.enum(PREMIUM_KINDS),
      memberIds: memberIds.default([]),
      day: dayField,
      method,
      /** What the person saw: anything else is refused. */
      total: positiveFen,
      attachmentCount: count(999).default(0),
      resolutionId: id.optional(),
      /** 专项资金 that pays the union's part. */
      fundId: id.optional(),
    }),
    output<PremiumBatch>(),
  ),
  'visits.listPremiums': read('view', z.strictObject({ yearId: id }), output<PremiumBatch[]>()),
  /** Reverses the voucher; its participants are due again. */
  'visits.takeBackPremiums': write(
    'keep',
    z.strictObject({ batchId: id, day: dayField, reason: text(100) }),
    output<{ voucherNumber: string; people: number }>(),
  ),
  ...claimsOperations,
  /** Who should renew, as of today. */
  'visits.listRenewals': read('view', nothing, output<RenewalRow[]>()),
};
