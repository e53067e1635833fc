import { type Day, type Month, monthOf } from '#shared/calendar.ts';
import { MOST_LETTERS, type ReminderLetter } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { REMIND_AFTER_MONTHS, unpaidRuns } from './run.ts';

/** What members owe for months gone by, month by month, in the order of their numbers. */
export function lettersSql(of: 'members' | 'group'): string {
  const chosen =
    of === 'members'
      ? 'SELECT value AS id FROM json_each(:ids)'
      : `WITH RECURSIVE below (id) AS (
           SELECT :groupId UNION SELECT groups.id FROM below CROSS JOIN groups ON groups.parent_id = below.id)
         SELECT members.id FROM members WHERE group_id IN (SELECT id FROM below)`;
  return `
    SELECT members.id AS memberId, members.number, members.name,
           coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
           levies.month, levies.amount, levies.paid, levies.waived, levies.amount - levies.paid - levies.waived AS owed
    FROM (${chosen}) AS chosen
    CROSS JOIN members ON members.id = chosen.id
    CROSS JOIN levies INDEXED BY levies_owed ON levies.member_id = members.id AND levies.month <= :now
    WHERE levies.amount > levies.paid + levies.waived
    ORDER BY members.number, members.name, members.id, levies.month`;
}

interface LetterLine {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  month: Month;
  amount: Fen;
  paid: Fen;
  waived: Fen;
  owed: Fen;
}

/**
 * 会费催缴通知 to chosen members, or to all who owe of a group (with the groups below it): what each owes for the months up to
 * this one. Months levied ahead are not asked for, and who owes nothing gets no letter.
 * @throws Refusal `request.notFound` (group), `dues.nobodyOwes`, `dues.tooManyLetters`
 */
export function readLetters(
  db: Readable,
  today: Day,
  { memberIds, groupId }: { memberIds: readonly string[]; groupId?: string | undefined },
): ReminderLetter[] {
  if (groupId !== undefined && !db.get('SELECT 1 FROM groups WHERE id = :groupId', { groupId }))
    throw refuse('request.notFound', { what: '工会小组' });
  const now = monthOf(today);
  const lines = db.all<LetterLine>(lettersSql(groupId === undefined ? 'members' : 'group'), {
    now,
    ...(groupId === undefined ? { ids: JSON.stringify([...new Set(memberIds)]) } : { groupId }),
  });
  const letters = new Map<string, ReminderLetter>();
  for (const { memberId, number, name, groupName, ...line } of lines) {
    const letter = letters.get(memberId) ?? {
      memberId,
      number,
      name,
      groupName,
      months: [],
      owed: line.owed,
      sixInRow: false,
    };
    letter.months.push(line);
    letters.set(memberId, letter);
  }
  if (letters.size === 0) throw refuse('dues.nobodyOwes');
  if (letters.size > MOST_LETTERS) throw refuse('dues.tooManyLetters', { people: letters.size, most: MOST_LETTERS });
  const runs = unpaidRuns(db, [...letters.keys()], now);
  return [...letters.values()].map((letter) => ({
    ...letter,
    owed: sum(letter.months.map(({ owed }) => owed)),
    sixInRow: (runs.get(letter.memberId)?.months ?? 0) >= REMIND_AFTER_MONTHS,
  }));
}

/**
 * Leaves on the trail that letters were made for these members, with what each was asked for.
 * @throws Refusal those of {@link readLetters}
 */
export function noteLetters(
  context: WriteContext,
  { memberIds, deadline }: { memberIds: readonly string[]; deadline: Day },
): { letters: number } {
  const letters = readLetters(context.db, context.today, { memberIds });
  for (const { memberId, number, name, months, owed } of letters) {
    context.trail({
      subject: 'member',
      id: memberId,
      label: `${number === '' ? '' : `${number} `}${name} 会费催缴通知`,
      after: { months: months.map(({ month }) => month), owed, deadline },
    });
  }
  return { letters: letters.length };
}
