import { v7 } from 'uuid';
import type { Connection } from '#electron/engine/database.ts';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { MEMBERS } from './big-union.ts';
import { firstOpenMonth } from './dues-levy.ts';
import type { Line } from './line.ts';
import { takeTurns, withRange } from './measure.ts';

const ROUNDS = { runs: 5, warmUps: 1 };
const GOAL_MILLISECONDS = 3000;
const FESTIVALS = ['春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];

/** 节日慰问 for everybody: every member judged by the standards, one list with its lines, one voucher, one trail row. */
export const festival: Line = {
  number: 10,
  title: 'a festival for 20,000 members',
  measure: async (union) => {
    const test = await union.withMembers();
    const raw = await union.raw();
    const on = day(`${await firstOpenMonth(test)}-20`);
    const each = fen(100);
    const { ours, floor } = await takeTurns(
      ROUNDS,
      async (run) => {
        const name = FESTIVALS[run % FESTIVALS.length] ?? '';
        const { festival: made } = await test.call('visits.makeFestival', {
          name: `${on.slice(0, 4)} 年${name}`,
          festival: name,
          kindId: 'festival',
          day: on,
          form: 'goods',
          goods: '米、油',
          amountEach: each,
          filter: { statuses: ['active'] },
          method: 'bank',
        });
        if (made.people !== MEMBERS) throw new Error(`only ${made.people} members are on the list`);
      },
      () => writeLines(raw),
    );
    return {
      results: [
        {
          what: 'list, judgement and voucher',
          ours: withRange(ours),
          cpu: ours.cpu,
          floor: `bare INSERTs: ${withRange(floor)}`,
          ratio: ours.median / floor.median,
          goal: '< 3 s (own)',
          met: ours.median < GOAL_MILLISECONDS,
        },
      ],
      notes: [],
    };
  },
};

/** The same lines into a bare table with the indexes of the visits: what writing them costs at least. */
function writeLines(db: Connection): void {
  db.transaction(() => {
    db.raw.exec(`
      CREATE TABLE IF NOT EXISTS bare_lines (id TEXT PRIMARY KEY, batch TEXT, line INTEGER, kind TEXT, member TEXT, day TEXT, amount INTEGER,
        sentence TEXT, signed_day TEXT, UNIQUE (batch, member), UNIQUE (batch, line)) STRICT;
      CREATE INDEX IF NOT EXISTS bare_by_day ON bare_lines (day DESC, id);
      CREATE INDEX IF NOT EXISTS bare_by_kind ON bare_lines (kind, day DESC, id);
      CREATE INDEX IF NOT EXISTS bare_of_member ON bare_lines (member, kind, day);
      CREATE INDEX IF NOT EXISTS bare_unsigned ON bare_lines (day DESC, id) WHERE signed_day IS NULL;`);
    const batch = v7();
    let line = 0;
    for (const { id: member } of db.all<{ id: string }>('SELECT id FROM members')) {
      line += 1;
      db.run(
        `INSERT INTO bare_lines (id, batch, line, kind, member, day, amount, sentence)
         VALUES (:id, :batch, :line, 'festival', :member, '2026-02-10', 100, '每人每年不超过 1200.00 元，本次以后已有 1.00 元')`,
        { id: v7(), batch, line, member },
      );
    }
  });
}
