import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, optionalText, positiveFen, text, type Window, windowFields } from '../fields.ts';
import { MEMBER_STATUSES } from '../members.ts';
import { output, read, write } from '../operation.ts';
import { HELD_ACCOUNT } from './insurance.ts';

/** A drive (募捐活动). Its money is held for others (代管经费), never dues and never income of the union. */
export interface Drive {
  id: string;
  name: string;
  day: Day;
  purpose: string;
  /** For whom. */
  beneficiary: string;
  notice: string;
  resolutionId?: string;
  resolution?: string;
  heldAccountId: string;
  heldAccount: string;
  closedDay?: Day;
  /** Gifts and what stands of them; reversed collections are left out. */
  gifts: number;
  /** Different members who gave. */
  givers: number;
  collected: Fen;
  handedOver: Fen;
  /** Still with the union. */
  left: Fen;
}

export interface DonationMove {
  id: string;
  kind: 'collection' | 'handover';
  day: Day;
  method: 'cash' | 'bank';
  /** Gifts of a collection; 0 for a handing over. */
  gifts: number;
  receiver: string;
  receiptNumber: string;
  amount: Fen;
  voucherId: string;
  voucherNumber: string;
  attachmentCount: number;
  reversed: boolean;
}

export interface DriveRecord extends Drive {
  /** Oldest first. */
  moves: DonationMove[];
  unionName: string;
}

export interface Gift {
  collectionId: string;
  line: number;
  day: Day;
  memberId?: string;
  number: string;
  /** The member, somebody else, or 匿名. */
  name: string;
  groupName: string;
  amount: Fen;
  voucherNumber: string;
  reversed: boolean;
}
export const ANONYMOUS = '匿名';

/** Somebody who may give, with what he has given to this drive. */
export interface GiverCandidate {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  given: Fen;
}

const method = z.enum(['cash', 'bank'], '没有选择');

export const donationsOperations = {
  /** The newest first. */
  'visits.listDrives': read('view', z.strictObject({ ...windowFields }), output<Window<Drive>>()),
  'visits.readDrive': read('view', z.strictObject({ id }), output<DriveRecord>()),
  'visits.saveDrive': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(40),
      day: dayField,
      purpose: optionalText(200),
      beneficiary: optionalText(100),
      notice: optionalText(100),
      resolutionId: id.optional(),
      heldAccountId: id.default(HELD_ACCOUNT),
    }),
    output<DriveRecord>(),
  ),
  /** Only while nothing was ever collected. */
  'visits.dropDrive': write('keep', z.strictObject({ id }), output<{ left: number }>()),
  'visits.listGiverCandidates': read(
    'view',
    z.strictObject({
      driveId: id,
      statuses: z.array(z.enum(MEMBER_STATUSES)).min(1, '没有选会员状态').max(8, '最多 8 种'),
      groupId: id.optional(),
      search: optionalText(50),
    }),
    output<GiverCandidate[]>(),
  ),
  'visits.listGifts': read(
    'view',
    z.strictObject({ driveId: id, standingOnly: z.boolean().default(false), ...windowFields }),
    output<Window<Gift> & { amount: Fen }>(),
  ),
  /** One collection, one voucher: 借 现金/银行 贷 代管经费. A gift without member and name is anonymous. */
  'visits.collectDonations': write(
    'keep',
    z.strictObject({
      driveId: id,
      day: dayField,
      method,
      gifts: z
        .array(z.strictObject({ memberId: id.optional(), giver: optionalText(40), amount: positiveFen }))
        .min(1, '没有填写')
        .max(30_000, '最多 30000 笔'),
      attachmentCount: count(999).default(0),
    }),
    output<DriveRecord>(),
  ),
  'visits.handOverDonations': write(
    'keep',
    z.strictObject({
      driveId: id,
      day: dayField,
      method,
      receiver: text(60),
      receiptNumber: optionalText(40),
      amount: positiveFen,
      attachmentCount: count(999).default(0),
    }),
    output<DriveRecord>(),
  ),
  /** Reverses the voucher of a collection or of a handing over. */
  'visits.takeBackDonation': write(
    'keep',
    z.strictObject({ moveId: id, day: dayField, reason: text(100) }),
    output<DriveRecord>(),
  ),
  /** Only when everything collected is handed over. */
  'visits.closeDrive': write('keep', z.strictObject({ id, day: dayField }), output<DriveRecord>()),
  'visits.reopenDrive': write('keep', z.strictObject({ id, reason: text(100) }), output<DriveRecord>()),
};
