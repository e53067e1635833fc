import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duesByMonth, duesDetail, reconcileDues } from '#electron/engine/dues/commands.ts';
import { raiseLevy } from '#electron/engine/dues/levies/levies.ts';
import { listMonths } from '#electron/engine/dues/levies/months.ts';
import { listLevies } from '#electron/engine/dues/levies/queries.ts';
import { listBatches } from '#electron/engine/dues/receipts/batches.ts';
import { creditOf, creditsNow } from '#electron/engine/dues/receipts/credit.ts';
import { listCredits } from '#electron/engine/dues/receipts/credit-list.ts';
import { ACCOUNT } from '#electron/engine/ledger/commands.ts';
import { month } from '#shared/calendar.ts';
import { Refusal } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import { Idle, MONTHS, Model, PEOPLE, readState, type State, type Step, step, take } from './dues-life.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';

const MARCH = month('2026-03');
const YEARS = [2026, 2027];

/** Something is owed from the start, so that most lives reach credit and refunds. */
const START: readonly Step[] = [
  { kind: 'levy', month: 0 },
  { kind: 'levy', month: 1 },
];

let books: BareBooks;
let ids: string[];
beforeAll(() => {
  books = bareBooks();
  ids = putMembers(books.db, PEOPLE);
  // the year after stands open beside the first, as it does while the old one is not yet closed
  for (let at = 1; at <= 12; at += 1)
    books.db.run('INSERT INTO periods (month) VALUES (:month)', { month: `2027-${String(at).padStart(2, '0')}` });
});
afterAll(() => books.dispose());

/** Does a step and judges what it did to each levy; a refusal leaves everything as it was. @returns whether it was done */
function live(model: Model, action: Step): boolean {
  const { db } = books;
  const before = readState(db, ids);
  let change: Map<string, number>;
  try {
    change = books.write((context) => take(context, model, ids, action));
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Idle)) throw error;
    expect(readState(db, ids)).toEqual(before);
    return false;
  }
  const after = readState(db, ids);
  for (const [key, { paid }] of after) {
    const wanted = (before.get(key)?.paid ?? 0) + (change.get(key) ?? 0);
    expect([action.kind, key, paid]).toEqual([action.kind, key, wanted]);
  }
  // only what nothing was ever taken for, or what need not be paid, goes
  for (const [key, { paid }] of before)
    if (!after.has(key)) expect([action.kind, paid + (change.get(key) ?? 0)]).toEqual([action.kind, 0]);
  return true;
}

function checkLevies(state: State): void {
  const { db } = books;
  for (const each of MONTHS) {
    const { rows } = listLevies(db, { month: each, search: '', offset: 0, limit: 100, wageChanged: false });
    expect(rows.length).toBe([...state.values()].filter((levy) => levy.month === each).length);
    for (const row of rows) {
      expect(row.amount).toBe(row.paid + row.owed + row.waived);
      expect(Math.min(row.paid, row.owed, row.waived)).toBeGreaterThanOrEqual(0);
      const [allocated] = db.all<{ paid: number; waived: number }>(
        `SELECT (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE levy_id = :id) AS paid,
                (SELECT coalesce(sum(amount), 0) FROM dues_waived WHERE levy_id = :id) AS waived`,
        { id: row.id },
      );
      expect(allocated).toEqual({ paid: row.paid, waived: row.waived });
    }
  }
}

function checkMembers(model: Model): void {
  const { db } = books;
  const credits = creditsNow(db);
  ids.forEach((id, who) => {
    const allocated = db.get<{ amount: number }>(
      `SELECT coalesce(sum(dues_allocations.amount), 0) AS amount FROM dues_allocations JOIN levies ON levies.id = levy_id
       WHERE member_id = :id`,
      { id },
    );
    const credit = creditOf(db, id);
    expect(credit).toBeGreaterThanOrEqual(0);
    expect(credits.get(id) ?? 0).toBe(credit);
    // what was brought, and not taken back, is what it pays, what is left and what was given back
    expect([who, model.received(who)]).toEqual([who, (allocated?.amount ?? 0) + credit + model.refunded(who)]);
  });
  const listed = listCredits(db, { search: '', offset: 0, limit: 100 });
  expect(listed.credit).toBe([...credits.values()].reduce((sum, credit) => sum + credit, 0));
  expect(listed.rows.length).toBe(credits.size);
}

