import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, id, monthField, nothing, positiveFen, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/**
 * `open`: nothing of the stretch is paid out; `paid`: one payout or several cover all of it; `part`: some of its months are
 * covered, so that it cannot be paid as a whole; `nothing`: there is nothing to pay.
 */
export type ShareState = 'open' | 'paid' | 'part' | 'nothing';

export interface ShareRow {
  branchId: string;
  name: string;
  /** Members who paid anything in the stretch. */
  payers: number;
  /** What came in by cash date, less take-backs and refunds. */
  received: Fen;
  /** The percentage of it, cut to whole fen; zero where more went back than came in. */
  share: Fen;
  /** Payouts that stand and touch the stretch. */
  payouts: { id: string; from: Month; to: Month; amount: Fen; day: Day; voucherNumber: string }[];
  paid: Fen;
  state: ShareState;
  /** What can be paid out now for the whole stretch. */
  toPay: Fen;
}

export interface ShareSettings {
  accountId?: string;
  /** `50802 补助分会` */
  account?: string;
  /** What is known about the account, and that it is not certain. */
  basis: string;
}

export interface Shares {
  from: Month;
  to: Month;
  /** Percent in force; undefined when the rules of the stretch differ. */
  percent?: number;
  rows: ShareRow[];
  /** Received from members who were in no branch on the day: no share. */
  outside: Fen;
  received: Fen;
  share: Fen;
  toPay: Fen;
  settings: ShareSettings;
}

export interface SharePayout {
  id: string;
  branchId: string;
  branch: string;
  from: Month;
  to: Month;
  received: Fen;
  percent: number;
  amount: Fen;
  day: Day;
  method: 'cash' | 'bank';
  voucherId: string;
  voucherNumber: string;
  operator: string;
  takenBack?: { day: Day; reason: string; voucherNumber: string };
}

const stretch = { from: monthField, to: monthField };

export const shareOperations = {
  /** Received and share of every branch for whole months, at most 36. */
  'dues.readShares': read('view', z.strictObject(stretch), output<Shares>()),
  /** Pays the share of the branches chosen, each with its own voucher; all of them or none. */
  'dues.payShares': write(
    'keep',
    z.strictObject({
      ...stretch,
      branchIds: z.array(id).min(1, '没有选择').max(200, '一次最多 200 个'),
      accountId: id,
      day: dayField,
      method: z.enum(['cash', 'bank'], '没有选择'),
      /** What the person saw: anything else is refused. */
      total: positiveFen,
      resolutionId: id.optional(),
    }),
    output<{ payouts: SharePayout[]; total: Fen }>(),
  ),
  'dues.listSharePayouts': read('view', z.strictObject({ ...windowFields }), output<Window<SharePayout>>()),
  /** Takes one payout back: its voucher is reversed in the open month and its months can be paid anew. */
  'dues.takeBackShare': write(
    'keep',
    z.strictObject({ payoutId: id, day: dayField, reason: text(100) }),
    output<{ voucherNumber: string }>(),
  ),
  'dues.readShareSettings': read('view', nothing, output<ShareSettings>()),
  'dues.saveShareAccount': write('keep', z.strictObject({ accountId: id, basis: text(300) }), output<ShareSettings>()),
};
