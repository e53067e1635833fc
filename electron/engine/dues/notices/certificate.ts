import { type Day, monthsBetween } from '#shared/calendar.ts';
import type { Certificate, CertifiedMonth } from '#shared/contract/dues.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { requireMember } from '../../members/commands.ts';

export const CERTIFIED_MONTHS_SQL = `
  SELECT month, amount, paid, waived FROM levies WHERE member_id = :memberId AND month BETWEEN :from AND :to ORDER BY month`;
// Numbered receipts that paid anything of these months; one receipt may have paid several.
export const CERTIFIED_RECEIPTS_SQL = `
  SELECT dues_receipts.receipt_number AS number, dues_receipts.day, sum(dues_allocations.amount) AS amount
  FROM levies
  CROSS JOIN dues_allocations ON dues_allocations.levy_id = levies.id
  CROSS JOIN dues_receipts ON dues_receipts.id = dues_allocations.receipt_id
  WHERE levies.member_id = :memberId AND levies.month BETWEEN :from AND :to AND dues_receipts.receipt_number <> ''
  GROUP BY dues_receipts.id ORDER BY dues_receipts.day, dues_receipts.receipt_number`;

/**
 * 会费缴纳证明: what a member has paid for the months of a stretch by now, month by month. It says what was paid and nothing
 * else: months without any payment stand with zero.
 * @throws Refusal `request.notFound`, `dues.monthsReversed`, `dues.stretchTooLong`, `dues.nothingPaid`
 */
export function readCertificate(
  db: Readable,
  today: Day,
  { memberId, from, to }: ParsedInputOf<'dues.readCertificate'>,
): Certificate {
  if (to < from) throw refuse('dues.monthsReversed');
  if (monthsBetween(from, to).length > MOST_MONTHS) throw refuse('dues.stretchTooLong', { most: MOST_MONTHS });
  const { number, name, groupName } = requireMember(db, memberId);
  const params = { memberId, from, to };
  const months = db.all<CertifiedMonth>(CERTIFIED_MONTHS_SQL, params);
  const paid = sum(months.map((month) => month.paid));
  if (paid === 0) throw refuse('dues.nothingPaid', { name, months: formatPeriod({ from, to }) });
  return {
    memberId,
    number,
    name,
    groupName,
    from,
    to,
    months,
    paidMonths: months.filter((month) => month.paid > 0).length,
    paid,
    receipts: db.all<Certificate['receipts'][number]>(CERTIFIED_RECEIPTS_SQL, params),
    today,
  };
}

/** Half a working life: a certificate for longer is made out in two. */
const MOST_MONTHS = 240;

/** Leaves on the trail that a certificate was made out, with its sum. @throws Refusal those of {@link readCertificate} */
export function noteCertificate(context: WriteContext, input: ParsedInputOf<'dues.noteCertificate'>): { paid: Fen } {
  const { number, name, paid, paidMonths } = readCertificate(context.db, context.today, input);
  context.trail({
    subject: 'member',
    id: input.memberId,
    label: `${number === '' ? '' : `${number} `}${name} 会费缴纳证明`,
    after: { from: input.from, to: input.to, months: paidMonths, paid },
  });
  return { paid };
}
