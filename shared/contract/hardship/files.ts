import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { amountFen, dayField, id, nothing, optionalText, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { AidRow } from './aids.ts';
import {
  formFields,
  HARDSHIP_CAUSES,
  type HardshipCause,
  type HardshipChoices,
  type HardshipPerson,
  householdMember,
  incomeItem,
  MOST_FURTHER_CAUSES,
  moneyItem,
  type OlderCategory,
} from './form.ts';
import type { HardshipParameters } from './parameters.ts';

/** Categories since 2021 (deep, relative, accidental); `none` means the figures suggest no hardship. */
export const HARDSHIP_CATEGORIES = ['deep', 'relative', 'accidental', 'none'] as const;
export type HardshipCategory = (typeof HARDSHIP_CATEGORIES)[number];
export const HARDSHIP_CATEGORY_NAMES: Readonly<Record<HardshipCategory, string>> = {
  deep: '深度困难',
  relative: '相对困难',
  accidental: '意外致困',
  none: '未认定',
};

/** `applying`: 办理中, an application that has not been filed yet. */
export const HARDSHIP_STATUSES = ['applying', 'open', 'resolved', 'closed'] as const;
export type HardshipStatus = (typeof HARDSHIP_STATUSES)[number];
export const HARDSHIP_STATUS_NAMES: Readonly<Record<HardshipStatus, string>> = {
  applying: '办理中',
  open: '在档',
  resolved: '脱困',
  closed: '注销',
};

/** How far a file has come on its way; on a file that is `filed` aid can be paid. The names stand in shared/hardship-procedure.ts. */
export const HARDSHIP_STAGES = ['applied', 'checked', 'visited', 'notified', 'decided', 'filed', 'refused'] as const;
export type HardshipStage = (typeof HARDSHIP_STAGES)[number];

export interface AssessmentStep {
  label: string;
  formula: string;
  amount?: Fen;
}
export interface Assessment {
  steps: AssessmentStep[];
  perHeadMonthly: Fen;
  suggested: HardshipCategory;
  /** Why this category is suggested, in one sentence. */
  reason: string;
  parameters: HardshipParameters;
}

/** One computation that a file rested on. */
export interface KeptAssessment {
  /** 测算日期: the line in force on it was used. */
  day: Day;
  people: number;
  assessment: Assessment;
  /** Who saved it and when (ISO UTC); '' for one of before this history was kept. */
  operator: string;
  at: string;
}

const figureFields = {
  /** People who share the household's life, the member included. */
  people: z.int('要写整数').min(1, '至少 1 人').max(30, '最多 30 人'),
  /** Yearly disposable income by item. */
  incomes: z.array(incomeItem).max(30, '最多 30 项'),
  /** Yearly fixed expenses (刚性支出) by item. */
  expenses: z.array(moneyItem).max(30, '最多 30 项'),
  /** Expenses of a sudden accident or illness after insurance and relief, if that is the ground. */
  accidentExpense: amountFen.optional(),
  /** 测算地区, a place of 认定标准; '' takes the only one there is. */
  place: optionalText(40),
  /** 测算日期: the line in force on it is used; left out: today. */
  assessedDay: dayField.optional(),
};

export const hardshipFields = z.strictObject({
  memberId: id,
  ...figureFields,
  household: z.array(householdMember).max(30, '最多 30 人'),
  /** 主要致困原因, exactly one. */
  cause: z.enum(HARDSHIP_CAUSES),
  /** 次要致困原因: none twice, none the main one. */
  furtherCauses: z.array(z.enum(HARDSHIP_CAUSES)).max(MOST_FURTHER_CAUSES, '最多三项').default([]),
  ...formFields,
});
export type HardshipFields = z.output<typeof hardshipFields>;

export interface HardshipRow {
  id: string;
  number: string;
  memberId: string;
  memberName: string;
  groupName: string;
  category: HardshipCategory;
  cause: HardshipCause;
  status: HardshipStatus;
  stage: HardshipStage;
  openedDay: Day;
  reviewedDay: Day;
  perHeadMonthly: Fen;
  aidsYear: Fen;
  stale: boolean;
}

/** One change of a file's status, oldest first in the record. */
export interface HardshipChange {
  day: Day;
  from: HardshipStatus;
  to: HardshipStatus;
  ground: string;
  operator: string;
}

export interface HardshipRecord extends Omit<HardshipFields, 'assessedDay'> {
  id: string;
  number: string;
  memberName: string;
  memberNumber: string;
  idNumberMasked: string;
  member: HardshipPerson;
  status: HardshipStatus;
  stage: HardshipStage;
  /** What the union decided in the procedure (`none` before that), and on what ground; the computation only suggests. */
  category: HardshipCategory;
  /** 旧口径, decided with it where it is still used. */
  olderCategory: OlderCategory;
  decisionGround: string;
  resolutionId?: string;
  /** Day of the signed notice and separate consent (个人信息保护法第 28–29 条). */
  consentDay?: Day;
  openedDay: Day;
  /** Day on which the family's situation was last looked at. */
  reviewedDay: Day;
  /** 建档人, '' for files of before it was kept. */
  recorder: string;
  /** As computed when the figures were last saved; a later change of the parameters does not touch it. */
  assessment: Assessment;
  /** Every computation so far, newest first. */
  assessments: KeptAssessment[];
  aids: AidRow[];
  changes: HardshipChange[];
}

/** The file as it is printed, with the whole numbers. */
export interface HardshipForm {
  file: HardshipRecord;
  idNumber: string;
  phone: string;
}

/** The list's state: over all files, whatever the filter. */
export interface HardshipTotals {
  open: number;
  /** Applications on their way; those that were refused are not. */
  applying: number;
  stale: number;
  /** Paid in the current year, reversed payments left out. */
  aidsYear: Fen;
}

export const filesOperations = {
  'hardship.list': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      status: z.enum(HARDSHIP_STATUSES).optional(),
      /** Only files on record that nobody touched for a year (一年未改的档案). */
      staleOnly: z.boolean().default(false),
      ...windowFields,
    }),
    output<Window<HardshipRow> & HardshipTotals>(),
  ),
  /** Opens one whole file. That somebody looked into it is on the trail, so it is a write: call it once, never to refresh. */
  'hardship.open': write('viewPersonal', z.strictObject({ id }), output<HardshipRecord>()),
  /** The file with its whole numbers for printing 登记表; who printed it is on the trail. */
  'hardship.readForm': write('viewPersonal', z.strictObject({ id }), output<HardshipForm>()),
  /** The usual answers to the questions of the form. */
  'hardship.listChoices': read('view', nothing, output<HardshipChoices>()),
  /** The computation for figures that are not saved yet. */
  'hardship.assess': read('keep', z.strictObject(figureFields), output<Assessment>()),
  /**
   * Makes an application (no id), or changes the facts of a file. Category, consent, opening and review come from the steps of the
   * procedure.
   */
  'hardship.save': write(
    'keep',
    z.strictObject({ id: id.optional(), fields: hardshipFields }),
    output<HardshipRecord>(),
  ),
};
