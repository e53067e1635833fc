import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { readAccountTree } from '#electron/engine/ledger/chart/accounts.ts';
import { readTrialBalance, readTurnover } from '#electron/engine/ledger/commands.ts';
import { detailLines, layOutDetail, listDetail } from '#electron/engine/ledger/reports/detail.ts';
import { readFundFigures } from '#electron/engine/ledger/reports/fund-lines.ts';
import { readReport } from '#electron/engine/ledger/reports/read-report.ts';
import { type Month, month, yearOf } from '#shared/calendar.ts';
import { type Report, type ReportChoice, type ReportRow, WHOLE_SIDES } from '#shared/contract/ledger.ts';
import { fen, sum } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { life, live, MONTHS, range, type Step } from './ledger-reports-life.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const assetsFolder = fileURLToPath(new URL('../../assets', import.meta.url));
let test: TestEngine;
let db: Connection;
let funds: string[];
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
  for (const name of ['困难帮扶资金', '送温暖资金']) await test.call('ledger.saveFund', { name });
  funds = (await test.call('ledger.listFunds', {})).map(({ id }) => id);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const report = (choice: ReportChoice): Report => readReport({ db, assetsFolder }, choice);
const rowOf = ({ rows }: Report, key: string): ReportRow => {
  const row = rows.find((candidate) => candidate.key === key);
  if (!row) throw new Error(`no row ${key}`);
  return row;
};
const rollback = new Error('rolled back on purpose');
type Range = { from: Month; to: Month };

/** Lives many lives and looks at the reports of each. @returns how often each kind of step was taken */
function forAnyBooks(look: (range: Range) => void, numRuns: number): Record<Step['kind'], number> {
  const taken = { post: 0, reverse: 0, openYear: 0, closeYear: 0 };
  fc.assert(
    fc.property(life, range, (steps, of) => {
      const run = () =>
        db.transaction(() => {
          const own = live(db, steps, funds);
          for (const kind of ['post', 'reverse', 'openYear', 'closeYear'] as const) taken[kind] += own[kind];
          look(of);
          throw rollback;
        });
      expect(run).toThrow(rollback);
    }),
    { numRuns },
  );
  return taken;
}

/** Every amount that a report calls a sum is the sum of the rows and columns that it names. */
function assertSums({ title, rows, columns }: Report): void {
  const amounts = new Map(rows.map((row) => [row.key, row.amounts]));
  expect(amounts.size, `${title} names a row twice`).toBe(rows.length);
  for (const row of rows) {
    for (const { key, sumOf } of columns)
      if (sumOf && row.amounts[key] !== undefined)
        expect(row.amounts[key], `${title} ${row.key}`).toBe(sum(sumOf.map((other) => row.amounts[other] ?? fen(0))));
    if (!row.sums) continue;
    for (const key of row.sums.columns ?? columns.filter(({ kind }) => kind === 'amount').map(({ key }) => key)) {
      if (row.amounts[key] === undefined) continue;
      const of = (keys: readonly string[]) =>
        keys.reduce((total, other) => {
          expect(amounts.has(other), `${title} ${row.key} adds up ${other}`).toBe(true);
          return total + (amounts.get(other)?.[key] ?? 0);
        }, 0);
      expect(row.amounts[key], `${title} ${row.key} ${key}`).toBe(of(row.sums.plus) - of(row.sums.minus));
    }
  }
}

