import type { Day } from '#shared/calendar.ts';
import type { InsuranceYearSum, VisitsYear } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { totalsOf } from '../insurance/totals.ts';

const range = (year: number) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

/** The terms of insurance that began in a year. */
export function sumInsurance(db: Readable, year: number): InsuranceYearSum[] {
  const terms = db.all<{ id: string; planName: string; from: Day; womenOnly: number }>(
    `SELECT year.id, plan.name AS planName, year.from_day AS "from", year.women_only AS womenOnly
     FROM insurance_years AS year CROSS JOIN insurance_plans AS plan ON plan.id = year.plan_id
     WHERE year.from_day BETWEEN :first AND :last ORDER BY year.from_day, plan.name`,
    range(year),
  );
  return terms.map(({ id, planName, from, womenOnly }) => {
    const { participants, share, unionPart, memberPart, employerPart } = totalsOf(db, {
      id,
      from,
      womenOnly: womenOnly === 1,
    });
    return { planName, from, participants, share, unionPart, memberPart, employerPart };
  });
}

/** What reached members of claims in a year. */
export function sumClaims(db: Readable, year: number): VisitsYear['claims'] {
  const row = db.get<{ people: number; amount: Fen }>(
    `SELECT count(DISTINCT claim.member_id) AS people, coalesce(sum(payout.amount), 0) AS amount
     FROM insurance_payouts_standing AS payout CROSS JOIN insurance_claims AS claim ON claim.id = payout.claim_id
     WHERE payout.day BETWEEN :first AND :last AND payout.step <> 'received'`,
    range(year),
  );
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

/** Donations that came in and were handed over in a year, and what was held at its end. */
export function sumDonations(db: Readable, year: number): VisitsYear['donations'] {
  const row = db.get<{ drives: number; gifts: number; collected: Fen; handedOver: Fen; left: number }>(
    `SELECT count(DISTINCT drive_id) AS drives, coalesce(sum(gifts), 0) AS gifts, coalesce(sum(amount), 0) AS collected,
            (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE day BETWEEN :first AND :last) AS handedOver,
            (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE day <= :last)
              - (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE day <= :last) AS left
     FROM donation_collections_standing WHERE day BETWEEN :first AND :last`,
    range(year),
  );
  if (!row) throw new Error('an aggregate without a row');
  return { ...row, left: fen(row.left) };
}

const STANDS_ON = (voucher: string) =>
  `NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = ${voucher} AND reversal.day <= :day)`;
const HELD = `
  SELECT coalesce((SELECT sum(iif(kind = 'pay', -held_amount, held_amount)) FROM insurance_batches WHERE day <= :day AND ${STANDS_ON('voucher_id')}), 0)
           AS premiums,
         coalesce((SELECT sum(iif(step = 'received', amount, -amount)) FROM insurance_payouts
                   WHERE day <= :day AND step <> 'direct' AND ${STANDS_ON('voucher_id')}), 0) AS claims,
         coalesce((SELECT sum(amount) FROM donation_collections WHERE day <= :day AND ${STANDS_ON('voucher_id')}), 0)
           - coalesce((SELECT sum(amount) FROM donation_handovers WHERE day <= :day AND ${STANDS_ON('voucher_id')}), 0) AS donations`;

/** What the union held for others at the end of a year: premiums and payouts that were not passed on, donations not handed over. */
export interface HeldForOthers {
  premiums: Fen;
  claims: Fen;
  donations: Fen;
}

export function heldForOthers(db: Readable, year: number): HeldForOthers {
  const row = db.get<HeldForOthers>(HELD, { day: `${year}-12-31` });
  if (!row) throw new Error('a query of sums has one row');
  return row;
}

/** Drives that still hold money at the end of a year, with how much. */
export function drivesHolding(db: Readable, year: number): { name: string; left: Fen }[] {
  return db.all<{ name: string; left: Fen }>(
    `SELECT name, left FROM (
       SELECT drive.name, drive.day,
              coalesce((SELECT sum(amount) FROM donation_collections WHERE drive_id = drive.id AND day <= :day AND ${STANDS_ON('voucher_id')}), 0)
              - coalesce((SELECT sum(amount) FROM donation_handovers WHERE drive_id = drive.id AND day <= :day AND ${STANDS_ON('voucher_id')}), 0) AS left
       FROM donation_drives AS drive WHERE drive.day <= :day)
     WHERE left > 0 ORDER BY day`,
    { day: `${year}-12-31` },
  );
}
