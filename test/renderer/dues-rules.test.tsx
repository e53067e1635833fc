import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { RuleTab } from '#renderer/features/dues/rules/RuleTab.tsx';
import { basisPoints, draftOf, PLAIN_RULE, termsOf } from '#renderer/features/dues/rules/rule-draft.ts';
import { TAB_LABELS, TABS } from '#renderer/features/dues/words.ts';
import { month } from '#shared/calendar.ts';
import type { DuesRuleRow, DuesRuleTemplate } from '#shared/contract/dues.ts';
import { percentText } from '#shared/dues-sentences.ts';
import { fen } from '#shared/money.ts';
import { MARCH, RULE } from './dues-support.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const USED: DuesRuleRow = { ...RULE, used: { levies: 930, first: month('2026-01'), last: MARCH } };
const UNUSED: DuesRuleRow = { ...RULE, id: 'r2', name: '新标准', from: month('2026-06') };
const TEMPLATE: DuesRuleTemplate = {
  ...PLAIN_RULE,
  name: '按半年收（潍坊职业学院 2024）',
  frequency: 'halfYear',
  baseMonth: 'chosen',
  baseItems: ['岗位工资', '薪级工资'],
  cases: [
    { name: '新会员', applies: 'newcomer', monthsBelow: 6, method: 'flatPeriod', flat: fen(10_000), source: '通知' },
  ],
  source: '潍坊职业学院工会 2024 年通知',
  grade: 'V',
};

function show(handlers: Handlers = {}) {
  const frame = {
    title: '会费',
    tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab: 'rule' as const,
    onTab: () => undefined,
  };
  const bridge = installBridge({
    'dues.readRule': () => RULE,
    'dues.listRules': () => ({ rules: [UNUSED, USED], wageItems: ['岗位工资'], leviedUntil: MARCH }),
    'dues.listRuleTemplates': () => [TEMPLATE],
    ...handlers,
  });
  return { bridge, ...renderInFrame(<RuleTab frame={frame} month={MARCH} onMonth={() => undefined} />) };
}
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('the month’s rule in one sentence, with its source, and an example step by step', async () => {
  show();
  expect(await screen.findByText(/按月收：每月按本人当月工资的 0\.5% 交，工资不足 10 元的尾数不计/)).toBeTruthy();
  expect(screen.getByText('《关于收交工会会费的通知》')).toBeTruthy();
  const steps = screen.getByRole('list', { name: '计算步骤' });
  expect(steps.textContent).toContain('计费基数 4,560.00 元');
  expect(steps.textContent).toContain('= 22.80 元');
  fireEvent.change(screen.getByLabelText('月工资'), { target: { value: '3080' } });
  await waitFor(() => expect(screen.getByRole('list', { name: '计算步骤' }).textContent).toContain('= 15.40 元'));
});

test('a template fills the form; the union changes what differs and saves it from the month after the last levy', async () => {
  const { user, bridge } = show({ 'dues.addRule': () => ({ ...RULE, name: '本校标准' }) });
  await user.click(await button('另立标准'));
  const drawer = await screen.findByRole('dialog');
  fireEvent.mouseDown(within(drawer).getByLabelText(/从范本填写/));
  await user.click(await screen.findByText('按半年收（潍坊职业学院 2024）（读过原文）'));
  expect(await within(drawer).findByText('读过原文：潍坊职业学院工会 2024 年通知')).toBeTruthy();
  fireEvent.change(within(drawer).getByLabelText('名称'), { target: { value: '本校标准' } });
  fireEvent.change(within(drawer).getByLabelText('新会员定额'), { target: { value: '50' } });
  expect(
    await within(drawer).findByText(
      /按半年收：.*（岗位工资、薪级工资）.*新会员（入会后到期末不足 6 个月）整期共 50 元/,
    ),
  ).toBeTruthy();
  await user.click(within(drawer).getByRole('button', { name: /保存/ }));
  const { grade: _, ...terms } = TEMPLATE;
  expect(bridge.inputsOf('dues.addRule')).toEqual([
    {
      ...terms,
      name: '本校标准',
      from: '2026-04',
      cases: [{ ...TEMPLATE.cases[0], flat: 5000 }],
    },
  ]);
});

test('a rule that was used cannot be changed; the page says how to go on and copies it', async () => {
  const { user } = show();
  await user.click(await screen.findByText('计提过 2026年一季度'));
  expect(
    await screen.findByText(/已用来计提2026年1月至2026年3月的会费，不能再改.*先在“收缴明细”里撤回计提/),
  ).toBeTruthy();
  expect(screen.queryByRole('button', { name: /保存|删除/ })).toBeNull();
  await user.click(await button('照此另立'));
  expect(await screen.findByLabelText('起用月份')).toBeTruthy();
});

test('an unused one is changed or deleted; a rate that cannot be read stops the saving', async () => {
  const { user, bridge } = show({ 'dues.deleteRule': () => ({ name: '新标准' }) });
  await user.click(await screen.findByText('还没用过，可改'));
  const save = await button(/保存/);
  fireEvent.change(screen.getByLabelText('费率'), { target: { value: '0.555' } });
  expect(await screen.findByText(/最多两位小数/)).toBeTruthy();
  expect(save.disabled).toBe(true);
  await user.click(await button('删除'));
  const question = await screen.findByText(/还没有用来计提过会费，删除后就没有了/);
  const modal = question.closest<HTMLElement>('.ant-modal');
  await user.click(within(modal ?? document.body).getByRole('button', { name: '删除' }));
  await waitFor(() => expect(bridge.inputsOf('dues.deleteRule')).toEqual([{ ruleId: 'r2' }]));
});

test('the committee sees the rules and can change none', async () => {
  const { user } = show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await user.click(await screen.findByText('还没用过，可改'));
  expect(await screen.findByRole('dialog')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /保存|删除|另立/ })).toBeNull();
});

test.each([
  ['0.5', 50],
  ['0.50%', 50],
  ['１', 100],
  ['100', 10_000],
  ['0', 0],
  ['100.01', undefined],
  ['0.555', undefined],
  ['-1', undefined],
  ['', undefined],
  ['千分之五', undefined],
])('a rate written as %s', (text, points) => {
  expect(basisPoints(text)).toBe(points);
  if (points !== undefined) expect(basisPoints(percentText(points))).toBe(points);
});

test('a form that lacks something is no rule', () => {
  const draft = draftOf(TEMPLATE, MARCH);
  const { grade: _, ...terms } = TEMPLATE;
  expect(termsOf(draft)).toEqual(terms);
  expect(termsOf({ ...draft, name: ' ' })).toBeUndefined();
  expect(termsOf({ ...draft, cutTo: undefined })).toBeUndefined();
  const [kind] = draft.cases;
  if (!kind) throw new Error('the template has a kind');
  expect(termsOf({ ...draft, cases: [{ ...kind, flat: undefined }] })).toBeUndefined();
  expect(termsOf({ ...draft, cases: [{ ...kind, monthsBelow: null }] })).toBeUndefined();
  // what does not belong to the way it pays is left out
  expect(termsOf({ ...draft, cases: [{ ...kind, applies: 'kind', method: 'previousWage' }] })?.cases).toEqual([
    { name: '新会员', applies: 'kind', method: 'previousWage', source: '通知' },
  ]);
});

test.each([
  [50, '0.5%'],
  [5, '0.05%'],
  [100, '1%'],
  [1234, '12.34%'],
  [0, '0%'],
])('%i basis points are %s', (points, text) => {
  expect(percentText(points)).toBe(text);
});
