import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { amountFen, dayField, id, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { AidRow } from './aids.ts';
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

export const HARDSHIP_STATUSES = ['open', 'resolved', 'closed'] as const;
export type HardshipStatus = (typeof HARDSHIP_STATUSES)[number];
export const HARDSHIP_STATUS_NAMES: Readonly<Record<HardshipStatus, string>> = {
  open: '在档',
  resolved: '脱困',
  closed: '注销',
};

/** Main causes, rules.md 4.4 / 困难职工档案登记表. */
export const HARDSHIP_CAUSES = [
  'noCapacity',
  'notEmployed',
  'laidOff',
  'noInsurance',
  'insuranceShort',
  'illness',
  'disaster',
  'accident',
  'schooling',
  'other',
] as const;
export type HardshipCause = (typeof HARDSHIP_CAUSES)[number];
export const HARDSHIP_CAUSE_NAMES: Readonly<Record<HardshipCause, string>> = {
  noCapacity: '无劳动能力',
  notEmployed: '有劳动能力未就业',
  laidOff: '下岗失业',
  noInsurance: '未参加社保',
  insuranceShort: '社保待遇不到位',
  illness: '重特大疾病',
  disaster: '自然灾害',
  accident: '意外事故',
  schooling: '子女上学',
  other: '其他',
};

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

export const householdMember = z.strictObject({
  name: text(30),
  relation: text(20),
  birthday: dayField.optional(),
  health: optionalText(100),
  occupation: optionalText(60),
  monthlyIncome: amountFen,
});
export const moneyItem = z.strictObject({ label: text(40), yearly: amountFen });

export const hardshipFields = z.strictObject({
  memberId: id,
  /** People who share the household's life, the member included. */
  people: z.int('要写整数').min(1, '至少 1 人').max(30, '最多 30 人'),
  household: z.array(householdMember).max(30, '最多 30 人'),
  /** Yearly disposable income by item. */
  incomes: z.array(moneyItem).max(30, '最多 30 项'),
  /** Yearly fixed expenses (刚性支出) by item. */
  expenses: z.array(moneyItem).max(30, '最多 30 项'),
  /** Expenses of a sudden accident or illness after insurance and relief, if that is the ground. */
  accidentExpense: amountFen.optional(),
  cause: z.enum(HARDSHIP_CAUSES),
  /** What the union decided; the computation only suggests. */
  category: z.enum(HARDSHIP_CATEGORIES),
  decisionGround: optionalText(200),
  resolutionId: id.optional(),
  healthStatus: optionalText(100),
  housing: optionalText(60),
  address: optionalText(100),
  bankName: optionalText(60),
  bankAccount: optionalText(40),
  /** Day of the signed notice and separate consent (个人信息保护法第 28–29 条). */
  consentDay: dayField.optional(),
  openedDay: dayField,
  /**
   * Day on which the family's situation was last looked at: the parameters in force on it are used. Left out: the opening
   * day for a new file, today for an existing one.
   */
  reviewedDay: dayField.optional(),
  note: optionalText(1000),
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

export interface HardshipRecord extends HardshipFields {
  id: string;
  number: string;
  memberName: string;
  memberNumber: string;
  idNumberMasked: string;
  status: HardshipStatus;
  reviewedDay: Day;
  /** As computed when the file was last saved; a later change of the parameters does not touch it. */
  assessment: Assessment;
  aids: AidRow[];
  changes: HardshipChange[];
}

/** The list's state: over all files, whatever the filter. */
export interface HardshipTotals {
  open: number;
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
      /** Only open files that nobody has reviewed for a year. */
      staleOnly: z.boolean().default(false),
      ...windowFields,
    }),
    output<Window<HardshipRow> & HardshipTotals>(),
  ),
  'hardship.get': read('viewPersonal', z.strictObject({ id }), output<HardshipRecord>()),
  /** The computation for figures that are not saved yet. */
  'hardship.assess': read(
    'keep',
    hardshipFields.pick({
      people: true,
      incomes: true,
      expenses: true,
      accidentExpense: true,
      openedDay: true,
      reviewedDay: true,
    }),
    output<Assessment>(),
  ),
  'hardship.save': write(
    'keep',
    z.strictObject({ id: id.optional(), fields: hardshipFields }),
    output<HardshipRecord>(),
  ),
};
