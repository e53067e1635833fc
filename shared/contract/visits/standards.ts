import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, id, nothing, optionalText, positiveFen, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

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
  /** Papers that belong with it, in words. */
  papers: string;
  festival: boolean;
  /** What its forms and account rest on, and how sure that is. */
  basis: string;
}

/** `perYear` and `timesPerYear` count what one member got for one kind in a calendar year. */
export const STANDARD_SHAPES = ['perTime', 'perYear', 'timesPerYear'] as const;
export type StandardShape = (typeof STANDARD_SHAPES)[number];

/** Limit in force from a day on; amounts differ by province and union, so it is data (rules.md 2.4). */
export interface VisitStandard {
  id: string;
  kindId: string;
  kindName: string;
  from: Day;
  shape: StandardShape;
  amount?: Fen;
  times?: number;
  source: string;
}

export interface StandardCheck {
  /** One sentence for each rule that was looked at. */
  findings: { ok: boolean; sentence: string }[];
  /** Over a limit: a ground for approval must be given. */
  needsApproval: boolean;
  /** Not allowed at all (年节 in money). */
  barred: boolean;
  yearSoFar: Fen;
  timesSoFar: number;
}

export const visitCheck = { kindId: id, memberId: id, day: dayField, form: z.enum(VISIT_FORMS), amount: positiveFen };

export const standardsOperations = {
  'visits.listKinds': read('view', nothing, output<VisitKind[]>()),
  'visits.listStandards': read('view', nothing, output<VisitStandard[]>()),
  'visits.saveStandard': write(
    'keep',
    z.strictObject({
      kindId: id,
      from: dayField,
      shape: z.enum(STANDARD_SHAPES),
      amount: positiveFen.optional(),
      times: z.int().min(1, '至少 1 次').max(99, '最多 99 次').optional(),
      source: text(200),
    }),
    output<VisitStandard>(),
  ),
  /** For a rule that does not exist here (a sample that the province does not know). The trail keeps what it said. */
  'visits.dropStandard': write('keep', z.strictObject({ id }), output<{ left: number }>()),
  'visits.saveKind': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(20),
      forms: z.array(z.enum(VISIT_FORMS)).min(1, '至少选一种').max(3, '最多 3 种'),
      accountId: id,
      papers: optionalText(300),
      festival: z.boolean().default(false),
      basis: optionalText(300),
    }),
    output<VisitKind>(),
  ),
  'visits.check': read('view', z.strictObject(visitCheck), output<StandardCheck>()),
};
