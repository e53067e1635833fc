import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { saveBudget } from '#electron/engine/ledger/budget/budget.ts';
import { postVoucher } from '#electron/engine/ledger/commands.ts';
import { barredVisits, overStandards } from '#electron/engine/visits/commands.ts';
import { FESTIVAL_NAMES } from '#electron/engine/visits/standards/festival-names.ts';
import { checkVisit, judgeFor } from '#electron/engine/visits/standards/judge.ts';
import { LIST_KINDS } from '#electron/engine/visits/standards/kinds.ts';
import { LAST_VISIT_UNDER, LIMIT_KINDS, LIMIT_USED, listStandards } from '#electron/engine/visits/standards/limits.ts';
import { adoptSample, clearSamples, listSamples, readSamples } from '#electron/engine/visits/standards/samples.ts';
import { dropStandard, endStandard, saveStandard } from '#electron/engine/visits/standards/save-limit.ts';
import { GIVEN_TO_ALL, GIVEN_TO_MEMBER } from '#electron/engine/visits/standards/sums.ts';
import { day } from '#shared/calendar.ts';
import type { VisitInput } from '#shared/contract/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { fillBank, reverse, visitOnce } from './visits-support.ts';

const yuan = (value: number): Fen => fen(Math.round(value * 100));
type LimitInput = Parameters<typeof saveStandard>[1];

/** The code that a command is refused with; '' when it is not. */
function codeOf(command: () => unknown): string {
  try {
    command();
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.detail.code;
    throw error;
  }
}

