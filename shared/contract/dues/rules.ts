import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import { DUES_BASE_MONTHS, DUES_CASE_METHODS, type DuesBaseMonth, type DuesCase } from '../../dues-formula.ts';
import { DUES_FREQUENCIES, type DuesFrequency } from '../../dues-periods.ts';
import { type Fen, fen } from '../../money.ts';
import { amountFen, id, monthField, nothing, optionalText, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** What a rule says, without when and where it is kept. */
export interface DuesRuleTerms {
  name: string;
  /** Hundredths of a percent. */
  rateBasisPoints: number;
  /** The wage is cut down to a whole multiple of this; one fen cuts nothing. */
  cutTo: Fen;
  /** The wage items that count; empty: all that are on file. */
  baseItems: string[];
  frequency: DuesFrequency;
  /** Whose wage a month is computed from: its own month's, the month's before, or one month chosen for the whole period. */
  baseMonth: DuesBaseMonth;
  /** Kinds of members with dues of their own. */
  cases: DuesCase[];
  /** Percent of what is received that a branch keeps or gets back (分会留成). */
  branchShare: number;
  source: string;
  note: string;
}

/** Dues rule in force in a month; dated data, so a past levy keeps the rule that made it. */
export interface DuesRuleRecord extends DuesRuleTerms {
  id: string;
  from: Month;
}

/** A rule as the list shows it. */
export interface DuesRuleRow extends DuesRuleRecord {
  /** The last month it is in force: the one before the next rule begins. */
  to?: Month;
  /** What was levied with it; without it the rule can still be changed or deleted. */
  used?: { levies: number; first: Month; last: Month };
}

/** A rule from a published text, to start from: the form is filled with it and the union changes what differs. */
export interface DuesRuleTemplate extends DuesRuleTerms {
  /** `V`: the original text was read; `S`: known second-hand. */
  grade: 'V' | 'S';
}

const ruleCase = z.strictObject({
  name: text(20),
  applies: z.enum(['kind', 'newcomer'], '没有选择'),
  monthsBelow: z.int('要写整数').min(2, '最少 2 个月').max(12, '最多 12 个月').exactOptional(),
  method: z.enum(DUES_CASE_METHODS, '没有选择'),
  flat: amountFen.exactOptional(),
  source: optionalText(100),
});

const ruleFields = {
  name: text(40),
  from: monthField,
  rateBasisPoints: z.int('最多两位小数').min(0, '不能是负数').max(10_000, '不能超过 100%'),
  cutTo: amountFen.refine((value) => value >= 1 && value <= 100_000, '要在 0.01 元到 1,000 元之间').default(fen(1000)),
  baseItems: z.array(text(20)).max(20, '最多 20 项').default([]),
  frequency: z.enum(DUES_FREQUENCIES, '没有选择').default('month'),
  baseMonth: z.enum(DUES_BASE_MONTHS, '没有选择').default('own'),
  cases: z.array(ruleCase).max(20, '最多 20 种').default([]),
  branchShare: z.int('要写整数').min(0, '不能是负数').max(100, '不能超过 100').default(0),
  source: optionalText(300),
  note: optionalText(300),
};

const { from: _, ...templateFields } = ruleFields;
/** A template as it ships in the assets. */
export const ruleTemplate = z.strictObject({ ...templateFields, grade: z.enum(['V', 'S']) });

export const rulesOperations = {
  'dues.readRule': read('view', z.strictObject({ month: monthField }), output<DuesRuleRecord>()),
  /** Every rule, the newest first, with the wage items that are on file and the last month that was levied. */
  'dues.listRules': read('view', nothing, output<{ rules: DuesRuleRow[]; wageItems: string[]; leviedUntil?: Month }>()),
  'dues.listRuleTemplates': read('view', nothing, output<DuesRuleTemplate[]>()),
  'dues.addRule': write('keep', z.strictObject(ruleFields), output<DuesRuleRecord>()),
  /** Only while nothing was levied with it. */
  'dues.changeRule': write('keep', z.strictObject({ ruleId: id, ...ruleFields }), output<DuesRuleRecord>()),
  'dues.deleteRule': write('keep', z.strictObject({ ruleId: id }), output<{ name: string }>()),
};
