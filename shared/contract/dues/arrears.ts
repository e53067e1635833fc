import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, fileToken, id, optionalText, type Window, windowFields } from '../fields.ts';
import { MEMBER_STATUSES, type MemberStatus, type TalkOutcome } from '../members/membership.ts';
import { output, read, write } from '../operation.ts';

/** By how many months have gone by since the oldest unpaid month; this month's own debt is the first. */
export const ARREARS_AGES = ['under3', 'under6', 'under12', 'over12'] as const;
export type ArrearsAge = (typeof ARREARS_AGES)[number];
/** First and last age in months, both included. */
export const ARREARS_AGE_MONTHS: Readonly<Record<ArrearsAge, readonly [number, number]>> = {
  under3: [0, 2],
  under6: [3, 5],
  under12: [6, 11],
  over12: [12, 9999],
};
export const ARREARS_AGE_NAMES: Readonly<Record<ArrearsAge, string>> = {
  under3: '不满 3 个月',
  under6: '3 至 5 个月',
  under12: '6 至 11 个月',
  over12: '12 个月以上',
};

/** Months in a row for which nothing was paid; see `longestUnpaidRun`. */
export interface UnpaidRun {
  from: Month;
  to: Month;
  months: number;
}

export interface ArrearsRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  status: MemberStatus;
  phoneMasked: string;
  months: Month[];
  owed: Fen;
  /** Months from the oldest unpaid month to this one. */
  age: number;
  /** The longest run of months for which nothing was paid. */
  inRow: number;
  /** From six months in a row on, what the union has to do first; the programme reminds and never decides. Else empty. */
  reminder: string;
}

export const ARREARS_VIEWS = ['group', 'branch', 'age'] as const;
export type ArrearsView = (typeof ARREARS_VIEWS)[number];

export interface ArrearsSum {
  /** Id of the group or branch ('' for members in none), or the age. */
  key: string;
  name: string;
  members: number;
  months: number;
  owed: Fen;
}

/** Where a member stands on the way that the constitution asks for. */
export type ReminderStep = 'talk' | TalkOutcome;

/** An active member with six or more months in a row unpaid. */
export interface ReminderRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  phoneMasked: string;
  run: UnpaidRun;
  monthsOwed: number;
  owed: Fen;
  /** Talks on record since the run began. */
  talks: number;
  lastTalk?: { day: Day; outcome: TalkOutcome };
  step: ReminderStep;
  /** The step in words, with what comes next. */
  next: string;
}

/** What a reminder letter says to one member; nothing of anybody else. */
export interface ReminderLetter {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  months: { month: Month; amount: Fen; paid: Fen; waived: Fen; owed: Fen }[];
  owed: Fen;
  /** Only then does the letter quote the rule about six months. */
  sixInRow: boolean;
}

/** At most this many letters are made at once. */
export const MOST_LETTERS = 500;

const filters = {
  search: optionalText(50),
  age: z.enum(ARREARS_AGES).optional(),
  /** With all groups below it. */
  groupId: id.optional(),
  statuses: z.array(z.enum(MEMBER_STATUSES)).max(8, '最多 8 种').default([]),
};

export const arrearsOperations = {
  'dues.listArrears': read(
    'view',
    z.strictObject({ ...filters, ...windowFields }),
    output<Window<ArrearsRow> & { owed: Fen; months: number }>(),
  ),
  /** The same members by group, by branch or by age: the sums of the rows are those of the list. */
  'dues.sumArrears': read(
    'view',
    z.strictObject({ by: z.enum(ARREARS_VIEWS), ...filters }),
    output<{ rows: ArrearsSum[]; members: number; months: number; owed: Fen }>(),
  ),
  'dues.exportArrears': write(
    'keep',
    z.strictObject({ folder: fileToken, ...filters }),
    output<{ fileName: string; members: number }>(),
  ),
  /** Active members with six or more months in a row unpaid, the longest first, with the record of the talks. */
  'dues.listReminders': read('view', z.strictObject({ ...windowFields }), output<Window<ReminderRow>>()),
  /** Letters to chosen members, or to all who owe of a group; members who owe nothing for months gone by are left out. */
  'dues.readLetters': read(
    'viewPersonal',
    z.strictObject({
      memberIds: z.array(id).max(MOST_LETTERS, `一次最多 ${MOST_LETTERS} 人`).default([]),
      groupId: id.optional(),
    }),
    output<{ letters: ReminderLetter[]; today: Day }>(),
  ),
  /** Leaves on the trail to whom letters were made, and until when they ask to pay. */
  'dues.noteLetters': write(
    'keep',
    z.strictObject({
      memberIds: z.array(id).min(1, '没有选择').max(MOST_LETTERS, `一次最多 ${MOST_LETTERS} 人`),
      deadline: dayField,
    }),
    output<{ letters: number }>(),
  ),
};
