import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { Root } from '#renderer/app/Root.tsx';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { month } from '#shared/calendar.ts';
import type { BooksStatus } from '#shared/contract/books.ts';
import type { SearchHit, UnionProfile } from '#shared/contract/union.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';

// The pages have tests of their own; here each is only a name.
vi.mock('#renderer/app/pages.ts', async () => {
  const { PAGE_NAMES } = await import('#renderer/app/navigation.ts');
  const { createElement } = await import('react');
  const named = (name: string) => () => createElement('h1', null, `页：${name}`);
  const dirty = () => {
    useUnsavedWork(true);
    return createElement('h1', null, '页：dues');
  };
  const pages = Object.fromEntries(PAGE_NAMES.map((name) => [name, name === 'dues' ? dirty : named(name)]));
  const Broken = () => {
    throw new Error('broken page');
  };
  return { pages: { ...pages, visits: Broken }, StartPage: named('start'), prefetchPages: () => () => undefined };
});

const profile: UnionProfile = {
  name: '滨江实验学校工会委员会',
  creditCode: '',
  superiors: [],
  chair: '',
  accountant: '',
  cashier: '',
  reviewDirector: '',
  reviewMembers: [],
  chart: '2021',
  practice: false,
  firstYear: 2026,
  fiscalYear: 2026,
  openMonth: month('2026-03'),
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
const closed: BooksStatus = { ...openStatus(), state: 'closed' };
delete closed.open;

async function show(handlers: Handlers = {}) {
  const bridge = installBridge({
    'books.readStatus': () => openStatus(),
    'union.readProfile': () => profile,
    ...handlers,
  });
  const user = userEvent.setup();
  render(<Root />);
  await screen.findByText('页：workbench');
  return { bridge, user };
}
const nav = () => screen.getByRole('navigation', { name: '主菜单' });

test('without open books there is only the first screen', async () => {
  installBridge({ 'books.readStatus': () => closed });
  render(<Root />);
  expect(await screen.findByText('页：start')).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('seven entries and 设置, the unit, the year and the open month', async () => {
  await show();
  const entries = within(nav())
    .getAllByRole('button')
    .map((entry) => entry.textContent);
  expect(entries).toEqual(['工作台', '会员', '会费', '困难帮扶', '慰问', '经费账', '经审送审', '设置']);
  expect(await screen.findByText('正在记 2026年3月')).toBeTruthy();
  const bar = screen.getByRole('banner');
  expect(bar.textContent).toContain('滨江实验学校工会委员会');
  expect(bar.textContent).toContain('2026 年度');
  expect(bar.textContent).toContain('王会计');
  expect(within(bar).queryByText('练习账')).toBeNull();
});

test('practice books are marked', async () => {
  await show({ 'books.readStatus': () => openStatus({ practice: true }) });
  expect(within(screen.getByRole('banner')).getByText('练习账')).toBeTruthy();
});

test('the mouse and Alt+number change the page', async () => {
  const { user } = await show();
  await user.click(within(nav()).getByRole('button', { name: '经费账' }));
  expect(screen.getByText('页：ledger')).toBeTruthy();
  expect(within(nav()).getByRole('button', { name: '经费账' }).getAttribute('aria-current')).toBe('page');
  await user.keyboard('{Alt>}2{/Alt}');
  expect(screen.getByText('页：members')).toBeTruthy();
  await user.keyboard('{Alt>}8{/Alt}');
  expect(screen.getByText('页：settings')).toBeTruthy();
});

test('a page with unsaved work is left only after asking', async () => {
  const { user } = await show();
  await user.keyboard('{Alt>}3{/Alt}');
  await user.keyboard('{Alt>}2{/Alt}');
  expect(screen.getByText('页：dues')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '放弃' }));
  expect(screen.getByText('页：members')).toBeTruthy();
});

test('a broken page leaves the rest of the window usable', async () => {
  const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { user } = await show();
  await user.keyboard('{Alt>}5{/Alt}');
  expect(screen.getByText('这一页没有显示出来')).toBeTruthy();
  await user.keyboard('{Alt>}2{/Alt}');
  expect(screen.getByText('页：members')).toBeTruthy();
  silence.mockRestore();
});

test('Ctrl+K finds and Enter goes to the record', async () => {
  const hits: SearchHit[] = [
    { kind: 'member', id: 'm-1', title: '李明', detail: '高中语文组' },
    { kind: 'voucher', id: 'v-1', title: '记-003', detail: '李明困难帮扶' },
  ];
  const { user, bridge } = await show({ 'union.search': ({ text }) => (text.startsWith('lm') ? hits : []) });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(screen.getByRole('combobox', { name: '查找' }), 'lm');
  const options = await screen.findAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(['会员李明高中语文组', '凭证记-003李明困难帮扶']);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(screen.getByText('页：ledger')).toBeTruthy();
  expect(useNavigation.getState().params).toEqual({ open: 'v-1', kind: 'voucher' });
  expect(bridge.inputsOf('union.search')).toContainEqual({ text: 'lm' });
});

test('a search without hits says what to try', async () => {
  const { user } = await show({ 'union.search': () => [] });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(screen.getByRole('combobox', { name: '查找' }), '赵');
  expect(await screen.findByText(/没有找到「赵」/)).toBeTruthy();
});

test('locking leads back to the first screen', async () => {
  const { user } = await show({ 'books.lock': () => closed });
  await user.click(screen.getByRole('button', { name: /锁定/ }));
  await waitFor(() => expect(screen.getByText('页：start')).toBeTruthy());
});
