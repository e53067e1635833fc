import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, optionalText, positiveFen, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

export const AID_KINDS = ['living', 'medical', 'schooling', 'legal', 'training', 'placement'] as const;
export type AidKind = (typeof AID_KINDS)[number];
/** What aid is booked on: 困难职工帮扶支出. */
export const AID_ACCOUNT = '2021:50404';
export const AID_KIND_NAMES: Readonly<Record<AidKind, string>> = {
  living: '生活救助',
  medical: '医疗救助',
  schooling: '子女助学',
  legal: '法律援助',
  training: '职业培训',
  placement: '职业介绍',
};

export interface AidRow {
  id: string;
  fileId: string;
  memberName: string;
  day: Day;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  resolutionTitle: string;
  signedBy: string;
  signedDay?: Day;
  voucherId: string;
  voucherNumber: string;
  /** Its voucher was reversed (红字冲销): it stays in the list and counts nowhere. */
  reversed: boolean;
}

const aidFields = z.strictObject({
  fileId: id,
  day: dayField,
  kind: z.enum(AID_KINDS),
  amount: positiveFen,
  method: z.enum(['cash', 'bank']),
  resolutionId: id,
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  signedBy: optionalText(30),
  signedDay: dayField.optional(),
  attachmentCount: count(999).default(0),
  note: optionalText(200),
});
export type AidInput = z.output<typeof aidFields>;

export const aidsOperations = {
  /** 先建档、后帮扶: an aid needs an open file with consent; makes its voucher on 困难职工帮扶支出. */
  'hardship.payAid': write('keep', aidFields, output<{ aid: AidRow; voucherId: string; voucherNumber: string }>()),
  'hardship.signAid': write('keep', z.strictObject({ id, signedBy: text(30), signedDay: dayField }), output<AidRow>()),
  'hardship.listAids': read(
    'view',
    z.strictObject({ year: z.int().min(1950).max(2199), ...windowFields }),
    output<Window<AidRow> & { amount: Fen }>(),
  ),
};
