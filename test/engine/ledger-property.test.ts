import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { readAccountTree } from '#electron/engine/ledger/chart/accounts.ts';
import { oldBooksOf } from '#electron/engine/ledger/chart/old-books-file.ts';
import { judgeOldBooks } from '#electron/engine/ledger/chart/old-books-judge.ts';
import { takeOldBooks } from '#electron/engine/ledger/chart/old-books-take.ts';
import { closeMonth, closeYear } from '#electron/engine/ledger/close/close.ts';
import { openNextYear, reopenMonth } from '#electron/engine/ledger/close/reopen.ts';
import {
  balanceOf,
  findMiscounts,
  postVoucher,
  readTrialBalance,
  readTurnover,
  reverseVoucher,
} from '#electron/engine/ledger/commands.ts';
import { listFunds } from '#electron/engine/ledger/funds/funds.ts';
import { gridOf, textCell } from '#electron/engine/spreadsheet/cells.ts';
import { appendTrail } from '#electron/engine/trail.ts';
import { addDays, day, month, monthsOfYear } from '#shared/calendar.ts';
import type { TrialBalance } from '#shared/contract/ledger.ts';
import { Refusal } from '#shared/errors.ts';
import { fen, plainYuan, sum } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
let funds: string[];
const FUNDS = ['困难帮扶资金', '送温暖资金'];
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
  for (const name of FUNDS) await test.call('ledger.saveFund', { name });
  funds = (await test.call('ledger.listFunds', {})).map(({ id }) => id);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

interface Line {
  account: number;
  amount: number;
  debit: boolean;
  /** 0 for none. */
  fund: number;
}
type Step =
  | { kind: 'post'; day: number; lines: Line[] }
  | { kind: 'reverse'; target: number; day: number }
  | { kind: 'close'; month: number }
  | { kind: 'closeYear'; year: number }
  | { kind: 'reopen'; month: number }
  | { kind: 'openYear' }
  | { kind: 'import'; vouchers: { day: number; account: number; amount: number; received: boolean }[] };

