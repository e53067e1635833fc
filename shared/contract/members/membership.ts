import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  id,
  monthField,
  optionalText,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { MemberRecord } from './records.ts';

export const MEMBER_STATUSES = [
  'applied',
  'active',
  'retained',
  'transferred',
  'withdrawn',
  'lapsed',
  'expelled',
  'deceased',
] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];
/** As people read them. */
export const MEMBER_STATUS_NAMES: Readonly<Record<MemberStatus, string>> = {
  applied: '申请中',
  active: '在册',
  retained: '保留会籍',
  transferred: '转出',
  withdrawn: '退会',
  lapsed: '视为自动退会',
  expelled: '开除',
  deceased: '去世',
};

/** Why membership is kept without dues (章程第八条: 离休、退休和失业). */
export const RETAINED_KINDS = ['retired', 'unemployed', 'other'] as const;
export type RetainedKind = (typeof RETAINED_KINDS)[number];
export const RETAINED_KIND_NAMES: Readonly<Record<RetainedKind, string>> = {
  retired: '退休',
  unemployed: '失业',
  other: '其他原因',
};

/** What a talk ended with. */
export const TALK_OUTCOMES = ['reason', 'promise', 'refused', 'other'] as const;
export type TalkOutcome = (typeof TALK_OUTCOMES)[number];
export const TALK_OUTCOME_NAMES: Readonly<Record<TalkOutcome, string>> = {
  reason: '有正当理由',
  promise: '答应补缴',
  refused: '拒不改正',
  other: '其他',
};

/** One line of the membership history. */
export interface MembershipChange {
  sequence: number;
  day: Day;
  /** From this month on it counts for dues. */
  month: Month;
  /** '' for the entry in these books. */
  from: MemberStatus | '';
  to: MemberStatus;
  /** Only of 保留会籍. */
  kind: RetainedKind | '';
  ground: string;
  /** The meeting or document that decided it. */
  approval: string;
  approvedDay?: Day;
  /** 转入单位. */
  destination: string;
  /** The day of the talk that it rests on. */
  talkDay?: Day;
  /** The sequence of the change that this one undoes. */
  undoes?: number;
  undone: boolean;
  operator: string;
}

/** 谈话教育记录. */
export interface TalkRecord {
  id: string;
  day: Day;
  speaker: string;
  content: string;
  answer: string;
  outcome: TalkOutcome;
  monthsOwed: number;
  owed: Fen;
  operator: string;
}

/** A change in the list of all members' changes. */
export interface ChangeRow extends MembershipChange {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
}

/** Somebody whose application waits for approval. */
export interface ApplicantRow {
  id: string;
  number: string;
  name: string;
  groupName: string;
  /** The day on which the application was entered. */
  since: Day;
  ground: string;
}

/** What a change says beside its target; which of them must be there depends on it: shared/membership.ts. */
const changeFields = {
  day: dayField,
  ground: optionalText(200),
  /** From which month on it counts for dues; without it the program's own (`defaultChangeMonth`). */
  month: monthField.optional(),
  kind: z.enum(RETAINED_KINDS).optional(),
  approval: optionalText(200),
  approvedDay: dayField.optional(),
  destination: optionalText(100),
};

export const membershipOperations = {
  /** A lapse (视为自动退会) also needs the talk that it rests on. */
  'members.changeStatus': write(
    'keep',
    z.strictObject({ id, status: z.enum(MEMBER_STATUSES), ...changeFields, talkId: id.optional() }),
    output<MemberRecord>(),
  ),
  /** The same change for several members with one ground and one decision; all of them or none. */
  'members.changeSeveral': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '没有选择').max(5000, '一次最多 5000 人'),
      status: z.enum(['active', 'retained', 'transferred', 'withdrawn']),
      ...changeFields,
    }),
    output<{ members: number }>(),
  ),
  /** Undoes the newest change that stands by a further change; `sequence` says which one the person saw as the newest. */
  'members.undoChange': write(
    'keep',
    z.strictObject({ id, sequence: count(100_000), day: dayField, ground: text(200) }),
    output<MemberRecord>(),
  ),
  /** All changes between two days, both included, the newest first; what was undone and its undoing are marked. */
  'members.listChanges': read(
    'viewPersonal',
    z.strictObject({
      fromDay: dayField,
      toDay: dayField,
      statuses: z.array(z.enum(MEMBER_STATUSES)).max(8, '最多 8 种').default([]),
      search: optionalText(50),
      ...windowFields,
    }),
    output<Window<ChangeRow> & { counts: Record<MemberStatus, number> }>(),
  ),
  'members.listApplicants': read('viewPersonal', z.strictObject({ ...windowFields }), output<Window<ApplicantRow>>()),
  'members.saveTalk': write(
    'keep',
    z.strictObject({
      memberId: id,
      day: dayField,
      speaker: text(50),
      content: text(1000),
      answer: optionalText(1000),
      outcome: z.enum(TALK_OUTCOMES),
      monthsOwed: count(1200).default(0),
      owed: amountFen.optional(),
    }),
    output<TalkRecord>(),
  ),
  'members.listTalks': read('viewPersonal', z.strictObject({ memberId: id }), output<TalkRecord[]>()),
};
