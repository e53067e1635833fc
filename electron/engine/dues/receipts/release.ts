import { formatMonth, type Month } from '#shared/calendar.ts';
import type { PaidMonth } from '#shared/contract/dues.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertOpen } from '../../ledger/commands.ts';
import { requireMember, STATUS_IN_MONTH } from '../../members/commands.ts';
import { readLevy } from '../levies/queries.ts';
import { applyWaiversOf } from '../waivers/apply.ts';
import { creditOf } from './credit.ts';

// 转为预收: money that paid a month for which its member did not have to pay becomes the member's credit again. It was income
// when it came in and stays so; no voucher is touched.

export const WHY_FREE = `
  SELECT ${STATUS_IN_MONTH} AS status, substr(members.joined, 1, 7) > :month AS before,
         coalesce((SELECT pays FROM dues_terms WHERE member_id = members.id AND from_month <= :month
                   ORDER BY from_month DESC LIMIT 1), 1) AS pays,
         EXISTS (SELECT 1 FROM dues_waivers WHERE member_id = members.id AND revoked_day IS NULL
                 AND from_month <= :month AND to_month >= :month) AS waived
  FROM members WHERE members.id = :memberId`;

const STATUS_WORDS: Readonly<Record<Exclude<MemberStatus, 'active'>, string>> = {
  applied: '还没有批准入会',
  retained: '保留会籍，免交会费',
  transferred: '已转出',
  withdrawn: '已退会',
  lapsed: '视为自动退会',
  expelled: '已开除会籍',
  deceased: '已去世',
};

/** Why a member need not pay for a month, as the records say: `levied` false where there should be no levy at all. */
function whyFree(db: Readable, memberId: string, month: Month): { why: string; levied: boolean } {
  const facts = db.get<{ status: MemberStatus; before: number; pays: number; waived: number }>(WHY_FREE, {
    memberId,
    month,
  });
  if (!facts) return { why: '', levied: true };
  if (facts.status !== 'active') return { why: STATUS_WORDS[facts.status], levied: false };
  if (facts.before === 1) return { why: '还没有入会', levied: false };
  if (facts.pays === 0) return { why: '已停缴', levied: false };
  return { why: facts.waived === 1 ? '已批准减免' : '', levied: true };
}

export const PAID_MONTHS = `
  SELECT id AS levyId, month, amount, paid, waived FROM levies WHERE member_id = :memberId AND paid > 0 ORDER BY month DESC`;

/** The months that a member's money pays, the newest first. @throws Refusal `request.notFound` */
export function listPaidMonths(db: Readable, memberId: string): PaidMonth[] {
  requireMember(db, memberId);
  return db
    .all<Omit<PaidMonth, 'free'>>(PAID_MONTHS, { memberId })
    .map((row) => ({ ...row, free: whyFree(db, memberId, row.month).why }));
}

/**
 * Makes all that a levy was paid its member's credit again. Where the member did not have to pay for the month (by status or
 * terms) the levy goes as well, unless its month is closed; where a waiver stands, it takes off the open part; else the levy
 * is owed again.
 * @throws Refusal `request.notFound`, `dues.monthUnpaid`
 */
export function releasePayment(
  context: WriteContext,
  { levyId, reason }: ParsedInputOf<'dues.releasePayment'>,
): ValueOf<'dues.releasePayment'> {
  const { db } = context;
  const { memberId, name, month, paid } = readLevy(db, levyId);
  const released = releaseLevy(context, { levyId, month, reason });
  if (released === 0) throw refuse('dues.monthUnpaid', { name, month: formatMonth(month) });
  const withdrawn = !whyFree(db, memberId, month).levied && isOpen(db, month) && withdraw(context, levyId);
  if (!withdrawn) applyWaiversOf(context, memberId, [levyId]);
  const now = withdrawn ? undefined : readLevy(db, levyId);
  const credit = creditOf(db, memberId);
  const result = { released, credit, withdrawn, waived: now?.waived ?? ZERO, owed: now?.owed ?? ZERO };
  context.trail({
    subject: 'duesCredit',
    id: levyId,
    label: `${name} ${formatMonth(month)}会费 ${formatYuan(released)} 元转为预收`,
    before: { paid },
    after: { ...result, reason },
  });
  return result;
}

/**
 * Gives up every allocation to a levy, with a record of each; what they were is credit then. Leaves no row on the trail.
 * @returns how much that was
 */
export function releaseLevy(
  { db, newId, today, operator }: WriteContext,
  { levyId, month, reason }: { levyId: string; month: Month; reason: string },
): Fen {
  const allocations = db.all<{ receiptId: string; amount: Fen }>(
    'SELECT receipt_id AS receiptId, amount FROM dues_allocations WHERE levy_id = :levyId ORDER BY receipt_id',
    { levyId },
  );
  for (const { receiptId, amount } of allocations) {
    db.run(
      `INSERT INTO dues_releases (id, receipt_id, levy_month, amount, day, reason, operator)
       VALUES (:id, :receiptId, :month, :amount, :today, :reason, :operator)`,
      { id: newId(), receiptId, month, amount, today, reason, operator },
    );
    db.run('DELETE FROM dues_allocations WHERE receipt_id = :receiptId AND levy_id = :levyId', { receiptId, levyId });
  }
  return sum(allocations.map(({ amount }) => amount));
}

function withdraw({ db }: WriteContext, levyId: string): boolean {
  return db.run('DELETE FROM levies WHERE id = :levyId AND paid = 0 AND waived = 0', { levyId }) > 0;
}

/** A closed month keeps its levies. */
function isOpen(db: Readable, month: Month): boolean {
  try {
    assertOpen(db, month);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