describe('standards in the books', () => {
  let books: BareBooks;
  let member: string;
  beforeEach(() => {
    books = bareBooks();
    [member = ''] = putMembers(books.db, [{ number: '0001', name: '张三' }]);
    books.write(fillBank);
  });
  afterEach(() => books.dispose());

  const set = (change: Partial<LimitInput>) =>
    books.write((context) =>
      saveStandard(context, {
        level: 'higher',
        kindIds: ['hospital'],
        from: day('2026-01-01'),
        shape: 'perTime',
        festival: '',
        caseName: '',
        whenOver: 'approve',
        source: '本省 2026 年标准',
        certainty: '',
        ...change,
      }),
    );
  const check = (on: string, amount: number, change: Partial<Parameters<typeof checkVisit>[1]> = {}) =>
    checkVisit(books.db, {
      kindId: 'hospital',
      memberId: member,
      day: day(on),
      form: 'money',
      amount: yuan(amount),
      festival: '',
      caseName: '',
      illness: '',
      ...change,
    });
  const give = (on: string, amount: number, change: Partial<VisitInput> = {}) =>
    books.write((context) => visitOnce(context, member, { day: day(on), amount: yuan(amount), ...change }));
  const clear = () => books.write((context) => clearSamples(context, day('2026-01-01')));
  const standard = (sentence: string, kind = '生病住院') => {
    const found = listStandards(books.db).find(
      (one) => one.sentence === sentence && one.kindNames.join('、') === kind && one.last === undefined,
    );
    if (!found) throw new Error(`no limit ${sentence}`);
    return found;
  };

  it('ship as samples that say so, in force from the first day of the books', () => {
    const shipped = listStandards(books.db);
    expect(shipped.length).toBeGreaterThan(10);
    for (const { source, from, sample, sealed } of shipped) {
      expect(source).toMatch(/^样本.*本省标准/);
      expect({ from, sealed }).toEqual({ from: '2026-01-01', sealed: false });
      expect(sample).not.toBe('');
    }
    expect(check('2025-12-31', 9999).findings.map(({ sentence }) => sentence)).toEqual([
      '「生病住院」还没有登记标准\uff0c按集体决议执行',
    ]);
  });

  it('of the same rule take the place of the one before, and end before the one that comes after', () => {
    set({ from: day('2026-07-01'), amount: yuan(1500) });
    const between = set({ from: day('2026-04-01'), amount: yuan(1200) });
    expect(between.last).toBe('2026-06-30');
    const most = (on: string) => check(on, 1).left;
    expect(['2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map(most)).toEqual([
      yuan(1000),
      yuan(1200),
      yuan(1200),
      yuan(1500),
    ]);
    const again = set({ from: day('2026-04-01'), amount: yuan(1300) });
    expect(again.id).toBe(between.id);
    expect(most('2026-05-05')).toBe(yuan(1300));
  });

  it('a change in mid-year never changes what was true before: not the check of an earlier day, not the sentence kept with a visit', () => {
    give('2026-03-10', 1000);
    const sentence = () => books.db.get<{ text: string }>('SELECT standard_sentence AS text FROM visits')?.text;
    const kept = sentence();
    const before = check('2026-03-20', 1000);
    set({ from: day('2026-07-01'), amount: yuan(200) });
    expect(check('2026-03-20', 1000)).toEqual(before);
    expect(check('2026-07-01', 1000).needsApproval).toBe(true);
    expect(sentence()).toBe(kept);
    expect(kept).toContain('每次不超过 1,000.00 元\uff0c本次 1,000.00 元');
  });

  it('a limit that was used is sealed: it can only be ended, and not behind its visits', () => {
    const used = standard('每次不超过 1,000.00 元');
    const voucher = give('2026-03-10', 1000);
    expect(standard('每次不超过 1,000.00 元').sealed).toBe(true);
    const end = (last: string | undefined) =>
      codeOf(() =>
        books.write((context) => endStandard(context, { id: used.id, last: last === undefined ? last : day(last) })),
      );
    expect(codeOf(() => books.write((context) => dropStandard(context, used.id)))).toBe('visit.limitSealed');
    expect(codeOf(() => set({ id: used.id, amount: yuan(2000) }))).toBe('visit.limitSealed');
    expect(codeOf(() => set({ from: day('2026-01-01'), amount: yuan(2000) }))).toBe('visit.limitTooEarly');
    expect(codeOf(() => set({ from: day('2026-03-10'), amount: yuan(2000) }))).toBe('visit.limitTooEarly');
    expect(codeOf(() => set({ from: day('2026-02-01'), shape: 'timesPerYear', times: 1, level: 'own' }))).toBe(
      'visit.limitTooEarly',
    );
    expect(end('2026-03-09')).toBe('visit.limitTooEarly');
    expect(end('2025-12-31')).toBe('visit.limitDays');
    expect(end('2026-03-10')).toBe('');
    give('2026-04-01', 700);
    expect(end(undefined)).toBe('visit.limitTooEarly');
    books.write((context) => reverse(context, voucher, '2026-05-01'));
    expect(listStandards(books.db).find(({ id }) => id === used.id)?.sealed).toBe(false);
  });

  it('is sealed in the schema as well, against any SQL', () => {
    give('2026-03-10', 1000);
    const { id } = standard('每次不超过 1,000.00 元');
    for (const change of [
      'amount = 1',
      "from_day = '2025-01-01'",
      "shape = 'perYear'",
      "when_over = 'bar'",
      "source = 'x'",
      "case_name = '手术'",
    ])
      expect(() => books.db.run(`UPDATE visit_limits SET ${change} WHERE id = :id`, { id })).toThrow(
        /visit\.limitSealed/,
      );
    expect(() => books.db.run("UPDATE visit_limits SET last_day = '2026-03-09' WHERE id = :id", { id })).toThrow(
      /visit\.limitReachesBack/,
    );
    expect(() => books.db.run('DELETE FROM visit_limit_kinds WHERE limit_id = :id', { id })).toThrow(
      /visit\.limitSealed/,
    );
    expect(() => books.db.run('DELETE FROM visit_limits WHERE id = :id', { id })).toThrow(/visit\.limitSealed/);
    expect(() => books.db.run("UPDATE visit_limit_kinds SET kind_id = 'birth' WHERE limit_id = :id", { id })).toThrow(
      /visit\.limitSealed/,
    );
    expect(() =>
      books.db.run("INSERT INTO visit_limit_kinds (limit_id, kind_id) VALUES (:id, 'birth')", { id }),
    ).toThrow(/visit\.limitReachesBack/);
    const fresh = standard('每人全年不超过 300.00 元', '生日');
    expect(() =>
      books.db.run("INSERT INTO visit_limit_kinds (limit_id, kind_id) VALUES (:id, 'hospital')", { id: fresh.id }),
    ).toThrow(/visit\.limitReachesBack/);
    books.db.run("UPDATE visit_limits SET last_day = '2026-03-10' WHERE id = :id", { id });
    expect(() => books.db.run("UPDATE visit_kinds SET forms = '[\"goods\"]' WHERE id = 'hospital'")).toThrow(
      /visit\.kindFormUsed/,
    );
  });

  it('count one calendar year, one kind, and visits entered late', () => {
    clear();
    set({ shape: 'perYear', amount: yuan(1000) });
    give('2026-12-31', 600);
    expect(check('2026-01-01', 400)).toMatchObject({
      needsApproval: false,
      yearSoFar: yuan(600),
      timesSoFar: 1,
      left: yuan(400),
    });
    expect(check('2026-01-01', 400.01).needsApproval).toBe(true);
    expect(check('2027-01-01', 1000)).toMatchObject({ needsApproval: false, yearSoFar: 0 });
    expect(check('2026-06-01', 300, { kindId: 'relativeDeath' }).yearSoFar).toBe(0);
    const voucher = give('2026-06-01', 400);
    expect(check('2026-06-01', 0.01)).toMatchObject({ needsApproval: true, left: 0 });
    books.write((context) => reverse(context, voucher, '2026-07-02'));
    expect(check('2026-06-01', 400).needsApproval).toBe(false);
  });

  it('安徽 2023—2024 住院 1000、手术 2000: the case decides, once a time and once over the year', () => {
    clear();
    set({ amount: yuan(1000) });
    set({ amount: yuan(2000), caseName: '手术' });
    expect(check('2026-03-01', 2000, { caseName: '手术' })).toMatchObject({ needsApproval: false, left: yuan(2000) });
    expect(check('2026-03-01', 2000).needsApproval).toBe(true);
    expect(check('2026-03-01', 1000.01).findings).toEqual([
      { ok: false, sentence: '按上级标准\uff0c每次不超过 1,000.00 元\uff0c本次 1,000.01 元\uff0c超出 0.01 元' },
    ]);
  });

  it('安徽 2025 同一病种一年一次: the illness counts, no sentence names it', () => {
    clear();
    set({ shape: 'oncePerIllness', times: 1 });
    give('2026-03-01', 500, { illness: '阑尾炎' });
    const again = check('2026-04-01', 500, { illness: '阑尾炎' });
    expect(again).toMatchObject({ needsApproval: true, left: 0 });
    expect(JSON.stringify(again)).not.toContain('阑尾炎');
    expect(check('2026-04-01', 500, { illness: '骨折' }).needsApproval).toBe(false);
    expect(check('2027-01-01', 500, { illness: '阑尾炎' }).needsApproval).toBe(false);
    expect(codeOf(() => give('2026-04-01', 500, { illness: '阑尾炎' }))).toBe('visit.needsApproval');
    give('2026-04-01', 500, { illness: '阑尾炎', approvalGround: '工会委员会 3 月 28 日会议' });
    expect(overStandards(books.db, 2026)).toMatchObject([
      { finding: '2026 年同一病种标准 1 次\uff0c共发 2 次', ground: '工会委员会 3 月 28 日会议' },
    ]);
  });

  it('贵州 2018: 春节 500, every other festival 200 by itself', () => {
    clear();
    const goods = { kindId: 'festival', form: 'goods' as const };
    set({ kindIds: ['festival'], shape: 'perFestival', amount: yuan(200) });
    set({ kindIds: ['festival'], shape: 'perFestival', amount: yuan(500), festival: '春节' });
    give('2026-02-10', 400, { ...goods, festival: '春节' });
    give('2026-06-10', 200, { ...goods, festival: '端午节' });
    expect(check('2026-02-11', 100, { ...goods, festival: '春节' })).toMatchObject({
      needsApproval: false,
      left: yuan(100),
    });
    expect(check('2026-02-11', 100.01, { ...goods, festival: '春节' }).needsApproval).toBe(true);
    expect(check('2026-09-20', 200, { ...goods, festival: '中秋节' }).needsApproval).toBe(false);
    expect(check('2026-06-11', 0.01, { ...goods, festival: '端午节' }).needsApproval).toBe(true);
    expect(
      codeOf(() =>
        set({ kindIds: ['festival'], shape: 'perFestival', amount: 1, festival: '泼水节' } as Partial<LimitInput>),
      ),
    ).toBe('request.notFound');
  });

  it('某省（1600）: 生日 and 年节 count together', () => {
    clear();
    set({ kindIds: ['birthday', 'festival'], shape: 'perYear', amount: yuan(1500) });
    give('2026-02-10', 1200, { kindId: 'festival', form: 'goods', festival: '春节' });
    expect(check('2026-05-01', 300, { kindId: 'birthday', form: 'coupon' }).needsApproval).toBe(false);
    const over = check('2026-05-01', 300.01, { kindId: 'birthday', form: 'coupon' });
    expect(over.findings).toEqual([
      {
        ok: false,
        sentence:
          '按上级标准\uff08年节、生日合计\uff09\uff0c2026 年已有 1,200.00 元\uff0c全年标准 1,500.00 元\uff0c还可发 300.00 元\uff0c本次 300.01 元\uff0c超出 0.01 元',
      },
    ]);
    expect(over.yearSoFar).toBe(0);
  });

  it("本单位's own limit stands beside 上级's: the tighter one decides, each sentence says whose it is", () => {
    set({ level: 'own', amount: yuan(800) });
    const verdict = check('2026-03-01', 900);
    expect(verdict.left).toBe(yuan(800));
    expect(verdict.findings.filter(({ ok }) => !ok).map(({ sentence }) => sentence)).toEqual([
      '按本单位标准\uff0c每次不超过 800.00 元\uff0c本次 900.00 元\uff0c超出 100.00 元',
    ]);
    expect(check('2026-03-01', 1000.01).findings.filter(({ ok }) => !ok)).toHaveLength(2);
  });

  it('a limit that must not be passed bars, whatever ground is given', () => {
    clear();
    set({ amount: yuan(1000), whenOver: 'bar' });
    expect(check('2026-03-01', 1000)).toMatchObject({ barred: false, needsApproval: false });
    const over = check('2026-03-01', 1000.01);
    expect(over).toMatchObject({ barred: true, needsApproval: false });
    expect(over.findings[0]).toMatchObject({ ok: false, bars: true });
    expect(codeOf(() => give('2026-03-01', 1000.01, { approvalGround: '特批' }))).toBe('visit.barred');
  });

  it('年节 in money is barred (总工办发〔2017〕32号), even where somebody ticked the form', () => {
    expect(check('2026-03-01', 100, { kindId: 'festival' })).toMatchObject({
      barred: true,
      needsApproval: false,
      left: 0,
    });
    books.db.run(`UPDATE visit_kinds SET forms = '["goods","coupon","money"]' WHERE id = 'festival'`);
    const verdict = check('2026-03-01', 100, { kindId: 'festival' });
    expect(verdict.barred).toBe(true);
    expect(verdict.findings[0]?.sentence).toBe('「年节」只能用慰问品、提货券\uff0c不能用慰问金');
  });

  it('某省指引 30 %: union-wide, of the income that came in, exactly to the fen', () => {
    clear();
    books.write((context) =>
      postVoucher(context, {
        day: day('2026-01-05'),
        summary: '会费',
        source: 'manual',
        entries: [
          { accountId: '2021:102', debit: fen(100_001), credit: fen(0) },
          { accountId: '2021:401', debit: fen(0), credit: fen(100_001) },
        ],
      }),
    );
    set({ shape: 'incomeShare', percent: 30, income: 'dues', incomeOf: 'received' });
    expect(check('2026-03-01', 300)).toMatchObject({ needsApproval: false, left: yuan(300) });
    expect(check('2026-03-01', 300.01).needsApproval).toBe(true);
    give('2026-03-01', 200);
    const judge = judgeFor(books.db, {
      kindId: 'hospital',
      day: day('2026-04-01'),
      form: 'money',
      festival: '',
      caseName: '',
    });
    expect(judge.checkWhole(yuan(100)).map(({ ok }) => ok)).toEqual([true]);
    expect(judge.checkWhole(yuan(100.01)).map(({ ok }) => ok)).toEqual([false]);
    expect(codeOf(() => give('2026-04-01', 100.01))).toBe('visit.needsApproval');
    give('2026-04-01', 100.01, { approvalGround: '工会委员会会议' });
    expect(overStandards(books.db, 2026)).toMatchObject([{ memberName: '全会', ground: '工会委员会会议' }]);
  });

  it('a share of the budget asks for the budget, and takes it with its figures', () => {
    clear();
    set({ shape: 'incomeShare', percent: 50, income: 'duesAndAllocation', incomeOf: 'budget' });
    const without = check('2026-03-01', 1);
    expect(without.needsApproval).toBe(true);
    expect(without.findings[0]?.sentence).toContain('这项预算还没有');
    books.write((context) =>
      saveBudget(context, {
        year: 2026,
        lines: [
          { accountId: '2021:401', amount: yuan(600), lastYear: fen(0), note: '' },
          { accountId: '2021:402', amount: yuan(400), lastYear: fen(0), note: '' },
          { accountId: '2021:404', amount: yuan(9000), lastYear: fen(0), note: '' },
        ],
      }),
    );
    expect(check('2026-03-01', 500)).toMatchObject({ needsApproval: false, left: yuan(500) });
    expect(check('2026-03-01', 500.01).needsApproval).toBe(true);
  });

  it('who is no member any more needs a ground; a kind for payers of dues asks for that', () => {
    const [gone = '', retained = '', free = ''] = putMembers(books.db, [
      { number: '0002', name: '李四', status: 'withdrawn' },
      { number: '0003', name: '王五', status: 'retained' },
      { number: '0004', name: '赵六' },
    ]);
    books.db.run("INSERT INTO dues_terms (member_id, from_month, pays) VALUES (:free, '2026-02', 0)", { free });
    const needs = (memberId: string, on = '2026-03-01') => check(on, 100, { memberId }).needsApproval;
    expect([gone, retained, free].map((id) => needs(id))).toEqual([true, false, false]);
    books.db.run("UPDATE visit_kinds SET payers_only = 1 WHERE id = 'hospital'");
    expect([gone, retained, free, member].map((id) => needs(id))).toEqual([true, true, true, false]);
    expect(needs(free, '2026-01-31')).toBe(false);
  });

  it('tells the papers of the kind and what is left before an amount is known', () => {
    const { amount: _, ...facts } = {
      kindId: 'hospital',
      memberId: member,
      day: day('2026-03-01'),
      form: 'money' as const,
      amount: fen(1),
    };
    const verdict = checkVisit(books.db, { ...facts, festival: '', caseName: '', illness: '' });
    expect(verdict.left).toBe(yuan(1000));
    expect(verdict.papers).toEqual(['实名签领表或银行转账信息', '住院发票和出院小结复印件', '会议纪要或通知']);
    expect(verdict.findings[0]?.sentence).toBe('按上级标准\uff0c每次不超过 1,000.00 元');
  });

  it('a retired kind is offered nowhere and judged no more', () => {
    books.db.run("UPDATE visit_kinds SET retired = 1 WHERE id = 'hospital'");
    expect(codeOf(() => check('2026-03-01', 1))).toBe('visit.kindRetired');
  });

  it('the review finds the single amount, the yearly sum and the times, each with its own ground', () => {
    give('2026-03-01', 1500, { approvalGround: '会议一' });
    give('2026-04-01', 500);
    give('2026-05-01', 500, { approvalGround: '会议二' });
    expect(overStandards(books.db, 2026)).toEqual([
      expect.objectContaining({
        finding: '每次标准 1,000.00 元\uff0c发了 1,500.00 元',
        ground: '会议一',
        day: '2026-03-01',
      }),
      expect.objectContaining({ finding: '2026 年标准 2 次\uff0c共发 3 次', ground: '会议一', day: '2026-05-01' }),
    ]);
    expect(barredVisits(books.db, 2026)).toEqual([]);
  });

  it.each([
    ['every festival by itself', true],
    ['the year as a whole', false],
  ])('says the same to everybody of a list as to each alone: %s', (_, byFestival) => {
    clear();
    set({ kindIds: ['festival'], shape: 'perYear', amount: yuan(900) });
    if (byFestival) {
      set({ kindIds: ['festival'], shape: 'perFestival', amount: yuan(200) });
      set({ kindIds: ['festival'], shape: 'perFestival', amount: yuan(500), festival: '春节' });
    }
    const people = Array.from({ length: 14 }, (__, index) => ({ number: `1${index}`, name: `职工${index}` }));
    const ids = putMembers(books.db, people);
    ids.forEach((memberId, index) => {
      const festival = index % 2 === 0 ? '春节' : '端午节';
      const facts = { memberId, kindId: 'festival', form: 'goods' as const, festival };
      if (index % 5 > 0) give('2026-02-10', 40 * (index % 5), facts);
      if (index % 3 === 0) give('2026-01-01', 10, { ...facts, festival: '元旦' });
    });
    const occasion = {
      kindId: 'festival',
      day: day('2026-06-10'),
      form: 'goods' as const,
      festival: '端午节',
      caseName: '',
    };
    const giving = { amount: yuan(60), illness: '' };
    const one = judgeFor(books.db, occasion);
    const together = ids.map((id) => one.check({ id, status: 'active' }, giving));
    const alone = ids.map((id) => judgeFor(books.db, occasion).check({ id, status: 'active' }, giving));
    expect(together).toEqual(alone);
    expect(new Set(alone.map(({ yearSoFar }) => yearSoFar)).size).toBeGreaterThan(5);
  });

  it('the review does not hold against a late entry what only a later limit forbids', () => {
    clear();
    set({ shape: 'perYear', amount: yuan(2000) });
    give('2026-02-01', 100);
    set({ shape: 'perYear', amount: yuan(1000), from: day('2026-07-01') });
    give('2026-07-01', 900);
    give('2026-03-01', 1000);
    expect(overStandards(books.db, 2026)).toEqual([]);
    expect(check('2026-07-02', 1).needsApproval).toBe(true);
  });
});

