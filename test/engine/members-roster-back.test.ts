import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { dependentsOf } from '#electron/engine/members/roster/states.ts';
import { day, month } from '#shared/calendar.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, type RosterLine, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

// An import of today is taken back as a whole, as long as nothing was built on it.

const wageFrom = month('2026-01');
const TODAY = '2026-03-15T02:00:00.000Z';
let test: TestEngine;
let db: Connection;
const open = async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
};
const close = async () => {
  db.close();
  await test.dispose();
};

const take = async (lines: readonly RosterLine[], fileName?: string, from = wageFrom) =>
  (await test.call('members.takeRoster', { file: roster(test, lines, fileName), wageFrom: from })).batch;
const takeBack = (id: string) => test.call('members.takeBackImport', { id });
const find = async (search: string) => {
  const [row] = (await test.call('members.list', { search })).rows;
  return test.call('members.get', { id: row?.id ?? '' });
};

/** Trail and the imports themselves; a take-back only ever adds to them. */
const BOOKKEEPING = ['audit_trail', 'import_batches', 'import_rows', 'import_groups', 'import_shapes'];
/** Histories of known members only grow: what they amount to is compared instead. */
const HISTORIES = ['member_changes', 'member_moves'];

function everything(without: readonly string[] = BOOKKEEPING): Record<string, unknown[]> {
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return Object.fromEntries(
    tables
      .filter(({ name }) => !without.includes(name))
      .map(({ name }) => [
        name,
        db
          .all<object>(`SELECT * FROM "${name}"`)
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
  );
}

const line = (serial: number, more: Partial<RosterLine> = {}): RosterLine => ({
  name: `会员${'甲乙丙丁戊己庚辛壬癸子丑寅'[serial] ?? ''}`,
  idNumber: idNumberOf(serial),
  number: `N${serial}`,
  group: '一组',
  postWage: '3000',
  ...more,
});

describe('books', () => {
  beforeEach(open);
  afterEach(close);

  it('are to the last row as they were before an import of new people, which can be taken in again', async () => {
    await take([line(0)], '先.csv');
    const before = everything();
    const lines = [line(1, { group: '新组', note: '退休' }), line(2, { group: '一组' }), line(3, { idNumber: '1' })];
    const batch = await take(lines);
    const [waiting] = (await test.call('members.listTray', {})).rows;
    // a mended row belongs to its import
    await test.call('members.mendTrayRow', {
      id: waiting?.id ?? '',
      values: { idNumber: idNumberOf(3), group: '补组' },
      wageFrom,
    });
    expect((await test.call('members.count', {})).byStatus).toMatchObject({ active: 3, retained: 1 });
    expect(await takeBack(batch)).toEqual({ removed: 3, restored: 0, tray: 0 });
    expect(everything()).toEqual(before);
    expect((await test.call('members.list', { search: '会员乙' })).total).toBe(0);
    const [first] = (await test.call('members.listImports', {})).rows;
    expect(first).toMatchObject({ id: batch, mayTakeBack: false, takenBack: { by: '陈静' } });
    expect(await test.call('members.takeRoster', { file: roster(test, lines), wageFrom })).toMatchObject({
      added: 2,
      tray: 1,
    });
    expect((await test.refusal('members.takeBackImport', { id: batch })).code).toBe('member.importTakenBack');
  });

  it('give known members their values, wages, groups and membership back, and withdraw what waits', async () => {
    await take([line(0, { phone: '13800000001' }), line(1)], '先.csv');
    const before = everything([...BOOKKEEPING, ...HISTORIES, 'groups']);
    const batch = await take(
      [
        line(0, { phone: '13900000002', group: '新组', postWage: '4000', note: '退休', number: 'N1' }),
        line(1, { number: 'N0', joined: '2001-02-03' }),
        line(2, { sex: '男' }),
      ],
      '后.csv',
      month('2026-03'),
    );
    // two who swap their numbers are refused row by row, so one of them waits
    expect((await test.call('members.count', {})).tray).toBe(3);
    expect(await takeBack(batch)).toEqual({ removed: 0, restored: 0, tray: 3 });
    const second = await take(
      [line(0, { phone: '13900000002', group: '新组', postWage: '4000', note: '退休', number: 'M0' })],
      '后.csv',
      month('2026-03'),
    );
    expect(await find('会员甲')).toMatchObject({ status: 'retained', groupName: '新组', number: 'M0' });
    expect(await takeBack(second)).toEqual({ removed: 0, restored: 1, tray: 0 });
    expect(everything([...BOOKKEEPING, ...HISTORIES, 'groups'])).toEqual(before);
    const member = await find('会员甲');
    expect(member).toMatchObject({ status: 'active', groupName: '一组', phone: '13800000001', number: 'N0' });
    // the history says what happened; the group that only it names is dissolved
    expect(member.changes.map(({ to }) => to)).toEqual(['active', 'retained', 'active']);
    expect(db.get("SELECT closed_day FROM groups WHERE name = '新组'")).toEqual({ closed_day: '2026-03-15' });
    expect((await test.call('members.count', {})).byStatus).toMatchObject({ active: 2, retained: 0 });
  });

  it('keep what was built on an import: the refusal names the first member and what it is, and nothing changes', async () => {
    const batch = await take([line(0), line(1), line(2)]);
    const { id } = await find('会员丙');
    await test.call('members.changeStatus', {
      id,
      status: 'retained',
      kind: 'retired',
      day: day('2026-03-15'),
      ground: '退休',
    });
    const before = everything([]);
    expect((await test.refusal('members.takeBackImport', { id: batch })).sentence).toBe(
      '不能撤回：会员「会员丙」在导入之后变更了会籍；请先撤掉那一笔，或到会员资料里逐人改正。',
    );
    expect(everything([])).toEqual(before);
    const other = await find('会员乙');
    await test.call('members.save', {
      id: other.id,
      fields: { name: other.name, number: other.number, idNumber: other.idNumber, phone: '13800000009' },
    });
    expect((await test.refusal('members.takeBackImport', { id: batch })).sentence).toContain('「会员乙」');
    await take([line(0, { phone: '13700000007' })], '又一次.csv');
    expect((await test.refusal('members.takeBackImport', { id: batch })).sentence).toBe(
      '不能撤回：会员「会员甲」后来又由「又一次.csv」改过，请先撤回那一次导入。',
    );
  });

  it('are taken back only on the day of the import', async () => {
    const batch = await take([line(0)]);
    const before = everything([]);
    test.setNow('2026-03-16T02:00:00.000Z');
    const refusal = await test.refusal('members.takeBackImport', { id: batch });
    expect(refusal).toEqual({
      code: 'member.importNotToday',
      sentence: '「花名册.csv」是 2026-03-15 导入的，只能在导入当天整批撤回；请到会员资料里逐人改正。',
    });
    expect((await test.call('members.listImports', {})).rows[0]).toMatchObject({
      mayTakeBack: false,
      day: '2026-03-15',
    });
    test.setNow(TODAY);
    expect(everything([])).toEqual(before);
  });

  it('refuse in the schema what no command does', async () => {
    const batch = await take([line(0)]);
    const { id } = await find('会员甲');
    for (const sql of [
      'DELETE FROM members WHERE id = :id',
      'DELETE FROM member_changes WHERE member_id = :id',
      'DELETE FROM groups WHERE id = (SELECT group_id FROM members WHERE id = :id)',
    ])
      expect(() => db.run(sql, { id })).toThrow('audit.appendOnly');
    const late = `UPDATE import_batches SET taken_back_at = '2026-03-17T02:00:00.000Z', taken_back_by = 'x' WHERE id = :batch`;
    expect(() => db.run(late, { batch })).toThrow('member.importTakenBack');
  });
});

describe('what stands in the way', () => {
  beforeAll(open);
  afterAll(close);

  it('is asked of the schema: every table that points at members has its words, or the general ones', () => {
    const tables = dependentsOf(db).map(({ table }) => table);
    for (const table of ['levies', 'dues_receipts', 'visits', 'hardship_files', 'member_moves', 'member_changes'])
      expect(tables).toContain(table);
    expect(tables).not.toContain('member_wages');
  });

  it.each([
    ['nobody', 'request.notFound'],
    ['', 'request.invalid'],
    ["x' OR 1=1", 'request.invalid'],
  ])('%j is no import', async (id, code) => {
    expect((await test.refusal('members.takeBackImport', { id })).code).toBe(code);
  });
});

describe('any two imports', () => {
  beforeAll(open);
  afterAll(close);

  const someLine = fc
    .record({
      serial: fc.nat(9),
      phone: fc.constantFrom('', '13800000001', '13900000002'),
      group: fc.constantFrom('', '一组', '二组', '三组'),
      wage: fc.constantFrom('', '3000', '4000'),
      note: fc.constantFrom('', '退休', '备注'),
      whole: fc.boolean(),
    })
    .map(({ serial, phone, group, wage, note, whole }) =>
      line(serial, { phone, group, postWage: wage, note, ...(whole ? {} : { idNumber: '' }) }),
    );
  const some = fc
    .array(someLine, { minLength: 1, maxLength: 12 })
    .filter((lines) => lines.some(({ idNumber }) => idNumber));

  it('the second one taken back leaves the books as the first one left them', async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(some, some, async (first, second) => {
        turn += 1;
        await take(first, `先${turn}.csv`);
        const before = everything([...BOOKKEEPING, ...HISTORIES, 'groups']);
        const batch = await take(second, `后${turn}.csv`, month('2026-03'));
        await takeBack(batch);
        expect(everything([...BOOKKEEPING, ...HISTORIES, 'groups'])).toEqual(before);
        // what the histories amount to, for every day and month there is
        const broken = db.all(
          `SELECT id FROM members
           WHERE status <> (SELECT to_status FROM member_changes WHERE member_id = members.id ORDER BY sequence DESC LIMIT 1)
              OR EXISTS (SELECT 1 FROM member_moves WHERE member_id = members.id
                         AND sequence = (SELECT max(sequence) FROM member_moves WHERE member_id = members.id)
                         AND to_group IS NOT members.group_id)`,
        );
        expect(broken).toEqual([]);
        expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
