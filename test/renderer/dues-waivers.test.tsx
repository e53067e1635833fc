import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { WaiversTab } from '#renderer/features/dues/waivers/WaiversTab.tsx';
import type { DuesFrame } from '#renderer/features/dues/words.ts';
import { day, month } from '#shared/calendar.ts';
import type { MismatchRow, TermsRow, WaiverRow } from '#shared/contract/dues.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const FRAME: DuesFrame = { title: '会费', tabs: [], tab: 'waivers', onTab: vi.fn() };
const WHO = { memberId: 'm1', number: '0001', name: '侯梅玉', groupName: '数学组' };
const WAIVER: WaiverRow = {
  ...WHO,
  id: 'w1',
  fromMonth: month('2026-01'),
  toMonth: month('2026-03'),
  reason: '因病困难',
  decision: '3月委员会会议',
  day: day('2026-03-10'),
  operator: '陈静',
  waived: fen(4560),
  paid: fen(2280),
  owed: fen(0),
};
const mismatch = (levyId: string, at: string, owed: number, paid: number): MismatchRow => ({
  ...WHO,
  levyId,
  month: month(at),
  amount: fen(2280),
  paid: fen(paid),
  waived: fen(0),
  owed: fen(owed),
  cause: '2026-02-10 保留会籍（退休）：年满六十周岁',
});
const TERMS: TermsRow = {
  ...WHO,
  fromMonth: month('2026-06'),
  pays: true,
  kind: '学徒工',
  authorised: day('2026-03-01'),
  ground: '新进学徒',
  state: 'future',
};

function show(handlers: Handlers = {}) {
  const bridge = installBridge({
    'dues.listWaivers': () => ({ total: 1, waived: fen(4560), rows: [WAIVER] }),
    'dues.listTerms': () => ({ total: 1, rows: [TERMS], kinds: ['学徒工'] }),
    'dues.listMismatches': ({ state }) => {
      const rows = [mismatch('l1', '2026-03', 2280, 0), mismatch('l2', '2026-04', 0, 2280)];
      const shown = rows.filter((row) => state === undefined || row[state] > 0);
      return { total: shown.length, rows: shown, owed: fen(2280), paid: fen(2280) };
    },
    'union.listResolutions': () => [
      { id: 'r1', number: '工会〔2026〕3号', day: day('2026-03-05'), title: '会费减免', body: '', used: fen(0) },
    ],
    'members.suggest': () => [
      {
        id: 'm1',
        number: '0001',
        name: '侯梅玉',
        groupName: '数学组',
        status: 'active',
        phoneMasked: '',
        idNumberMasked: '',
        joined: '',
      },
    ],
    ...handlers,
  });
  return { bridge, ...renderInFrame(<WaiversTab frame={FRAME} />) };
}
const set = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const pickMember = async (user: ReturnType<typeof show>['user']) => {
  await user.click(screen.getByLabelText('会员'));
  await user.click((await screen.findAllByTitle('侯梅玉')).at(-1) ?? document.body);
};

test('a waiver says what it takes off and what it leaves before it is saved; a resolution is written as its decision', async () => {
  const { user, bridge } = show({
    'dues.previewWaiver': () => ({
      members: 1,
      levies: 2,
      amount: fen(4560),
      paidLevies: 1,
      paidAmount: fen(2280),
      paid: [{ name: '侯梅玉', month: month('2026-01'), amount: fen(2280) }],
    }),
    'dues.saveWaiver': () => ({ waivers: 1, levies: 2, amount: fen(4560) }),
  });
  await user.click(await button('登记减免'));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: /^登\s*记$/ }));
  expect(dialog.getAllByText('没有填写')).toHaveLength(4);
  await pickMember(user);
  set('从哪个月起', '2026-04');
  set('到哪个月止', '2026-03');
  expect(dialog.getByText('早于开始的月份')).toBeTruthy();
  set('从哪个月起', '2026-01');
  expect(await dialog.findByText(/1 人，现在减去 2 笔应收、45.60 元/)).toBeTruthy();
  expect(dialog.getByText(/侯梅玉2026年1月已经收款 22.80 元，不会改动/)).toBeTruthy();
  set('减免原因', '因病困难');
  await user.click(dialog.getByLabelText(/^集体决议/));
  await user.click((await screen.findAllByTitle('工会〔2026〕3号 会费减免')).at(-1) ?? document.body);
  set('登记日期', '2026-03-10');
  await user.click(dialog.getByRole('button', { name: /^登\s*记$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.saveWaiver')).toEqual([
      {
        memberIds: ['m1'],
        fromMonth: '2026-01',
        toMonth: '2026-03',
        reason: '因病困难',
        decision: '工会〔2026〕3号 会费减免',
        day: '2026-03-10',
      },
    ]),
  );
});

