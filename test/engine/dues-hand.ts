import { v7 } from 'uuid';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Writable } from '#electron/engine/database.ts';
import { ACCOUNT, postVoucher, reverseVoucher } from '#electron/engine/ledger/commands.ts';
import { type Day, type Month, monthOf } from '#shared/calendar.ts';
import { type Fen, sum, ZERO } from '#shared/money.ts';

// Dues put in past the commands of levies, waivers and receipts: for tests of what is read out of them.

/** A group or branch. @returns its id */
export function putGroup(db: Writable, name: string, kind: 'branch' | 'group' = 'group', parentId?: string): string {
  const id = v7();
  db.run('INSERT INTO groups (id, name, kind, parent_id) VALUES (:id, :name, :kind, :parentId)', {
    id,
    name,
    kind,
    parentId,
  });
  return id;
}

/** Moves a member to a group (undefined: to none) on a day. */
export function putMove(db: Writable, memberId: string, to: string | undefined, day: string): void {
  db.run(
    `INSERT INTO member_moves (member_id, sequence, day, from_group, to_group, ground, operator, recorded_at)
     SELECT id, (SELECT coalesce(max(sequence), 0) + 1 FROM member_moves WHERE member_id = members.id), :day, group_id, :to, '', '陈静', 'x'
     FROM members WHERE id = :memberId`,
    { memberId, to, day },
  );
}

/** @returns the levy's id */
export function putLevy(db: Writable, memberId: string, month: string, amount: number): string {
  const id = v7();
  db.run(
    `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
     VALUES (:id, :memberId, :month, (SELECT id FROM dues_rules ORDER BY from_month LIMIT 1), 0, 0, :amount, '2026-01-01T00:00:00.000Z')`,
    { id, memberId, month, amount },
  );
  return id;
}

/** Waives part of a levy. */
export function putWaiver(db: Writable, memberId: string, month: string, levyId: string, amount: number): void {
  const id = v7();
  db.run(
    `INSERT INTO dues_waivers (id, member_id, from_month, to_month, reason, decision, day, operator)
     VALUES (:id, :memberId, :month, :month, '困难', '工会委员会', '2026-01-05', '陈静')`,
    { id, memberId, month },
  );
  db.run('INSERT INTO dues_waived (waiver_id, levy_id, amount) VALUES (:id, :levyId, :amount)', { id, levyId, amount });
}

export interface HandReceipt {
  memberId: string;
  amount: Fen;
  /** What it pays of levies; the rest stays as credit. */
  pays?: readonly { levyId: string; amount: number }[];
}

/** One batch with its voucher. @returns ids of batch, voucher and receipts */
export function putBatch(
  context: WriteContext,
  day: Day,
  receipts: readonly HandReceipt[],
  receiptNumber = '',
): { batchId: string; voucherId: string; receiptIds: string[] } {
  const { db } = context;
  const total = sum(receipts.map(({ amount }) => amount));
  const voucher = postVoucher(context, {
    day,
    summary: '收会费',
    source: 'dues',
    entries: [
      { accountId: ACCOUNT.bank, debit: total, credit: ZERO },
      { accountId: ACCOUNT.duesIncome, debit: ZERO, credit: total },
    ],
  });
  const batchId = v7();
  db.run(
    `INSERT INTO dues_batches (id, kind, day, month, total, voucher_id, voucher_number)
     VALUES (:batchId, 'bank', :day, :month, :total, :voucherId, :number)`,
    { batchId, day, month: voucher.month, total, voucherId: voucher.id, number: voucher.number },
  );
  const receiptIds = receipts.map(({ memberId, amount, pays = [] }) => {
    const id = v7();
    db.run(
      `INSERT INTO dues_receipts (id, batch_id, member_id, amount, day, method, receipt_number)
       VALUES (:id, :batchId, :memberId, :amount, :day, 'bank', :receiptNumber)`,
      { id, batchId, memberId, amount, day, receiptNumber },
    );
    for (const { levyId, amount: part } of pays)
      db.run('INSERT INTO dues_allocations (receipt_id, levy_id, amount) VALUES (:id, :levyId, :part)', {
        id,
        levyId,
        part,
      });
    return id;
  });
  return { batchId, voucherId: voucher.id, receiptIds };
}

/** Takes a batch back on a day. */
export function putTakeBack(context: WriteContext, batchId: string, voucherId: string, day: Day): void {
  const { db } = context;
  const reversal = reverseVoucher(context, { voucherId, day, reason: '收错' });
  db.run(
    `INSERT INTO dues_take_backs (batch_id, day, month, reason, voucher_id, voucher_number)
     VALUES (:batchId, :day, :month, '收错', :voucherId, :number)`,
    { batchId, day, month: reversal.month, voucherId: reversal.id, number: reversal.number },
  );
  db.run('DELETE FROM dues_allocations WHERE receipt_id IN (SELECT id FROM dues_receipts WHERE batch_id = :batchId)', {
    batchId,
  });
}

/** Pays a member money back that is credit of one receipt. @returns the refund's id and voucher */
export function putRefund(
  context: WriteContext,
  memberId: string,
  receiptId: string,
  amount: Fen,
  day: Day,
): { id: string; voucherId: string } {
  const { db } = context;
  const voucher = postVoucher(context, {
    day,
    summary: '退会费',
    source: 'dues',
    entries: [
      { accountId: ACCOUNT.duesIncome, debit: amount, credit: ZERO },
      { accountId: ACCOUNT.bank, debit: ZERO, credit: amount },
    ],
  });
  const id = v7();
  const month: Month = monthOf(day);
  db.run(
    `INSERT INTO dues_refunds (id, member_id, amount, day, month, method, reason, voucher_id, voucher_number)
     VALUES (:id, :memberId, :amount, :day, :month, 'bank', '多缴', :voucherId, :number)`,
    { id, memberId, amount, day, month, voucherId: voucher.id, number: voucher.number },
  );
  db.run('INSERT INTO dues_refund_parts (refund_id, receipt_id, amount) VALUES (:id, :receiptId, :amount)', {
    id,
    receiptId,
    amount,
  });
  return { id, voucherId: voucher.id };
}
