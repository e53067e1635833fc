import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from '../engine/explain.ts';
import { startWithBooks, type TestEngine } from '../engine/support.ts';

// Each line is a hole somebody with the open file could try; the schema itself keeps it shut.
let test: TestEngine;
let db: Connection;
let posted: string;
let reversal: string;
beforeAll(async () => {
  test = await startWithBooks();
  const pay = (at: string) =>
    test.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: 'ex-sport',
      amount: fen(1000),
      method: 'bank',
      day: day(at),
      summary: '用品',
    });
  await pay('2026-01-05');
  await test.call('ledger.closeMonth', { month: month('2026-01') });
  posted = (await pay('2026-02-05')).id;
  const wrong = await pay('2026-02-06');
  reversal = (await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-02-07'), reason: '重复' })).id;
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const everything = () =>
  JSON.stringify(
    ['accounts', 'periods', 'openings', 'opening_balances', 'vouchers', 'entries', 'account_months'].map((table) =>
      db.all(`SELECT * FROM ${table} ORDER BY 1, 2`),
    ),
  );
/** Runs statements in one transaction that must fail; nothing may have changed. */
function expectRefused(code: RegExp, ...statements: string[]): void {
  const before = everything();
  const params = (sql: string) =>
    Object.fromEntries(Object.entries({ posted, reversal }).filter(([name]) => sql.includes(`:${name}`)));
  expect(() =>
    db.transaction(() => {
      for (const sql of statements) db.run(sql, params(sql));
    }),
  ).toThrow(code);
  expect(everything()).toBe(before);
}
const draft = (id: string, columns = '', values = '') =>
  `INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by${columns}) VALUES ('${id}', '2026-02', '2026-02-10', 'draft', '草稿', 'manual', '陈静'${values})`;
const entry = (voucher: string, line: number, account: string, debit: number, credit: number) =>
  `INSERT INTO entries (voucher_id, line, account_id, debit, credit) VALUES ('${voucher}', ${line}, '2021:${account}', ${debit}, ${credit})`;
const post = (id: string, number: number, amount: number) =>
  `UPDATE vouchers SET status = 'posted', number = ${number}, posted_at = '2026-02-10T00:00:00Z', amount = ${amount} WHERE id = '${id}'`;

describe('a posted voucher', () => {
  it.each([
    ['is not changed', "UPDATE vouchers SET summary = '改' WHERE id = :posted"],
    [
      'is not made a draft again',
      "UPDATE vouchers SET status = 'draft', number = NULL, posted_at = NULL WHERE id = :posted",
    ],
    ['is not deleted', 'DELETE FROM vouchers WHERE id = :posted'],
    [
      'is not replaced by its id',
      "INSERT OR REPLACE INTO vouchers (id, month, day, status, summary, source, prepared_by) VALUES (:posted, '2026-02', '2026-02-05', 'draft', '换', 'manual', '某')",
    ],
    [
      'is not replaced by its reversal',
      "INSERT OR REPLACE INTO vouchers (id, month, day, status, summary, source, prepared_by, reverses_id) SELECT 'other', '2026-02', '2026-02-08', 'draft', '换', 'reversal', '某', reverses_id FROM vouchers WHERE id = :reversal",
    ],
    [
      'does not come in posted',
      "INSERT INTO vouchers (id, month, number, day, status, summary, source, prepared_by, posted_at) VALUES ('x', '2026-02', 4, '2026-02-05', 'posted', '直插', 'manual', '某', 'now')",
    ],
    ['keeps its entries', 'DELETE FROM entries WHERE voucher_id = :posted'],
    ['keeps what its entries say', 'UPDATE entries SET debit = 1 WHERE voucher_id = :posted AND line = 1'],
    [
      'gets no further entry',
      "INSERT INTO entries (voucher_id, line, account_id, debit) VALUES (:posted, 3, '2021:101', 1)",
    ],
    [
      'has no entry replaced',
      "INSERT OR REPLACE INTO entries (voucher_id, line, account_id, debit) VALUES (:posted, 1, '2021:101', 1)",
    ],
    ['gives no entry away', "UPDATE entries SET voucher_id = 'x' WHERE voucher_id = :posted AND line = 1"],
  ])('%s', (_, sql) => expectRefused(/ledger\.postedIsFinal/, sql));
});

describe('posting', () => {
  const balanced = [draft('x'), entry('x', 1, '50102', 5, 0), entry('x', 2, '102', 0, 5)];
  it.each([
    [
      'needs two sides that agree',
      /ledger\.unbalanced/,
      [draft('x'), entry('x', 1, '50102', 5, 0), entry('x', 2, '102', 0, 4), post('x', 4, 5)],
    ],
    ['needs entries', /ledger\.unbalanced/, [draft('x'), post('x', 4, 0)]],
    ['needs its own sum', /ledger\.unbalanced/, [...balanced, post('x', 4, 6)]],
    ['leaves no gap', /ledger\.numberGap/, [...balanced, post('x', 5, 5)]],
    ['takes no number twice', /ledger\.numberGap/, [...balanced, post('x', 3, 5)]],
    [
      'pushes nobody out of a number',
      /ledger\.numberGap/,
      [...balanced, post('x', 3, 5).replace('UPDATE', 'UPDATE OR REPLACE')],
    ],
    ['a draft holds no number', /voucher_posted_has_number/, [draft('x', ', number', ', 9')]],
    [
      'red amounts only reverse',
      /ledger\.unbalanced/,
      [draft('x'), entry('x', 1, '50102', -5, 0), entry('x', 2, '102', 0, -5), post('x', 4, -5)],
    ],
    [
      'a parent account takes none',
      /ledger\.accountNotDetail/,
      [draft('x'), entry('x', 1, '501', 5, 0), entry('x', 2, '102', 0, 5), post('x', 4, 5)],
    ],
    ['a line has one side', /entry_one_side/, [draft('x'), entry('x', 1, '50102', 5, 5)]],
    ['a day exists', /voucher_day_exists/, [draft('x').replace('2026-02-10', '2026-02-30')]],
    ['a day lies in its month', /voucher_in_its_month/, [draft('x').replace('2026-02-10', '2026-03-10')]],
    ['closing vouchers are of 31 December', /voucher_closing_day/, [draft('x').replace('manual', 'closing')]],
    ['a closed month takes no draft', /ledger\.periodClosed/, [draft('x').replaceAll('2026-02', '2026-01')]],
    [
      'a draft does not move into a closed month',
      /ledger\.periodClosed/,
      [draft('x'), "UPDATE vouchers SET month = '2026-01', day = '2026-01-10' WHERE id = 'x'"],
    ],
    ['an id stays', /ledger\.postedIsFinal/, [draft('x'), "UPDATE vouchers SET id = 'y' WHERE id = 'x'"]],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));

  const red = (target: string) => draft('x', ', reverses_id', `, '${target}'`).replace("'manual'", "'reversal'");
  it('a reversal mirrors its voucher line by line, and is not reversed', () => {
    expectRefused(
      /ledger\.unbalanced/,
      red(posted),
      entry('x', 1, '50102', -999, 0),
      entry('x', 2, '102', 0, -999),
      post('x', 4, -999),
    );
    expectRefused(
      /ledger\.unbalanced/,
      red(posted),
      entry('x', 1, '50101', -1000, 0),
      entry('x', 2, '102', 0, -1000),
      post('x', 4, -1000),
    );
    expectRefused(
      /ledger\.reversalNotReversed/,
      red(reversal),
      entry('x', 1, '50102', 1000, 0),
      entry('x', 2, '102', 0, 1000),
      post('x', 4, 1000),
    );
    expectRefused(
      /ledger\.reversalNotReversed/,
      red(posted).replace('2026-02-10', '2026-02-04'),
      entry('x', 1, '50102', -1000, 0),
      entry('x', 2, '102', 0, -1000),
      post('x', 4, -1000),
    );
  });
});

describe('periods', () => {
  it.each([
    ['a closed one is not deleted', /ledger\.postedIsFinal/, "DELETE FROM periods WHERE month = '2026-01'"],
    ['a closed one is not replaced', /ledger\.closeOrder/, "INSERT OR REPLACE INTO periods (month) VALUES ('2026-01')"],
    [
      'a closed one opens only with a reason',
      /ledger\.closeOrder/,
      "UPDATE periods SET status = 'open', closed_at = NULL, closed_by = NULL WHERE month = '2026-01'",
    ],
    ['who closed it stays', /ledger\.postedIsFinal/, "UPDATE periods SET closed_by = '别人' WHERE month = '2026-01'"],
    ['a month is not renamed', /ledger\.postedIsFinal/, "UPDATE periods SET month = '2031-01' WHERE month = '2026-12'"],
    [
      'they close in order',
      /ledger\.closeOrder/,
      "UPDATE periods SET status = 'closed', closed_at = 'now', closed_by = '某' WHERE month = '2026-03'",
    ],
    ['they leave no gap', /ledger\.closeOrder/, "INSERT INTO periods (month) VALUES ('2027-02')"],
    [
      'they come in open',
      /ledger\.closeOrder/,
      "INSERT INTO periods (month, status, closed_at, closed_by) VALUES ('2027-01', 'closed', 'now', '某')",
    ],
    ['there is no month 13', /period_month_shape|ledger\.closeOrder/, "INSERT INTO periods (month) VALUES ('2026-13')"],
  ])('%s', (_, code, sql) => expectRefused(code, sql));
});

describe('opening balances', () => {
  it.each([
    ['are not changed', /ledger\.postedIsFinal/, 'UPDATE opening_balances SET debit = 1 WHERE debit > 0'],
    ['are not deleted', /ledger\.postedIsFinal/, 'DELETE FROM opening_balances'],
    [
      'are not added to',
      /ledger\.postedIsFinal/,
      "INSERT INTO opening_balances (year, account_id, debit, credit) VALUES (2026, '2021:113', 1, 0)",
    ],
    [
      'are not replaced',
      /ledger\.postedIsFinal/,
      "INSERT OR REPLACE INTO opening_balances (year, account_id, debit, credit) VALUES (2026, '2021:101', 1, 0)",
    ],
    ['are not unsealed', /ledger\.postedIsFinal/, 'UPDATE openings SET sealed_at = NULL'],
    ['are not thrown away', /ledger\.postedIsFinal/, 'DELETE FROM openings'],
    ['come once', /ledger\.postedIsFinal/, 'INSERT INTO openings (year) VALUES (2025)'],
    ['come once, also by replacing', /ledger\.postedIsFinal/, 'INSERT OR REPLACE INTO openings (year) VALUES (2026)'],
  ])('%s', (_, code, sql) => expectRefused(code, sql));
});

describe('the chart and the kept turnover', () => {
  it.each([
    [
      'a used account does not change its class',
      /ledger\.postedIsFinal/,
      "UPDATE accounts SET class = 'asset' WHERE id = '2021:50102'",
    ],
    [
      'an account with an opening does not change its side',
      /ledger\.postedIsFinal/,
      "UPDATE accounts SET side = 'credit' WHERE id = '2021:141'",
    ],
    [
      'a used account is not deleted',
      /ledger\.postedIsFinal|ledger\.accountStandard|FOREIGN KEY/,
      "DELETE FROM accounts WHERE id = '2021:102'",
    ],
    [
      'a used account gets no accounts below it',
      /ledger\.accountNotDetail/,
      "INSERT INTO accounts (id, code, name, class, side, parent_id) VALUES ('x', '10201', '子账户', 'asset', 'debit', '2021:102')",
    ],
    [
      'a tree holds one class',
      /ledger\.accountNotDetail/,
      "INSERT INTO accounts (id, code, name, class, side, parent_id) VALUES ('x', '50199', '错', 'asset', 'debit', '2021:501')",
    ],
    [
      'an account stays under its parent',
      /ledger\.postedIsFinal/,
      "UPDATE accounts SET parent_id = '2021:504' WHERE id = '2021:50102'",
    ],
    [
      'turnover of a closed month stays',
      /ledger\.periodClosed/,
      "UPDATE account_months SET debit = 0 WHERE month = '2026-01'",
    ],
    [
      'no turnover appears in a closed month',
      /ledger\.periodClosed/,
      "INSERT INTO account_months (account_id, month, debit) VALUES ('2021:113', '2026-01', 1)",
    ],
    [
      'turnover does not move into a closed month',
      /ledger\.periodClosed/,
      "UPDATE account_months SET month = '2026-01' WHERE month = '2026-02' AND account_id = '2021:102'",
    ],
    ['turnover is not deleted', /ledger\.postedIsFinal/, 'DELETE FROM account_months'],
  ])('%s', (_, code, sql) => expectRefused(code, sql));
});
