import { v7 } from 'uuid';
import type { Connection } from '#electron/engine/database.ts';
import { addMonths, type Month, month } from '#shared/calendar.ts';
import type { TestEngine } from '../engine/support.ts';
import { MEMBERS } from './big-union.ts';
import type { Line } from './line.ts';
import { takeTurns, withRange } from './measure.ts';
import { FIRST_YEAR, NOW, SECOND_YEAR } from './posting.ts';

const ROUNDS = { runs: 5, warmUps: 1 };
const GOAL_MILLISECONDS = 1500;
/** Months that no books have yet, so that both write into the same indexes without meeting. */
const FLOOR_FROM = month('2090-01');

/** 计提 of one month: rule, wages, amounts and what they were made of, the levies and the trail row, in one transaction. */
export const duesLevy: Line = {
  number: 3,
  title: 'dues levy of one month for 20,000 members',
  measure: async (union) => {
    const test = await union.withMembers();
    const raw = await union.raw();
    const first = await firstOpenMonth(test);
    const { ours, floor } = await takeTurns(
      ROUNDS,
      async (run) => {
        const { levied } = await test.call('dues.raiseLevy', { month: addMonths(first, run) });
        if (levied !== MEMBERS) throw new Error(`only ${levied} members were levied`);
      },
      (run) => writeLevies(raw, addMonths(FLOOR_FROM, run)),
    );
    // the other lines are measured on books without dues, whether this one ran before them or not
    raw.run('DELETE FROM levies');
    return {
      results: [
        {
          what: 'dues levy of a month',
          ours: withRange(ours),
          cpu: ours.cpu,
          floor: `bare INSERTs: ${withRange(floor)}`,
          ratio: ours.median / floor.median,
          goal: '< 1.5 s',
          met: ours.median < GOAL_MILLISECONDS,
        },
      ],
      notes: [],
    };
  },
};

/** The first month that is still open. */
export async function firstOpenMonth({ call }: TestEngine): Promise<Month> {
  for (const year of [FIRST_YEAR, SECOND_YEAR]) {
    const { periods } = await call('ledger.listPeriods', { year });
    const open = periods.find(({ status }) => status === 'open');
    if (open) return open.month;
  }
  throw new Error('no month is open');
}

/** The same rows with figures that are known already: what writing them costs at least. */
function writeLevies(db: Connection, at: Month): void {
  const rule = db.get<{ id: string }>('SELECT id FROM dues_rules')?.id;
  const basis = JSON.stringify({ items: [['岗位工资', 300_000]] });
  db.transaction(() => {
    for (const { id: member } of db.all<{ id: string }>('SELECT id FROM members')) {
      db.run(
        `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at, basis)
         VALUES (:id, :member, :at, :rule, 300000, 300000, 1500, :now, :basis)`,
        { id: v7(), member, at, rule, now: NOW, basis },
      );
    }
  });
}