test('a waiver opens with what it rests on, and is revoked only with a reason', async () => {
  const { user, bridge } = show({ 'dues.revokeWaiver': () => ({ levies: 2, amount: fen(4560) }) });
  await user.click(await screen.findByText('因病困难'));
  expect(await screen.findByText(/减免不动已经收到的会费/)).toBeTruthy();
  await user.click(await button('撤销减免'));
  const title = await screen.findByText('撤销减免 侯梅玉');
  const dialog = within(title.closest<HTMLElement>('.ant-modal') ?? title);
  expect(dialog.getByText(/减去的 45.60 元又记为欠缴/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: '撤销减免' }));
  expect(dialog.getByText('没有填写')).toBeTruthy();
  set('撤销原因', '不再困难');
  await user.click(dialog.getByRole('button', { name: '撤销减免' }));
  await waitFor(() => expect(bridge.inputsOf('dues.revokeWaiver')).toMatchObject([{ id: 'w1', reason: '不再困难' }]));
});

test('levies that do not agree with the membership: what is owed is waived together, what was paid becomes credit', async () => {
  const { user, bridge } = show({
    'dues.waiveMismatches': () => ({ waivers: 1, levies: 1, amount: fen(2280) }),
    'dues.releasePayment': () => ({
      released: fen(2280),
      credit: fen(2280),
      withdrawn: false,
      waived: fen(0),
      owed: fen(2280),
    }),
  });
  await user.click(await screen.findByText('与会籍不符'));
  await user.click(await button('全选还欠的'));
  await user.click(await button('减免所选 1 笔，22.80 元'));
  await user.click(await button(/^减\s*免$/));
  await waitFor(() => expect(bridge.inputsOf('dues.waiveMismatches')).toEqual([{ levyIds: ['l1'] }]));
  await user.click(await screen.findByText('2026年4月'));
  await user.click(await button('转为预收'));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.releasePayment')).toEqual([
      { levyId: 'l2', reason: '2026-02-10 保留会籍（退休）：年满六十周岁' },
    ]),
  );
});

test('an agreement not to pay needs a ground; one that has not begun can be removed', async () => {
  const { user, bridge } = show({
    'dues.saveTerms': () => ({ members: 1 }),
    'dues.dropTerms': () => ({ left: 0 }),
  });
  await user.click(await screen.findByText('缴费约定'));
  expect(await screen.findByText('按「学徒工」缴纳')).toBeTruthy();
  await user.click(await button('登记约定'));
  const dialog = within(await screen.findByRole('dialog'));
  await pickMember(user);
  set('从哪个月起', '2026-04');
  await user.click(dialog.getByLabelText('约定'));
  await user.click((await screen.findAllByTitle('不缴会费')).at(-1) ?? document.body);
  await user.click(dialog.getByRole('button', { name: /^登\s*记$/ }));
  expect(dialog.getByText('没有填写')).toBeTruthy();
  set('依据', '长期病假');
  await user.click(dialog.getByRole('button', { name: /^登\s*记$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.saveTerms')).toEqual([
      { memberIds: ['m1'], fromMonth: '2026-04', pays: false, kind: '', authorised: '', ground: '长期病假' },
    ]),
  );
  await user.click(await button(/^删\s*去$/));
  await user.click((await screen.findAllByRole('button', { name: /^删\s*去$/ })).at(-1) ?? document.body);
  await waitFor(() => expect(bridge.inputsOf('dues.dropTerms')).toEqual([{ memberId: 'm1', fromMonth: '2026-06' }]));
});
