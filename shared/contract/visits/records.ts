import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { type VisitForm, visitCheck } from './standards.ts';

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

export const recordsOperations = {
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
};
