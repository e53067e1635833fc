import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { listLevies } from '#electron/engine/dues/levies/queries.ts';
import {
  CERTIFIED_MONTHS_SQL,
  CERTIFIED_RECEIPTS_SQL,
  readCertificate,
} from '#electron/engine/dues/notices/certificate.ts';
import { disclosureSql, readDisclosure } from '#electron/engine/dues/notices/disclosure.ts';
import { rateOf, readYearReport, YEAR_MEMBERS_SQL, YEAR_SUMS_SQL } from '#electron/engine/dues/notices/year-report.ts';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { putBatch, putGroup, putLevy, putMove, putWaiver } from './dues-hand.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { openWorkbook, rowWith } from './review-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const TODAY = day('2026-07-15');
const months = monthsOfYear(2026);
const YEAR = { from: month('2026-01'), to: month('2026-12') };
const EVERYBODY = { ...YEAR, unpaidToo: true };

describe('the rate', () => {
  it.each([
    [9950, 10000, 9950],
    [1, 3, 3333],
    [2999, 3000, 9996], // cut, so that 100% means everything
    [0, 100, 0],
    [0, 0, undefined],
    [99_999_999_999_999, 99_999_999_999_999, 10000],
  ])('%i of %i', (paid, due, rate) => {
    expect(rateOf(fen(paid), fen(due))).toBe(rate);
  });
});

