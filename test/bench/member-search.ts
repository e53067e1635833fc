import { seeded } from '#electron/engine/practice/chance.ts';
import type { Person } from '#electron/engine/practice/people.ts';
import { pinyinOf } from '#shared/pinyin.ts';
import type { Line } from './line.ts';
import { readable, takeTurns } from './measure.ts';

const SEARCHED_PEOPLE = 40;
const WARM_UPS = 50;
const GOAL_MILLISECONDS = 10;
/** One screen of the list and what is drawn ahead of it. */
const WINDOW = { offset: 0, limit: 100 };
// the plainest way to ask the same: look at every row of the table once
const FLOOR = "SELECT count(*) FROM members WHERE search_text LIKE '%' || :typed || '%'";

/** What the member list does with every key that is pressed in its search field. */
export const memberSearch: Line = {
  number: 2,
  title: 'member search per keystroke, 20,000 members',
  measure: async (union) => {
    const { call } = await union.withMembers();
    const raw = await union.raw();
    const keystrokes = seeded(3)
      .some(union.people, SEARCHED_PEOPLE)
      .flatMap((person) => searchesFor(person).flatMap(prefixes));
    const typed = (run: number) => keystrokes[run % keystrokes.length] ?? '';
    const { ours, floor } = await takeTurns(
      { runs: keystrokes.length, warmUps: WARM_UPS },
      (run) => call('members.list', { search: typed(run), ...WINDOW }),
      (run) => raw.all(FLOOR, { typed: typed(run) }),
    );
    return {
      results: [
        {
          what: 'member search, a keystroke',
          ours: `p95 ${readable(ours.p95)} (median ${readable(ours.median)})`,
          cpu: ours.cpu,
          floor: `raw LIKE over the table: p95 ${readable(floor.p95)} (median ${readable(floor.median)})`,
          ratio: ours.p95 / floor.p95,
          goal: 'p95 < 10 ms',
          met: ours.p95 < GOAL_MILLISECONDS,
        },
      ],
      notes: [
        `${ours.runs} keystrokes: name, pinyin, initials, number, phone, and group with initials of ${SEARCHED_PEOPLE} members, key by key`,
      ],
    };
  },
};

function searchesFor({ name, number, phone, group }: Person): string[] {
  const { full, initials } = pinyinOf(name);
  return [name, full, initials, number, phone, `${group} ${initials}`];
}

function prefixes(text: string): string[] {
  const characters = [...text];
  return characters.map((_, index) => characters.slice(0, index + 1).join(''));
}