it('科目余额表, 总账 and 明细账 of every account come to the trial balance, whole and in windows', () => {
  const taken = forAnyBooks((of) => {
    const balance = readTrialBalance(db, of.from, of.to);
    const shown = report({ kind: 'balance', ...of, topOnly: false });
    assertSums(shown);
    for (const key of ['openingDebit', 'openingCredit', 'debit', 'credit', 'closingDebit', 'closingCredit'] as const)
      expect(rowOf(shown, 'total').amounts[key] ?? 0).toBe(balance.totals[key]);
    const whole = report({ kind: 'general', ...of });
    assertSums(whole);
    for (const line of balance.lines) {
      const closing = line.closingDebit - line.closingCredit;
      const general = report({ kind: 'general', ...of, accountId: line.accountId });
      assertSums(general);
      const months = general.rows.filter(({ look, key }) => look === 'line' && !key.endsWith('opening'));
      expect(sum(months.map(({ amounts }) => amounts['debit'] ?? fen(0)))).toBe(line.debit);
      expect(sum(months.map(({ amounts }) => amounts['credit'] ?? fen(0)))).toBe(line.credit);
      const last = general.rows.at(-1);
      expect(last?.amounts['balance']).toBe(Math.abs(closing));
      expect(last?.texts['side']).toBe(closing > 0 ? '借' : closing < 0 ? '贷' : '平');
      if (line.level === 1)
        expect(rowOf(whole, `${line.accountId}.${of.to}`).amounts['balance']).toBe(Math.abs(closing));

      const detail = layOutDetail(db, line.accountId, of.from, of.to);
      const lines = [...detailLines(db, detail)];
      expect(lines).toHaveLength(detail.total);
      expect(detail.opening).toBe(line.openingDebit - line.openingCredit);
      expect(detail.closing).toBe(closing);
      expect(lines.at(-1)?.balance).toBe(closing);
      const entries = lines.filter(({ kind }) => kind === 'entry');
      expect(sum(entries.map(({ debit }) => debit))).toBe(line.debit);
      expect(sum(entries.map(({ credit }) => credit))).toBe(line.credit);
      assertSums(report({ kind: 'detail', ...of, accountId: line.accountId }));
      const windows: typeof lines = [];
      for (let offset = 0; offset < detail.total; offset += 7)
        windows.push(...listDetail(db, { accountId: line.accountId, ...of, offset, limit: 7 }).rows);
      expect(windows).toEqual(lines);
    }
  }, 40);
  expect(taken.post).toBeGreaterThan(60);
  expect(taken.reverse).toBeGreaterThan(1);
  expect(taken.closeYear).toBeGreaterThan(0);
});

it('多栏账 spreads exactly the turnover of its account, by voucher and by month', () => {
  forAnyBooks((of) => {
    const tree = readAccountTree(db);
    const turnover = readTurnover(db, of.from, of.to);
    const parents = tree.filter(({ id }) => tree.some((other) => other.parentId === id)).map(({ id }) => id);
    for (const accountId of [...WHOLE_SIDES, ...parents]) {
      const byVoucher = report({ kind: 'columns', ...of, accountId, by: 'voucher' });
      const byMonth = report({ kind: 'columns', ...of, accountId, by: 'month' });
      for (const one of [byVoucher, byMonth]) assertSums(one);
      const rows = byVoucher.rows.filter(({ look }) => look === 'line');
      for (const { key } of byVoucher.columns.filter(({ kind }) => kind === 'amount')) {
        const total = rowOf(byVoucher, 'total').amounts[key] ?? 0;
        expect(rowOf(byMonth, 'total').amounts[key] ?? 0).toBe(total);
        expect(sum(rows.map(({ amounts }) => amounts[key] ?? fen(0)))).toBe(total);
        if (key !== 'total' && tree.find(({ id }) => id === key)?.class !== 'netAssets')
          expect(total).toBe(turnover.find((line) => line.accountId === key)?.net ?? 0);
      }
      // each row is its voucher's entries on these accounts
      const sign = tree.find(({ id }) => id === accountId)?.side === 'credit' || accountId === 'income' ? -1 : 1;
      const whole = rowOf(byVoucher, 'total').amounts['total'] ?? 0;
      if (WHOLE_SIDES.some((side) => side === accountId))
        expect(whole).toBe(
          sum(turnover.filter((line) => line.level === 1 && line.class === accountId).map((line) => line.net)),
        );
      else {
        const left = byVoucher.rows.find(({ key }) => key === 'left');
        const line = readTrialBalance(db, of.from, of.to).lines.find((candidate) => candidate.accountId === accountId);
        expect(left?.amounts['total'] ?? whole).toBe(sign * ((line?.debit ?? 0) - (line?.credit ?? 0)) + 0);
      }
    }
  }, 40);
});