// two years, most of it in the first
const DAYS = fc.oneof(
  { weight: 4, arbitrary: fc.nat(364) },
  { weight: 1, arbitrary: fc.integer({ min: 365, max: 729 }) },
);
const line = fc.record({
  account: fc.nat(200),
  amount: fc.integer({ min: 1, max: 5_000_000 }),
  debit: fc.boolean(),
  fund: fc.nat(2),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      day: DAYS,
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse' as const), target: fc.nat(40), day: DAYS }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('close' as const), month: fc.oneof(fc.nat(23), fc.constant(10)) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('closeYear' as const), year: fc.constantFrom(2026, 2026, 2027) }),
  },
  // most of the time the month that would really be reopened: the last closed one (-1)
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('reopen' as const), month: fc.oneof(fc.nat(23), fc.constant(-1)) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'openYear' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      vouchers: fc.array(
        fc.record({
          day: DAYS,
          account: fc.nat(200),
          amount: fc.integer({ min: 1, max: 500_000 }),
          received: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
);

const MONTHS = [...monthsOfYear(2026), ...monthsOfYear(2027)];
const rollback = new Error('rolled back on purpose');

const nobody = (): never => {
  throw new Error('no file is chosen here');
};

function contextOf(): WriteContext {
  let last = 0;
  let tick = 0;
  return {
    db,
    clock: { now: () => new Date('2028-06-01T00:00:00Z') },
    today: day('2028-06-01'),
    operator: '陈静',
    role: 'treasurer',
    assetsFolder: fileURLToPath(new URL('../../assets', import.meta.url)),
    attachmentStore: { keep: () => nobody(), read: () => nobody() },
    chosenFile: () => nobody(),
    chosenFolder: () => nobody(),
    get now() {
      tick += 1;
      return new Date(Date.UTC(2028, 5, 1) + tick).toISOString();
    },
    newId: () => {
      last += 1;
      return `id-${last}`;
    },
    trail: (entry) => appendTrail(db, '2028-06-01T00:00:00.000Z', '陈静', 'ledger.postVoucher', entry),
    schedule: () => '',
  };
}

function perform(context: WriteContext, action: Step, posted: string[], accounts: readonly string[]): void {
  if (action.kind === 'post') {
    const entries = action.lines.map(({ account, amount, debit, fund }) => ({
      accountId: accounts[account % accounts.length] ?? '',
      ...fundOf(accounts[account % accounts.length] ?? '', fund),
      debit: fen(debit ? amount : 0),
      credit: fen(debit ? 0 : amount),
    }));
    // the last line takes up the difference; when there is none the voucher may be refused, which is as good a case
    const rest = entries.reduce((total, entry) => total + entry.debit - entry.credit, 0);
    entries.push({ accountId: '2021:102', debit: fen(Math.max(-rest, 0)), credit: fen(Math.max(rest, 0)) });
    posted.push(
      postVoucher(context, { day: addDays(day('2026-01-01'), action.day), summary: '随机', source: 'manual', entries })
        .id,
    );
  } else if (action.kind === 'reverse') {
    const voucherId = posted[action.target % Math.max(1, posted.length)] ?? 'nothing';
    posted.push(reverseVoucher(context, { voucherId, day: addDays(day('2026-01-01'), action.day), reason: '错' }).id);
  } else if (action.kind === 'close') closeMonth(context, MONTHS[action.month] ?? month('2026-01'));
  else if (action.kind === 'closeYear') closeYear(context, action.year);
  else if (action.kind === 'openYear') openNextYear(context);
  else if (action.kind === 'import') importOldBooks(context, action.vouchers, accounts);
  else {
    const last = closedMonths().at(-1) ?? '2026-01';
    reopenMonth(context, month(action.month === -1 ? last : (MONTHS[action.month] ?? last)), '记错了');
  }
}

/** A voucher list as another program gives it: every voucher between one account and the bank. */
function importOldBooks(
  context: WriteContext,
  vouchers: Extract<Step, { kind: 'import' }>['vouchers'],
  accounts: readonly string[],
): void {
  const chart = new Map(readAccountTree(db).map((account) => [account.id, account]));
  const cells = vouchers.flatMap(({ day: offset, account, amount, received }, index) => {
    const other = chart.get(accounts[account % accounts.length] ?? '');
    const on = addDays(day('2026-01-01'), offset);
    const yuan = plainYuan(fen(amount));
    const money = received ? [yuan, ''] : ['', yuan];
    return [
      [on, `记-${index + 1}`, '旧账', '102', '银行存款', ...money],
      [on, `记-${index + 1}`, '旧账', other?.code ?? '', other?.name ?? '', ...[...money].reverse()],
    ];
  });
  const rows = [['日期', '凭证号', '摘要', '科目编号', '科目名称', '借方', '贷方'], ...cells].map((row) =>
    row.map((text) => textCell(text)),
  );
  const grid = gridOf([{ name: '序时账', hidden: false, rows, merges: [] }]);
  const sha256 = createHash('sha256').update(JSON.stringify(cells)).digest('hex');
  const file = { ...oldBooksOf(grid, '序时账.csv'), sha256 };
  const choice = { version: '2021' as const, accounts: [] };
  const ready = judgeOldBooks(context, file, choice).vouchers.filter(({ verdict }) => verdict === 'ready');
  takeOldBooks(context, file, choice, ready.length);
}

/** Income and expense may belong to a fund; what is on other accounts does not. */
function fundOf(accountId: string, fund: number): { fundId?: string } {
  const fundId = funds[fund - 1];
  return fundId !== undefined && /^2021:[45]/.test(accountId) ? { fundId } : {};
}

/** Everything that lies in closed months. */
function closedState(closed: readonly string[]): string {
  return closed
    .map((at) =>
      JSON.stringify([
        db.all('SELECT * FROM vouchers WHERE month = :at ORDER BY number', { at }),
        db.all(
          'SELECT entries.* FROM vouchers JOIN entries ON voucher_id = vouchers.id WHERE month = :at ORDER BY number, line',
          { at },
        ),
        db.all('SELECT * FROM account_months WHERE month = :at', { at }),
      ]),
    )
    .join('\n');
}
const closedMonths = () =>
  db.all<{ month: string }>("SELECT month FROM periods WHERE status = 'closed' ORDER BY month").map((row) => row.month);

type Balance = TrialBalance['lines'][number];
const openingOf = ({ code, openingDebit, openingCredit }: Balance) =>
  openingDebit === 0 && openingCredit === 0 ? [] : [{ code, debit: openingDebit, credit: openingCredit }];
const closingOf = ({ code, closingDebit, closingCredit }: Balance) =>
  closingDebit === 0 && closingCredit === 0 ? [] : [{ code, debit: closingDebit, credit: closingCredit }];

function assertSound(): void {
  expect(db.all('SELECT voucher_id FROM entries GROUP BY voucher_id HAVING sum(debit) <> sum(credit)')).toEqual([]);
  expect(
    db.all(
      "SELECT month FROM vouchers WHERE status = 'posted' GROUP BY month HAVING max(number) <> count(*) OR min(number) <> 1",
    ),
  ).toEqual([]);
  expect(db.all("SELECT id FROM vouchers WHERE status = 'draft'")).toEqual([]);
  expect(findMiscounts(db, month('2026-01'), month('2027-12'))).toEqual([]);
  expect(readTrialBalance(db, month('2026-01'), month('2027-12')).balanced).toBe(true);
  const details = readAccountTree(db).filter((account) => account.detail);
  const total = (kind: string) =>
    sum(details.filter((account) => account.class === kind).map(({ id }) => balanceOf(db, id)));
  // each fund: what it took in less what it spent, wherever it stands now
  for (const { id, balance } of listFunds(db)) {
    const booked = db.get<{ net: number | null }>(
      `SELECT sum(credit - debit) AS net FROM entries JOIN vouchers ON vouchers.id = voucher_id
       WHERE fund_id = :id AND source <> 'closing'`,
      { id },
    );
    expect(balance).toBe(booked?.net ?? 0);
  }
  // a year that is carried forward leaves nothing on income and expense, and opens the next with what it ended with
  for (const year of [2026, 2027]) {
    if (!closedMonths().includes(`${year}-12`)) continue;
    const old = readTrialBalance(db, month(`${year}-01`), month(`${year}-12`));
    const next = readTrialBalance(db, month(`${year + 1}-01`), month(`${year + 1}-12`));
    expect(next.lines.flatMap(openingOf)).toEqual(old.lines.flatMap(closingOf));
    expect(next.pending).toBe(false);
  }
  // assets = liabilities + net assets + income - expense, all as debit minus credit
  expect(total('asset')).toBe(-total('liability') - total('netAssets') - total('income') - total('expense'));
  expect(balanceOf(db, '2021:101')).toBeGreaterThanOrEqual(0);
  expect(balanceOf(db, '2021:102')).toBeGreaterThanOrEqual(0);
}

it('any sequence of posting, reversing, closing, reopening and carrying forward and importing keeps the books sound and closed months untouched', () => {
  const accounts = readAccountTree(db)
    .filter((account) => account.detail)
    .map(({ id }) => id);
  const seen = {
    posted: 0,
    reversed: 0,
    closed: 0,
    years: 0,
    reopened: 0,
    carriedTwice: 0,
    opened: 0,
    imported: 0,
    refused: 0,
  };
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }), (steps) => {
      const run = () =>
        db.transaction(() => {
          const context = contextOf();
          const posted: string[] = [];
          const carried = new Set<number>();
          let closed = closedMonths();
          let frozen = closedState(closed);
          for (const action of steps) {
            try {
              db.transaction(() => perform(context, action, posted, accounts));
              if (action.kind === 'closeYear') {
                seen.years += 1;
                seen.carriedTwice += carried.has(action.year) ? 1 : 0;
                carried.add(action.year);
              }
              if (action.kind === 'openYear') seen.opened += 1;
              if (action.kind === 'import') seen.imported += 1;
              if (action.kind === 'reopen') {
                seen.reopened += 1;
                // only the month that was asked for is open again
                expect(closedMonths()).toEqual(closed.slice(0, -1));
                closed = closed.slice(0, -1);
                frozen = closedState(closed);
              }
              if (action.kind === 'reverse') seen.reversed += 1;
              if (action.kind === 'post') seen.posted += 1;
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
              seen.refused += 1;
            }
            expect(closedState(closed)).toBe(frozen);
            closed = closedMonths();
            frozen = closedState(closed);
          }
          seen.closed += closed.length;
          assertSound();
          throw rollback;
        });
      expect(run).toThrow(rollback);
    }),
    { numRuns: 1000 },
  );
  // the property would hold for a program that refuses everything
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});