describe('standards through the engine', () => {
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
  const unknown = '00000000-0000-7000-8000-000000000000';
  const stored = () =>
    raw.get(
      'SELECT (SELECT count(*) FROM visit_limits) AS limits, (SELECT count(*) FROM visit_kinds) AS kinds, (SELECT count(*) FROM visit_festivals) AS festivals, (SELECT count(*) FROM audit_trail) AS trail',
    );
  const limit = { kindIds: ['hospital'], from: day('2026-01-01'), shape: 'perTime' as const, source: '本省' };

  it.each<[string, Parameters<TestEngine['refusal']>[0], unknown, string]>([
    [
      'a limit of an unknown kind',
      'visits.saveStandard',
      { ...limit, amount: 1, kindIds: [unknown] },
      'request.notFound',
    ],
    ['a limit of no kind', 'visits.saveStandard', { ...limit, amount: 1, kindIds: [] }, 'request.invalid'],
    [
      'a limit from a day that is none',
      'visits.saveStandard',
      { ...limit, amount: 1, from: '2026-02-30' },
      'request.invalid',
    ],
    [
      'a limit that ends before it begins',
      'visits.saveStandard',
      { ...limit, amount: 1, last: '2025-12-31' },
      'visit.limitDays',
    ],
    ['a limit without an amount', 'visits.saveStandard', { ...limit, times: 2 }, 'visit.standardIncomplete'],
    [
      'a share without an income',
      'visits.saveStandard',
      { ...limit, shape: 'incomeShare', percent: 30 },
      'visit.standardIncomplete',
    ],
    [
      'a share over 100 %',
      'visits.saveStandard',
      { ...limit, shape: 'incomeShare', percent: 101, income: 'all', incomeOf: 'budget' },
      'request.invalid',
    ],
    ['an amount with three decimals', 'visits.saveStandard', { ...limit, amount: 100.5 }, 'request.invalid'],
    ['a negative amount', 'visits.saveStandard', { ...limit, amount: -1 }, 'request.invalid'],
    ['a limit without a source', 'visits.saveStandard', { ...limit, amount: 1, source: ' ' }, 'request.invalid'],
    [
      'an unknown festival',
      'visits.saveStandard',
      { ...limit, shape: 'perFestival', amount: 1, festival: '没有的节' },
      'request.notFound',
    ],
    ['an unknown limit to correct', 'visits.saveStandard', { ...limit, id: unknown, amount: 1 }, 'request.notFound'],
    ['an unknown limit to end', 'visits.endStandard', { id: unknown, last: '2026-03-01' }, 'request.notFound'],
    ['an unknown limit to drop', 'visits.dropStandard', { id: unknown }, 'request.notFound'],
    ['an unknown set of samples', 'visits.adoptSample', { sample: 'nowhere', from: '2026-01-01' }, 'request.notFound'],
    [
      'samples of kinds the set has not',
      'visits.adoptSample',
      { sample: 'xinjiang-2025', from: '2026-01-01', kindIds: ['birth'] },
      'request.notFound',
    ],
    ['samples from a day that is none', 'visits.listSamples', { from: '2026-13-01' }, 'request.invalid'],
    ['a festival without a name', 'visits.saveFestivalName', { name: ' ' }, 'request.invalid'],
    [
      'a kind on an income account',
      'visits.saveKind',
      { name: '新', forms: ['goods'], accountId: '2021:401' },
      'visit.kindAccount',
    ],
    [
      'a kind on an account with parts',
      'visits.saveKind',
      { name: '新', forms: ['goods'], accountId: '2021:501' },
      'visit.kindAccount',
    ],
    [
      'a kind of a name that is taken',
      'visits.saveKind',
      { name: '结婚', forms: ['goods'], accountId: '2021:50105' },
      'visit.kindNameTaken',
    ],
    [
      'an unknown kind',
      'visits.saveKind',
      { id: unknown, name: '新', forms: ['goods'], accountId: '2021:50105' },
      'request.notFound',
    ],
    [
      'a check of nobody',
      'visits.check',
      { kindId: 'hospital', memberId: unknown, day: '2026-03-10', form: 'money' },
      'request.notFound',
    ],
    [
      'a check in cash',
      'visits.check',
      { kindId: 'hospital', memberId: unknown, day: '2026-03-10', form: 'cash' },
      'request.invalid',
    ],
  ])('refuses %s and writes nothing', async (_, operation, input, code) => {
    const before = stored();
    expect((await test.refusal(operation, input)).code).toBe(code);
    expect(stored()).toEqual(before);
  });

  it('lets the union edit kinds, festivals and limits, with what stood before on the trail', async () => {
    const wedding = (await test.call('visits.listKinds', {})).find((kind) => kind.id === 'wedding');
    if (!wedding) throw new Error('no wedding');
    const { accountName: _name, papers: _papers, ...fields } = wedding;
    const changed = {
      ...fields,
      forms: ['money', 'goods'] as const,
      defaultAmount: yuan(800),
      caseNames: ['再婚'],
      payersOnly: true,
    };
    const saved = await test.call('visits.saveKind', { ...changed, forms: [...changed.forms] });
    expect(saved).toMatchObject({
      forms: ['goods', 'money'],
      defaultAmount: 80_000,
      caseNames: ['再婚'],
      payersOnly: true,
    });
    const added = await test.call('visits.saveKind', { name: '乔迁', forms: ['goods'], accountId: '2021:50105' });
    expect((await test.call('visits.listKinds', {})).at(-1)?.id).toBe(added.id);
    const { accountName: _a, papers: _p, ...again } = added;
    await test.call('visits.saveKind', { ...again, retired: true });
    expect((await test.call('visits.listKinds', {})).map(({ id }) => id)).not.toContain(added.id);
    expect((await test.call('visits.listKinds', { withRetired: true })).at(-1)?.id).toBe(added.id);
    const festivals = await test.call('visits.saveFestivalName', { name: '古尔邦节', note: '新疆维吾尔自治区' });
    expect(festivals.map(({ name }) => name)).toEqual([
      '元旦',
      '春节',
      '清明节',
      '劳动节',
      '端午节',
      '中秋节',
      '国庆节',
      '古尔邦节',
    ]);
    await test.call('visits.saveFestivalName', { name: '古尔邦节', retired: true });
    expect((await test.call('visits.listFestivalNames', {})).map(({ name }) => name)).not.toContain('古尔邦节');
    const own = await test.call('visits.saveStandard', { ...limit, level: 'own', amount: yuan(600) });
    expect(own).toMatchObject({ level: 'own', sealed: false, sample: '', sentence: '每次不超过 600.00 元' });
    const corrected = await test.call('visits.saveStandard', { ...limit, level: 'own', id: own.id, amount: yuan(700) });
    expect(corrected).toMatchObject({ id: own.id, amount: 70_000 });
    const trail = raw.get<{ before: string; after: string }>(
      "SELECT before, after FROM audit_trail WHERE subject = 'visitStandard' ORDER BY sequence DESC LIMIT 1",
    );
    expect(JSON.parse(trail?.before ?? '')).toMatchObject({ amount: 60_000 });
    expect(JSON.parse(trail?.after ?? '')).toMatchObject({ amount: 70_000 });
    expect(await test.call('visits.endStandard', { id: own.id, last: day('2026-12-31') })).toMatchObject({
      last: '2026-12-31',
    });
    expect(await test.call('visits.dropStandard', { id: own.id })).toEqual({ left: 2 });
    const verdict = await test.call('visits.check', {
      kindId: 'hospital',
      memberId: member,
      day: day('2026-03-10'),
      form: 'money',
    });
    expect(verdict).toMatchObject({ left: 100_000, needsApproval: false, barred: false });
  });

  it('ships the kinds of the issue, each with account, papers and basis', async () => {
    const kinds = await test.call('visits.listKinds', {});
    for (const name of [
      '年节',
      '生日',
      '结婚',
      '生育',
      '生病住院',
      '会员去世',
      '直系亲属去世',
      '退休离岗',
      '生活困难（送温暖）',
      '发生意外',
      '夏送清凉',
      '劳模和先进',
      '一线坚守',
    ])
      expect(kinds.map((kind) => kind.name)).toContain(name);
    for (const kind of kinds.filter(({ name }) => name !== '乔迁')) {
      expect(kind.paperItems.length).toBeGreaterThan(0);
      expect(kind.papers).toBe(kind.paperItems.join('\uff1b'));
      expect(kind.basis).not.toBe('');
    }
    expect(kinds.find(({ festival }) => festival)).toMatchObject({
      name: '年节',
      forms: ['goods', 'coupon'],
      accountName: '50105 会员活动支出',
    });
    expect(kinds.find(({ id }) => id === 'hospital')?.caseNames).toEqual(['手术']);
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) =>
      explain(raw, sql, { id: 'x', from: 'a', last: 'b', kinds: '[]', festival: '', caseName: '' }).join('\n');
    expect(plan(LIST_KINDS)).toMatch(/visit_kinds_in_order/);
    expect(plan(FESTIVAL_NAMES)).toMatch(/visit_festivals_in_order/);
    expect(plan(LIMIT_KINDS)).toMatch(/visit_limit_kinds_by_kind/);
    expect(plan(LIMIT_USED)).toMatch(
      /visits USING (COVERING )?INDEX visits_by_kind \(kind_id=\? AND day>\? AND day<\?\)/,
    );
    expect(plan(LAST_VISIT_UNDER)).toMatch(/visits USING INDEX visits_by_kind \(kind_id=\? AND day>\? AND day<\?\)/);
  });
});

