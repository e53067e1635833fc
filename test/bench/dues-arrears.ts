import { addMonths } from '#shared/calendar.ts';
import { MEMBERS } from './big-union.ts';
import { firstOpenMonth } from './dues-levy.ts';
import type { Line } from './line.ts';
import { takeTurns, withRange } from './measure.ts';

const ROUNDS = { runs: 9, warmUps: 2 };
const MONTHS = 8;
const GOAL_MILLISECONDS = 300;
/** One screen of the list and what is drawn ahead of it. */
const WINDOW = { offset: 0, limit: 100 };
// what any answer must at least add up
const FLOOR =
  'SELECT member_id, sum(amount - paid - waived) FROM levies WHERE paid + waived < amount GROUP BY member_id';

/** The worst that can be: nobody of 20,000 has paid anything for eight months. */
export const duesArrears: Line = {
  number: 9,
  title: 'arrears of 20,000 members over eight months',
  measure: async (union) => {
    const test = await union.withMembers();
    const raw = await union.raw();
    const first = await firstOpenMonth(test);
    for (let month = 0; month < MONTHS; month += 1)
      await test.call('dues.raiseLevy', { month: addMonths(first, month) });
    const floor = () => raw.all(FLOOR);
    const list = await takeTurns(
      ROUNDS,
      async () => {
        const { total } = await test.call('dues.listArrears', WINDOW);
        if (total !== MEMBERS) throw new Error(`only ${total} members owe`);
      },
      floor,
    );
    const search = await takeTurns(ROUNDS, () => test.call('dues.listArrears', { ...WINDOW, search: 'wang' }), floor);
    const reminders = await takeTurns(ROUNDS, () => test.call('dues.listReminders', WINDOW), floor);
    // the other lines are measured on books without dues, whether this one ran before them or not
    raw.run('DELETE FROM levies');
    return {
      results: (
        [
          ['arrears list, opening', list],
          ['arrears list, a search', search],
          ['six-month reminders', reminders],
        ] as const
      ).map(([what, { ours, floor }]) => ({
        what,
        ours: withRange(ours),
        cpu: ours.cpu,
        floor: `raw GROUP BY over what is owed: ${withRange(floor)}`,
        ratio: ours.median / floor.median,
        goal: '< 0.3 s',
        met: ours.median < GOAL_MILLISECONDS,
      })),
      notes: [`${MEMBERS * MONTHS} unpaid levies, the worst there can be`],
    };
  },
};
