import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explainLevy, explainPreview } from '#electron/engine/dues/levies/explain.ts';
import { previewLevy, raiseLevy } from '#electron/engine/dues/levies/levies.ts';
import { listMonths } from '#electron/engine/dues/levies/months.ts';
import type { LevyScope } from '#electron/engine/dues/levies/plan.ts';
import { listLevies } from '#electron/engine/dues/levies/queries.ts';
import { withdrawLevies } from '#electron/engine/dues/levies/withdraw.ts';
import { readRuleTemplates } from '#electron/engine/dues/rules/list-rules.ts';
import { addRule, type RuleInput } from '#electron/engine/dues/rules/save-rule.ts';
import { day, type Month, month, monthsOfYear } from '#shared/calendar.ts';
import { DUES_FREQUENCIES, type DuesPeriod, monthsOf, periodOf } from '#shared/dues-periods.ts';
import { Refusal, sentenceOf } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, type NewMember, putMembers } from './dues-support.ts';

const ASSETS = join(fileURLToPath(new URL('../../', import.meta.url)), 'assets');
const TODAY = day('2026-03-15');
const MARCH = month('2026-03');
const YEAR = monthsOfYear(2026);

let books: BareBooks;
beforeAll(() => {
  books = bareBooks();
});
afterAll(() => books.dispose());
beforeEach(() => books.db.raw.exec('BEGIN'));
afterEach(() => books.db.raw.exec('ROLLBACK'));

const raise = (scope: LevyScope) => books.write((context) => raiseLevy(context, scope));
const preview = (scope: LevyScope) => previewLevy({ db: books.db, today: TODAY }, scope);
const listOf = (of: Month, filter: Partial<Parameters<typeof listLevies>[1]> = {}) =>
  listLevies(books.db, { month: of, search: '', offset: 0, limit: 500, ...filter }).rows;
const rowOf = (number: string, of = MARCH) => {
  const row = listOf(of).find((each) => each.number === number);
  if (!row) throw new Error(`no levy for ${number}`);
  return row;
};
const put = (members: NewMember[]) => putMembers(books.db, members);
const addWage = (memberId: string | undefined, from: string, item: string, yuan: number) =>
  books.db.run(
    'INSERT INTO member_wages (member_id, from_month, item, amount) VALUES (:memberId, :from, :item, :amount)',
    {
      memberId,
      from,
      item,
      amount: yuan * 100,
    },
  );
const setTerms = (memberId: string | undefined, from: string, kind: string, pays = 1) =>
  books.db.run('INSERT INTO dues_terms (member_id, from_month, pays, kind) VALUES (:memberId, :from, :pays, :kind)', {
    memberId,
    from,
    pays,
    kind,
  });
/** 退休, so that dues are due until the month before. */
const retire = (memberId: string | undefined, from: string) =>
  books.db.run(
    `INSERT INTO member_changes (member_id, sequence, day, month, from_status, to_status, ground, operator, kind)
     VALUES (:memberId, 1, :day, :from, 'active', 'retained', '退休', '陈静', 'retired')`,
    { memberId, from, day: `${from}-01` },
  );
const closeUntil = (last: string) =>
  books.db.run(
    "UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE status = 'open' AND month <= :last",
    { last },
  );
const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return sentenceOf(error.detail);
    throw error;
  }
  throw new Error('was not refused');
};
/** What each member is levied in all months together, in fen. */
const totals = () =>
  new Map(
    books.db
      .all<{ number: string; total: number; months: number }>(
        `SELECT number, sum(amount) AS total, count(*) AS months FROM levies JOIN members ON members.id = member_id
         GROUP BY number ORDER BY number`,
      )
      .map(({ number, total, months }) => [number, [total, months]]),
  );
const useTemplate = (name: RegExp, from: string) => {
  const template = readRuleTemplates(ASSETS).find((each) => name.test(each.name));
  if (!template) throw new Error(`no template ${name}`);
  const { grade: _, ...rule } = template;
  return books.write((context) => addRule(context, { ...rule, from: month(from) }));
};

