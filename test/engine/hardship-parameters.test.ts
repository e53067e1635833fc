import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import { type Connection, openConnection } from '#electron/engine/database.ts';
import {
  LINE_IN_FORCE,
  LINES_IN_ORDER,
  LIST_PLACES,
  LIST_USED,
} from '#electron/engine/hardship/parameters/parameters.ts';
import { day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

type Line = InputOf<'hardship.saveParameters'>;
const line = (change: Partial<Line> = {}): Line => ({
  place: '滨江区',
  from: day('2026-01-01'),
  minimumLiving: fen(110_000),
  deepMultiplePercent: 100,
  relativeMultiplePercent: 200,
  accidentSharePercent: 80,
  source: '区民政局公告',
  ...change,
});
const figures = (change: Partial<InputOf<'hardship.assess'>> = {}): InputOf<'hardship.assess'> => ({
  people: 1,
  incomes: [{ label: '本人工资', yearly: fen(1_440_000) }],
  expenses: [],
  ...change,
});

describe('认定标准 by place and day', () => {
  let test: TestEngine;
  let raw: Connection;
  let member: string;
  beforeAll(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    [member = ''] = putMembers(raw, [{ number: '0001', name: '张三' }]);
  });
  afterAll(async () => {
    raw.close();
    await test.dispose();
  });
  const rows = () => raw.all('SELECT * FROM hardship_parameters ORDER BY id');

  it('none ships: the first computation asks for the local line', async () => {
    expect(await test.call('hardship.listParameters', {})).toEqual([]);
    const refusal = await test.refusal('hardship.assess', figures());
    expect(refusal.code).toBe('hardship.noParameters');
    expect(refusal.sentence).toContain('2026-03-15 还没有可用的低保线');
  });

  it('with one place nobody has to choose it; the line in force on the day applies', async () => {
    await test.call('hardship.saveParameters', line());
    await test.call('hardship.saveParameters', line({ from: day('2026-03-01'), minimumLiving: fen(130_000) }));
    const assess = (assessedDay?: string) =>
      test.call('hardship.assess', figures(assessedDay === undefined ? {} : { assessedDay: day(assessedDay) }));
    // 14,400 a year for one person is 1,200 a month: between the two lines
    expect((await assess('2026-02-28')).suggested).toBe('relative');
    expect((await assess('2026-03-01')).suggested).toBe('deep');
    expect(await assess()).toMatchObject({ suggested: 'deep', parameters: { place: '滨江区', from: '2026-03-01' } });
    const early = await test.refusal('hardship.assess', figures({ assessedDay: day('2025-12-31') }));
    expect(early).toMatchObject({ code: 'hardship.noParameters' });
    expect(early.sentence).toContain('2025-12-31');
  });

  it('several places may have a line from the same day; a file chooses its own', async () => {
    await test.call('hardship.saveParameters', line({ place: '萧山区', minimumLiving: fen(150_000) }));
    const assess = (place: string, assessedDay: string) =>
      test.call('hardship.assess', figures({ place, assessedDay: day(assessedDay) }));
    expect((await assess('滨江区', '2026-01-01')).parameters.minimumLiving).toBe(110_000);
    expect((await assess('萧山区', '2026-01-01')).parameters.minimumLiving).toBe(150_000);
    // a later line of one place leaves the other alone
    expect((await assess('萧山区', '2026-03-15')).parameters.minimumLiving).toBe(150_000);
    const unchosen = await test.refusal('hardship.assess', figures());
    expect(unchosen.code).toBe('hardship.placeNeeded');
    expect(unchosen.sentence).toMatch(/滨江区.*萧山区|萧山区.*滨江区/);
    const unknown = await test.refusal('hardship.assess', figures({ place: '上城区' }));
    expect(unknown.code).toBe('hardship.noLineOfPlace');
    expect(unknown.sentence).toContain('上城区');
    expect((await test.call('hardship.listParameters', {})).map(({ place, from }) => [place, from])).toEqual([
      ['滨江区', '2026-03-01'],
      ['滨江区', '2026-01-01'],
      ['萧山区', '2026-01-01'],
    ]);
  });

  it('one line a place and day', async () => {
    const before = rows();
    const twice = await test.refusal('hardship.saveParameters', line({ place: '萧山区' }));
    expect(twice.code).toBe('hardship.parametersTaken');
    expect(twice.sentence).toContain('萧山区');
    const [later] = await test.call('hardship.listParameters', {});
    const { used: _used, ...set } = later ?? { used: 0, ...line() };
    expect((await test.refusal('hardship.saveParameters', { ...set, from: '2026-01-01' })).code).toBe(
      'hardship.parametersTaken',
    );
    expect(rows()).toEqual(before);
  });

  it('a line that files rest on keeps its place and day; its figures can be corrected, the files keep theirs', async () => {
    const file = await test.call('hardship.save', {
      fields: { memberId: member, household: [], cause: 'illness', ...figures({ place: '萧山区' }) },
    });
    const used = (await test.call('hardship.listParameters', {})).find(({ place }) => place === '萧山区');
    expect(used?.used).toBe(1);
    const { used: _used, ...set } = used ?? { used: 0, ...line() };
    for (const change of [{ place: '上城区' }, { from: '2025-06-01' }]) {
      const refusal = await test.refusal('hardship.saveParameters', { ...set, ...change });
      expect(refusal.code).toBe('hardship.parametersUsed');
      expect(refusal.sentence).toContain('1 份档案');
    }
    await test.call('hardship.saveParameters', { ...set, minimumLiving: fen(100) });
    expect((await test.call('hardship.open', { id: file.id })).assessment).toEqual(file.assessment);
    expect(() => raw.run('DELETE FROM hardship_parameters WHERE id = :id', { id: set.id ?? '' })).toThrow();
    await test.call('hardship.saveParameters', set);
  });

  it('refuses what cannot be, in words, and writes nothing', async () => {
    const before = rows();
    const trail = raw.get('SELECT count(*) AS rows FROM audit_trail');
    const UNKNOWN = '00000000-0000-7000-8000-000000000000';
    for (const [input, code, sentence] of [
      [line({ from: day('2027-01-01'), minimumLiving: fen(0) }), 'request.invalid', /低保线.*要大于零/],
      [{ ...line(), minimumLiving: 12.345 }, 'request.invalid', /最多写到分/],
      [{ ...line(), minimumLiving: -1 }, 'request.invalid', /低保线/],
      [{ ...line(), from: '2026-02-30' }, 'request.invalid', /开始日期.*不是一个存在的日期/],
      [{ ...line(), place: '  ' }, 'request.invalid', /没有填写/],
      [{ ...line(), deepMultiplePercent: 0 }, 'request.invalid', /深度困难倍数/],
      [{ ...line(), relativeMultiplePercent: 1001 }, 'request.invalid', /相对困难倍数/],
      [{ ...line(), accidentSharePercent: 0.8 }, 'request.invalid', /意外致困比例.*整数/],
      [{ ...line(), id: UNKNOWN }, 'request.notFound', /认定标准/],
      [{ ...line(), more: 1 }, 'request.invalid', /不认识/],
    ] as const) {
      const refusal = await test.refusal('hardship.saveParameters', input);
      expect([refusal.code, refusal.sentence]).toEqual([code, expect.stringMatching(sentence)]);
    }
    expect((await test.refusal('hardship.assess', figures({ assessedDay: day('2026-03-16') }))).sentence).toMatch(
      /测算日期.*2026-03-16 还没有到/,
    );
    expect(rows()).toEqual(before);
    expect(raw.get('SELECT count(*) AS rows FROM audit_trail')).toEqual(trail);
  });

  it('the schema refuses the same past the program', () => {
    const insert = `INSERT INTO hardship_parameters (id, place, from_day, minimum_living, deep_multiple_percent,
      relative_multiple_percent, accident_share_percent) VALUES ('x', :place, :from, :line, 100, 200, 80)`;
    const good = { place: '某地', from: '2026-01-01', line: 1 };
    expect(() => raw.run(insert, { ...good, place: '滨江区' })).toThrow(/UNIQUE/);
    expect(() => raw.run(insert, { ...good, place: ' ' })).toThrow(/hardship_parameters_place_given/);
    expect(() => raw.run(insert, { ...good, from: '2026' })).toThrow(/hardship_parameters_from_shape/);
    expect(() => raw.run(insert, { ...good, line: 0 })).toThrow(/hardship_minimum_range/);
  });

  it('finds a line by its index', () => {
    const index = /USING (COVERING )?INDEX (sqlite_autoindex_hardship_parameters_2|hardship_assessments_by_parameters)/;
    for (const sql of [LINE_IN_FORCE, LINES_IN_ORDER, LIST_PLACES, LIST_USED]) {
      const steps = explain(raw, sql, { place: '滨江区', day: '2026-01-01' });
      expect(steps.join('\n')).toMatch(index);
      expect(steps.join('\n')).not.toContain('TEMP B-TREE FOR ORDER BY');
    }
  });
});

