import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KnownMember, People } from '#electron/engine/members/roster/people.ts';
import { RosterJudge } from '#electron/engine/members/roster/roster-judge.ts';
import { checkRow } from '#electron/engine/members/roster/roster-row.ts';
import { day } from '#shared/calendar.ts';
import { ROSTER_FIELDS } from '#shared/contract/members.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, type RosterLine, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const today = day('2026-03-15');
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('男', '退休', '=1+1', '2026-02-30', '1e999', '#N/A', "'; DROP TABLE members; --"),
);
const anyValues = fc.record(Object.fromEntries(ROSTER_FIELDS.map((field) => [field, anyText])), { requiredKeys: [] });

it('any row gets a verdict with words for it, and what passes carries a checked identity number', () => {
  fc.assert(
    fc.property(anyValues, fc.option(fc.nat(400)), (values, serial) => {
      const row = serial === null ? values : { ...values, idNumber: idNumberOf(serial) };
      const result = checkRow(row, today);
      // without one, it is the judge who knows whether the person is known
      if (result.ok) expect(['', idNumberOf(serial ?? 0)]).toContain(result.draft.idNumber);
      else expect(result.problem).toMatch(/\p{Script=Han}/u);
    }),
    { numRuns: 500 },
  );
});

/** People of whom some come twice, some are broken, some are known already; in any order. */
const line = fc
  .record({ serial: fc.nat(12), broken: fc.constantFrom('', '', '', 'name', 'idNumber', 'sex'), retired: fc.boolean() })
  .map(
    ({ serial, broken, retired }): RosterLine => ({
      name: broken === 'name' ? '' : `会员${'甲乙丙丁戊己庚辛壬癸子丑寅'[serial] ?? ''}`,
      idNumber: broken === 'idNumber' ? '' : idNumberOf(serial),
      number: `N${serial}`,
      sex: broken === 'sex' ? '男' : '女',
      group: serial % 2 ? '一组' : '二组',
      postWage: '3000',
      note: retired ? '退休' : '',
    }),
  );
const isWhole = ({ name, idNumber, sex }: RosterLine) => name !== '' && idNumber !== '' && sex === '女';

it('counts the same people whatever the order of the rows: each whole person once, the rest duplicate or problem', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const judge = new RosterJudge(new People([]), today);
      const verdicts = lines.map((values) => judge.judge({ isTotal: false, values }).verdict);
      const whole = lines.filter(isWhole);
      expect(verdicts.filter((verdict) => verdict === 'new')).toHaveLength(
        new Set(whole.map(({ idNumber }) => idNumber)).size,
      );
      expect(verdicts.filter((verdict) => verdict === 'problem')).toHaveLength(lines.length - whole.length);
    }),
  );
});

it('a member is matched by one row of a file only', () => {
  const member: KnownMember = {
    id: 'm',
    name: '甲一',
    number: '',
    id_number: '',
    sex: 'female',
    birthday: day('1980-01-05'),
    phone: '',
    ethnicity: '',
    political: '',
    education: '',
    group_id: null,
    group_name: '',
    status: 'active',
    joined: '',
    note: '',
    wages: [],
  };
  const judge = new RosterJudge(new People([member]), today);
  const verdicts = [1, 2].map(
    (serial) => judge.judge({ isTotal: false, values: { name: '甲一', idNumber: idNumberOf(serial) } }).verdict,
  );
  expect(verdicts).toEqual(['update', 'new']);
});

let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
});
afterEach(async () => {
  await test.dispose();
});

it('taking any roster twice changes nothing the second time, and no two members share a number', async () => {
  const db = await secondConnection(test);
  const stored = () => [
    db.all('SELECT * FROM members ORDER BY id'),
    db.all('SELECT * FROM member_wages'),
    db.all('SELECT * FROM member_changes'),
    db.all('SELECT * FROM groups ORDER BY id'),
    db.all("SELECT id, source FROM import_rows WHERE state = 'tray' ORDER BY id"),
  ];
  const wageFrom = '2026-01';
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 20 }).filter((lines) => lines.some(isWhole)),
      async (lines) => {
        const file = roster(test, lines);
        const input = { file, wageFrom };
        await test.engine.call('members.takeRoster', input);
        const before = stored();
        const again = await test.engine.call('members.takeRoster', input);
        expect(again).toMatchObject({ ok: true, value: { added: 0, updated: 0, tray: 0 } });
        expect(stored()).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
  expect(db.all('SELECT id_number FROM members GROUP BY id_number HAVING count(*) > 1')).toEqual([]);
  db.close();
});