describe('unions of rules.md 1.2, from their templates', () => {
  // 潍坊职院 2024 下半年: (岗位+薪级) x 5‰, 半年收, 以 11 月工资为基准; 9 月退休收 3 个月; 新会员不足 6 个月按 100 元/年
  it('half-years on the wage of November: by months on post, newcomers 100 yuan', () => {
    useTemplate(/潍坊/, '2026-07');
    const [whole, retired, newcomer] = put([
      { number: '1', name: '整期', wage: 2000, joined: '2010-09' },
      { number: '2', name: '九月退休', wage: 3080, joined: '1986-09' },
      { number: '3', name: '九月入会', wage: 4567, joined: '2026-09' },
      { number: '4', name: '七月入会', wage: 4567, joined: '2026-07' },
      { number: '5', name: '没有工资', joined: '2010-09' },
    ]);
    // a rise in November counts for the whole half-year; the bonus does not count at all
    for (const [item, yuan] of [
      ['岗位工资', 3000],
      ['薪级工资', 1567],
      ['奖金', 9000],
    ] as const)
      addWage(whole, '2026-11', item, yuan);
    retire(retired, '2026-10');
    const scope = { month: month('2026-11'), wageMonth: month('2026-11') };
    const shown = preview(scope);
    expect(shown).toMatchObject({
      period: { from: '2026-07', to: '2026-12' },
      wageMonth: '2026-11',
      toLevy: 4,
      levies: 6 + 3 + 4 + 6,
      exempt: 1,
    });
    expect(shown.withoutWage.map(({ name }) => name)).toEqual(['没有工资']);
    expect(explainPreviewOf('没有工资')).toEqual([]);
    expect(explainPreviewOf('九月退休')).toEqual([
      '7 月至 9 月每月：2026年11月的计费工资：岗位工资 3,080.00 元',
      '没有不足 10 元的尾数，计费基数 3,080.00 元',
      '3,080.00 × 0.5% = 15.40 元',
      '3 个月合计 46.20 元',
    ]);
    const raised = raise(scope);
    expect(raised).toMatchObject({ levied: 4, levies: 19, withoutWage: 1, total: shown.total });
    expect(totals()).toEqual(
      new Map([
        ['1', [6 * 2280, 6]],
        ['2', [3 * 1540, 3]],
        ['3', [10_000, 4]],
        ['4', [6 * 2280, 6]],
      ]),
    );
    expect(raised.total).toBe(13_680 + 4620 + 10_000 + 13_680);
    expect(explainLevy(books.db, rowOf('1', month('2026-07')).id).steps).toEqual([
      '用「按半年收（潍坊职业学院 2024）」（2026年7月起执行）',
      '2026年11月的计费工资：岗位工资 3,000.00 + 薪级工资 1,567.00 = 4,567.00 元',
      '去掉不足 10 元的尾数 7.00 元，计费基数 4,560.00 元',
      '4,560.00 × 0.5% = 22.80 元',
    ]);
    expect(explainLevy(books.db, rowOf('3', month('2026-09')).id).steps.slice(1)).toEqual([
      '按「新会员」计算：整期定额 100.00 元，与工资无关',
      '分到2026年9月至12月的 4 个月，本月 25.00 元',
    ]);
    // who is added later pays by the same month's wage without asking for it
    const [later] = put([{ number: '6', name: '补登', wage: 3080, joined: '2010-09' }]);
    addWage(later, '2026-11', '岗位工资', 999);
    addWage(newcomer, '2026-12', '岗位工资', 1);
    expect(raise({ month: month('2026-12') })).toMatchObject({ levied: 1, total: 6 * 495, already: 19 });
  });

  // 东莞理工 2015: (岗位+薪级) x 5‰ x 12, 年收; 员工自愿入会 1 元/月
  it('a year at once, voluntary staff one yuan a month', () => {
    const rule = useTemplate(/东莞/, '2026-02');
    books.db.run("UPDATE dues_rules SET from_month = '2025-01' WHERE id <> :id", { id: rule.id });
    books.db.run("UPDATE dues_rules SET from_month = '2026-01' WHERE id = :id", { id: rule.id });
    const [, staff] = put([
      { number: '1', name: '教师', wage: 4567 },
      { number: '2', name: '员工' },
      { number: '3', name: '九百九', wage: 999 },
    ]);
    setTerms(staff, '2025-09', '自愿入会的员工');
    expect(preview({ month: MARCH }).rows.map(({ amount, months, note }) => [amount, months, note])).toEqual([
      [456_000 * 12 * 0.005, 12, ''],
      [1200, 12, '自愿入会的员工每月 1 元'],
      [12 * 495, 12, ''],
    ]);
    raise({ month: MARCH });
    expect([...totals().values()]).toEqual([
      [27_360, 12],
      [1200, 12],
      [5940, 12],
    ]);
    expect(listMonths(books.db, 2026).map(({ members }) => members)).toEqual(YEAR.map(() => 3));
  });

  // 通知 第二条, 第三条
  it('apprentices pay five fen a month; without a fixed income the wage of the month before counts', () => {
    useTemplate(/全国/, '2026-03');
    const [apprentice, casual] = put([
      { number: '1', name: '学徒', wage: 4567 },
      { number: '2', name: '零工', wage: 3080 },
      { number: '3', name: '五元', wage: 5 },
    ]);
    setTerms(apprentice, '2026-01', '学徒工');
    setTerms(casual, '2026-01', '无固定收入');
    addWage(casual, '2026-03', '岗位工资', 4567);
    raise({ month: month('2026-03') });
    raise({ month: month('2026-04') });
    expect(listOf(MARCH).map(({ amount, kind }) => [amount, kind])).toEqual([
      [5, '学徒工'],
      [1540, '无固定收入'],
      [0, undefined],
    ]);
    expect(rowOf('2', month('2026-04')).amount).toBe(2280);
    expect(explainLevy(books.db, rowOf('2').id).steps).toEqual([
      '用「全国标准」（2026年3月起执行）',
      '按「无固定收入」计算：用上月工资',
      '2026年2月的计费工资：岗位工资 3,080.00 元',
      '没有不足 10 元的尾数，计费基数 3,080.00 元',
      '3,080.00 × 0.5% = 15.40 元',
    ]);
  });
});