describe('samples', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
  });
  afterEach(() => books.dispose());
  const sets = () => readSamples(context().assetsFolder).sets;
  const context = () => books.write((one) => one);

  it('every set of rules.md 2.4 can be taken over into empty books, as it is written', () => {
    for (const { id, limits } of sets()) {
      books.write((one) => clearSamples(one, day('2026-01-01')));
      const done = books.write((one) => adoptSample(one, { sample: id, from: day('2026-01-01') }));
      expect([id, done]).toEqual([id, { added: limits.length, replaced: 0 }]);
      const stored = listStandards(books.db);
      expect(stored).toHaveLength(limits.length);
      expect(stored.every(({ sample, source }) => sample === id && source.startsWith('样本'))).toBe(true);
    }
  });

  it('say before what they would add, replace and cannot', () => {
    const find = (from: string) => listSamples(context(), day(from)).find(({ id }) => id === 'anhui-2025');
    const before = find('2026-07-01');
    expect(before).toMatchObject({ name: '安徽 2025', certainty: 'quoted' });
    const festival = before?.limits.find(({ kindIds }) => kindIds.includes('festival'));
    expect(festival).toEqual({
      kindIds: ['festival'],
      kindNames: ['年节'],
      sentence: '每人全年不超过 2,200.00 元',
      replaces: '每人全年不超过 1,200.00 元',
      problem: '',
    });
    const illness = before?.limits.find(({ sentence }) => sentence.includes('病种'));
    expect(illness?.replaces).toBe('');
    const [member = ''] = putMembers(books.db, [{ number: '0001', name: '张三' }]);
    books.write(fillBank);
    books.write((one) => visitOnce(one, member, { day: day('2026-07-05') }));
    expect(find('2026-07-01')?.limits.find(({ kindIds }) => kindIds.includes('hospital'))?.problem).toContain(
      '2026-07-05',
    );
    expect(
      codeOf(() => books.write((one) => adoptSample(one, { sample: 'anhui-2025', from: day('2026-07-01') }))),
    ).toBe('visit.limitTooEarly');
    const done = books.write((one) =>
      adoptSample(one, { sample: 'anhui-2025', from: day('2026-07-01'), kindIds: ['festival', 'birthday'] }),
    );
    expect(done).toEqual({ added: 0, replaced: 2 });
    expect(listStandards(books.db).filter(({ last }) => last === '2026-06-30')).toHaveLength(2);
  });

  it('are cleared away: those without visits go, the others end', () => {
    const [member = ''] = putMembers(books.db, [{ number: '0001', name: '张三' }]);
    books.write(fillBank);
    books.write((one) => visitOnce(one, member, { day: day('2026-03-10') }));
    const count = listStandards(books.db).length;
    expect(codeOf(() => books.write((one) => clearSamples(one, day('2026-03-09'))))).toBe('visit.limitTooEarly');
    expect(listStandards(books.db)).toHaveLength(count);
    expect(books.write((one) => clearSamples(one, day('2026-03-31')))).toEqual({ dropped: count - 2, ended: 2 });
    expect(listStandards(books.db).map(({ last, sealed }) => [last, sealed])).toEqual([
      ['2026-03-31', true],
      ['2026-03-31', true],
    ]);
    expect(codeOf(() => books.write((one) => clearSamples(one, day('2026-03-31'))))).toBe('visit.noSamples');
  });
});

