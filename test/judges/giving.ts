import { copyFileSync } from 'node:fs';
import { LINES_AND_VOUCHERS, type Question, SUMS } from './giving-sql.ts';
import { type Judge, runProgram, type Verdict } from './judge.ts';
import { LIMITS } from './limits-sql.ts';
import { plainCopy } from './plain-copy.ts';

/**
 * The sqlite3 shell compares what was given to people with what was booked, and judges the limits a second time. A second copy is spoilt in one
 * place after another (each time undone): a question that then still says that nothing is wrong is worth nothing.
 */
export const giving: Judge = {
  name: 'sqlite3 on visits and aids',
  programs: ['sqlite3'],
  async judge(program, books) {
    const copy = plainCopy(books, 'given.db');
    const spoilt = `${copy}.spoilt`;
    copyFileSync(copy, spoilt);
    const ask = (sql: string) => runProgram(program, ['-readonly', copy, sql]).trim();
    // the schema forbids what is about to be done
    runProgram(program, [
      spoilt,
      ask("SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'"),
    ]);
    const spoil = (touch: string, sql: string) =>
      runProgram(program, [spoilt, `BEGIN; ${touch}; SELECT changes() > 0; ${sql}; ROLLBACK;`]).trim();
    return [...LINES_AND_VOUCHERS, ...SUMS, ...LIMITS].flatMap((question) => [
      holds(question, ask),
      ...question.touches.map((touch) => notices(question, touch, spoil)),
    ]);
  },
};

function holds({ name, apart, seen }: Question, ask: (sql: string) => string): Verdict {
  const wrong = ask(apart);
  const lookedAt = Number(ask(seen));
  return { name, ok: wrong === '0' && lookedAt > 0, detail: `${wrong} apart, looked at ${lookedAt}` };
}

function notices({ name, apart }: Question, touch: string, spoil: (touch: string, sql: string) => string): Verdict {
  const [touched = '', wrong = ''] = spoil(touch, apart).split('\n');
  return {
    name: `it is noticed: ${name}`,
    ok: touched === '1' && Number(wrong) > 0,
    detail: `${wrong} apart after ${touch.slice(0, 60)}`,
  };
}