function explainPreviewOf(name: string): string[] {
  const id = books.db.get<{ id: string }>('SELECT id FROM members WHERE name = :name', { name })?.id ?? '';
  return explainPreview(
    { db: books.db, today: TODAY },
    { memberId: id, month: month('2026-11'), wageMonth: month('2026-11') },
  );
}

describe('what is levied', () => {
  it('some members, or a group with those below it, and the rest later', () => {
    books.db.run(
      "INSERT INTO groups (id, name, kind, parent_id) VALUES ('b', '一分会', 'branch', NULL), ('g', '数学组', 'group', 'b')",
    );
    const [first = '', second] = put([
      { number: '1', name: '侯梅玉', wage: 4567 },
      { number: '2', name: '崔超', wage: 3080 },
      { number: '3', name: '黎玉明', wage: 999 },
    ]);
    books.db.run(
      `INSERT INTO member_moves (member_id, sequence, day, from_group, to_group, ground, operator, recorded_at)
       VALUES (:second, 1, '2026-01-01', NULL, 'g', '分组', '陈静', 'x')`,
      { second },
    );
    expect(raise({ month: MARCH, groupId: 'b' })).toMatchObject({ levied: 1, total: 1540 });
    expect(preview({ month: MARCH, memberIds: [first] }).rows.map(({ name }) => name)).toEqual(['侯梅玉']);
    expect(raise({ month: MARCH, memberIds: [first] })).toMatchObject({ levied: 1, already: 0 });
    expect(raise({ month: MARCH })).toMatchObject({ levied: 1, already: 2, total: 495 });
    expect(listOf(MARCH, { groupId: 'b' }).map(({ name }) => name)).toEqual(['崔超']);
    expect(refusalOf(() => raise({ month: MARCH }))).toContain('没有需要计提会费的会员');
    expect(refusalOf(() => raise({ month: MARCH, memberIds: [first, 'nobody'] }))).toContain('找不到这条会员');
    expect(refusalOf(() => raise({ month: MARCH, groupId: 'nowhere' }))).toContain('没有需要计提会费的会员');
  });

  it('follows terms: nothing before 起缴月 and after 止缴月; an unknown kind pays as everybody and says so', () => {
    const [silent, late, odd] = put([
      { number: '1', name: '停缴', wage: 4567 },
      { number: '2', name: '三月起缴', wage: 3080 },
      { number: '3', name: '改了标准', wage: 999 },
    ]);
    setTerms(silent, '2026-01', '', 0);
    setTerms(late, '2026-01', '', 0);
    setTerms(late, '2026-03', '');
    setTerms(odd, '2026-01', '旧类别');
    expect(preview({ month: month('2026-02') })).toMatchObject({ toLevy: 1, notPaying: 2 });
    const shown = preview({ month: MARCH });
    expect(shown).toMatchObject({ toLevy: 2, notPaying: 1 });
    expect(shown.rows.map(({ note }) => note)).toEqual(['', '标准里没有「旧类别」，按一般会员算']);
  });

  it('only open months: a closed one inside the period is refused with the way out', () => {
    put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    closeUntil('2026-02');
    const period = { from: month('2026-01'), to: month('2026-06') };
    expect(refusalOf(() => raise({ month: MARCH, period }))).toBe(
      '2026年上半年里的2026年1月至2月已结账，不能再计提；请把起始月份改成2026年3月再计提，确要补计提以前月份的先反结账。',
    );
    expect(refusalOf(() => raise({ month: month('2026-02') }))).toContain('2026年2月已结账');
    expect(raise({ month: MARCH, period: { from: MARCH, to: month('2026-06') } })).toMatchObject({
      levied: 1,
      levies: 4,
    });
    expect(refusalOf(() => raise({ month: month('2027-01') }))).toContain('2027年1月');
  });

  it('a half-year is levied as long as one of its months is open: who collects it in November has closed the months before', () => {
    useTemplate(/潍坊/, '2026-02');
    put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    closeUntil('2026-10');
    expect(raise({ month: month('2026-11'), wageMonth: month('2026-11') })).toMatchObject({ levied: 1, levies: 6 });
    expect(totals().get('1')).toEqual([6 * 2280, 6]);
    const withdrawn = () =>
      books.write((context) => withdrawLevies(context, { month: month('2026-07'), reason: '工资登错' })).withdrawn;
    expect(withdrawn()).toBe(1);
    expect(raise({ month: month('2026-07') })).toMatchObject({ levies: 1 });
    closeUntil('2026-12');
    expect(refusalOf(withdrawn)).toContain('2026年7月已结账');
    expect(refusalOf(() => raise({ month: month('2026-11') }))).toContain('2026年下半年已结账');
  });

  it('takes off waivers in force, and says what was waived', () => {
    const [id] = put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    books.db.run(
      `INSERT INTO dues_waivers (id, member_id, from_month, to_month, reason, decision, day, operator)
       VALUES ('w', :id, '2026-02', '2026-03', '大病', '委员会会议', '2026-01-10', '陈静')`,
      { id },
    );
    const raised = raise({ month: MARCH, period: { from: month('2026-01'), to: MARCH } });
    expect(raised).toMatchObject({ levies: 3, waived: { levies: 2, amount: 2 * 2280 }, fromCredit: { levies: 0 } });
    expect(rowOf('1')).toMatchObject({ amount: 2280, waived: 2280, paid: 0, owed: 0, state: 'waived' });
    expect(listMonths(books.db, 2026)[2]).toMatchObject({
      members: 1,
      paidMembers: 1,
      owingMembers: 0,
      waivedMembers: 1,
      waivedTotal: 2280,
      owedTotal: 0,
    });
    expect(listOf(MARCH, { state: 'waived' })).toHaveLength(1);
    expect(listOf(MARCH, { state: 'paid' })).toHaveLength(0);
    expect(listOf(MARCH, { state: 'owed' })).toHaveLength(0);
    expect(listOf(month('2026-01'), { state: 'owed' })).toHaveLength(1);
  });
});

