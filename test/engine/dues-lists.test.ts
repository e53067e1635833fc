import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { arrearsListSql } from '#electron/engine/dues/arrears/arrears.ts';
import { duesWorkbench } from '#electron/engine/dues/commands.ts';
import { DUES_DETAIL_SQL, duesDetail } from '#electron/engine/dues/detail.ts';
import { MONTH_SUMS_SQL } from '#electron/engine/dues/levies/months.ts';
import { levyListSql } from '#electron/engine/dues/levies/queries.ts';
import { USED_WAGE_MONTH } from '#electron/engine/dues/levies/wage-month.ts';
import { BATCH_LIST_SQL } from '#electron/engine/dues/receipts/batches.ts';
import { WAGES_OF_SOME_UNTIL } from '#electron/engine/members/records/wages.ts';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const MARCH = month('2026-03');
const DAY = day('2026-03-05');

let test: TestEngine;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});

const levyOf = async (search: string, of = MARCH) => {
  const [levy] = (await test.call('dues.listLevies', { month: of, search })).rows;
  if (!levy) throw new Error(`no levy for ${search}`);
  return levy;
};

describe('the schema itself', () => {
  it('keeps paid levies, receipts and allocations as they are', async () => {
    putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 3080 },
    ]);
    await test.call('dues.raiseLevy', { month: MARCH });
    const other = (await levyOf('0002')).id;
    await test.call('dues.recordReceipt', {
      levyId: (await levyOf('0001')).id,
      amount: fen(100),
      method: 'cash',
      day: DAY,
    });
    const final = /ledger\.postedIsFinal/;
    for (const sql of [
      'DELETE FROM dues_allocations',
      'UPDATE dues_allocations SET amount = 1',
      'DELETE FROM dues_receipts',
      'UPDATE dues_receipts SET amount = 1',
      'DELETE FROM dues_batches',
      'UPDATE dues_batches SET total = 1',
      'DELETE FROM levies',
      'UPDATE levies SET amount = 1',
    ])
      expect(() => db.run(sql), sql).toThrow(final);
    const receipt = db.get<{ id: string }>('SELECT id FROM dues_receipts')?.id ?? '';
    expect(() => db.run('INSERT INTO dues_allocations VALUES (:receipt, :other, 1)', { receipt, other })).toThrow(
      /dues_allocations_fit/,
    );
    expect(() => db.run('UPDATE levies SET paid = amount + 1')).toThrow(/levy_paid_is_allocated/);
  });
});

describe('arrears', () => {
  it('show who owes which months, the oldest first, and remind from six months on without deciding', async () => {
    putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567, phone: '13812345678' },
      { number: '0002', name: '崔超', wage: 3080 },
    ]);
    for (const each of monthsOfYear(2026).slice(0, 6)) await test.call('dues.raiseLevy', { month: each });
    for (const each of monthsOfYear(2026).slice(0, 3)) {
      const levy = await levyOf('0002', each);
      await test.call('dues.recordReceipt', { levyId: levy.id, amount: levy.owed, method: 'bank', day: DAY });
    }
    const early = await test.call('dues.listArrears', {});
    expect(early.total).toBe(2);
    expect(early.owed).toBe(6 * 2280 + 3 * 1540);
    expect(early.rows[0]).toMatchObject({
      name: '侯梅玉',
      phoneMasked: '138****5678',
      owed: 6 * 2280,
      age: 2,
      reminder: '',
    });
    expect(early.rows[0]?.months).toEqual(monthsOfYear(2026).slice(0, 6));

    test.setNow('2026-07-01T02:00:00.000Z');
    const { rows } = await test.call('dues.listArrears', {});
    expect(rows.map((row) => [row.name, row.age])).toEqual([
      ['侯梅玉', 6],
      ['崔超', 3],
    ]);
    expect(rows[0]?.reminder).toContain('须先教育');
    expect(rows[0]?.reminder).toContain('不改会籍');
    expect(rows[1]?.reminder).toBe('');
    expect(db.get('SELECT status FROM members WHERE number = :number', { number: '0001' })).toEqual({
      status: 'active',
    });
    expect((await test.call('dues.listArrears', { search: '崔' })).rows.map((row) => row.name)).toEqual(['崔超']);
    expect(duesWorkbench(db, MARCH, day('2026-07-01'))).toEqual({
      levied: true,
      owingMembers: 1,
      owedTotal: 2280,
      arrears: { members: 2, owed: early.owed },
      sixMonths: 1,
    });
    const { tasks } = await test.call('union.readWorkbench', {});
    expect(tasks.find(({ kind }) => kind === 'sixMonths')?.sentence).toBe(
      '1 人连续六个月以上没有交会费，请先谈话了解情况。',
    );
  });
});

