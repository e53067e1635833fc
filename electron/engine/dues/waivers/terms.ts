import type { Month } from '#shared/calendar.ts';
import type { Readable } from '../../database.ts';

/** Whether and as what a member pays dues from a month on. */
export interface DuesTerms {
  pays: boolean;
  /** Name of a kind of the rule; '' for the rule's own rate. */
  kind: string;
}

interface StoredTerms {
  member_id: string;
  pays: 0 | 1;
  kind: string;
}

/** Every entry that began by a month, those of one member together and in order; read along the primary key. */
export const TERMS_UNTIL = `
  SELECT member_id, pays, kind FROM dues_terms WHERE from_month <= :month ORDER BY member_id, from_month`;

/** The terms in force in a month, by member; a member without an entry pays by the rule's own rate. */
export function termsInForce(db: Readable, month: Month): Map<string, DuesTerms> {
  const terms = new Map<string, DuesTerms>();
  for (const { member_id: id, pays, kind } of db.all<StoredTerms>(TERMS_UNTIL, { month })) {
    terms.set(id, { pays: pays === 1, kind });
  }
  return terms;
}
