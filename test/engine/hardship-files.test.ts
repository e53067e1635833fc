import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { ASSESSMENTS_OF_FILE } from '#electron/engine/hardship/files/history.ts';
import { IN_OTHER_FILES } from '#electron/engine/hardship/files/household.ts';
import { APPLYING_COUNT, fileListSql, OPEN_COUNT, STALE_COUNT } from '#electron/engine/hardship/files/queries.ts';
import { day, month } from '#shared/calendar.ts';
import { HARDSHIP_CAUSES, type HardshipChoices } from '#shared/contract/hardship.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { identityCheckCharacter } from '#shared/identity-card.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { fileFamily, wayTo } from './hardship-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

type Fields = InputOf<'hardship.save'>['fields'];
const UNKNOWN = '00000000-0000-7000-8000-000000000000';
/** A valid identity number; an odd serial is a man's. */
const idNumber = (birthday: string, serial: number) => {
  const first17 = `330106${birthday.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return first17 + identityCheckCharacter(first17);
};
const ZHANG = idNumber('1988-03-07', 961);
const WIFE = idNumber('1989-05-01', 420);

const WHOLE = {
  healthStatus: '糖尿病',
  disabilityKind: '肢体残疾',
  insurance: '职工基本医疗保险',
  modelKind: '市级劳模',
  housing: '租赁住房',
  floorArea: 6852,
  address: '滨江路 8 号',
  otherPhone: '0571-88001122',
  postcode: '310051',
  workStarted: month('2009-07'),
  industry: '教育',
  workState: '病休',
  employer: '滨江实验学校',
  employerKind: '事业单位',
  employerState: '正常',
  marital: '已婚',
  householdKind: '本地城镇',
  householdPlace: '浙江省杭州市滨江区',
  singleParent: false,
  selfHelp: true,
  zeroEmployment: false,
  ownMonthly: fen(400_000),
  bankName: '农业银行',
  bankBranch: '滨江支行',
  bankAccount: '6228480402564890018',
  note: '妻子也在治疗',
} as const satisfies Partial<Fields>;

describe('hardship files through the engine', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  let resolutionId: string;
  let taken = 0;
  beforeAll(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(
      raw,
      Array.from({ length: 40 }, (_, index) => ({
        number: String(index + 1).padStart(4, '0'),
        name: `会员${index + 1}`,
      })),
    );
    resolutionId = putResolution(raw);
    await test.call('hardship.saveParameters', {
      place: '滨江区',
      from: day('2025-01-01'),
      minimumLiving: fen(110_000),
      deepMultiplePercent: 100,
      relativeMultiplePercent: 200,
      accidentSharePercent: 80,
      source: '区民政局公告',
    });
  });
  afterAll(async () => {
    raw.close();
    await test.dispose();
  });

  /** Somebody who has no file yet. */
  const nextMember = () => members[taken++] ?? '';
  /** Three people, 60,000 a year, 18,000 of fixed expenses: (60000 - 18000) / 12 / 3 = 1166.66 a head. */
  const fields = (change: Partial<Fields> = {}): Fields => ({
    memberId: nextMember(),
    people: 3,
    household: [],
    incomes: [
      { label: '本人工资', yearly: fen(4_800_000), wage: true },
      { label: '房屋租金', yearly: fen(1_200_000) },
    ],
    expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
    cause: 'illness',
    ...change,
  });
  const save = (change: Partial<Fields> = {}) => test.call('hardship.save', { fields: fields(change) });
  const refused = (input: unknown) => test.refusal('hardship.save', input);
  const person = (change: object = {}) => ({ name: '刘梅', relation: '配偶', monthlyIncome: fen(0), ...change });
  const stored = () =>
    raw.get(
      `SELECT (SELECT count(*) FROM hardship_files) AS files, (SELECT count(*) FROM household_members) AS people,
              (SELECT count(*) FROM hardship_assessments) AS assessments, (SELECT count(*) FROM hardship_forms) AS forms,
              (SELECT count(*) FROM hardship_steps) AS steps, (SELECT count(*) FROM audit_trail) AS trail`,
    );

  it('keeps the whole form, and shows of the member what the member’s record holds', async () => {
    const memberId = nextMember();
    raw.run(
      `UPDATE members SET id_number = :idNumber, phone = '13800001111', sex = 'male', birthday = '1988-03-07', ethnicity = '汉族',
         political = '群众' WHERE id = :memberId`,
      { idNumber: ZHANG, memberId },
    );
    const wife = person({
      sex: 'female',
      political: '群众',
      idNumber: WIFE,
      insurance: '未参保',
      health: '白血病',
      occupation: '无业',
      monthlyIncome: fen(100_000),
    });
    const child = person({
      name: '张小小',
      relation: '女儿',
      birthday: day('2008-06-01'),
      occupation: '在校学生',
      workplace: '滨江中学',
      grade: '高三',
      finishes: 2026,
    });
    const whole = { ...WHOLE, furtherCauses: ['schooling', 'noInsurance'] as const, household: [wife, child] };
    const file = await save({ ...whole, furtherCauses: [...whole.furtherCauses], memberId });
    expect(file).toMatchObject({
      ...WHOLE,
      number: '困-2026-001',
      status: 'applying',
      stage: 'applied',
      category: 'none',
      olderCategory: '',
      cause: 'illness',
      furtherCauses: ['schooling', 'noInsurance'],
      place: '滨江区',
      recorder: '陈静',
      idNumberMasked: `${ZHANG.slice(0, 6)}********${ZHANG.slice(14)}`,
      member: { sex: 'male', birthday: '1988-03-07', ethnicity: '汉族', political: '群众', phoneMasked: '138****1111' },
      household: [{ ...wife, birthday: '1989-05-01', workplace: '', grade: '' }, child],
      incomes: [
        { label: '本人工资', yearly: 4_800_000, wage: true },
        { label: '房屋租金', yearly: 1_200_000 },
      ],
    });
    expect(JSON.stringify(file)).not.toContain(ZHANG);
    // what is opened later is what was saved
    expect(await test.call('hardship.open', { id: file.id })).toEqual(file);
    const form = await test.call('hardship.readForm', { id: file.id });
    expect(form).toEqual({ file, idNumber: ZHANG, phone: '13800001111' });
  });

  it('what was left out stays unanswered, and answers can be taken back', async () => {
    const file = await save();
    expect(file.singleParent).toBeUndefined();
    expect(file.floorArea).toBeUndefined();
    const { memberId, people, household, incomes, expenses, cause } = file;
    const facts = { memberId, people, household, incomes, expenses, cause };
    const answered = await test.call('hardship.save', {
      id: file.id,
      fields: { ...facts, ...WHOLE, singleParent: true },
    });
    expect(answered.singleParent).toBe(true);
    const emptied = await test.call('hardship.save', { id: file.id, fields: facts });
    expect(emptied).toEqual(file);
  });

  it('makes an application, numbered within its year; the steps make a file of it', async () => {
    const file = await save({ assessedDay: day('2025-11-03') });
    expect(file.number).toMatch(/^困-2025-001$/);
    expect(file).toMatchObject({ status: 'applying', openedDay: '2025-11-03', reviewedDay: '2025-11-03' });
    expect(raw.all('SELECT kind, day FROM hardship_steps WHERE file_id = :id', { id: file.id })).toEqual([
      { kind: 'application', day: '2025-11-03' },
    ]);
    const before = await test.call('hardship.list', {});
    const filed = await test.call('hardship.recordSteps', {
      fileId: file.id,
      steps: wayTo('2026-03-02', { resolutionId }).slice(1),
    });
    expect(filed).toMatchObject({ status: 'open', stage: 'filed', category: 'relative' });
    const after = await test.call('hardship.list', {});
    expect([after.open - before.open, after.applying - before.applying]).toEqual([1, -1]);
  });

  it('changes facts of a file on record and leaves decision, consent, opening and review alone', async () => {
    const input = fields();
    const file = await fileFamily(test, input, { resolutionId });
    const changed = await test.call('hardship.save', {
      id: file.id,
      fields: { ...input, expenses: [{ label: '自付药费', yearly: fen(3_000_000) }] },
    });
    expect(changed.assessment.suggested).toBe('deep');
    const { status, stage, category, decisionGround, consentDay, openedDay, reviewedDay, number } = file;
    expect(changed).toMatchObject({
      status,
      stage,
      category,
      decisionGround,
      consentDay,
      openedDay,
      reviewedDay,
      number,
    });
    expect(changed.changes).toEqual(file.changes);
  });

  it('a resolved or closed file is not written any more', async () => {
    const input = fields();
    const file = await fileFamily(test, input, { resolutionId });
    const steps = [
      { kind: 'resolved' as const, day: day('2026-03-10'), ground: '妻子就业' },
      { kind: 'closed' as const, day: day('2026-03-11'), ground: '调离' },
    ];
    for (const step of steps) {
      await test.call('hardship.recordSteps', { fileId: file.id, steps: [step] });
      const before = stored();
      const refusal = await refused({ id: file.id, fields: input });
      expect(refusal.code).toBe('hardship.fileSettled');
      expect(refusal.sentence).toContain(step.kind === 'resolved' ? '脱困' : '注销');
      expect(stored()).toEqual(before);
    }
  });

  it('keeps every computation, one row a change of the figures, and nothing rewrites it', async () => {
    const input = fields({ assessedDay: day('2026-03-01') });
    const file = await save(input);
    const again = (change: Partial<Fields>) =>
      test.call('hardship.save', { id: file.id, fields: { ...input, ...change } });
    await again({ note: '只改备注' });
    await again({ people: 2, assessedDay: day('2026-03-10') });
    const { assessments } = await again({ people: 4, assessedDay: day('2026-03-12') });
    expect(assessments.map((kept) => [kept.day, kept.people, kept.assessment.perHeadMonthly])).toEqual([
      ['2026-03-12', 4, 87_500],
      ['2026-03-10', 2, 175_000],
      ['2026-03-01', 3, 116_666],
    ]);
    expect(assessments[0]).toMatchObject({ operator: '陈静', at: '2026-03-15T02:00:00.000Z' });
    expect(assessments[2]?.assessment).toEqual(file.assessment);
    expect(() => raw.run('UPDATE hardship_assessments SET per_head_monthly = 1')).toThrow(/audit\.appendOnly/);
    expect(() => raw.run('DELETE FROM hardship_assessments')).toThrow(/audit\.appendOnly/);
    expect(() => raw.run('INSERT OR REPLACE INTO hardship_assessments SELECT * FROM hardship_assessments')).toThrow(
      /audit\.appendOnly/,
    );
  });

  describe('一户一档', () => {
    it('one file a member, and never handed to somebody else', async () => {
      const input = fields();
      const file = await save(input);
      const before = stored();
      const twice = await refused({ fields: input });
      expect(twice.code).toBe('hardship.fileExists');
      expect(twice.sentence).toContain(file.number);
      expect((await refused({ id: file.id, fields: fields() })).code).toBe('hardship.otherMember');
      expect(stored()).toEqual(before);
    });

    it('nobody stands in two open files, neither as the member nor in the household; only the other number is told', async () => {
      const husband = idNumber('1975-01-01', 111);
      const wife = idNumber('1976-01-01', 222);
      const child = idNumber('2010-01-01', 333);
      const [first, second] = [nextMember(), nextMember()];
      raw.run('UPDATE members SET id_number = :n WHERE id = :id', { n: husband, id: first });
      raw.run('UPDATE members SET id_number = :n WHERE id = :id', { n: wife, id: second });
      const facts = {
        household: [person({ idNumber: wife, health: '尿毒症' }), person({ name: '孩子', idNumber: child })],
      };
      const file = await fileFamily(test, fields({ memberId: first, ...facts }), { resolutionId });
      const before = stored();
      const cases: [Partial<Fields>, RegExp][] = [
        // the wife applies herself
        [{ memberId: second }, /会员「会员\d+」已经登记在/],
        // somebody else counts the child
        [{ household: [person({ name: '甥', idNumber: child })] }, /家庭成员第 1 行已经登记在/],
        // or the husband, who has a file of his own
        [{ household: [person(), person({ idNumber: husband })] }, /家庭成员第 2 行已经登记在/],
      ];
      for (const [change, sentence] of cases) {
        const refusal = await refused({ fields: fields(change) });
        expect(refusal.code).toBe('hardship.householdTaken');
        expect(refusal.sentence).toMatch(sentence);
        expect(refusal.sentence).toContain(file.number);
        expect(refusal.sentence).not.toMatch(/尿毒症|33010/);
      }
      expect(stored()).toEqual(before);
      // a file that ended is in nobody's way
      await test.call('hardship.recordSteps', {
        fileId: file.id,
        steps: [{ kind: 'resolved', day: day('2026-03-10'), ground: '就业' }],
      });
      const other = await save({ memberId: second });
      expect(other.status).toBe('applying');
      // and does not come back while its people stand in another one
      const back = await test.refusal('hardship.recordSteps', {
        fileId: file.id,
        steps: [{ kind: 'returned', day: '2026-03-12', ground: '再次困难' }],
      });
      expect(back.code).toBe('hardship.householdTaken');
      expect(back.sentence).toContain(other.number);
      const undone = await test.refusal('hardship.withdrawStep', {
        fileId: file.id,
        day: '2026-03-12',
        ground: '登记错了',
      });
      expect(undone.code).toBe('hardship.householdTaken');
    });

    it('nor twice in one file', async () => {
      const memberId = nextMember();
      const own = idNumber('1980-02-02', 101);
      raw.run('UPDATE members SET id_number = :n WHERE id = :id', { n: own, id: memberId });
      const other = idNumber('2012-02-02', 203);
      for (const household of [
        [person({ idNumber: own })],
        [person({ idNumber: other }), person({ name: '又一人', idNumber: other.toLowerCase() })],
      ])
        expect((await refused({ fields: fields({ memberId, household }) })).code).toBe('hardship.personTwice');
    });
  });

  it('checks the household’s numbers, and reads birthday and sex from them', async () => {
    const old = WIFE.slice(0, 6) + idNumber('1961-05-01', 420).slice(8, 17);
    const { household } = await save({ household: [person({ name: '母亲', relation: '母亲', idNumber: old })] });
    expect(household[0]).toMatchObject({ birthday: '1961-05-01', sex: 'female' });
    expect(household[0]?.idNumber).toHaveLength(18);
    const good = idNumber('1990-01-01', 122);
    const cases: [object, string, RegExp][] = [
      [{ idNumber: good.slice(0, 17) }, 'hardship.householdIdNumber', /第 2 行的身份证号不是 18 位/],
      [
        { idNumber: good.slice(0, 17) + (good.endsWith('1') ? '2' : '1') },
        'hardship.householdIdNumber',
        /身份证校验位不符/,
      ],
      [{ idNumber: '330106190002301234' }, 'hardship.householdIdNumber', /出生日期不存在/],
      [{ idNumber: good, birthday: '1990-01-02' }, 'hardship.householdFacts', /第 2 行的出生日期与身份证号不一致/],
      [{ idNumber: good, sex: 'male' }, 'hardship.householdFacts', /性别/],
      [{ birthday: '2026-03-16' }, 'hardship.householdBirthday', /晚于今天/],
      [{ birthday: '2026-02-30' }, 'request.invalid', /第 2 行 出生日期/],
      [{ finishes: 20261 }, 'request.invalid', /预计毕业年份/],
      [{ monthlyIncome: -1 }, 'request.invalid', /月收入.*不能是负数/],
      [{ sex: 'other' }, 'request.invalid', /性别/],
    ];
    const before = stored();
    for (const [change, code, sentence] of cases) {
      const refusal = await refused({ fields: { ...fields(), household: [person(), person(change)] } });
      taken -= 1;
      expect([refusal.code, refusal.sentence]).toEqual([code, expect.stringMatching(sentence)]);
      expect(refusal.sentence).not.toContain(good);
    }
    expect(stored()).toEqual(before);
  });

  it('exactly one main cause and up to three further ones, none twice, none the main one', async () => {
    const causes = HARDSHIP_CAUSES.filter((cause) => cause !== 'illness');
    const file = await save({ furtherCauses: causes.slice(0, 3) });
    expect(file.furtherCauses).toEqual(causes.slice(0, 3));
    const swapped = { ...fields({ memberId: file.memberId, furtherCauses: ['illness'] }), cause: causes[0] ?? 'other' };
    const changed = await test.call('hardship.save', { id: file.id, fields: swapped });
    expect([changed.cause, changed.furtherCauses]).toEqual([causes[0], ['illness']]);
    const before = stored();
    for (const furtherCauses of [['illness'], ['disaster', 'disaster']])
      expect((await refused({ fields: { ...fields(), furtherCauses } })).code).toBe('hardship.causeTwice');
    for (const furtherCauses of [causes.slice(0, 4), ['poor']])
      expect((await refused({ fields: { ...fields(), furtherCauses } })).sentence).toMatch(/次要致困原因/);
    expect(stored()).toEqual(before);
    const insert = 'INSERT INTO hardship_further_causes (file_id, position, cause) VALUES (:id, :position, :cause)';
    const { id } = file;
    expect(() => raw.run(insert, { id, position: 2, cause: changed.cause })).toThrow(/hardship\.causeTwice/);
    expect(() => raw.run(insert, { id, position: 2, cause: 'illness' })).toThrow(/UNIQUE/);
    expect(() => raw.run(insert, { id, position: 4, cause: 'other' })).toThrow(/hardship_further_causes_three/);
    expect(() => raw.run("UPDATE hardship_files SET cause = 'illness' WHERE id = :id", { id })).toThrow(
      /hardship\.causeTwice/,
    );
  });

  it('opening and printing a file is on the trail by its number; looking at lists is not', async () => {
    const file = await save({ ...WHOLE, household: [person({ health: '白血病' })] });
    const trail = () =>
      raw.all<{ operation: string; label: string; subject_id: string; before: string; after: string }>(
        'SELECT operation, label, subject_id, before, after FROM audit_trail ORDER BY sequence DESC LIMIT 2',
      );
    await test.call('hardship.open', { id: file.id });
    await test.call('hardship.list', {});
    await test.call('hardship.readForm', { id: file.id });
    expect(trail()).toEqual([
      {
        operation: 'hardship.readForm',
        label: `打印登记表 ${file.number}`,
        subject_id: file.id,
        before: '',
        after: '{"whole":["身份证号","手机","银行账号"]}',
      },
      { operation: 'hardship.open', label: `查阅档案 ${file.number}`, subject_id: file.id, before: '', after: '' },
    ]);
    for (const operation of ['hardship.open', 'hardship.readForm'] as const)
      expect(await test.refusal(operation, { id: UNKNOWN })).toMatchObject({ code: 'request.notFound' });
  });

  it('the trail of a change names the fields, never what stands in them', async () => {
    const input = fields({
      ...WHOLE,
      household: [person({ name: '刘梅梅', health: '白血病', idNumber: idNumber('1991-01-01', 4) })],
    });
    const file = await save(input);
    await test.call('hardship.save', {
      id: file.id,
      fields: { ...input, healthStatus: '尿毒症', otherPhone: '13900002222', disabilityKind: '无', employer: '某厂' },
    });
    const rows = raw.all<{ before: string; after: string; label: string }>(
      'SELECT label, before, after FROM audit_trail WHERE subject_id = :id',
      { id: file.id },
    );
    const text = JSON.stringify(rows);
    for (const secret of [
      '糖尿病',
      '尿毒症',
      '白血病',
      '肢体残疾',
      '刘梅梅',
      '药费',
      '滨江路',
      '13900002222',
      '88001122',
      '某厂',
      '6228480402564890018',
      '33010619910101',
    ])
      expect(text).not.toContain(secret);
    const { changed } = JSON.parse(rows.at(-1)?.after ?? '{}') as { changed: string[] };
    expect(changed).toEqual(['healthStatus', 'disabilityKind', 'otherPhone', 'employer']);
  });

  it('lists are masked and tell nothing of the form', async () => {
    const listed = JSON.stringify(await test.call('hardship.list', { limit: 500 }));
    for (const secret of ['糖尿病', '残疾', '白血病', '刘梅', '滨江路', '6228480402564890018', ZHANG, '13800001111'])
      expect(listed).not.toContain(secret);
  });

  it('filters by what pages call status', async () => {
    const all = await test.call('hardship.list', { limit: 500 });
    const of = (status: string) => all.rows.filter((row) => row.status === status).length;
    for (const status of ['applying', 'open', 'resolved', 'closed'] as const) {
      const { total, rows } = await test.call('hardship.list', { status, limit: 500 });
      expect([status, total]).toEqual([status, of(status)]);
      expect(rows.every((row) => row.status === status)).toBe(true);
    }
    expect(of('applying')).toBeGreaterThan(0);
    expect(of('open')).toBeGreaterThan(0);
    expect(of('closed')).toBeGreaterThan(0);
    expect([all.applying, all.open]).toEqual([of('applying'), of('open')]);
  });

  it('a file on record that nobody touched for a year is stale, in the list as on the first page; an application never is', async () => {
    const file = await fileFamily(test, fields(), { resolutionId });
    const waiting = await save({ assessedDay: day('2025-02-03') });
    const staleNumbers = async (now: string) => {
      test.setNow(`${now}T02:00:00.000Z`);
      const { rows, total, stale } = await test.call('hardship.list', { staleOnly: true, limit: 500 });
      test.setNow('2026-03-15T02:00:00.000Z');
      expect(rows.every((row) => row.stale)).toBe(true);
      expect(stale).toBe(total);
      return rows.map(({ number }) => number);
    };
    // reviewed at filing, on 2026-03-02, and computed on 2026-03-15
    expect(await staleNumbers('2027-03-14')).not.toContain(file.number);
    const numbers = await staleNumbers('2027-03-15');
    expect(numbers).toContain(file.number);
    expect(numbers).not.toContain(waiting.number);
    test.setNow('2027-03-15T02:00:00.000Z');
    const { rows } = await test.call('hardship.listTask', { task: 'stale', limit: 500 });
    const { tasks } = await test.call('union.readWorkbench', {});
    test.setNow('2026-03-15T02:00:00.000Z');
    expect(rows.map(({ number }) => number).sort()).toEqual(numbers.sort());
    expect(tasks.find(({ kind }) => kind === 'staleHardshipFiles')?.count).toBe(numbers.length);
  });

  it('keeps number, member and the file itself from raw SQL', async () => {
    const { id } = await save();
    const final = /ledger\.postedIsFinal/;
    expect(() => raw.run('DELETE FROM hardship_files WHERE id = :id', { id })).toThrow(final);
    expect(() => raw.run("UPDATE hardship_files SET number = '困-2026-999' WHERE id = :id", { id })).toThrow(final);
    expect(() =>
      raw.run('UPDATE hardship_files SET member_id = :member WHERE id = :id', { id, member: members[39] }),
    ).toThrow(final);
    const person = `INSERT INTO household_members (file_id, line, name, relation, id_number, monthly_income)
      VALUES (:id, :line, 'x', 'x', :number, 0)`;
    const number = idNumber('1970-01-01', 101);
    raw.run(person, { id, line: 90, number });
    expect(() => raw.run(person, { id, line: 91, number })).toThrow(/UNIQUE/);
    expect(() => raw.run(person, { id, line: 92, number: '123' })).toThrow(/household_id_number_shape/);
    expect(() => raw.run("UPDATE hardship_files SET older_category = '低保户' WHERE id = :id", { id })).toThrow(
      /hardship_older_category_known/,
    );
  });

  it('offers the usual answers, each once, with where they come from', async () => {
    const { remark, ...lists } = await test.call('hardship.listChoices', {});
    expect(remark).toContain('没有全国统一');
    const choices: Omit<HardshipChoices, 'remark'> = lists;
    for (const [name, list] of Object.entries(choices)) {
      expect([name, list.length > 1]).toEqual([name, true]);
      expect(new Set(list).size).toBe(list.length);
    }
  });

  it('refuses hostile input in words and writes nothing', async () => {
    const { id } = await save();
    const before = stored();
    const huge = Array.from({ length: 2 }, (_, index) => ({ label: `收入${index}`, yearly: fen(99_999_999_999_999) }));
    const good = fields();
    const saved = (change: object) => ({ fields: { ...good, ...change } });
    const refusals: [OperationName, unknown, string, RegExp][] = [
      ['hardship.save', saved({ people: 0 }), 'request.invalid', /共同生活人口/],
      ['hardship.save', saved({ people: 2.5 }), 'request.invalid', /共同生活人口.*整数/],
      [
        'hardship.save',
        saved({ incomes: [{ label: '工资', yearly: 12.345 }] }),
        'request.invalid',
        /第 1 行 全年金额.*最多写到分/,
      ],
      ['hardship.save', saved({ expenses: [{ label: '药费', yearly: -1 }] }), 'request.invalid', /不能是负数/],
      ['hardship.save', saved({ expenses: [{ label: '药费', yearly: 1, wage: true }] }), 'request.invalid', /不认识/],
      ['hardship.save', saved({ incomes: huge }), 'request.invalid', /家庭收入.*合计太大/],
      ['hardship.save', saved({ memberId: UNKNOWN }), 'request.notFound', /会员/],
      ['hardship.save', saved({ assessedDay: '2026-02-30' }), 'request.invalid', /测算日期/],
      ['hardship.save', saved({ assessedDay: '2026-03-16' }), 'request.invalid', /测算日期.*还没有到/],
      ['hardship.save', saved({ assessedDay: '2024-12-31' }), 'hardship.noParameters', /2024-12-31/],
      ['hardship.save', saved({ place: '上城区' }), 'hardship.noLineOfPlace', /上城区/],
      ['hardship.save', saved({ postcode: '31005' }), 'request.invalid', /邮编.*六位数字/],
      ['hardship.save', saved({ workStarted: '2009年7月' }), 'request.invalid', /参加工作时间/],
      ['hardship.save', saved({ floorArea: 68.5 }), 'request.invalid', /建筑面积/],
      ['hardship.save', saved({ floorArea: -1 }), 'request.invalid', /建筑面积/],
      ['hardship.save', saved({ ownMonthly: 0.5 }), 'request.invalid', /本人月平均收入.*最多写到分/],
      ['hardship.save', saved({ singleParent: '是' }), 'request.invalid', /单亲/],
      // what the steps decide is no field of the form any more
      ['hardship.save', saved({ category: 'deep' }), 'request.invalid', /不认识/],
      ['hardship.save', saved({ consentDay: '2026-03-01' }), 'request.invalid', /不认识/],
      ['hardship.save', { id: UNKNOWN, ...saved({}) }, 'request.notFound', /困难档案/],
      ['hardship.assess', { people: 3, incomes: huge, expenses: [] }, 'request.invalid', /合计太大/],
      ['hardship.list', { limit: 0 }, 'request.invalid', /./],
      ['hardship.list', { status: 'gone' }, 'request.invalid', /状态/],
      ['hardship.open', { id: '%' }, 'request.invalid', /./],
      ['hardship.open', { id, more: 1 }, 'request.invalid', /不认识/],
      ['hardship.listChoices', { more: 1 }, 'request.invalid', /不认识/],
    ];
    for (const [operation, input, code, sentence] of refusals) {
      const refusal = await test.refusal(operation, input);
      expect([operation, refusal.code, refusal.sentence]).toEqual([operation, code, expect.stringMatching(sentence)]);
    }
    expect(stored()).toEqual(before);
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) =>
      explain(raw, sql, {
        limit: 1,
        offset: 0,
        first: 'a',
        last: 'b',
        staleSince: 'x',
        like: '%',
        fileId: 'x',
        numbers: '[]',
      });
    const none = { search: '', status: undefined, staleOnly: false };
    expect(plan(fileListSql(none))[0]).toContain('USING INDEX sqlite_autoindex_hardship_files_2');
    for (const status of ['applying', 'open', 'resolved', 'closed'] as const)
      expect(plan(fileListSql({ ...none, status }))[0]).toMatch(
        /USING INDEX hardship_files_(by_status|by_stage|in_procedure)/,
      );
    expect(plan(fileListSql({ ...none, staleOnly: true })).join('\n')).toMatch(/USING INDEX hardship_files_/);
    for (const sql of [STALE_COUNT, OPEN_COUNT, APPLYING_COUNT])
      expect(plan(sql)[0]).toMatch(/USING (COVERING )?INDEX hardship_files_/);
    expect(plan(ASSESSMENTS_OF_FILE)).toEqual([
      'SEARCH hardship_assessments USING INDEX sqlite_autoindex_hardship_assessments_2 (file_id=?)',
    ]);
    const others = plan(IN_OTHER_FILES).join('\n');
    expect(others).toMatch(/person USING (COVERING )?INDEX household_members_once/);
    expect(others).toMatch(/members USING (COVERING )?INDEX member_id_number_unique/);
    expect(others).not.toMatch(/SCAN (person|members|file)/);
  });

  it('the committee sees the list, but opens no file, prints none and writes nothing', async () => {
    const { id } = await save();
    const book = (await test.call('books.lock', {})).recent[0]?.book ?? '';
    await test.call('books.unlock', { book, passphrase: '滨江 2026 年的口令', role: 'committee' });
    expect((await test.call('hardship.list', {})).total).toBeGreaterThan(1);
    for (const [operation, input] of [
      ['hardship.open', { id }],
      ['hardship.readForm', { id }],
      ['hardship.save', { fields: fields() }],
      ['hardship.assess', { people: 1, incomes: [], expenses: [] }],
    ] as const)
      expect((await test.refusal(operation, input)).code).toBe('request.notPermitted');
  });
});