describe('a wage that changed later', () => {
  it('changes no levy; the list shows it, and withdrawing and raising again puts it right', () => {
    const [first, second] = put([
      { number: '1', name: '侯梅玉', wage: 4567 },
      { number: '2', name: '崔超', wage: 3080 },
      { number: '3', name: '黎玉明', wage: 999 },
    ]);
    raise({ month: MARCH });
    const change = (id: string | undefined, yuan: number) =>
      books.db.run('UPDATE member_wages SET amount = :amount WHERE member_id = :id', { id, amount: yuan * 100 });
    change(first, 5000);
    // within the same ten yuan: the sum stays
    change(second, 3089);
    expect(listOf(MARCH).map(({ amount, wage, wageNow }) => [amount, wage, wageNow])).toEqual([
      [2280, 456_700, 500_000],
      [1540, 308_000, undefined],
      [495, 99_900, undefined],
    ]);
    const changed = listOf(MARCH, { wageChanged: true });
    expect(changed.map(({ name }) => name)).toEqual(['侯梅玉']);
    const result = books.write((context) =>
      withdrawLevies(context, { month: MARCH, levyIds: changed.map(({ id }) => id), reason: '工资登记错了' }),
    );
    expect(result).toEqual({ withdrawn: 1, total: 2280, kept: [] });
    expect(raise({ month: MARCH })).toMatchObject({ levied: 1, total: 2500, already: 2 });
    expect(listOf(MARCH, { wageChanged: true })).toEqual([]);
  });

  it('shows in the preview from its month on; months with the same figures are told together', () => {
    const [id = ''] = put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    addWage(id, '2026-05', '岗位工资', 3080);
    const period = { from: MARCH, to: month('2026-06') };
    expect(explainPreview({ db: books.db, today: TODAY }, { memberId: id, month: MARCH, period })).toEqual([
      '3 月至 4 月每月：当月的计费工资：岗位工资 4,567.00 元',
      '去掉不足 10 元的尾数 7.00 元，计费基数 4,560.00 元',
      '4,560.00 × 0.5% = 22.80 元',
      '5 月至 6 月每月：当月的计费工资：岗位工资 3,080.00 元',
      '没有不足 10 元的尾数，计费基数 3,080.00 元',
      '3,080.00 × 0.5% = 15.40 元',
      '4 个月合计 76.40 元',
    ]);
  });

  it('a wage that is gone shows as none', () => {
    put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    raise({ month: MARCH });
    books.db.run('DELETE FROM member_wages');
    expect(rowOf('1').wageNow).toBe(0);
  });
});