function checkLedger(model: Model): void {
  const { db } = books;
  const byMonth = new Map(YEARS.flatMap((year) => duesByMonth(db, year)).map((row) => [row.month, row.amount]));
  for (const each of MONTHS) {
    const turnover = db.get<{ net: Fen }>(
      'SELECT coalesce(sum(credit - debit), 0) AS net FROM account_months WHERE account_id = :id AND month = :month',
      { id: ACCOUNT.duesIncome, month: each },
    );
    expect([each, turnover?.net]).toEqual([each, model.income(each)]);
    expect([each, byMonth.get(each) ?? 0]).toEqual([each, model.income(each)]);
  }
  for (const year of YEARS) {
    const net = MONTHS.filter((each) => each.startsWith(`${year}`)).reduce((sum, each) => sum + model.income(each), 0);
    const found = reconcileDues(db, year);
    expect([year, found]).toMatchObject([year, { net, unexplained: 0, waivedUnexplained: 0, receiptsUnexplained: 0 }]);
    expect(Math.min(found.advanceBefore, found.advanceAfter)).toBeGreaterThanOrEqual(0);
    for (const row of duesDetail(db, year)) expect(row.levied).toBe(row.paid + row.owed + row.waived);
    const months = listMonths(db, year);
    const state = [...readState(db, ids).values()].filter((levy) => levy.month.startsWith(`${year}`));
    expect(months.reduce((sum, each) => sum + each.owedTotal, 0)).toBe(state.reduce((sum, levy) => sum + levy.open, 0));
  }
  expect(reconcileDues(db, 2026).advanceAfter).toBe(reconcileDues(db, 2027).advanceBefore);
  expect(listBatches(db, { offset: 0, limit: 100 }).rows.filter((batch) => batch.takenBack).length).toBe(
    model.batches.filter((batch) => batch.back).length,
  );
}

describe('dues', () => {
  it('levied = paid + owed + waived, received = allocated + credit + refunded, and 401 says so, whatever is done in whatever order', () => {
    const done = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 12, maxLength: 50 }), (steps) => {
        books.db.raw.exec('BEGIN');
        try {
          const model = new Model();
          for (const action of [...START, ...steps])
            if (live(model, action)) done.set(action.kind, (done.get(action.kind) ?? 0) + 1);
          checkLevies(readState(books.db, ids));
          checkMembers(model);
          checkLedger(model);
        } finally {
          books.db.raw.exec('ROLLBACK');
        }
      }),
      { numRuns: 110 },
    );
    // the steps do reach the far corners
    for (const kind of [
      'payroll',
      'payMany',
      'takeBack',
      'release',
      'refund',
      'takeBackRefund',
      'revoke',
      'applyCredit',
    ])
      expect([kind, (done.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  });

  it('levies 20,000 members in one transaction', () => {
    const big = bareBooks();
    try {
      big.db.transaction(() =>
        putMembers(
          big.db,
          Array.from({ length: 20_000 }, (_, at) => ({
            number: String(at + 1).padStart(5, '0'),
            name: `会员${at}`,
            wage: 3000 + at,
          })),
        ),
      );
      const result = big.write((context) => raiseLevy(context, { month: MARCH }));
      expect(result.levied).toBe(20_000);
      expect(listLevies(big.db, { month: MARCH, search: '', offset: 19_900, limit: 100 }).rows).toHaveLength(100);
      expect(listMonths(big.db, 2026)[2]?.members).toBe(20_000);
    } finally {
      big.dispose();
    }
  });
});