it('收入支出表 and 收支决算表 come to the turnover, and 结转结余 leads from its beginning to its end', () => {
  forAnyBooks(({ to }) => {
    const january = month(`${yearOf(to)}-01`);
    const december = month(`${yearOf(to)}-12`);
    const total = (from: Month, until: Month, side: 'income' | 'expense') =>
      sum(
        readTurnover(db, from, until)
          .filter((line) => line.level === 1 && line.class === side)
          .map((line) => line.net),
      );
    const monthly = report({ kind: 'monthResult', month: to });
    const yearly = report({ kind: 'yearResult', year: yearOf(to) });
    const settled = report({ kind: 'settlement', year: yearOf(to) });
    for (const one of [monthly, yearly, settled]) assertSums(one);
    for (const [shown, column, from, until] of [
      [monthly, 'month', to, to],
      [monthly, 'year', january, to],
      [yearly, 'now', january, december],
      [settled, 'actual', january, december],
    ] as const) {
      const [income, expense] = [total(from, until, 'income'), total(from, until, 'expense')];
      expect(rowOf(shown, 'incomeTotal').amounts[column]).toBe(income);
      expect(rowOf(shown, 'expenseTotal').amounts[column]).toBe(expense);
      expect(rowOf(shown, 'result').amounts[column]).toBe(income - expense);
      expect(rowOf(shown, 'closing').amounts[column]).toBe(readFundFigures(db, from, until).closing);
    }
    if (yearOf(to) === 2027) {
      expect(rowOf(yearly, 'incomeTotal').amounts['before']).toBe(total(month('2026-01'), month('2026-12'), 'income'));
      expect(rowOf(settled, 'expenseTotal').amounts['lastYear']).toBe(
        total(month('2026-01'), month('2026-12'), 'expense'),
      );
      // what one year ends with the next begins with, whether it was carried forward or not
      expect(rowOf(yearly, 'opening').amounts['now']).toBe(rowOf(yearly, 'closing').amounts['before']);
    }
  }, 60);
});

it('资产负债表 balances at every month end, and shows what the trial balance has', () => {
  const taken = forAnyBooks(() => {
    for (const at of MONTHS) {
      const sheet = report({ kind: 'balanceSheet', month: at });
      assertSums(sheet);
      const of = { from: month(`${yearOf(at)}-01`), to: at };
      const assets = readTrialBalance(db, of.from, of.to).lines.filter(
        (line) => line.class === 'asset' && line.level === 1,
      );
      for (const when of ['opening', 'closing'] as const) {
        expect(rowOf(sheet, 'assetTotal').amounts[when]).toBe(rowOf(sheet, 'rightTotal').amounts[when]);
        expect(rowOf(sheet, 'assetTotal').amounts[when]).toBe(
          assets.reduce((total, line) => total + line[`${when}Debit`] - line[`${when}Credit`], 0),
        );
      }
      const funds = readFundFigures(db, of.from, of.to);
      for (const when of ['opening', 'closing'] as const)
        expect((rowOf(sheet, 'carriedForward').amounts[when] ?? 0) + (rowOf(sheet, 'surplus').amounts[when] ?? 0)).toBe(
          funds[when],
        );
    }
  }, 40);
  expect(taken.closeYear).toBeGreaterThan(0);
});

it('工会资金结转 holds the funds, and 结余 the rest, before and after the year is carried forward', () => {
  let seen = 0;
  forAnyBooks(() => {
    const before = report({ kind: 'balanceSheet', month: month('2026-12') });
    const carry: Step[] = [{ kind: 'closeYear', year: 2026 }];
    if (live(db, carry, funds).closeYear === 0) return;
    seen += 1;
    const after = report({ kind: 'balanceSheet', month: month('2026-12') });
    for (const key of ['carriedForward', 'surplus', 'assetTotal'])
      expect(rowOf(after, key).amounts).toEqual(rowOf(before, key).amounts);
    expect(after.notes).toEqual([]);
    const next = report({ kind: 'balanceSheet', month: month('2027-06') });
    expect(rowOf(next, 'surplus').amounts['opening']).toBe(rowOf(after, 'surplus').amounts['closing']);
  }, 40);
  expect(seen).toBeGreaterThan(1);
});