describe('what stands on the notice board', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
  });
  afterEach(() => books.dispose());

  it('agrees with the lists: every member, month and sum; the sentence has the figures of the lists', () => {
    const { db } = books;
    const ids = putMembers(
      db,
      [0, 1, 2, 3].map((one) => ({ number: `000${one}`, name: `会员${one}` })),
    );
    const levy = fc.record({
      member: fc.nat({ max: 3 }),
      month: fc.nat({ max: 11 }),
      amount: fc.integer({ min: 0, max: 3000 }),
      waived: fc.integer({ min: 0, max: 3000 }),
      paid: fc.integer({ min: 0, max: 3000 }),
    });
    class Undo extends Error {}
    fc.assert(
      fc.property(
        fc.uniqueArray(levy, { maxLength: 20, selector: (one) => `${one.member} ${one.month}` }),
        (levies) => {
          try {
            books.write((context) => {
              for (const { member, month: index, amount, waived, paid } of levies) {
                const [memberId = '', of = ''] = [ids[member], months[index]];
                const levyId = putLevy(db, memberId, of, amount);
                const relief = Math.min(waived, amount);
                if (relief > 0) putWaiver(db, memberId, of, levyId, relief);
                const money = fen(Math.min(paid, amount - relief));
                if (money > 0)
                  putBatch(context, day('2026-03-05'), [
                    { memberId, amount: money, pays: [{ levyId, amount: money }] },
                  ]);
              }
              const all = readDisclosure(db, TODAY, EVERYBODY);
              const listed = months.map((of) => listLevies(db, { month: of, search: '', offset: 0, limit: 500 }).rows);
              const paidInLists = listed.map((rows) => rows.reduce((sum, row) => sum + row.paid, 0));
              expect(all.totals.map(({ paid }) => paid)).toEqual(paidInLists);
              const paidSum = paidInLists.reduce((sum, paid) => sum + paid, 0);
              expect(all.paid).toBe(paidSum);
              expect(all.rows.reduce((sum, row) => sum + row.paid, 0)).toBe(paidSum);
              for (const row of all.rows)
                row.months.forEach((cell, index) => {
                  const own = listed[index]?.find(({ memberId }) => memberId === row.memberId);
                  expect(cell).toEqual(own && own.paid > 0 ? { paid: own.paid, full: own.owed === 0 } : null);
                });
              const payers = readDisclosure(db, TODAY, { ...YEAR, unpaidToo: false });
              expect(payers.rows).toEqual(all.rows.filter(({ paid }) => paid > 0));
              expect(payers.totals).toEqual(all.totals);

              const report = readYearReport(db, 2026);
              const sumOf = (key: 'amount' | 'paid' | 'owed') => listed.flat().reduce((sum, row) => sum + row[key], 0);
              expect([report.levied, report.paid, report.owed]).toEqual([
                sumOf('amount'),
                sumOf('paid'),
                sumOf('owed'),
              ]);
              expect(report.levied).toBe(report.paid + report.owed + report.waived);
              expect(report.received).toBe(paidSum); // all of it came in this year, and nothing else did
              expect(report.members).toBe(new Set(listed.flat().map(({ memberId }) => memberId)).size);
              throw new Undo();
            });
          } catch (error) {
            if (!(error instanceof Undo)) throw error;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('goes by the indexes', () => {
    const { db } = books;
    for (const group of [false, true]) {
      const plan = explain(db, disclosureSql(group), { ...YEAR, groupId: 'g' }).join('\n');
      expect(plan).toMatch(/SCAN members USING (COVERING )?INDEX members_searched/);
      expect(plan).toContain(
        'SEARCH levies USING INDEX sqlite_autoindex_levies_2 (member_id=? AND month>? AND month<?)',
      );
      expect(plan).not.toContain('TEMP B-TREE');
    }
    expect(explain(db, YEAR_SUMS_SQL, YEAR).join('\n')).toContain(
      'COVERING INDEX levies_month_sums (month>? AND month<?)',
    );
    expect(explain(db, YEAR_MEMBERS_SQL, YEAR).join('\n')).toContain(
      'sqlite_autoindex_levies_2 (member_id=? AND month>? AND month<?)',
    );
    for (const sql of [CERTIFIED_MONTHS_SQL, CERTIFIED_RECEIPTS_SQL])
      expect(explain(db, sql, { ...YEAR, memberId: 'm' }).join('\n')).toContain(
        'SEARCH levies USING INDEX sqlite_autoindex_levies_2 (member_id=? AND month>? AND month<?)',
      );
    expect(explain(db, CERTIFIED_RECEIPTS_SQL, { ...YEAR, memberId: 'm' }).join('\n')).toContain(
      'SEARCH dues_allocations USING INDEX dues_allocations_of_levy (levy_id=?)',
    );
  });

  it('a certificate says what was paid month by month, with the numbered receipts, and nothing else', () => {
    const { db } = books;
    const [id = '', other = ''] = putMembers(db, [
      { number: '0001', name: '侯梅玉' },
      { number: '0002', name: '崔超' },
    ]);
    books.write((context) => {
      const [a, b, c] = months.slice(0, 3).map((of) => putLevy(db, id, of, 2280)) as [string, string, string];
      putWaiver(db, id, '2026-03', c, 2280);
      putLevy(db, other, '2026-01', 1540);
      putBatch(
        context,
        day('2026-03-05'),
        [
          {
            memberId: id,
            amount: fen(4000),
            pays: [
              { levyId: a, amount: 2280 },
              { levyId: b, amount: 1000 },
            ],
          },
        ],
        'No.0012',
      );
    });
    const certificate = readCertificate(db, TODAY, { memberId: id, ...YEAR });
    expect(certificate).toEqual({
      memberId: id,
      number: '0001',
      name: '侯梅玉',
      groupName: '',
      ...YEAR,
      months: [
        { month: '2026-01', amount: 2280, paid: 2280, waived: 0 },
        { month: '2026-02', amount: 2280, paid: 1000, waived: 0 },
        { month: '2026-03', amount: 2280, paid: 0, waived: 2280 },
      ],
      paidMonths: 2,
      paid: 3280,
      // 720 of the receipt is credit, not dues of these months
      receipts: [{ number: 'No.0012', day: '2026-03-05', amount: 3280 }],
      today: TODAY,
    });
    expect(() => readCertificate(db, TODAY, { memberId: other, ...YEAR })).toThrow('dues.nothingPaid');
    expect(() => readCertificate(db, TODAY, { memberId: id, from: month('2026-03'), to: YEAR.to })).toThrow(
      'dues.nothingPaid',
    );
  });
});

describe('the operations', () => {
  let test: TestEngine;
  let db: Connection;
  let ids: string[];
  let group: string;
  beforeAll(async () => {
    test = await startWithBooks();
    db = await secondConnection(test);
    group = putGroup(db, '数学组');
    ids = putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 4380 },
      { number: '0003', name: '黎明', wage: 3080 },
    ]);
    putMove(db, ids[1] ?? '', group, '2024-01-01');
    for (const of of months.slice(0, 2)) await test.call('dues.raiseLevy', { month: of });
    const { rows } = await test.call('dues.listLevies', { month: month('2026-01') });
    for (const { id, owed, name } of rows.slice(0, 2))
      await test.call('dues.recordReceipt', {
        levyId: id,
        amount: name === '崔超' ? fen(1000) : owed,
        method: 'bank',
        day: day('2026-03-05'),
      });
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });

  it('show payers by group, those in no group last, and leave out who has not paid unless asked', async () => {
    const payers = await test.call('dues.readDisclosure', { from: month('2026-01'), to: month('2026-02') });
    expect(payers.rows.map(({ groupName, name, months: cells }) => [groupName, name, cells])).toEqual([
      ['数学组', '崔超', [{ paid: 1000, full: false }, null]],
      ['', '侯梅玉', [{ paid: 2280, full: true }, null]],
    ]);
    expect(payers.totals).toEqual([
      { month: '2026-01', members: 1, paid: 3280 },
      { month: '2026-02', members: 0, paid: 0 },
    ]);
    expect([payers.members, payers.paid]).toEqual([2, 3280]);
    const all = await test.call('dues.readDisclosure', {
      from: month('2026-01'),
      to: month('2026-02'),
      unpaidToo: true,
    });
    expect(all.rows.map(({ name }) => name)).toEqual(['崔超', '侯梅玉', '黎明']);
    const own = await test.call('dues.readDisclosure', {
      from: month('2026-01'),
      to: month('2026-02'),
      groupId: group,
    });
    expect(own.rows.map(({ name }) => name)).toEqual(['崔超']);
  });

  it('say the year in one sentence', async () => {
    const report = await test.call('dues.readYearReport', { year: 2026 });
    expect(report.sentence).toBe(
      '2026年会费应收 3 人 120.20 元，实收 32.80 元，尚欠 87.40 元，收缴率 27.28%；2026年账上会费收入 32.80 元。',
    );
    expect((await test.call('dues.readYearReport', { year: 2024 })).sentence).toBe(
      '2024年没有计提会费；2024年账上会费收入 0.00 元。',
    );
  });

  it('write the workbook, note certificates on the trail, keep the texts', async () => {
    const folder = test.engine.registerPath(test.folder);
    const choice = { from: month('2026-01'), to: month('2026-06'), folder };
    for (const withAmounts of [false, true])
      expect(await test.call('dues.exportDisclosure', { ...choice, withAmounts })).toEqual({
        fileName: '会费收缴公示-2026年上半年.xlsx',
        members: 2,
      });
    const workbook = openWorkbook(test.folder, '会费收缴公示-2026年上半年.xlsx');
    expect(rowWith(workbook, '会费收缴公示', 'B', '合计')).toMatchObject({ C: '2 人', D: 32.8, E: 0, J: 32.8 });
    expect(JSON.stringify(workbook.Sheets)).not.toContain('0001');
    const trail = () =>
      db
        .all<{ label: string }>('SELECT label FROM audit_trail ORDER BY sequence DESC LIMIT 1')
        .map(({ label }) => label);
    await test.call('dues.noteCertificate', { memberId: ids[0] ?? '', ...YEAR });
    expect(trail()).toEqual(['0001 侯梅玉 会费缴纳证明']);
    expect(await test.call('dues.readNoticeTexts', {})).toEqual({ payHow: '', contact: '' });
    const texts = { payHow: '现金交到工会办公室', contact: '王会计' };
    await test.call('dues.saveNoticeTexts', texts);
    expect(await test.call('dues.readNoticeTexts', {})).toEqual(texts);
  });

  it('refuse what makes no sense, and write nothing', async () => {
    const [memberId = '', , unpaid = ''] = ids;
    const count = () => db.get<{ n: number }>('SELECT count(*) AS n FROM audit_trail')?.n;
    const before = count();
    const cases: [Parameters<TestEngine['refusal']>[0], object, string][] = [
      ['dues.readDisclosure', { from: '2026-06', to: '2026-01' }, 'dues.monthsReversed'],
      ['dues.readDisclosure', { from: '2026-01', to: '2027-01' }, 'dues.disclosureTooLong'],
      ['dues.readDisclosure', { from: '2026-13', to: '2027-01' }, 'request.invalid'],
      ['dues.readDisclosure', { ...YEAR, groupId: 'nobody' }, 'request.notFound'],
      ['dues.exportDisclosure', { ...YEAR, folder: 'nowhere-1234' }, 'file.gone'],
      ['dues.readCertificate', { memberId: 'nobody', ...YEAR }, 'request.notFound'],
      ['dues.readCertificate', { memberId: unpaid, ...YEAR }, 'dues.nothingPaid'],
      ['dues.readCertificate', { memberId, from: '2026-06', to: '2026-01' }, 'dues.monthsReversed'],
      ['dues.readCertificate', { memberId, from: '1990-01', to: '2026-01' }, 'dues.stretchTooLong'],
      ['dues.noteCertificate', { memberId: unpaid, ...YEAR }, 'dues.nothingPaid'],
      ['dues.readYearReport', { year: 26 }, 'request.invalid'],
      ['dues.saveNoticeTexts', { payHow: '字'.repeat(201), contact: '' }, 'request.invalid'],
    ];
    for (const [name, input, code] of cases)
      expect((await test.refusal(name, input)).code, `${name} ${JSON.stringify(input)}`).toBe(code);
    const nobody = await test.refusal('dues.readCertificate', { memberId: unpaid, ...YEAR });
    expect(nobody.sentence).toContain('黎明');
    expect(nobody.sentence).toContain('2026年全年');
    expect(count()).toBe(before);
  });
});
