import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duesDetail, reconcileDues } from '#electron/engine/dues/commands.ts';
import { raiseLevy } from '#electron/engine/dues/levies.ts';
import { listMonths } from '#electron/engine/dues/months.ts';
import { takePayroll } from '#electron/engine/dues/payroll.ts';
import type { PayrollFile } from '#electron/engine/dues/payroll-file.ts';
import { listBatches, listLevies } from '#electron/engine/dues/queries.ts';
import { recordReceipt, takeBackBatch } from '#electron/engine/dues/receipts.ts';
import { ACCOUNT } from '#electron/engine/ledger/commands.ts';
import { day, type Month, month, monthsOfYear } from '#shared/calendar.ts';
import { Refusal } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, type NewMember, putMembers } from './dues-support.ts';

// wage in yuan -> dues in fen, worked out by hand from 《关于收交工会会费的通知》 (0.5 %, tens of yuan)
const PEOPLE: (NewMember & { dues: number })[] = [
  { number: '0001', name: '侯梅玉', wage: 4567, dues: 2280 },
  { number: '0002', name: '崔超', wage: 3080, dues: 1540 },
  { number: '0003', name: '黎玉明', wage: 999, dues: 495 },
  { number: '0004', name: '陈秀桂', wage: 5, dues: 0 },
];
const MONTHS = monthsOfYear(2026).slice(0, 4);

type Step =
  | { kind: 'levy'; month: number }
  | { kind: 'pay'; member: number; month: number; share: number; method: 'cash' | 'bank'; payMonth: number }
  | { kind: 'payroll'; month: number; amounts: number[]; payMonth: number }
  | { kind: 'takeBack'; batch: number; payMonth: number };

const index = (max: number) => fc.integer({ min: 0, max });
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('levy' as const), month: index(3) }), weight: 2 },
  fc.record({
    kind: fc.constant('pay' as const),
    member: index(3),
    month: index(3),
    share: fc.integer({ min: 1, max: 120 }),
    method: fc.constantFrom('cash' as const, 'bank' as const),
    payMonth: index(3),
  }),
  fc.record({
    kind: fc.constant('payroll' as const),
    month: index(3),
    amounts: fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 4, maxLength: 4 }),
    payMonth: index(3),
  }),
  fc.record({ kind: fc.constant('takeBack' as const), batch: index(4), payMonth: index(3) }),
);

/** What the books should say, kept by the simplest means: who was levied what, and what every batch paid. */
class Model {
  levied = new Map<string, number>();
  batches: { month: Month; paid: Map<string, number>; back?: Month }[] = [];

  paid(key: string): number {
    return this.batches.reduce((sum, batch) => sum + (batch.back ? 0 : (batch.paid.get(key) ?? 0)), 0);
  }
  owed(key: string): number {
    return (this.levied.get(key) ?? 0) - this.paid(key);
  }
  income(month: Month): number {
    const total = (paid: Map<string, number>) => [...paid.values()].reduce((sum, amount) => sum + amount, 0);
    return this.batches.reduce(
      (sum, { paid, month: came, back }) =>
        sum + (came === month ? total(paid) : 0) - (back === month ? total(paid) : 0),
      0,
    );
  }
}

let books: BareBooks;
let ids: string[];
beforeAll(() => {
  books = bareBooks();
  ids = putMembers(books.db, PEOPLE);
});
afterAll(() => books.dispose());

const keyOf = (member: number, month: Month) => `${PEOPLE[member]?.number} ${month}`;
const monthAt = (at: number): Month => MONTHS[at] ?? month('2026-01');
const dayIn = (at: number) => day(`${monthAt(at)}-15`);
let files = 0;

function listOf(amounts: readonly number[]): PayrollFile {
  files += 1;
  return {
    fileName: '代扣.csv',
    sha256: files.toString(16).padStart(64, '0'),
    sheet: '代扣',
    columns: {},
    lines: PEOPLE.map(({ number, name }, at) => ({
      row: at + 2,
      number,
      numberLostZeros: false,
      name,
      amount: { ok: true as const, value: fen(amounts[at] ?? 0) },
      amountText: '',
      kind: 'record' as const,
      source: [number, name],
    })),
  };
}

