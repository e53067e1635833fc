import type { Month } from '#shared/calendar.ts';
import type { WageItem } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable, Writable } from '../../database.ts';

// A member's wage is a set of items that holds from a month on, until the next set. A set replaces the one before as a
// whole; past levies keep the figures they were made with.

interface WageRow {
  member_id: string;
  from_month: Month;
  item: string;
  amount: Fen;
}

/** Every set of one member, newest first. */
export function listWages(db: Readable, memberId: string): { from: Month; items: WageItem[] }[] {
  const rows = db.all<WageRow>(
    'SELECT member_id, from_month, item, amount FROM member_wages WHERE member_id = :memberId ORDER BY from_month DESC, item',
    { memberId },
  );
  const sets: { from: Month; items: WageItem[] }[] = [];
  for (const { from_month: from, item, amount } of rows) {
    const last = sets.at(-1);
    if (last?.from === from) last.items.push({ item, amount });
    else sets.push({ from, items: [{ item, amount }] });
  }
  return sets;
}

/** The set that begins in that very month; empty when there is none. */
export function wagesOfMonth(db: Readable, memberId: string, from: Month): WageItem[] {
  return db.all<WageItem>(
    'SELECT item, amount FROM member_wages WHERE member_id = :memberId AND from_month = :from ORDER BY item',
    { memberId, from },
  );
}

/** All sets begun by a month, those of one member together and in order; read along the primary key without sorting. */
export const WAGES_UNTIL = `
  SELECT member_id, from_month, item, amount FROM member_wages
  WHERE from_month <= :month ORDER BY member_id, from_month, item`;

/** Later than any month of a wage: asks for the latest set. */
const EVER = '9999-12';

/** The same for some members only. */
export const WAGES_OF_SOME_UNTIL = `
  SELECT member_id, from_month, item, amount FROM member_wages
  WHERE member_id IN (SELECT value FROM json_each(:ids)) AND from_month <= :month ORDER BY member_id, from_month, item`;

/** The set in force in a month (without one: the latest) of every member who has one, or of some. */
export function readWagesInForce(
  db: Readable,
  month: Month | undefined,
  memberIds?: readonly string[],
): Map<string, WageItem[]> {
  const latest = new Map<string, { from: Month; items: WageItem[] }>();
  const until = month ?? EVER;
  const rows = memberIds
    ? db.all<WageRow>(WAGES_OF_SOME_UNTIL, { month: until, ids: JSON.stringify(memberIds) })
    : db.all<WageRow>(WAGES_UNTIL, { month: until });
  for (const row of rows) {
    const { member_id: id, from_month: from, item, amount } = row;
    const known = latest.get(id);
    if (known?.from === from) known.items.push({ item, amount });
    else latest.set(id, { from, items: [{ item, amount }] });
  }
  return new Map([...latest].map(([id, { items }]) => [id, items]));
}

/** The names of all wage items on file, in the order of their use: the most frequent first. */
export function wageItemNames(db: Readable): string[] {
  return db
    .all<{ item: string }>('SELECT item, count(*) AS uses FROM member_wages GROUP BY item ORDER BY uses DESC, item')
    .map(({ item }) => item);
}

/**
 * Writes the set that holds from a month on, in place of a set of that very month. An empty set only takes that one back.
 * @throws Refusal `request.invalid` when an item is named twice
 */
export function writeWages(db: Writable, memberId: string, from: Month, items: readonly WageItem[]): void {
  const names = items.map(({ item }) => item);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse('request.invalid', { field: '工资项目', problem: `「${twice}」写了两次` });
  db.run('DELETE FROM member_wages WHERE member_id = :memberId AND from_month = :from', { memberId, from });
  insertWages(db, memberId, from, items);
}

/** The same for a member who has no wage yet. */
export function insertWages(db: Writable, memberId: string, from: Month, items: readonly WageItem[]): void {
  for (const { item, amount } of items) {
    db.run('INSERT INTO member_wages (member_id, from_month, item, amount) VALUES (:memberId, :from, :item, :amount)', {
      memberId,
      from,
      item,
      amount,
    });
  }
}

/** Items of `next` laid over those of `now`; the others stay. */
export function mergeWages(now: readonly WageItem[], next: readonly WageItem[]): WageItem[] {
  const kept = now.filter(({ item }) => next.every((changed) => changed.item !== item));
  return [...kept, ...next];
}