describe('withdrawing', () => {
  it('leaves what is waived and names it, with the list and the reason on the trail', () => {
    const [first] = put([
      { number: '1', name: '侯梅玉', wage: 4567 },
      { number: '2', name: '崔超', wage: 3080 },
    ]);
    books.db.run(
      `INSERT INTO dues_waivers (id, member_id, from_month, to_month, reason, decision, day, operator)
       VALUES ('w', :first, '2026-03', '2026-03', '大病', '委员会会议', '2026-01-10', '陈静')`,
      { first },
    );
    raise({ month: MARCH });
    const kept = { levyId: rowOf('1').id, number: '1', name: '侯梅玉', why: '已减免' };
    expect(books.write((context) => withdrawLevies(context, { month: MARCH, reason: '标准选错' }))).toEqual({
      withdrawn: 1,
      total: 1540,
      kept: [kept],
    });
    const trail = books.db.get<{ label: string; before: string; after: string }>(
      'SELECT label, before, after FROM audit_trail ORDER BY sequence DESC LIMIT 1',
    );
    expect(trail?.label).toBe('撤回计提2026年3月会费 1 人');
    expect(trail?.before).toContain('["2","崔超",308000,1540]');
    expect(trail?.after).toContain('标准选错');
    expect(
      refusalOf(() => books.write((context) => withdrawLevies(context, { month: MARCH, reason: '再撤' }))),
    ).toContain('2026年3月没有可以撤回的计提');
  });

  it('is refused for a closed month, for unknown levies, for those of another month', () => {
    put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    raise({ month: month('2026-01') });
    raise({ month: MARCH });
    const { id } = rowOf('1', month('2026-01'));
    const withdraw = (change: object) => () =>
      books.write((context) => withdrawLevies(context, { month: MARCH, reason: '错', ...change }));
    expect(refusalOf(withdraw({ levyIds: [id] }))).toContain('找不到这条应收会费');
    expect(refusalOf(withdraw({ levyIds: ['nobody'] }))).toContain('找不到这条应收会费');
    closeUntil('2026-01');
    expect(refusalOf(withdraw({ month: month('2026-01') }))).toContain('2026年1月已结账');
    expect(totals().get('1')).toEqual([4560, 2]);
  });
});

describe('an old levy without its basis', () => {
  it('is explained from wage and rule', () => {
    const [id] = put([{ number: '1', name: '侯梅玉', wage: 4567 }]);
    books.db.run(
      `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
       SELECT 'old', :id, '2026-01', dues_rules.id, 456700, 456000, 2280, 'x' FROM dues_rules`,
      { id },
    );
    expect(explainLevy(books.db, 'old').steps).toEqual([
      '用「全国标准」（2026年1月起执行）',
      '2026年1月的计费工资 4,567.00 元',
      '去掉不足 10 元的尾数 7.00 元，计费基数 4,560.00 元',
      '4,560.00 × 0.5% = 22.80 元',
    ]);
    expect(refusalOf(() => explainLevy(books.db, 'nobody'))).toContain('找不到这条应收会费');
  });
});

