import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, fileToken, id, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

export const TRANSFER_STATES = ['open', 'paid', 'withdrawn'] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];
export const TRANSFER_STATE_NAMES: Readonly<Record<TransferState, string>> = {
  open: '待转出',
  paid: '已转出',
  withdrawn: '已撤回',
};

export const TRANSFER_SOURCES = ['visit', 'aid'] as const;
export type TransferSource = (typeof TRANSFER_SOURCES)[number];

/** A visit or an aid that was given by transfer and is on no live list. Accounts are masked. */
export interface TransferCandidate {
  source: TransferSource;
  id: string;
  day: Day;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  /** The kind of visit or the festival; 困难帮扶 for an aid. */
  what: string;
  amount: Fen;
  /** Who holds the account, '' when it is not known yet. */
  payee: string;
  bankName: string;
  accountMasked: string;
  /** The account is known: it can go on a list. */
  ready: boolean;
}

export interface TransferList {
  id: string;
  /** `转-2026-001` */
  number: string;
  day: Day;
  /** The union's own account as it was written; masked in the list. */
  fromAccount: string;
  people: number;
  total: Fen;
  state: TransferState;
  paidDay?: Day;
  withdrawnDay?: Day;
  withdrawnReason: string;
  /** Lines whose voucher was reversed since. */
  reversed: number;
}

export interface TransferLine {
  line: number;
  source: TransferSource;
  memberName: string;
  payee: string;
  bankName: string;
  /** Masked in `readTransferList`, whole in `printTransferList`. */
  account: string;
  amount: Fen;
  /** What the bank reads; never a word about health. */
  purpose: string;
  voucherId: string;
  voucherNumber: string;
  reversed: boolean;
}

export interface TransferSheet {
  list: TransferList;
  unionName: string;
  lines: TransferLine[];
}

/** Spaces and hyphens of a card are dropped. */
const accountField = z
  .string()
  .transform((value) => value.normalize('NFKC').replace(/[\s-]/g, ''))
  .refine((value) => /^\d{8,32}$/.test(value), '要写 8 到 32 位数字');

const item = z.strictObject({ source: z.enum(TRANSFER_SOURCES), id });

export const transfersOperations = {
  'visits.listTransferCandidates': read(
    'keep',
    z.strictObject({
      from: dayField,
      last: dayField,
      /** Only one of the two. */
      source: z.enum(TRANSFER_SOURCES).optional(),
      kindId: id.optional(),
      /** The people of one list, whatever its form; a festival's are never paid to their own accounts. */
      batchId: id.optional(),
      /** Goods and coupons are paid to the shop, not to the person: they are only listed when asked for. */
      moneyOnly: z.boolean().default(true),
    }),
    output<{ rows: TransferCandidate[]; amount: Fen; lacking: number }>(),
  ),
  /** Keeps the account of a member (or of somebody of the family) for this and later transfers. */
  'visits.savePayeeAccount': write(
    'keep',
    z.strictObject({ memberId: id, name: text(30), bankName: optionalText(60), account: accountField }),
    output<{ memberId: string; payee: string; bankName: string; accountMasked: string }>(),
  ),
  /** Makes a list; each visit or aid is on one live list at most. */
  'visits.makeTransferList': write(
    'keep',
    z.strictObject({
      day: dayField,
      fromAccount: optionalText(60),
      payments: z.array(item).min(1, '没有选择').max(5000, '一份清单最多 5000 笔'),
    }),
    output<TransferList>(),
  ),
  'visits.listTransferLists': read(
    'view',
    z.strictObject({ state: z.enum(TRANSFER_STATES).optional(), ...windowFields }),
    output<Window<TransferList> & { open: number; openTotal: Fen }>(),
  ),
  'visits.readTransferList': read('view', z.strictObject({ id }), output<TransferSheet>()),
  'visits.withdrawTransferList': write('keep', z.strictObject({ id, reason: text(100) }), output<TransferList>()),
  'visits.markTransferPaid': write('keep', z.strictObject({ id, day: dayField }), output<TransferList>()),
  /** The workbook for the bank, with whole account numbers: that it was taken stands on the trail. */
  'visits.exportTransferList': write(
    'viewPersonal',
    z.strictObject({ id, folder: fileToken }),
    output<{ fileName: string; people: number }>(),
  ),
  /** The list with whole account numbers to be printed: that it was asked for stands on the trail. */
  'visits.printTransferList': write('viewPersonal', z.strictObject({ id }), output<TransferSheet>()),
};