it('a year closed after any postings leaves nothing on income and expense, and reads as before', () => {
  const accounts = readAccountTree(db)
    .filter((account) => account.detail)
    .map(({ id }) => id);
  const posts = fc.array(
    fc.record({
      kind: fc.constant('post' as const),
      day: fc.nat(364),
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(posts, (steps) => {
      const run = () =>
        db.transaction(() => {
          const context = contextOf();
          for (const action of steps) {
            try {
              db.transaction(() => perform(context, action, [], accounts));
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
          }
          const before = readTurnover(db, month('2026-01'), month('2026-12'));
          closeMonth(context, month('2026-11'));
          closeYear(context, 2026);
          expect(readTurnover(db, month('2026-01'), month('2026-12'))).toEqual(before);
          for (const account of readAccountTree(db).filter(
            ({ class: kind }) => kind === 'income' || kind === 'expense',
          ))
            expect(balanceOf(db, account.id)).toBe(0);
          expect(balanceOf(db, '2021:32203')).toBe(0);
          // what was posted there without naming a fund stands beside the funds
          const free = db.get<{ net: number | null }>(
            "SELECT sum(credit - debit) AS net FROM entries WHERE account_id = '2021:321' AND fund_id IS NULL",
          );
          const inFunds = sum(listFunds(db).map(({ balance }) => balance));
          expect(0 - balanceOf(db, '2021:321')).toBe(inFunds + (free?.net ?? 0));
          assertSound();
          throw rollback;
        });
      expect(run).toThrow(rollback);
    }),
    { numRuns: 60 },
  );
});