describe('many people', () => {
  it('are judged from sums that one query brings, and one person by an index', () => {
    const books = bareBooks();
    books.write(fillBank);
    const people = 2_000;
    const counter = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${people})`;
    books.db.transaction(() => {
      books.db.run(
        `${counter} INSERT INTO members (id, number, name, pinyin, initials, status) SELECT 'm' || i, 'n' || i, '职工' || i, 'x', 'x', 'active' FROM n`,
      );
    });
    const voucherId = books.write((context) =>
      postVoucher(context, {
        day: day('2026-02-10'),
        summary: '春节慰问',
        source: 'visits',
        entries: [
          { accountId: '2021:50105', debit: fen(people * 30_000), credit: fen(0) },
          { accountId: '2021:102', debit: fen(0), credit: fen(people * 30_000) },
        ],
      }),
    ).id;
    books.db.transaction(() => {
      books.db.run(
        `INSERT INTO visit_batches (id, name, kind_id, day, goods, amount_each, people, voucher_id, festival)
         VALUES ('b', '春节', 'festival', '2026-02-10', '米油', 30000, ${people}, :voucherId, '春节')`,
        { voucherId },
      );
      books.db.run(
        `${counter} INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, amount, voucher_id, festival)
         SELECT 'v' || i, 'b', i, 'festival', 'm' || i, '2026-02-10', '春节', 'goods', 30000, :voucherId, '春节' FROM n`,
        { voucherId },
      );
    });
    const occasion = {
      kindId: 'festival',
      day: day('2026-06-10'),
      form: 'goods' as const,
      festival: '端午节',
      caseName: '',
    };
    const judge = judgeFor(books.db, occasion);
    let over = 0;
    for (let index = 1; index <= people; index += 1) {
      const verdict = judge.check({ id: `m${index}`, status: 'active' }, { amount: fen(90_001), illness: '' });
      if (verdict.needsApproval) over += 1;
    }
    expect(over).toBe(people);
    const first = judgeFor(books.db, occasion).check(
      { id: 'm1', status: 'active' },
      { amount: fen(90_000), illness: '' },
    );
    expect(first).toMatchObject({ needsApproval: false, yearSoFar: 30_000 });
    const kinds = { kinds: '["festival"]', first: 'a', last: 'b', memberId: 'x' };
    expect(explain(books.db, GIVEN_TO_MEMBER, kinds).join('\n')).toMatch(
      /visits_of_member \(member_id=\? AND kind_id=\? AND day>\? AND day<\?\)/,
    );
    expect(explain(books.db, GIVEN_TO_ALL.fine, kinds).join('\n')).toMatch(
      /visits USING INDEX visits_by_kind \(kind_id=\? AND day>\? AND day<\?\)/,
    );
    books.dispose();
  });
});
