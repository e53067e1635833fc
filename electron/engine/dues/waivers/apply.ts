import type { Month } from '#shared/calendar.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';

interface Opening {
  waiver_id: string;
  levy_id: string;
  member_id: string;
  open: Fen;
}

/**
 * Levies with an open part that waivers in force cover, the oldest waiver first. A waiver takes off a levy once: what is
 * owed again afterwards (a payment that was taken back) needs somebody to look at it.
 */
const coveredLevies = (condition: string) => `
  SELECT dues_waivers.id AS waiver_id, levies.id AS levy_id, levies.member_id,
         levies.amount - levies.paid - levies.waived AS open
  FROM dues_waivers CROSS JOIN levies ON levies.member_id = dues_waivers.member_id
    AND levies.month BETWEEN dues_waivers.from_month AND dues_waivers.to_month
  WHERE revoked_day IS NULL AND levies.paid + levies.waived < levies.amount AND ${condition}
    AND NOT EXISTS (SELECT 1 FROM dues_waived WHERE dues_waived.waiver_id = dues_waivers.id AND levy_id = levies.id)
  ORDER BY dues_waivers.day, dues_waivers.id, levies.month`;

export const COVERED_IN_MONTH = coveredLevies(
  'dues_waivers.to_month >= :month AND dues_waivers.from_month <= :month AND levies.month = :month',
);
export const COVERED_BY_WAIVER = coveredLevies('dues_waivers.id = :waiverId');
export const COVERED_OF_MEMBER = coveredLevies('dues_waivers.member_id = :memberId');
export const COVERED_LEVIES = coveredLevies(
  'dues_waivers.member_id = :memberId AND levies.id IN (SELECT value FROM json_each(:levyIds))',
);

export interface Applied {
  members: number;
  levies: number;
  amount: Fen;
}

/** Takes off the open part of a month's levies what waivers in force cover. Leaves no row on the trail. */
export function applyWaivers(context: WriteContext, month: Month): Applied {
  return take(context, context.db.all<Opening>(COVERED_IN_MONTH, { month }));
}

/** The same for all levies that one waiver covers. */
export function applyWaiver(context: WriteContext, waiverId: string): Applied {
  return take(context, context.db.all<Opening>(COVERED_BY_WAIVER, { waiverId }));
}

/** The same for all levies of one member, or only for some of them, by whichever waivers stand. */
export function applyWaiversOf(context: WriteContext, memberId: string, levyIds?: readonly string[]): Applied {
  const { db } = context;
  const openings = levyIds
    ? db.all<Opening>(COVERED_LEVIES, { memberId, levyIds: JSON.stringify(levyIds) })
    : db.all<Opening>(COVERED_OF_MEMBER, { memberId });
  return take(context, openings);
}

function take({ db }: WriteContext, openings: readonly Opening[]): Applied {
  const taken = new Map<string, Opening>();
  for (const opening of openings) {
    // where two waivers cover a levy, the first takes all of it
    if (taken.has(opening.levy_id)) continue;
    db.run('INSERT INTO dues_waived (waiver_id, levy_id, amount) VALUES (:waiverId, :levyId, :open)', {
      waiverId: opening.waiver_id,
      levyId: opening.levy_id,
      open: opening.open,
    });
    taken.set(opening.levy_id, opening);
  }
  const rows = [...taken.values()];
  return {
    members: new Set(rows.map(({ member_id }) => member_id)).size,
    levies: rows.length,
    amount: sum(rows.map(({ open }) => open)),
  };
}
