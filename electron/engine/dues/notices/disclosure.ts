import { type Day, type Month, monthsBetween } from '#shared/calendar.ts';
import { type Disclosure, type DisclosureRow, MOST_DISCLOSED_MONTHS } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { Readable } from '../../database.ts';

export interface DisclosureChoice {
  from: Month;
  to: Month;
  groupId?: string | undefined;
  unpaidToo: boolean;
}

/** What members have paid for the months of a stretch, member by member in the order of their numbers. */
export function disclosureSql(group: boolean): string {
  return `
    SELECT members.id AS memberId, members.number, members.name, members.group_id AS groupId,
           levies.month, levies.paid, levies.amount > levies.paid + levies.waived AS owing
    FROM members CROSS JOIN levies ON levies.member_id = members.id AND levies.month BETWEEN :from AND :to
    ${
      group
        ? `WHERE members.group_id IN (
             WITH RECURSIVE below (id) AS (
               SELECT :groupId UNION SELECT groups.id FROM below CROSS JOIN groups ON groups.parent_id = below.id)
             SELECT id FROM below)`
        : ''
    }
    ORDER BY members.number, members.name, members.id`;
}

interface StoredMonth {
  memberId: string;
  number: string;
  name: string;
  groupId: string | null;
  month: Month;
  paid: Fen;
  owing: 0 | 1;
}

/**
 * 会费收缴公示: who paid for which months, by groups, then by number. A month is one that dues were levied for, whenever the money
 * came; `full` means that nothing of it is owed any more. What was waived shows as nothing: a waiver is nobody's business. Who
 * has paid nothing at all is left out unless asked for.
 * @throws Refusal `dues.monthsReversed`, `dues.disclosureTooLong`, `request.notFound` (group)
 */
export function readDisclosure(db: Readable, today: Day, choice: DisclosureChoice): Disclosure {
  const { from, to, groupId, unpaidToo } = choice;
  if (to < from) throw refuse('dues.monthsReversed');
  const months = monthsBetween(from, to);
  if (months.length > MOST_DISCLOSED_MONTHS) throw refuse('dues.disclosureTooLong');
  if (groupId !== undefined && !db.get('SELECT 1 FROM groups WHERE id = :groupId', { groupId }))
    throw refuse('request.notFound', { what: '工会小组' });
  const place = new Map(months.map((month, index) => [month, index]));
  const members = new Map<string, DisclosureRow>();
  const params = { from, to, ...(groupId === undefined ? {} : { groupId }) };
  const groups = new Map(
    db.all<{ id: string; name: string }>('SELECT id, name FROM groups').map((group) => [group.id, group.name]),
  );
  for (const stored of db.all<StoredMonth>(disclosureSql(groupId !== undefined), params)) {
    const { memberId, number, name, month, paid, owing } = stored;
    let row = members.get(memberId);
    if (!row) {
      const groupName = stored.groupId === null ? '' : (groups.get(stored.groupId) ?? '');
      row = { memberId, number, name, groupName, months: months.map(() => null), paid: fen(0) };
      members.set(memberId, row);
    }
    if (paid === 0) continue;
    row.months[place.get(month) ?? 0] = { paid, full: owing === 0 };
    row.paid = fen(row.paid + paid);
  }
  const rows = inGroups([...members.values()].filter(({ paid }) => unpaidToo || paid > 0));
  const totals = months.map((month, index) => {
    const cells = rows.flatMap((row) => row.months[index] ?? []);
    return { month, members: cells.filter(({ full }) => full).length, paid: sum(cells.map(({ paid }) => paid)) };
  });
  return {
    from,
    to,
    months,
    rows,
    totals,
    paid: sum(totals.map(({ paid }) => paid)),
    members: rows.filter(({ paid }) => paid > 0).length,
    asOf: today,
  };
}

/** Group after group by name, members in no group last; inside a group as they come. */
function inGroups(rows: readonly DisclosureRow[]): DisclosureRow[] {
  const groups = new Map<string, DisclosureRow[]>();
  for (const row of rows) {
    const own = groups.get(row.groupName);
    if (own) own.push(row);
    else groups.set(row.groupName, [row]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'zh-CN'))
    .flatMap(([, own]) => own);
}
