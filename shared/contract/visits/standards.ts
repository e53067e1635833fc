import { z } from 'zod';
import type { Fen } from '../../money.ts';
import {
  INCOME_SOURCES,
  LIMIT_INCOMES,
  LIMIT_LEVELS,
  type Limit,
  STANDARD_SHAPES,
  WHEN_OVER,
} from '../../visit-limits.ts';
import { dayField, id, nothing, optionalText, positiveFen, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

export { STANDARD_SHAPES, type StandardShape } from '../../visit-limits.ts';

export const VISIT_FORMS = ['goods', 'coupon', 'money'] as const;
export type VisitForm = (typeof VISIT_FORMS)[number];
/** The forms as they stand on pages and in sentences. */
export const VISIT_FORM_NAMES: Readonly<Record<VisitForm, string>> = {
  goods: '慰问品',
  coupon: '提货券',
  money: '慰问金',
};

/** A kind of visit; the union's own list (五必访 has no single official list, rules.md 4.3). */
export interface VisitKind {
  id: string;
  name: string;
  /** Forms that the rules allow for it (年节 never money: 总工办发〔2017〕32号). */
  forms: VisitForm[];
  accountId: string;
  accountName: string;
  /** Papers that belong with it, item by item. */
  paperItems: string[];
  /** The same in words, for a hint. */
  papers: string;
  festival: boolean;
  /** What its forms and account rest on, and how sure that is. */
  basis: string;
  /** What is usually given, to fill the form with. */
  defaultAmount?: Fen;
  /** Only for members who pay dues. */
  payersOnly: boolean;
  /** Cases that may have a limit of their own (手术). */
  caseNames: string[];
  /** Who may be given it and who may not, in words (离退休人员 and the like). */
  remark: string;
  /** No longer offered; its visits stay. */
  retired: boolean;
}

/** How sure the source of a limit is; '' when nobody said. */
export const CERTAINTIES = ['', 'read', 'quoted', 'memory'] as const;
export type Certainty = (typeof CERTAINTIES)[number];
export const CERTAINTY_NAMES: Readonly<Record<Certainty, string>> = {
  '': '',
  read: '已读原文',
  quoted: '转引，待核',
  memory: '凭记忆，待核',
};

/** A limit in force from a day on; amounts differ by province and union, so it is data (rules.md 2.4). */
export type VisitStandard = Limit & {
  source: string;
  certainty: Certainty;
  /** Set of samples it was taken from, '' for one of the union's own. */
  sample: string;
  /** A visit was judged under it: it can only be ended. */
  sealed: boolean;
  /** What it says by itself. */
  sentence: string;
};

export interface StandardFinding {
  ok: boolean;
  sentence: string;
  /** Against this no ground of approval helps. */
  bars?: true;
}

export interface StandardCheck {
  /** One sentence for each rule that was looked at. */
  findings: StandardFinding[];
  /** Over a limit: a ground for approval must be given. */
  needsApproval: boolean;
  /** Not allowed at all (年节 in money, a limit that must not be passed). */
  barred: boolean;
  /** What the member had of this kind in the calendar year. */
  yearSoFar: Fen;
  timesSoFar: number;
  /** The most that may be given now without approval; left out when no limit is about an amount. */
  left?: Fen;
  /** Papers the kind needs; `visits.check` only. */
  papers?: string[];
  /** The kind's word on who may be given it; `visits.check` only. */
  remark?: string;
}

/** A festival of the union's list (年节). */
export interface FestivalName {
  name: string;
  note: string;
  /** No longer offered; its visits and limits stay. */
  retired: boolean;
}

/** A set of limits as one document had them, to start from. */
export interface StandardSample {
  id: string;
  /** 湖北 2018 … */
  name: string;
  source: string;
  certainty: Certainty;
  remark: string;
  limits: SampleLimit[];
}
export interface SampleLimit {
  kindIds: string[];
  kindNames: string[];
  sentence: string;
  /** What it would take the place of, '' when it is added. */
  replaces: string;
  /** Why it cannot be taken from that day, '' when it can. */
  problem: string;
}

export const visitCheck = { kindId: id, memberId: id, day: dayField, form: z.enum(VISIT_FORMS), amount: positiveFen };

const times = z.int('要写整数').min(1, '至少 1 次').max(99, '最多 99 次');
const limitFields = {
  /** An unsealed limit to correct; left out for a new one. */
  id: id.optional(),
  level: z.enum(LIMIT_LEVELS).default('higher'),
  kindIds: z.array(id).min(1, '没有选类别').max(40, '最多 40 类'),
  from: dayField,
  last: dayField.optional(),
  shape: z.enum(STANDARD_SHAPES),
  amount: positiveFen.optional(),
  times: times.optional(),
  percent: z.int('要写整数').min(1, '至少 1%').max(100, '最多 100%').optional(),
  income: z.enum(LIMIT_INCOMES).optional(),
  incomeOf: z.enum(INCOME_SOURCES).optional(),
  festival: optionalText(20),
  caseName: optionalText(20),
  whenOver: z.enum(WHEN_OVER).default('approve'),
  source: text(200),
  certainty: z.enum(CERTAINTIES).default(''),
};

export const standardsOperations = {
  /** The kinds that are in use, in the union's order; the retired ones too when asked. */
  'visits.listKinds': read('view', z.strictObject({ withRetired: z.boolean().default(false) }), output<VisitKind[]>()),
  'visits.listStandards': read('view', nothing, output<VisitStandard[]>()),
  /** Writes a limit; the same limit (level, shape, kinds, festival, case) that is in force until then ends the day before. */
  'visits.saveStandard': write('keep', z.strictObject(limitFields), output<VisitStandard>()),
  /** Sets the last day of a limit, or takes it away (no day). */
  'visits.endStandard': write('keep', z.strictObject({ id, last: dayField.optional() }), output<VisitStandard>()),
  /** For a limit that does not exist here and that no visit was judged under. The trail keeps what it said. */
  'visits.dropStandard': write('keep', z.strictObject({ id }), output<{ left: number }>()),
  'visits.saveKind': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(20),
      forms: z.array(z.enum(VISIT_FORMS)).min(1, '至少选一种').max(3, '最多 3 种'),
      accountId: id,
      paperItems: z.array(text(60)).max(20, '最多 20 项').default([]),
      festival: z.boolean().default(false),
      basis: optionalText(300),
      defaultAmount: positiveFen.optional(),
      payersOnly: z.boolean().default(false),
      caseNames: z.array(text(20)).max(10, '最多 10 种').default([]),
      remark: optionalText(300),
      retired: z.boolean().default(false),
    }),
    output<VisitKind>(),
  ),
  /** The festivals of the union's list; the retired ones too when asked. */
  'visits.listFestivalNames': read(
    'view',
    z.strictObject({ withRetired: z.boolean().default(false) }),
    output<FestivalName[]>(),
  ),
  /** Adds a festival, or changes note and use of one that is there; a name stays as it is. */
  'visits.saveFestivalName': write(
    'keep',
    z.strictObject({ name: text(20), note: optionalText(100), retired: z.boolean().default(false) }),
    output<FestivalName[]>(),
  ),
  /** The sets of samples with what each would do from a day on. */
  'visits.listSamples': read('view', z.strictObject({ from: dayField }), output<StandardSample[]>()),
  /** Takes a set's limits over from a day on, all or those of the chosen kinds. */
  'visits.adoptSample': write(
    'keep',
    z.strictObject({
      sample: id,
      from: dayField,
      kindIds: z.array(id).min(1, '没有选类别').max(40, '最多 40 类').optional(),
    }),
    output<{ added: number; replaced: number }>(),
  ),
  /** Drops every sample that no visit was judged under and ends the others with a last day. */
  'visits.clearSamples': write(
    'keep',
    z.strictObject({ last: dayField }),
    output<{ dropped: number; ended: number }>(),
  ),
  /** What the limits say to one visit; without an amount, what is left. */
  'visits.check': read(
    'view',
    z.strictObject({
      ...visitCheck,
      amount: positiveFen.optional(),
      festival: optionalText(20),
      caseName: optionalText(20),
      illness: optionalText(40),
    }),
    output<StandardCheck>(),
  ),
};
