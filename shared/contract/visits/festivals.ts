import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, monthField, nothing, optionalText, positiveFen, text } from '../fields.ts';
import { memberFilter } from '../members/filter.ts';
import { output, read, write } from '../operation.ts';
import type { VisitMethod } from './records.ts';
import type { StandardCheck } from './standards.ts';

/** What a festival is called in a voucher and on its sheet: `2026 年春节慰问`, also when its name says 慰问 already. */
export const festivalTitle = (name: string): string => (name.endsWith('慰问') ? name : `${name}慰问`);

/** A list of a festival with how far it is handed out: people = signed + open + returned. */
export interface FestivalRow {
  id: string;
  name: string;
  /** 春节 …, '' when it is none of the festivals. */
  festival: string;
  day: Day;
  kindName: string;
  goods: string;
  amountEach: Fen;
  method: VisitMethod;
  people: number;
  signed: number;
  /** Neither signed for nor returned; 0 when the voucher was reversed. */
  open: number;
  /** 未领退回: in stock again. */
  returned: number;
  /** How many of the returned shares still lie in stock. */
  left: number;
  total: Fen;
  voucherId: string;
  voucherNumber: string;
  reversed: boolean;
}

/** Who is on a festival's list; `remark` is what should be looked at, '' mostly. */
export interface Listed {
  memberId: string;
  memberNumber: string;
  memberName: string;
  groupName: string;
  remark: string;
}

/** Who is not on a festival's list, and why. */
export interface LeftOut {
  memberId: string;
  memberNumber: string;
  memberName: string;
  groupName: string;
  sentence: string;
  /** Taken out by hand. */
  byHand: boolean;
}

/** One line of a sign-off sheet. */
export interface SignOffLine {
  /** The visit behind the line. */
  id: string;
  line: number;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  goods: string;
  amount: Fen;
  signedBy: string;
  /** What the signer is to the member, '' when the member signed. */
  signedRelation: string;
  signedDay: Day | '';
  returnedDay: Day | '';
  returnReason: string;
}

const people = z.array(id).max(30_000, '最多 30000 人').default([]);

const festivalFields = z.strictObject({
  name: text(40),
  festival: optionalText(20),
  kindId: id,
  day: dayField,
  form: z.enum(['goods', 'coupon']),
  goods: text(100),
  amountEach: positiveFen,
  /** Whom it is for: a filter of the members … */
  filter: memberFilter,
  /** … with single people added and taken out by hand. */
  include: people,
  exclude: people,
  /** For kinds that are for payers of dues only: nobody who owes for this month or an earlier one. The month before `day` when left out. */
  paidThrough: monthField.optional(),
  resolutionId: id.optional(),
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  approvalGround: optionalText(200),
  method: z.enum(['cash', 'bank', 'stock']),
  /** What each one gets out of the lots; only with the method `stock`. */
  stock: z
    .array(z.strictObject({ lotId: id, each: z.int('要写整数').min(1, '至少 1').max(1000, '最多 1000') }))
    .max(20, '最多 20 种')
    .default([]),
  attachmentCount: count(999).default(0),
});
export type FestivalInput = z.output<typeof festivalFields>;

const batch = { batchId: id };

export const festivalsOperations = {
  /** One festival for many: one list, one sign-off sheet, one voucher. */
  'visits.makeFestival': write('keep', festivalFields, output<{ festival: FestivalRow; leftOut: LeftOut[] }>()),
  /** Whom `visits.makeFestival` would put on the list. */
  'visits.previewFestival': read(
    'keep',
    festivalFields.pick({
      name: true,
      festival: true,
      kindId: true,
      day: true,
      form: true,
      amountEach: true,
      filter: true,
      include: true,
      exclude: true,
      paidThrough: true,
      approvalGround: true,
    }),
    output<{
      people: number;
      total: Fen;
      listed: Listed[];
      leftOut: LeftOut[];
      /** What concerns the union as a whole: a limit by its income. */
      whole: StandardCheck['findings'];
      /** What 缴纳会费 was taken to mean, '' where the kind does not ask. */
      payers: string;
    }>(),
  ),
  'visits.listFestivals': read('view', nothing, output<FestivalRow[]>()),
  /** The sign-off sheet (签领表) of a festival, ready to print. */
  'visits.readSignOffSheet': read(
    'view',
    z.strictObject(batch),
    output<{
      festival: FestivalRow;
      unionName: string;
      resolutionTitle: string;
      lines: SignOffLine[];
    }>(),
  ),
  /** Signatures on a list: of these lines, or of all that are open but these. Final. */
  'visits.signList': write(
    'keep',
    z.strictObject({
      ...batch,
      who: z.enum(['these', 'allBut']),
      ids: people,
      signedDay: dayField,
      /** Left out each signs for himself. */
      signedBy: optionalText(30),
      signedRelation: optionalText(20),
    }),
    output<{ signed: number; festival: FestivalRow }>(),
  ),
  /** 结束发放: what nobody fetched goes into stock. */
  'visits.endFestival': write(
    'keep',
    z.strictObject({ ...batch, day: dayField, reason: text(100), place: optionalText(40) }),
    output<{ returned: number; total: Fen; voucherNumber: string; festival: FestivalRow }>(),
  ),
};
