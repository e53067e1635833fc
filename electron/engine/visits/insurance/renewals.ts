import { addDays, type Day } from '#shared/calendar.ts';
import { RENEWAL_DAYS, type RenewalRow } from '#shared/contract/visits.ts';
import type { Readable } from '../../database.ts';

// CROSS JOIN: from the few plans to their latest term and its people
const PEOPLE = (state: string, yearId: string, from: string) => `
  SELECT plan.id AS planId, plan.name AS planName, members.id AS memberId, members.number AS number, members.name AS name,
         coalesce(groups.name, '') AS groupName, '${state}' AS state, ${from}.to_day AS "to", person.shares AS shares, ${yearId} AS yearId
  FROM insurance_plans AS plan
  CROSS JOIN insurance_years AS latest ON latest.plan_id = plan.id
    AND latest.from_day = (SELECT max(from_day) FROM insurance_years WHERE plan_id = plan.id)`;
const OF_MEMBERS = `
  CROSS JOIN members ON members.id = person.member_id LEFT JOIN groups ON groups.id = members.group_id
  WHERE plan.retired = 0 AND members.status IN ('active', 'retained')`;

export const RENEWALS = `
  ${PEOPLE('ending', 'NULL', 'latest')}
  CROSS JOIN insurance_participants AS person ON person.year_id = latest.id
  ${OF_MEMBERS} AND latest.to_day <= :until
  UNION ALL
  ${PEOPLE('missing', 'latest.id', 'previous')}
  CROSS JOIN insurance_years AS previous ON previous.plan_id = plan.id
    AND previous.from_day = (SELECT max(from_day) FROM insurance_years WHERE plan_id = plan.id AND from_day < latest.from_day)
  CROSS JOIN insurance_participants AS person ON person.year_id = previous.id
  ${OF_MEMBERS} AND latest.to_day >= :today
    AND NOT EXISTS (SELECT 1 FROM insurance_participants AS now WHERE now.year_id = latest.id AND now.member_id = person.member_id)
  ORDER BY planName, state, number, name, memberId`;

/**
 * Who should renew: everybody of a latest term that ends within 60 days or has ended, and who was in the term before and is not in the
 * latest one. Plans that are not offered any more and members who left are left out.
 */
export function listRenewals(db: Readable, today: Day): RenewalRow[] {
  type Stored = Omit<RenewalRow, 'yearId'> & { yearId: string | null };
  return db
    .all<Stored>(RENEWALS, { today, until: addDays(today, RENEWAL_DAYS) })
    .map(({ yearId, ...row }) => ({ ...row, ...(yearId === null ? {} : { yearId }) }));
}
