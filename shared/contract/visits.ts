import { z } from 'zod';
import type { Day } from '../calendar.ts';
import type { Fen } from '../money.ts';
import { count, dayField, id, nothing, optionalText, positiveFen, text, type Window, windowFields } from './fields.ts';
import { MEMBER_STATUSES } from './members.ts';
import { output, read, write } from './operation.ts';

export const VISIT_FORMS = ['goods', 'coupon', 'money'] as const;
export type VisitForm = (typeof VISIT_FORMS)[number];
/** The forms as they stand on pages and in sentences. */
export const VISIT_FORM_NAMES: Readonly<Record<VisitForm, string>> = {
  goods: '慰问品',
  coupon: '提货券',
  money: '慰问金',
};

/** What a festival is called in a voucher and on its sheet: `2026 年春节慰问`, also when its name says 慰问 already. */
export const festivalTitle = (name: string): string => (name.endsWith('慰问') ? name : `${name}慰问`);

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

export interface VisitRow {
  id: string;
  batchId?: string;
  batchName?: string;
  day: Day;
  kindId: string;
  kindName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  reason: string;
  form: VisitForm;
  goods: string;
  amount: Fen;
  visitors: string[];
  signed: boolean;
  signedBy: string;
  signedDay?: Day;
  voucherId: string;
  voucherNumber: string;
  /** Its voucher was reversed (红字冲销): it stays in the list and counts nowhere. */
  reversed: boolean;
}
export interface VisitRecord extends VisitRow {
  place: string;
  beneficiary: string;
  relation: string;
  resolutionId?: string;
  resolutionTitle?: string;
  approvalGround: string;
  standardSentence: string;
  attachmentCount: number;
}

export interface FestivalRow {
  id: string;
  name: string;
  day: Day;
  kindName: string;
  goods: string;
  amountEach: Fen;
  people: number;
  signed: number;
  total: Fen;
  voucherId: string;
  voucherNumber: string;
  reversed: boolean;
}

/** Who is not on a festival's list, and why. */
export interface LeftOut {
  memberName: string;
  sentence: string;
}

const festivalFields = z.strictObject({
  name: text(40),
  kindId: id,
  day: dayField,
  form: z.enum(['goods', 'coupon']),
  goods: text(100),
  amountEach: positiveFen,
  statuses: z.array(z.enum(MEMBER_STATUSES)).min(1, '没有选会员状态').max(8, '最多 8 种'),
  groupId: id.optional(),
  resolutionId: id.optional(),
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  approvalGround: optionalText(200),
  method: z.enum(['cash', 'bank']),
  attachmentCount: count(999).default(0),
});
export type FestivalInput = z.output<typeof festivalFields>;

const visitCheck = { kindId: id, memberId: id, day: dayField, form: z.enum(VISIT_FORMS), amount: positiveFen };

const visitFields = z.strictObject({
  ...visitCheck,
  reason: text(100),
  goods: optionalText(100),
  beneficiary: optionalText(30),
  relation: optionalText(20),
  place: optionalText(60),
  visitors: z.array(text(20)).min(2, '走访要两人以上').max(10, '最多 10 人'),
  resolutionId: id.optional(),
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  approvalGround: optionalText(200),
  method: z.enum(['cash', 'bank']),
  attachmentCount: count(999).default(0),
  signedBy: optionalText(30),
  signedDay: dayField.optional(),
});
export type VisitInput = z.output<typeof visitFields>;

export const visitsOperations = {
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
  'visits.list': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      year: z.int().min(1950).max(2199).optional(),
      kindId: id.optional(),
      unsignedOnly: z.boolean().default(false),
      batchId: id.optional(),
      ...windowFields,
    }),
    output<Window<VisitRow> & { amount: Fen; unsigned: number }>(),
  ),
  'visits.get': read('viewPersonal', z.strictObject({ id }), output<VisitRecord>()),
  /** One visit and its voucher. */
  'visits.record': write(
    'keep',
    visitFields,
    output<{ visit: VisitRecord; voucherId: string; voucherNumber: string }>(),
  ),
  'visits.sign': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '没有选人').max(30_000, '最多 30000 人'),
      signedDay: dayField,
      signedBy: optionalText(30),
    }),
    output<{ signed: number }>(),
  ),
  /** One festival for all members of the chosen statuses: one list, one sign-off sheet, one voucher. */
  'visits.makeFestival': write('keep', festivalFields, output<{ festival: FestivalRow; leftOut: LeftOut[] }>()),
  /** Whom `visits.makeFestival` would put on the list. */
  'visits.previewFestival': read(
    'keep',
    festivalFields.pick({
      name: true,
      kindId: true,
      day: true,
      form: true,
      amountEach: true,
      statuses: true,
      groupId: true,
      approvalGround: true,
    }),
    output<{ people: number; total: Fen; leftOut: LeftOut[] }>(),
  ),
  'visits.listFestivals': read('view', nothing, output<FestivalRow[]>()),
  /** The sign-off sheet (签领表) of a festival, ready to print. */
  'visits.readSignOffSheet': read(
    'view',
    z.strictObject({ batchId: id }),
    output<{
      festival: FestivalRow;
      unionName: string;
      lines: {
        /** The visit behind the line. */
        id: string;
        line: number;
        number: string;
        name: string;
        groupName: string;
        goods: string;
        amount: Fen;
        signedBy: string;
        signedDay: string;
      }[];
    }>(),
  ),
};
