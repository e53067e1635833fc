import type { Day } from '#shared/calendar.ts';
import type { GivenSum, VisitForm } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';

/** One visit that counts, as the yearly figures look at it. */
export interface Given {
  kindId: string;
  festivalKind: number;
  batchId: string | null;
  day: Day;
  form: VisitForm;
  method: 'cash' | 'bank' | 'stock';
  memberId: string;
  woman: number;
  amount: Fen;
}

export const GIVEN_SQL = `
  SELECT visits.kind_id AS kindId, kind.festival AS festivalKind, visits.batch_id AS batchId, visits.day,
         visits.form, visits.method, visits.member_id AS memberId, members.sex IS 'female' AS woman, visits.amount
  FROM visits CROSS JOIN visit_kinds AS kind ON kind.id = visits.kind_id CROSS JOIN members ON members.id = visits.member_id
  WHERE visits.day BETWEEN :first AND :last AND ${COUNTS}
  ORDER BY visits.day, visits.id`;

/** Every visit of a year that counts (人次), oldest first, streamed. */
export function givenIn(db: Readable, year: number): IterableIterator<Given> {
  return db.iterate<Given>(GIVEN_SQL, { first: `${year}-01-01`, last: `${year}-12-31` });
}

/** Adds visits up; people are counted once. */
export class Tally {
  #times = 0;
  #amount = 0;
  #womenTimes = 0;
  #womenAmount = 0;
  readonly #people = new Set<string>();
  readonly #women = new Set<string>();

  add({ memberId, woman, amount }: Given): void {
    this.#times += 1;
    this.#amount += amount;
    this.#people.add(memberId);
    if (woman === 0) return;
    this.#womenTimes += 1;
    this.#womenAmount += amount;
    this.#women.add(memberId);
  }
  get sum(): GivenSum {
    return {
      times: this.#times,
      people: this.#people.size,
      amount: fen(this.#amount),
      womenTimes: this.#womenTimes,
      women: this.#women.size,
      womenAmount: fen(this.#womenAmount),
    };
  }
}

/** Tallies by a key, made when first asked for. */
export class Tallies {
  readonly #byKey = new Map<string, Tally>();
  of(key: string): Tally {
    const known = this.#byKey.get(key) ?? new Tally();
    this.#byKey.set(key, known);
    return known;
  }
}
