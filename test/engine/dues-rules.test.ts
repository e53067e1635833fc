import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { RULE_USES } from '#electron/engine/dues/rules/list-rules.ts';
import { month } from '#shared/calendar.ts';
import type { DuesRuleTemplate } from '#shared/contract/dues.ts';
import { ruleSentence } from '#shared/dues-sentences.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
  putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const NEWCOMER = {
  name: '新会员',
  applies: 'newcomer' as const,
  monthsBelow: 3,
  method: 'flatPeriod' as const,
  flat: fen(3000),
  source: '',
};
const APPRENTICE = {
  name: '学徒工',
  applies: 'kind' as const,
  method: 'flatMonth' as const,
  flat: fen(5),
  source: '通知第二条',
};
const RULE = {
  name: '本单位标准',
  from: month('2026-04'),
  rateBasisPoints: 50,
  cutTo: fen(1000),
  baseItems: ['岗位工资', '薪级工资'],
  frequency: 'quarter' as const,
  baseMonth: 'own' as const,
  cases: [
    NEWCOMER,
    APPRENTICE,
    { name: '无固定收入', applies: 'kind' as const, method: 'previousWage' as const, source: '' },
  ],
  branchShare: 40,
  source: '会员代表大会决议',
  note: '2026 年试行',
};
const stored = () =>
  ['dues_rules', 'dues_rule_cases', 'levies', 'audit_trail'].map(
    (table) => db.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count,
  );
const refused = async (name: 'dues.addRule' | 'dues.changeRule' | 'dues.deleteRule', input: object) => {
  const before = stored();
  const { sentence } = await test.refusal(name, input);
  expect(stored()).toEqual(before);
  return sentence;
};

describe('rules as dated data', () => {
  it('one is made, read in its months with its kinds in order, changed while unused, and deleted', async () => {
    const added = await test.call('dues.addRule', RULE);
    expect(await test.call('dues.readRule', { month: month('2026-05') })).toEqual({ ...RULE, id: added.id });
    expect((await test.call('dues.readRule', { month: month('2026-03') })).name).toBe('全国标准');
    const changed = await test.call('dues.changeRule', {
      ruleId: added.id,
      ...RULE,
      from: month('2026-05'),
      cutTo: fen(1),
      cases: [APPRENTICE],
    });
    expect(changed).toMatchObject({ from: '2026-05', cutTo: 1, cases: [APPRENTICE] });
    const { rules, wageItems } = await test.call('dues.listRules', {});
    expect(rules.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['本单位标准', '2026-05', undefined],
      ['全国标准', '2026-01', '2026-04'],
    ]);
    expect(wageItems).toEqual(['岗位工资']);
    const trail = db.all<{ operation: string; label: string; before: string; after: string }>(
      "SELECT operation, label, before, after FROM audit_trail WHERE subject = 'duesRule' ORDER BY sequence",
    );
    expect(trail.map((row) => [row.operation, row.label])).toEqual([
      ['dues.addRule', '会费标准「本单位标准」2026年4月起'],
      ['dues.changeRule', '会费标准「本单位标准」2026年5月起'],
    ]);
    expect(trail[1]?.before).toContain('"cutTo":1000');
    expect(await test.call('dues.deleteRule', { ruleId: added.id })).toEqual({ name: '本单位标准' });
    expect((await test.call('dues.listRules', {})).rules.map(({ name }) => name)).toEqual(['全国标准']);
  });

  it('is refused with its sentence when it cannot be, and nothing is written', async () => {
    const add = (change: object) => refused('dues.addRule', { ...RULE, ...change });
    const withCase = (change: object) => add({ cases: [{ ...NEWCOMER, ...change }] });
    expect(await add({ from: '2026-01' })).toContain('2026年1月起已有「全国标准」');
    expect(await add({ from: '2026-13' })).toContain('不是一个月份');
    expect(await add({ name: ' ' })).toContain('没有填写');
    expect(await add({ rateBasisPoints: -1 })).toContain('「费率」不能是负数');
    expect(await add({ rateBasisPoints: 0.5 })).toContain('「费率」最多两位小数');
    expect(await add({ rateBasisPoints: 10_001 })).toContain('「费率」不能超过 100%');
    expect(await add({ cutTo: 0 })).toContain('「尾数」要在 0.01 元到 1,000 元之间');
    expect(await add({ cutTo: 10.5 })).toContain('「尾数」最多写到分');
    expect(await add({ branchShare: 101 })).toContain('「分会留成」不能超过 100');
    expect(await add({ frequency: 'week' })).toContain('「收缴周期」没有选择');
    expect(await add({ baseMonth: 'next' })).toContain('「计费月份」没有选择');
    expect(await withCase({ flat: -5 })).toContain('定额」不能是负数');
    expect(await withCase({ monthsBelow: 13 })).toContain('最多 12 个月');
    const { monthsBelow: _, ...noMonths } = NEWCOMER;
    expect(await add({ cases: [noMonths] })).toContain('「新会员」这一类还不完整：没有写不足几个月算新会员');
    const { flat: __, ...noFlat } = APPRENTICE;
    expect(await add({ cases: [noFlat] })).toContain('「学徒工」这一类还不完整：没有写定额');
    expect(await add({ cases: [APPRENTICE, APPRENTICE] })).toContain('类别名称写了两次');
    expect(await add({ cases: [NEWCOMER, { ...NEWCOMER, name: '另一类' }] })).toContain('新会员只能有一类');
    const [only] = (await test.call('dues.listRules', {})).rules;
    expect(await refused('dues.deleteRule', { ruleId: only?.id })).toContain('「全国标准」是唯一的会费标准');
    expect(await refused('dues.deleteRule', { ruleId: 'nobody' })).toContain('找不到这条会费标准');
    expect(await refused('dues.changeRule', { ruleId: 'nobody', ...RULE })).toContain('找不到这条会费标准');
  });

  it('is sealed once something was levied with it, by the schema too', async () => {
    await test.call('dues.raiseLevy', { month: month('2026-03') });
    const { rules, leviedUntil } = await test.call('dues.listRules', {});
    const [rule] = rules;
    expect(rule?.used).toEqual({ levies: 1, first: '2026-03', last: '2026-03' });
    expect(leviedUntil).toBe('2026-03');
    const ruleId = rule?.id;
    expect(await refused('dues.changeRule', { ruleId, ...RULE })).toContain('请另立一条从新月份起执行的标准');
    expect(await refused('dues.deleteRule', { ruleId })).toContain('已经用来计提过会费');
    for (const sql of [
      'UPDATE dues_rules SET rate_basis_points = 60',
      'DELETE FROM dues_rules',
      `INSERT INTO dues_rule_cases (id, rule_id, position, name, applies, method, flat)
       SELECT 'c', id, 0, '学徒工', 'kind', 'flatMonth', 5 FROM dues_rules`,
    ])
      expect(() => db.run(sql), sql).toThrow(/dues\.ruleUsed/);
    // once the levy is withdrawn it is free again
    await test.call('dues.withdrawLevies', { month: month('2026-03'), reason: '换标准' });
    await test.call('dues.changeRule', { ruleId: ruleId ?? '', ...RULE, from: month('2026-01') });
    expect((await test.call('dues.readRule', { month: month('2026-03') })).name).toBe('本单位标准');
  });

  it('counts its uses along an index', () => {
    expect(explain(db, RULE_USES).join('\n')).toContain('USING INDEX levies_by_rule');
  });
});