const anyRule: fc.Arbitrary<RuleInput> = fc
  .record({
    frequency: fc.constantFrom(...DUES_FREQUENCIES),
    rateBasisPoints: fc.integer({ min: 0, max: 300 }),
    cutTo: fc.constantFrom(1, 100, 1000).map(fen),
    baseMonth: fc.constantFrom('own' as const, 'previous' as const),
    flat: fc.integer({ min: 0, max: 20_000 }).map(fen),
    method: fc.constantFrom('flatMonth' as const, 'flatPeriod' as const),
  })
  .map(({ flat, method, ...rule }) => ({
    ...rule,
    name: '任意标准',
    from: month('2026-02'),
    baseItems: [],
    branchShare: 0,
    source: '',
    note: '',
    cases: [
      { name: '学徒工', applies: 'kind' as const, method, flat, source: '' },
      { name: '新会员', applies: 'newcomer' as const, monthsBelow: 6, method, flat, source: '' },
    ],
  }));

describe('whatever the rule', () => {
  it('months in any order, twice, or the period at once levy the same, and months add up to the period', () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 9_999_99 }), { minLength: 3, maxLength: 3 }),
        (rule, order, wages) => {
          books.db.raw.exec('SAVEPOINT any_rule');
          try {
            books.write((context) => addRule(context, rule));
            const [, apprentice, retired] = put([
              { number: '1', name: '工资有变', wage: 1234 },
              { number: '2', name: '学徒', wage: 3000 },
              { number: '3', name: '退休', wage: 4567 },
              { number: '4', name: '新来', wage: 2345, joined: '2026-08-15' },
            ]).slice(0);
            const first = books.db.get<{ id: string }>("SELECT id FROM members WHERE number = '1'")?.id;
            wages.forEach((amount, index) => {
              addWage(first, `2026-0${index * 3 + 2}`, '岗位工资', 0);
              books.db.run('UPDATE member_wages SET amount = :amount WHERE member_id = :first AND from_month = :from', {
                amount,
                first,
                from: `2026-0${index * 3 + 2}`,
              });
            });
            setTerms(apprentice, '2026-01', '学徒工');
            retire(retired, '2026-09');
            const asked = [...new Set([...order, ...YEAR.slice(1).map((each) => Number(each.slice(5)))])];
            books.db.raw.exec('SAVEPOINT by_months');
            for (const each of asked) {
              const at = YEAR[each - 1] ?? MARCH;
              raise({ month: at, period: { from: at, to: at } });
              expect(refusalOf(() => raise({ month: at, period: { from: at, to: at } }))).toContain('没有需要计提');
            }
            const byMonths = levied();
            books.db.raw.exec('ROLLBACK TO by_months');
            raise({ month: MARCH, period: { from: month('2026-02'), to: month('2026-12') } });
            expect(levied()).toEqual(byMonths);
            checkPeriods(rule);
          } finally {
            books.db.raw.exec('ROLLBACK TO any_rule');
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

const levied = () =>
  books.db.all<{ number: string; month: Month; amount: number; cutBase: number; basis: string }>(
    `SELECT number, month, amount, cut_base AS cutBase, basis FROM levies JOIN members ON members.id = member_id
     ORDER BY number, month`,
  );

/** By rate, the months of a period are the rate on their bases together, below one fen dropped; newcomers pay their whole sum. */
function checkPeriods(rule: RuleInput): void {
  const all = levied();
  const periods = new Map<string, DuesPeriod>(
    YEAR.slice(1).map((each) => {
      const period = periodOf(each, rule.frequency);
      return [period.from, period];
    }),
  );
  for (const period of periods.values()) {
    const months = monthsOf(period);
    for (const number of ['1', '3']) {
      const rows = all.filter((row) => row.number === number && months.includes(row.month));
      const exact = rows.reduce((sum, row) => sum + BigInt(row.cutBase) * BigInt(rule.rateBasisPoints), 0n);
      expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(Number(exact / 10_000n));
    }
    const flat = rule.cases[0]?.flat ?? 0;
    const apprentice = all.filter((row) => row.number === '2' && months.includes(row.month));
    const share = apprentice.reduce((sum, row) => sum + row.amount, 0);
    if (rule.cases[0]?.method === 'flatMonth') expect(share).toBe(flat * apprentice.length);
    else if (apprentice.length === months.length) expect(share).toBe(flat);
    const joinedIn = months.includes(month('2026-08'));
    const newcomer = all.filter((row) => row.number === '4' && months.includes(row.month));
    if (joinedIn && rule.cases[1]?.method === 'flatPeriod' && newcomer.length < 6) {
      expect(newcomer.reduce((sum, row) => sum + row.amount, 0)).toBe(flat);
    }
  }
}