describe('lists', () => {
  it('filter by state and search, treat % and _ as themselves, and come in windows', async () => {
    putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 3080 },
      { number: '0003', name: '黎%明', wage: 3080 },
    ]);
    await test.call('dues.raiseLevy', { month: MARCH });
    await test.call('dues.recordReceipt', {
      levyId: (await levyOf('0001')).id,
      amount: fen(2280),
      method: 'bank',
      day: DAY,
    });
    await test.call('dues.recordReceipt', {
      levyId: (await levyOf('0002')).id,
      amount: fen(1),
      method: 'bank',
      day: DAY,
    });
    const names = async (input: object) =>
      (await test.call('dues.listLevies', { month: MARCH, ...input })).rows.map((row) => row.name);
    expect(await names({})).toEqual(['侯梅玉', '崔超', '黎%明']);
    expect(await names({ state: 'paid' })).toEqual(['侯梅玉']);
    expect(await names({ state: 'part' })).toEqual(['崔超']);
    expect(await names({ state: 'owed' })).toEqual(['黎%明']);
    expect(await names({ search: '%' })).toEqual(['黎%明']);
    expect(await names({ search: '_' })).toEqual([]);
    const window = await test.call('dues.listLevies', { month: MARCH, offset: 1, limit: 1 });
    expect([window.total, window.rows.map((row) => row.name)]).toEqual([3, ['崔超']]);
    expect(
      [...duesDetail(db, 2026)].map((row) => [row.name, row.levied, row.paid, row.owed, row.months.length]),
    ).toEqual([
      ['侯梅玉', 2280, 2280, 0, 1],
      ['崔超', 1540, 1, 1539, 1],
      ['黎%明', 1540, 0, 1540, 1],
    ]);
  });

  it('go by their indexes and sort nothing that is long', () => {
    for (const search of [false, true]) {
      for (const state of [undefined, 'paid', 'part', 'owed', 'waived'] as const) {
        const { rows, total } = levyListSql({ search, state });
        const params = { month: MARCH, pattern: search ? '%x%' : undefined, offset: 0, limit: 100 };
        const plan = explain(db, rows, params).join('\n');
        expect(plan).toMatch(/SCAN members USING (COVERING )?INDEX members_(in_order|searched)/);
        expect(plan).toContain('SEARCH levies USING INDEX sqlite_autoindex_levies_2 (member_id=? AND month=?)');
        expect(plan).not.toContain('TEMP B-TREE');
        expect(explain(db, total, params).join('\n')).not.toMatch(/SCAN levies(?! USING)/);
      }
    }
    const some = levyListSql({ search: false, members: true, levies: true }).rows;
    const chosen = { month: MARCH, members: '[]', levies: '[]', offset: 0, limit: 100 };
    expect(explain(db, some, chosen).join('\n')).not.toMatch(/SCAN levies/);
    const period = { ruleId: 'r', from: '2026-07', to: '2026-12' };
    expect(explain(db, USED_WAGE_MONTH, period).join('\n')).toContain('levies_month_sums (month>? AND month<?)');
    const wages = explain(db, WAGES_OF_SOME_UNTIL, { ids: '[]', month: '2026-07' }).join('\n');
    expect(wages).toContain('SEARCH member_wages USING PRIMARY KEY (member_id=? AND from_month<?)');
    const months = explain(db, MONTH_SUMS_SQL, { from: '2026-01', to: '2026-12' }).join('\n');
    expect(months).toContain('SEARCH levies USING COVERING INDEX levies_month_sums (month>? AND month<?)');
    expect(months).not.toContain('TEMP B-TREE');
    const batches = explain(db, BATCH_LIST_SQL, { offset: 0, limit: 100 }).join('\n');
    expect(batches).toContain('SCAN dues_batches USING INDEX dues_batches_by_day');
    expect(batches).not.toContain('TEMP B-TREE');
    const detail = explain(db, DUES_DETAIL_SQL, { from: '2026-01', to: '2026-12' }).join('\n');
    expect(detail).toContain(
      'SEARCH levies USING INDEX sqlite_autoindex_levies_2 (member_id=? AND month>? AND month<?)',
    );
    expect(detail).not.toContain('TEMP B-TREE FOR ORDER BY');
    const { rows, sums } = arrearsListSql({ search: '', statuses: [] }, MARCH);
    // only what is owed is read, already grouped; the few who owe are sorted by age
    expect(explain(db, sums).join('\n')).toMatch(/SCAN levies USING COVERING INDEX levies_owed/);
    expect(explain(db, sums).join('\n')).not.toContain('TEMP B-TREE');
    expect(explain(db, rows, { offset: 0, limit: 100 }).join('\n')).toMatch(
      /SCAN levies USING COVERING INDEX levies_owed/,
    );
  });
});
