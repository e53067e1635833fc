import type { InsuranceTotals } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { STATUS_ON_DAY } from '../../members/commands.ts';

/** Active members on a day, for 参保率. */
const ELIGIBLE = `
  SELECT count(*) AS members, count(iif(sex = 'female', 1, NULL)) AS women FROM members
  WHERE (joined = '' OR joined <= :day) AND ${STATUS_ON_DAY} = 'active'`;

const PARTICIPANTS = `
  SELECT count(*) AS participants, count(iif(members.sex = 'female', 1, NULL)) AS women,
         coalesce(sum(union_part), 0) AS unionPart, coalesce(sum(member_part), 0) AS memberPart,
         coalesce(sum(employer_part), 0) AS employerPart,
         count(iif(${STATUS_ON_DAY} = 'active', 1, NULL)) AS active
  FROM insurance_participants AS person CROSS JOIN members ON members.id = person.member_id
  WHERE person.year_id = :yearId`;

export const PREMIUMS_OF_YEAR = `
  SELECT count(iif(kind = 'pay', 1, NULL)) AS paidPeople,
         coalesce(sum(iif(kind = 'pay', union_amount + held_amount, 0)), 0) AS paid,
         coalesce(sum(iif(kind = 'pay', -held_amount, held_amount)), 0) AS held
  FROM insurance_lines_standing WHERE year_id = :yearId`;

const CLAIMS_OF_YEAR = `
  SELECT count(*) AS claims FROM insurance_claims WHERE year_id = :yearId`;
const PAID_OF_YEAR = `
  SELECT count(DISTINCT claim.member_id) AS claimPeople, coalesce(sum(payout.amount), 0) AS claimPaid
  FROM insurance_claims AS claim CROSS JOIN insurance_payouts_standing AS payout ON payout.claim_id = claim.id
  WHERE claim.year_id = :yearId AND payout.step <> 'received'`;

type Sums = Pick<InsuranceTotals, 'participants' | 'women' | 'unionPart' | 'memberPart' | 'employerPart'> & {
  active: number;
};

function one<Row>(db: Readable, sql: string, params: Record<string, string>): Row {
  const row = db.get<Row>(sql, params);
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

/** The sums of one plan year. */
export function totalsOf(db: Readable, year: { id: string; from: string; womenOnly: boolean }): InsuranceTotals {
  const yearId = year.id;
  const { active, ...sums } = one<Sums>(db, PARTICIPANTS, { yearId, day: year.from });
  const counted = one<{ members: number; women: number }>(db, ELIGIBLE, { day: year.from });
  const eligible = year.womenOnly ? counted.women : counted.members;
  return {
    ...sums,
    eligible,
    share: eligible === 0 ? 0 : Math.round((active * 1000) / eligible),
    ...one<{ paidPeople: number; paid: Fen; held: Fen }>(db, PREMIUMS_OF_YEAR, { yearId }),
    ...one<{ claims: number }>(db, CLAIMS_OF_YEAR, { yearId }),
    ...one<{ claimPeople: number; claimPaid: Fen }>(db, PAID_OF_YEAR, { yearId }),
  };
}

/** What the union holds of all premiums and claims together: collected or received, not passed on yet. */
export function insuranceHeld(db: Readable): Fen {
  const premiums = one<{ held: number }>(
    db,
    "SELECT coalesce(sum(iif(kind = 'pay', -held_amount, held_amount)), 0) AS held FROM insurance_lines_standing",
    {},
  );
  const claims = one<{ held: number }>(
    db,
    "SELECT coalesce(sum(CASE step WHEN 'received' THEN amount WHEN 'handed' THEN -amount ELSE 0 END), 0) AS held FROM insurance_payouts_standing",
    {},
  );
  return fen(premiums.held + claims.held);
}
