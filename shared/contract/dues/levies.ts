import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import type { DuesPeriod } from '../../dues-periods.ts';
import type { Fen } from '../../money.ts';
import { id, monthField, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { DuesRuleRecord } from './rules.ts';

/** One member of a levy that is to be made, all months of the period together. */
export interface LevyPreviewRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  /** How many months will be levied; months that are levied already are not among them. */
  months: number;
  /** Wage and base of the last of these months; both zero for a fixed amount. */
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
  /** The kind under which the member pays, '' for the rule's own rate. */
  kind: string;
  note: string;
}

export interface LevyPreview {
  /** The month looked at. */
  month: Month;
  period: DuesPeriod;
  /** The rule in force in the period's last month. */
  rule: DuesRuleRecord;
  /** The month whose wage counts, where the rule lets one be chosen. */
  wageMonth?: Month;
  /** Members who will be levied, and how many levies (member x month) that makes. */
  toLevy: number;
  levies: number;
  total: Fen;
  /** Levies of these months that are there already. */
  already: number;
  /** Retained members: free (章程第八条). */
  exempt: number;
  /** Members who do not pay by their own terms (起缴月 not reached, 止缴月 passed). */
  notPaying: number;
  /** Active members without a wage on file for a month: nothing can be levied on them yet. */
  withoutWage: { memberId: string; number: string; name: string; groupName: string }[];
  rows: LevyPreviewRow[];
}

/** What raising did: so many members, so many levies, and what was taken off them or paid at once. */
export interface RaisedLevy {
  period: DuesPeriod;
  levied: number;
  levies: number;
  total: Fen;
  already: number;
  withoutWage: number;
  /** By waivers in force. */
  waived: { levies: number; amount: Fen };
  /** Out of credit that members had. */
  fromCredit: { levies: number; amount: Fen };
}

export interface LevyRow {
  id: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  month: Month;
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
  paid: Fen;
  waived: Fen;
  owed: Fen;
  state: 'paid' | 'part' | 'owed' | 'waived';
  /** The kind under which the member pays; absent for the rule's own rate. */
  kind?: string;
  /** Set when the wage on file today would give another base: the levy stays as it is until it is withdrawn and raised again. */
  wageNow?: Fen;
}

export interface DuesMonth {
  month: Month;
  levied: boolean;
  members: number;
  /** Nothing owed any more, be it paid or waived. */
  paidMembers: number;
  owingMembers: number;
  /** With anything waived. */
  waivedMembers: number;
  levyTotal: Fen;
  paidTotal: Fen;
  waivedTotal: Fen;
  owedTotal: Fen;
}

/** How the sum of a levy came about: one plain step a line. */
export interface LevyExplanation {
  levy: LevyRow;
  rule: DuesRuleRecord;
  steps: string[];
}

const period = z
  .strictObject({ from: monthField, to: monthField })
  .refine(({ from, to }) => from <= to && to.slice(0, 4) <= String(Number(from.slice(0, 4)) + 1), {
    message: '起止月份不对，起月不能晚于止月，一次最多两个年度',
  });

/** What is levied: without a period that of the rule which holds the month; without members or a group, everybody. */
const levyFields = {
  month: monthField,
  period: period.optional(),
  /** Where the rule lets the month of the wage be chosen; without it the one that the period was levied with, else the latest. */
  wageMonth: monthField.optional(),
  memberIds: z.array(id).min(1, '没有选择会员').max(50_000, '选得太多').optional(),
  groupId: id.optional(),
};

export const leviesOperations = {
  'dues.listMonths': read('view', z.strictObject({ year: z.int().min(1950).max(2199) }), output<DuesMonth[]>()),
  'dues.readMonth': read('view', z.strictObject({ month: monthField }), output<DuesMonth>()),
  'dues.previewLevy': read('view', z.strictObject(levyFields), output<LevyPreview>()),
  /** Levies who has none for the months; run twice, nothing doubles. Then waivers take off and credit pays. */
  'dues.raiseLevy': write('keep', z.strictObject(levyFields), output<RaisedLevy>()),
  /** One member's sum in a levy that is to be made, step by step. */
  'dues.explainPreview': read(
    'view',
    z.strictObject({ memberId: id, month: monthField, period: period.optional(), wageMonth: monthField.optional() }),
    output<{ steps: string[] }>(),
  ),
  'dues.explainLevy': read('view', z.strictObject({ levyId: id }), output<LevyExplanation>()),
  /** Takes unpaid and unwaived levies of a month away again, so that a wrong wage or rule can be mended. */
  'dues.withdrawLevies': write(
    'keep',
    z.strictObject({
      month: monthField,
      levyIds: z.array(id).min(1, '没有选择').max(50_000, '选得太多').optional(),
      reason: text(100),
    }),
    output<{ withdrawn: number; total: Fen; kept: { levyId: string; number: string; name: string; why: string }[] }>(),
  ),
  'dues.listLevies': read(
    'view',
    z.strictObject({
      month: monthField,
      search: optionalText(50),
      state: z.enum(['paid', 'part', 'owed', 'waived']).optional(),
      groupId: id.optional(),
      /** Only those where the wage on file today would give another base. */
      wageChanged: z.boolean().default(false),
      ...windowFields,
    }),
    output<Window<LevyRow>>(),
  ),
};