describe('the templates', () => {
  let templates: DuesRuleTemplate[];
  beforeAll(async () => {
    templates = await test.call('dues.listRuleTemplates', {});
  });

  it('are rules that can be taken as they are, each with its source and how well it is known', async () => {
    expect(templates.map(({ grade }) => grade)).toEqual(['V', 'V', 'V', 'S']);
    for (const [index, { grade: _, ...template }] of templates.entries()) {
      expect(template.source.length).toBeGreaterThan(10);
      const from = month(`2027-0${index + 1}`);
      const { id, ...rule } = await test.call('dues.addRule', { ...template, from });
      expect(rule).toEqual({ ...template, from });
      await test.call('dues.deleteRule', { ruleId: id });
    }
  });

  // rules.md 1.1 and 1.2
  it('say what the published texts say', () => {
    expect(templates.map(ruleSentence)).toEqual([
      '按月收：每月按本人当月工资的 0.5% 交，工资不足 10 元的尾数不计；学徒工每月 0.05 元；无固定收入按上月工资计算。',
      '按年收：每月按本人某一个月（计提时选定）的工资（岗位工资、薪级工资）的 0.5% 交，工资不足 10 元的尾数不计；' +
        '自愿入会的员工每月 1 元；收到的会费 50% 留给分会。',
      '按半年收：每月按本人某一个月（计提时选定）的工资（岗位工资、薪级工资）的 0.5% 交，工资不足 10 元的尾数不计；' +
        '新会员（入会后到期末不足 6 个月）整期共 100 元。',
      '按年收：每月按本人某一个月（计提时选定）的工资（岗位工资、薪级工资、基础性绩效）的 0.5% 交，工资不足 10 元的尾数不计；' +
        '收到的会费 60% 留给分会。',
    ]);
  });
});
