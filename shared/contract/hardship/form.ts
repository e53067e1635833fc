import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { amountFen, count, dayField, monthField, optionalText, text } from '../fields.ts';
import type { Sex } from '../members.ts';

// 困难职工档案登记表 (rules.md 4.4): what the form asks beyond the member's own record, which is shown from there.

/** Main and further causes, rules.md 4.4. */
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
/** 次要致困原因，最多三项。 */
export const MOST_FURTHER_CAUSES = 3;

/** 旧口径: they depend on a civil-affairs status (低保) that no formula knows, so the union chooses them. `''`: not used. */
export const OLDER_CATEGORIES = ['', 'subsistence', 'marginal', 'accidental'] as const;
export type OlderCategory = (typeof OLDER_CATEGORIES)[number];
export const OLDER_CATEGORY_NAMES: Readonly<Record<OlderCategory, string>> = {
  '': '不使用',
  subsistence: '低保户',
  marginal: '低保边缘户',
  accidental: '意外致困户',
};

export const householdMember = z.strictObject({
  name: text(30),
  relation: text(20),
  sex: z.enum(['male', 'female']).optional(),
  /** 政治面貌 */
  political: optionalText(20),
  /** Checked by GB 11643 and kept with 18 characters; sex and birthday follow from it where they are left out. */
  idNumber: optionalText(30),
  birthday: dayField.optional(),
  /** 医保状况 */
  insurance: optionalText(30),
  health: optionalText(100),
  /** 身份: 在校学生, 无业 … */
  occupation: optionalText(60),
  /** 单位或学校 */
  workplace: optionalText(80),
  /** 年级, of somebody who studies. */
  grade: optionalText(20),
  /** The year in which school or college ends. */
  finishes: z.int('年份要写成四位数字').min(1950, '年份太早').max(2199, '年份太晚').optional(),
  monthlyIncome: amountFen,
});
export type HouseholdMember = z.output<typeof householdMember>;

export const moneyItem = z.strictObject({ label: text(40), yearly: amountFen });
export const incomeItem = moneyItem.extend({
  /** 工资性收入; what is not counts as 家庭其他非薪资年收入. */
  wage: z.boolean().optional(),
});
export type IncomeItem = z.output<typeof incomeItem>;

/** The fields of the form that are kept apart from the file's figures. `''` and left out: not answered. */
export const formFields = {
  healthStatus: optionalText(100),
  disabilityKind: optionalText(30),
  /** 医保状况 */
  insurance: optionalText(30),
  /** 劳模类型 */
  modelKind: optionalText(30),
  /** 住房类型 */
  housing: optionalText(60),
  /** 建筑面积, in hundredths of a square metre. */
  floorArea: count(10_000_000).optional(),
  address: optionalText(100),
  /** 其他联系方式; the mobile phone is the member's. */
  otherPhone: optionalText(60),
  postcode: z
    .string()
    .trim()
    .regex(/^(\d{6})?$/, '要写六位数字')
    .default(''),
  /** 参加工作时间, a day or only a month. */
  workStarted: z.union([dayField, monthField, z.literal('')]).default(''),
  /** 所属行业 */
  industry: optionalText(40),
  /** 工作状态 */
  workState: optionalText(30),
  employer: optionalText(80),
  /** 单位性质, 企业状况 */
  employerKind: optionalText(30),
  employerState: optionalText(30),
  marital: optionalText(20),
  /** 户口类型, 户口行政区划 */
  householdKind: optionalText(30),
  householdPlace: optionalText(60),
  singleParent: z.boolean().optional(),
  /** 有无自救能力 */
  selfHelp: z.boolean().optional(),
  /** 是否零就业家庭 */
  zeroEmployment: z.boolean().optional(),
  /** 本人月平均收入 */
  ownMonthly: amountFen.optional(),
  bankName: optionalText(60),
  bankBranch: optionalText(60),
  bankAccount: optionalText(40),
  note: optionalText(1000),
};

/** Of the member's own record, for showing beside the form. */
export interface HardshipPerson {
  sex?: Sex;
  birthday?: Day;
  ethnicity: string;
  political: string;
  groupName: string;
  phoneMasked: string;
}

/** The usual answers to the questions of the form; any other is as good. */
export interface HardshipChoices {
  /** Where they come from and how sure that is. */
  remark: string;
  health: string[];
  disabilityKind: string[];
  insurance: string[];
  modelKind: string[];
  housing: string[];
  industry: string[];
  workState: string[];
  employerKind: string[];
  employerState: string[];
  marital: string[];
  householdKind: string[];
  political: string[];
  relation: string[];
  occupation: string[];
  grade: string[];
  wageIncome: string[];
  otherIncome: string[];
  expense: string[];
}
