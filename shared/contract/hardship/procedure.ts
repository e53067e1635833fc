import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { StepKind } from '../../hardship-procedure.ts';
import { count, dayField, id, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import {
  HARDSHIP_CATEGORIES,
  HARDSHIP_STAGES,
  type HardshipCategory,
  type HardshipRecord,
  type HardshipStage,
  type HardshipStatus,
} from './files.ts';
import { OLDER_CATEGORIES } from './form.ts';

// The way of a file, step by step; which step may follow where is in shared/hardship-procedure.ts.
export * from '../../hardship-procedure.ts';

/** Names of who took part. */
const staff = (least: number, problem: string) =>
  z.array(text(30)).min(least, problem).max(12, '最多 12 人').default([]);
const noted = staff(0, '');
const longText = (max = 2000) => optionalText(max);

export const SIGNED_PAPERS = ['application', 'authorisation', 'consent'] as const;
export type SignedPaper = (typeof SIGNED_PAPERS)[number];
export const SIGNED_PAPER_NAMES: Readonly<Record<SignedPaper, string>> = {
  application: '申请书',
  authorisation: '家庭经济状况核对授权书',
  consent: '告知同意书',
};

export const CHECK_OUTCOMES = ['passed', 'incomplete', 'refused'] as const;
export const CHECK_OUTCOME_NAMES: Readonly<Record<(typeof CHECK_OUTCOMES)[number], string>> = {
  passed: '通过',
  incomplete: '材料不全',
  refused: '不通过',
};

const notNone = (category: HardshipCategory | undefined) => category !== 'none';
const decided = z.enum(HARDSHIP_CATEGORIES).refine(notNone, '要认定一个困难类别');

const stepFields = {
  application: z.strictObject({ kind: z.literal('application'), day: dayField, staff: noted, note: optionalText(200) }),
  check: z
    .strictObject({
      kind: z.literal('check'),
      day: dayField,
      staff: staff(1, '要写初审人'),
      outcome: z.enum(CHECK_OUTCOMES),
      /** What is missing, or why it was refused. */
      ground: optionalText(500),
    })
    .refine(({ outcome, ground }) => outcome === 'passed' || ground !== '', { path: ['ground'], message: '没有填写' }),
  signing: z.strictObject({
    kind: z.literal('signing'),
    day: dayField,
    staff: noted,
    signed: z.array(z.enum(SIGNED_PAPERS)).min(1, '要选一份').max(3),
  }),
  visit: z.strictObject({
    kind: z.literal('visit'),
    day: dayField,
    staff: staff(2, '入户调查要两人以上'),
    place: text(100),
    record: text(2000),
    applicationDay: dayField.optional(),
    authorisationDay: dayField.optional(),
    consentDay: dayField.optional(),
  }),
  verification: z.strictObject({
    kind: z.literal('verification'),
    day: dayField,
    staff: noted,
    record: text(500),
  }),
  /** `day` is the first day on which it hangs. */
  notice: z.strictObject({
    kind: z.literal('notice'),
    day: dayField,
    staff: noted,
    place: text(100),
    /** 拟认定类别 as the notice names it; left out: as computed. */
    category: decided.optional(),
    /** More than the union's own number, for once. */
    workingDays: z.int('要写整数').min(1, '至少 1 天').max(60, '最多 60 天').optional(),
  }),
  objection: z.strictObject({
    kind: z.literal('objection'),
    day: dayField,
    staff: noted,
    record: text(500),
    answer: text(500),
  }),
  decision: z
    .strictObject({
      kind: z.literal('decision'),
      day: dayField,
      staff: noted,
      outcome: z.enum(['accepted', 'refused']),
      category: decided.optional(),
      /** The category of the system before 2021, where it is still used. */
      olderCategory: z.enum(OLDER_CATEGORIES).default(''),
      ground: optionalText(200),
      resolutionId: id.optional(),
    })
    .refine(({ outcome, category }) => outcome === 'refused' || category !== undefined, {
      path: ['category'],
      message: '没有填写',
    })
    .refine(({ outcome, resolutionId }) => outcome === 'refused' || resolutionId !== undefined, {
      path: ['resolutionId'],
      message: '没有填写',
    })
    .refine(({ outcome, ground }) => outcome === 'accepted' || ground !== '', {
      path: ['ground'],
      message: '没有填写',
    }),
  filing: z.strictObject({ kind: z.literal('filing'), day: dayField, staff: noted }),
  review: z.strictObject({
    kind: z.literal('review'),
    day: dayField,
    staff: staff(1, '要写复核人'),
    record: longText(),
    category: decided,
    ground: optionalText(200),
    resolutionId: id.optional(),
  }),
  resolved: z.strictObject({
    kind: z.literal('resolved'),
    day: dayField,
    staff: noted,
    ground: text(200),
    /** What will still be given. */
    continued: optionalText(200),
    /** 渐退期: last day of it, where the place has one. */
    untilDay: dayField.optional(),
    resolutionId: id.optional(),
  }),
  closed: z.strictObject({ kind: z.literal('closed'), day: dayField, staff: noted, ground: text(200) }),
  returned: z.strictObject({ kind: z.literal('returned'), day: dayField, staff: noted, ground: text(200) }),
};

export const stepInput = z.discriminatedUnion('kind', [
  stepFields.application,
  stepFields.check,
  stepFields.signing,
  stepFields.visit,
  stepFields.verification,
  stepFields.notice,
  stepFields.objection,
  stepFields.decision,
  stepFields.filing,
  stepFields.review,
  stepFields.resolved,
  stepFields.closed,
  stepFields.returned,
]);
export type StepInput = z.output<typeof stepInput>;

/** One step as it was recorded. */
export interface HardshipStep {
  id: string;
  round: number;
  kind: StepKind;
  day: Day;
  staff: string[];
  /** What was entered, as lines to read: `['地点', '滨江路 8 号']`. */
  facts: { label: string; text: string }[];
  resolutionTitle?: string;
  recordedAt: string;
  recordedBy: string;
  /** It was entered by mistake and taken back. */
  withdrawn?: { day: Day; ground: string; by: string };
}

/** Where a file stands on its way. */
export interface ProcedureState {
  stage: HardshipStage;
  status: HardshipStatus;
  round: number;
  /** Since when; absent for files of before. */
  since?: Day;
  /** The step that leads on. */
  next?: StepKind;
  /** Every step that may be entered now. */
  possible: StepKind[];
  /** What is missing for the next step, each a sentence without personal facts. */
  missing: string[];
  /** Last day of the notice, while it hangs or hung in this round. */
  noticeUntil?: Day;
}

export interface ProcedureRecord extends ProcedureState {
  fileId: string;
  number: string;
  memberName: string;
  /** What the computation suggests; a decision otherwise needs its ground. */
  suggested: HardshipCategory;
  category: HardshipCategory;
  /** All rounds, oldest first, those that were taken back too. */
  steps: HardshipStep[];
  /** The newest step can be taken back. */
  mayWithdraw: boolean;
}

export interface ProcedureRow extends ProcedureState {
  fileId: string;
  number: string;
  memberName: string;
  groupName: string;
}

/** How this union does it. */
export interface ProcedureSettings {
  noticeWorkingDays: number;
  noticeSource: string;
  noticeNames: 'masked' | 'whole';
  retentionYears: number;
  retentionSource: string;
  contact: string;
}

export const procedureOperations = {
  /** Files on their way, by default all that are being worked on; `refused` only when asked for. */
  'hardship.listProcedures': read(
    'view',
    z.strictObject({ stage: z.enum(HARDSHIP_STAGES).optional(), search: optionalText(50), ...windowFields }),
    output<Window<ProcedureRow> & { stages: { stage: HardshipStage; count: number }[] }>(),
  ),
  'hardship.readProcedure': read('viewPersonal', z.strictObject({ fileId: id }), output<ProcedureRecord>()),
  /** One step, or several at once (补录), in their order; all or none. */
  'hardship.recordSteps': write(
    'keep',
    z.strictObject({ fileId: id, steps: z.array(stepInput).min(1, '至少一步').max(20, '一次最多 20 步') }),
    output<HardshipRecord>(),
  ),
  /** Takes back the newest step, with the ground. */
  'hardship.withdrawStep': write(
    'keep',
    z.strictObject({ fileId: id, day: dayField, ground: text(200) }),
    output<HardshipRecord>(),
  ),
  /** The last day of a notice that begins on a day, for the form. */
  'hardship.foreseeNotice': read(
    'view',
    z.strictObject({ day: dayField, workingDays: count(60).min(1, '至少 1 天').optional() }),
    output<{ until: Day; workingDays: number; certain: boolean }>(),
  ),
  'hardship.readProcedureSettings': read('view', z.strictObject({}), output<ProcedureSettings>()),
  'hardship.saveProcedureSettings': write(
    'keep',
    z.strictObject({
      noticeWorkingDays: z.int('要写整数').min(1, '至少 1 天').max(60, '最多 60 天'),
      noticeSource: optionalText(200),
      noticeNames: z.enum(['masked', 'whole']),
      retentionYears: z.int('要写整数').min(1, '至少 1 年').max(99, '最多 99 年'),
      retentionSource: optionalText(200),
      contact: optionalText(200),
    }),
    output<ProcedureSettings>(),
  ),
};