describe('books of before the lines had places', () => {
  it('keep every line, file and computation when they are brought up', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaojia-lines-'));
    try {
      const shipped = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
      const db = openConnection(join(folder, 'old.db'), '22'.repeat(48), 'create');
      const at = '2026-03-15T00:00:00.000Z';
      migrate(
        db,
        shipped.filter(({ version }) => version < 300),
        at,
      );
      const [member = ''] = putMembers(db, [{ number: '0001', name: '张三' }]);
      db.run(`INSERT INTO hardship_parameters VALUES ('a', '滨江区', '2025-01-01', 100000, 100, 200, 80, ''),
        ('b', '滨江区', '2026-01-01', 110000, 100, 200, 80, '公告')`);
      db.run(
        `INSERT INTO hardship_files (id, number, member_id, people, cause, category, suggested, per_head_monthly, parameters_id,
           assessment, opened_day, reviewed_day)
         VALUES ('f', '困-2025-001', :member, 3, 'illness', 'deep', 'deep', 90000, 'a', '{"kept":1}', '2025-03-01', '2025-04-01')`,
        { member },
      );
      db.run(`INSERT INTO hardship_items (file_id, side, line, label, yearly)
        VALUES ('f', 'income', 1, '本人工资', 100), ('f', 'income', 2, '房租', 50), ('f', 'expense', 1, '工资税', 5)`);
      migrate(db, shipped, at);
      expect(
        db.all('SELECT id, place, from_day, minimum_living AS line, source FROM hardship_parameters ORDER BY id'),
      ).toEqual([
        { id: 'a', place: '滨江区', from_day: '2025-01-01', line: 100_000, source: '' },
        { id: 'b', place: '滨江区', from_day: '2026-01-01', line: 110_000, source: '公告' },
      ]);
      expect(db.get("SELECT place, stage, parameters_id AS line FROM hardship_files WHERE id = 'f'")).toEqual({
        place: '滨江区',
        stage: 'filed',
        line: 'a',
      });
      expect(
        db.all('SELECT file_id, sequence, day, people, assessment, operator, at FROM hardship_assessments'),
      ).toEqual([
        { file_id: 'f', sequence: 1, day: '2025-04-01', people: 3, assessment: '{"kept":1}', operator: '', at: '' },
      ]);
      expect(db.get("SELECT single_parent, employer FROM hardship_forms WHERE file_id = 'f'")).toEqual({
        single_parent: null,
        employer: '',
      });
      expect(db.all('SELECT label, wage FROM hardship_items ORDER BY side, line')).toEqual([
        { label: '工资税', wage: 0 },
        { label: '本人工资', wage: 1 },
        { label: '房租', wage: 0 },
      ]);
      // references still hold after the table was made anew
      expect(() => db.run("DELETE FROM hardship_parameters WHERE id = 'a'")).toThrow();
      expect(() => db.run("UPDATE hardship_files SET parameters_id = 'nowhere'")).toThrow(/FOREIGN KEY/);
      db.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
