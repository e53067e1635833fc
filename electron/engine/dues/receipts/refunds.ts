import { type Day, monthOf } from '#shared/calendar.ts';
import type { RefundRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT, postVoucher, reverseVoucher } from '../../ledger/commands.ts';
import { requireMember } from '../../members/commands.ts';
import { creditOf } from './credit.ts';

export const REFUNDABLE = `
  SELECT id, credit FROM dues_receipts INDEXED BY dues_receipts_with_credit
  WHERE member_id = :memberId AND credit > 0 AND day <= :day ORDER BY day, id`;

/**
 * 退会费: pays credit back to its member, out of the oldest receipts: 借 会费收入, 贷 库存现金 or 银行存款, in the open month of the day.
 * Only money that had come in by that day can go back.
 * @throws Refusal `request.notFound`, `dues.refundTooMuch`, and those of `postVoucher`
 */
export function refundCredit(
  context: WriteContext,
  { memberId, amount, method, day, reason, attachmentCount }: ParsedInputOf<'dues.refundCredit'>,
): ValueOf<'dues.refundCredit'> {
  const { db } = context;
  const { name } = requireMember(db, memberId);
  const before = creditOf(db, memberId);
  const receipts = db.all<{ id: string; credit: Fen }>(REFUNDABLE, { memberId, day });
  const there = sum(receipts.map(({ credit }) => credit));
  if (amount > there) throw refuse('dues.refundTooMuch', { name, day, credit: formatYuan(there) });
  const voucher = postVoucher(context, {
    day,
    summary: `退${name}会费：${reason}`,
    source: 'dues',
    attachmentCount,
    counterparty: name,
    entries: [
      { accountId: ACCOUNT.duesIncome, debit: amount, credit: ZERO },
      { accountId: method === 'cash' ? ACCOUNT.cash : ACCOUNT.bank, debit: ZERO, credit: amount },
    ],
  });
  const refundId = context.newId();
  db.run(
    `INSERT INTO dues_refunds (id, member_id, amount, day, month, method, reason, voucher_id, voucher_number)
     VALUES (:refundId, :memberId, :amount, :day, :month, :method, :reason, :voucherId, :voucherNumber)`,
    {
      refundId,
      memberId,
      amount,
      day,
      month: monthOf(day),
      method,
      reason,
      voucherId: voucher.id,
      voucherNumber: voucher.number,
    },
  );
  let left: number = amount;
  for (const { id, credit } of receipts) {
    const part = Math.min(left, credit);
    if (part === 0) break;
    db.run('INSERT INTO dues_refund_parts (refund_id, receipt_id, amount) VALUES (:refundId, :id, :part)', {
      refundId,
      id,
      part,
    });
    left -= part;
  }
  const after = fen(before - amount);
  context.trail({
    subject: 'duesRefund',
    id: refundId,
    label: `退${name}会费 ${formatYuan(amount)} 元`,
    before: { credit: before },
    after: { credit: after, day, method, reason, voucher: voucher.number },
  });
  return { refundId, voucherId: voucher.id, voucherNumber: voucher.number, left: after };
}

export const REFUND_LIST_SQL = `
  SELECT dues_refunds.id, dues_refunds.member_id AS memberId, members.number, members.name, dues_refunds.amount, dues_refunds.day,
         dues_refunds.method, dues_refunds.reason, dues_refunds.voucher_id AS voucherId,
         dues_refunds.voucher_number AS voucherNumber,
         back.day AS backDay, back.reason AS backReason, back.voucher_number AS backVoucher
  FROM dues_refunds CROSS JOIN members ON members.id = dues_refunds.member_id
  LEFT JOIN dues_refund_take_backs AS back ON back.refund_id = dues_refunds.id
  ORDER BY dues_refunds.day DESC, dues_refunds.id DESC LIMIT :limit OFFSET :offset`;

type StoredRefund = Omit<RefundRow, 'takenBack'> & {
  backDay: Day | null;
  backReason: string | null;
  backVoucher: string | null;
};

/** Refunds, the newest first; those taken back are marked. */
export function listRefunds(db: Readable, window: { offset: number; limit: number }): Window<RefundRow> {
  const rows = db.all<StoredRefund>(REFUND_LIST_SQL, window).map(({ backDay, backReason, backVoucher, ...refund }) => ({
    ...refund,
    ...(backDay === null
      ? {}
      : { takenBack: { day: backDay, reason: backReason ?? '', voucherNumber: backVoucher ?? '' } }),
  }));
  return { total: db.get<{ total: number }>('SELECT count(*) AS total FROM dues_refunds')?.total ?? 0, rows };
}

interface StandingRefund {
  memberId: string;
  name: string;
  amount: Fen;
  voucher_id: string;
  voucher_number: string;
  taken_back: number;
}

/**
 * Takes a refund back: its voucher is reversed on `day`, the amount is its member's credit again.
 * @throws Refusal `request.notFound`, `dues.refundTakenBack` and those of `reverseVoucher`
 */
export function takeBackRefund(
  context: WriteContext,
  { refundId, day, reason }: ParsedInputOf<'dues.takeBackRefund'>,
): ValueOf<'dues.takeBackRefund'> {
  const { db } = context;
  const refund = db.get<StandingRefund>(
    `SELECT member_id AS memberId, members.name, amount, voucher_id, voucher_number,
            EXISTS (SELECT 1 FROM dues_refund_take_backs WHERE refund_id = dues_refunds.id) AS taken_back
     FROM dues_refunds JOIN members ON members.id = member_id WHERE dues_refunds.id = :refundId`,
    { refundId },
  );
  if (!refund) throw refuse('request.notFound', { what: '退费记录' });
  if (refund.taken_back === 1) throw refuse('dues.refundTakenBack');
  const before = creditOf(db, refund.memberId);
  const reversal = reverseVoucher(context, { voucherId: refund.voucher_id, day, reason });
  db.run(
    `INSERT INTO dues_refund_take_backs (refund_id, day, month, reason, voucher_id, voucher_number)
     VALUES (:refundId, :day, :month, :reason, :voucherId, :voucherNumber)`,
    { refundId, day, month: reversal.month, reason, voucherId: reversal.id, voucherNumber: reversal.number },
  );
  db.run('DELETE FROM dues_refund_parts WHERE refund_id = :refundId', { refundId });
  context.trail({
    subject: 'duesRefund',
    id: refundId,
    label: `撤回退费 ${refund.name} ${formatYuan(refund.amount)} 元`,
    before: { credit: before, voucher: refund.voucher_number },
    after: { credit: creditOf(db, refund.memberId), takenBack: day, reason, voucher: reversal.number },
  });
  return { voucherNumber: reversal.number };
}