/** Does one step on the books and on the model; a refusal leaves both as they were. */
function take(model: Model, action: Step): void {
  try {
    books.write((context) => {
      switch (action.kind) {
        case 'levy': {
          raiseLevy(context, monthAt(action.month));
          PEOPLE.forEach(({ dues }, member) => {
            model.levied.set(keyOf(member, monthAt(action.month)), dues);
          });
          return;
        }
        case 'pay': {
          const month = monthAt(action.month);
          const levy = context.db.get<{ id: string; amount: number }>(
            'SELECT id, amount FROM levies WHERE member_id = :member AND month = :month',
            { member: ids[action.member], month },
          );
          if (!levy || levy.amount === 0) return;
          const amount = Math.max(1, Math.floor((levy.amount * action.share) / 100));
          const input = {
            levyId: levy.id,
            amount: fen(amount),
            method: action.method,
            day: dayIn(action.payMonth),
            receiptNumber: '',
          };
          recordReceipt(context, input);
          model.batches.push({
            month: monthAt(action.payMonth),
            paid: new Map([[keyOf(action.member, month), amount]]),
          });
          return;
        }
        case 'payroll': {
          const month = monthAt(action.month);
          takePayroll(context, listOf(action.amounts), { month, day: dayIn(action.payMonth), attachmentCount: 1 });
          model.batches.push({ month: monthAt(action.payMonth), paid: expectedPayroll(model, month, action.amounts) });
          return;
        }
        case 'takeBack': {
          const batches = context.db.all<{ id: string }>('SELECT id FROM dues_batches ORDER BY id');
          const batchId = batches[action.batch]?.id;
          const modelled = model.batches[action.batch];
          if (batchId === undefined || !modelled) return;
          takeBackBatch(context, { batchId, day: dayIn(action.payMonth), reason: '名单有误' });
          modelled.back = monthAt(action.payMonth);
        }
      }
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** A deduction pays the month first; what is over pays older months, the oldest first; the rest pays nothing. */
function expectedPayroll(model: Model, month: Month, amounts: readonly number[]): Map<string, number> {
  const paid = new Map<string, number>();
  PEOPLE.forEach((_, member) => {
    const key = keyOf(member, month);
    if (model.owed(key) === 0) return;
    let rest = amounts[member] ?? 0;
    for (const each of [month, ...MONTHS.filter((earlier) => earlier < month)]) {
      const owed = model.owed(keyOf(member, each));
      const part = Math.min(rest, owed);
      if (part > 0) paid.set(keyOf(member, each), part);
      rest -= part;
    }
  });
  return paid;
}

function check(model: Model): void {
  const { db } = books;
  for (const month of MONTHS) {
    const { rows } = listLevies(db, { month, search: '', offset: 0, limit: 100 });
    for (const row of rows) {
      const key = `${row.number} ${month}`;
      expect([key, row.amount, row.paid, row.owed]).toEqual([
        key,
        model.levied.get(key),
        model.paid(key),
        model.owed(key),
      ]);
      expect(row.paid + row.owed).toBe(row.amount);
      expect(row.owed).toBeGreaterThanOrEqual(0);
    }
    expect(rows.length).toBe([...model.levied.keys()].filter((key) => key.endsWith(month)).length);
    const turnover = db.get<{ net: Fen }>(
      'SELECT coalesce(sum(credit - debit), 0) AS net FROM account_months WHERE account_id = :id AND month = :month',
      { id: ACCOUNT.duesIncome, month },
    );
    expect(turnover?.net).toBe(model.income(month));
  }
  const income = MONTHS.reduce((sum, each) => sum + model.income(each), 0);
  expect(reconcileDues(db, 2026)).toMatchObject({ net: income, unexplained: 0 });
  const months = listMonths(db, 2026);
  const totals = (pick: (key: string) => number) => [...model.levied.keys()].reduce((sum, key) => sum + pick(key), 0);
  const sumOf = (field: 'levyTotal' | 'paidTotal' | 'owedTotal') =>
    months.reduce((sum, month) => sum + month[field], 0);
  expect(sumOf('levyTotal')).toBe(totals((key) => model.levied.get(key) ?? 0));
  expect(sumOf('paidTotal')).toBe(totals((key) => model.paid(key)));
  expect(sumOf('owedTotal')).toBe(totals((key) => model.owed(key)));
  for (const row of duesDetail(db, 2026)) expect(row.paid + row.owed).toBe(row.levied);
  expect(listBatches(db, { offset: 0, limit: 100 }).rows.filter((batch) => batch.takenBack).length).toBe(
    model.batches.filter((batch) => batch.back).length,
  );
}

describe('dues', () => {
  it('levied = paid + owed, and what was received is what account 401 says, whatever is done in whatever order', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        books.db.raw.exec('BEGIN');
        try {
          const model = new Model();
          for (const action of steps) take(model, action);
          taken += model.batches.filter((batch) => batch.back).length;
          check(model);
        } finally {
          books.db.raw.exec('ROLLBACK');
        }
      }),
      { numRuns: 200 },
    );
    // the steps do reach the far corner
    expect(taken).toBeGreaterThan(20);
  });

  it('levies 20,000 members in one transaction within 1.5 seconds', () => {
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
      // processor time: the wall clock also counts whatever else the machine is doing
      const start = process.cpuUsage();
      const result = big.write((context) => raiseLevy(context, monthAt(2)));
      const { user, system } = process.cpuUsage(start);
      const elapsed = (user + system) / 1000;
      expect(result.levied).toBe(20_000);
      expect(elapsed).toBeLessThan(1500);
      expect(listLevies(big.db, { month: monthAt(2), search: '', offset: 19_900, limit: 100 }).rows).toHaveLength(100);
      expect(listMonths(big.db, 2026)[2]?.members).toBe(20_000);
    } finally {
      big.dispose();
    }
  });
});
