import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, nothing, optionalText, positiveFen, text } from '../fields.ts';
import { MEMBER_STATUSES } from '../members.ts';
import { output, read, write } from '../operation.ts';

/** What a festival is called in a voucher and on its sheet: `2026 年春节慰问`, also when its name says 慰问 already. */
export const festivalTitle = (name: string): string => (name.endsWith('慰问') ? name : `${name}慰问`);

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

export const festivalsOperations = {
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
