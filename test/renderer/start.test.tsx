import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Root } from '#renderer/app/Root.tsx';
import type { Bridge } from '#shared/bridge.ts';
import type { BooksStatus } from '#shared/contract/books.ts';
import type { ChartAccount } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type FakeBridge, type Handlers, installBridge, openStatus } from './fake-bridge.ts';

// The first screen is the real one; the pages behind it are only a name.
vi.mock('#renderer/app/pages.ts', async () => {
  const { PAGE_NAMES } = await import('#renderer/app/navigation.ts');
  const { createElement } = await import('react');
  const { StartPage } = await import('#renderer/features/union/StartPage.tsx');
  const pages = Object.fromEntries(PAGE_NAMES.map((name) => [name, () => createElement('h1', null, `页：${name}`)]));
  return { pages, StartPage, prefetchPages: () => () => undefined };
});

const CODE = 'ABCD-1234-EFGH-5678-JKMN-90PQ-RSTV-WXYZ-ABCD-1234-EFGH-5678-JKMN-90PQ';
const RECENT = {
  book: 'book-12345',
  name: '滨江实验学校工会',
  folder: 'D:/小家账本',
  practice: false,
  exists: true,
};

function closedStatus(recent: BooksStatus['recent'] = []): BooksStatus {
  const { open: _, ...rest } = openStatus();
  return { ...rest, state: 'closed', recent };
}
const account = (
  code: string,
  name: string,
  side: ChartAccount['side'],
  kind: ChartAccount['class'],
): ChartAccount => ({
  id: `2021:${code}`,
  code,
  name,
  class: kind,
  side,
  evidence: '',
  detail: true,
});
const CHART = [
  account('101', '库存现金', 'debit', 'asset'),
  account('102', '银行存款', 'debit', 'asset'),
  account('32205', '累计结余', 'credit', 'netAssets'),
];

async function show(
  status: BooksStatus,
  handlers: Handlers = {},
  host: Partial<Bridge> = {},
): Promise<{ bridge: FakeBridge; user: UserEvent }> {
  const bridge = installBridge({ 'books.readStatus': () => status, 'union.readChart': () => CHART, ...handlers }, host);
  const user = userEvent.setup();
  render(<Root />);
  await screen.findByRole('heading', { name: '小家账本' });
  return { bridge, user };
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const pages = () => screen.queryByRole('navigation', { name: '主菜单' });

test('a computer without books offers to make some, to open others, and to try the practice books', async () => {
  await show(closedStatus([{ ...RECENT, exists: false }]));
  expect(button('新建账本')).toBeTruthy();
  expect(button('打开其他账本')).toBeTruthy();
  expect(button('试用练习账')).toBeTruthy();
  // books that are gone are not offered
  expect(screen.queryByLabelText('口令')).toBeNull();
});

test('practice books among the recent ones are marked', async () => {
  await show(closedStatus([RECENT, { ...RECENT, book: 'book-67890', practice: true }]));
  expect(screen.getByText('滨江实验学校工会（练习账）')).toBeTruthy();
  expect(screen.getByText('滨江实验学校工会')).toBeTruthy();
});

test('a wrong passphrase says its sentence and stays; the right one opens the pages', async () => {
  const { user, bridge } = await show(closedStatus([RECENT]), {
    'books.unlock': ({ passphrase }) => {
      if (passphrase !== '对的口令 2026') throw refuse('books.wrongPassphrase');
      return openStatus();
    },
    'union.readProfile': () => {
      throw refuse('request.booksClosed');
    },
  });
  await user.type(screen.getByLabelText('口令'), '错的口令');
  await user.click(button('打开账本'));
  expect((await screen.findByRole('alert')).textContent).toContain('口令不对');
  expect(pages()).toBeNull();
  await user.clear(screen.getByLabelText('口令'));
  await user.type(screen.getByLabelText('口令'), '对的口令 2026');
  await user.click(button('打开账本'));
  expect(await screen.findByText('页：workbench')).toBeTruthy();
  expect(bridge.inputsOf('books.unlock')[1]).toEqual({
    book: 'book-12345',
    passphrase: '对的口令 2026',
    role: 'treasurer',
  });
});

test('the committee opens as itself', async () => {
  const { user, bridge } = await show(closedStatus([RECENT]), {
    'books.unlock': () => openStatus({ role: 'committee' }),
  });
  await user.click(screen.getByLabelText(/经审会查阅/));
  await user.type(screen.getByLabelText('口令'), '口令{Enter}');
  await screen.findByText('页：workbench');
  expect(bridge.inputsOf('books.unlock')).toEqual([{ book: 'book-12345', passphrase: '口令', role: 'committee' }]);
});

test('a forgotten passphrase: the recovery code is tried, and the new one is shown before the pages appear', async () => {
  let status = closedStatus([RECENT]);
  const { user, bridge } = await show(status, {
    'books.readStatus': () => status,
    'books.recover': ({ recoveryCode }) => {
      if (recoveryCode !== CODE.toLowerCase()) throw refuse('books.wrongRecoveryCode');
      status = openStatus();
      return { recoveryCode: CODE };
    },
  });
  await user.click(button('忘记口令'));
  const fill = async (label: string, text: string) => {
    await user.clear(screen.getByLabelText(label));
    await user.type(screen.getByLabelText(label), text);
  };
  await fill('恢复码', 'XXXX-0000');
  await fill('新口令', '新的口令 2026');
  await fill('再输一遍新口令', '新的口令 2027');
  expect(button('打开并更换口令')).toHaveProperty('disabled', true);
  await fill('再输一遍新口令', '新的口令 2026');
  await user.click(button('打开并更换口令'));
  expect((await screen.findByRole('alert')).textContent).toContain('恢复码不对');
  await fill('恢复码', CODE.toLowerCase());
  await user.click(button('打开并更换口令'));
  const groups = await screen.findByRole('list', { name: '恢复码' });
  expect(
    within(groups)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(CODE.split('-'));
  expect(pages()).toBeNull();
  await user.click(button('已存好，打开账本'));
  expect(await screen.findByText('页：workbench')).toBeTruthy();
  expect(bridge.inputsOf('books.recover')).toHaveLength(2);
});

/** Through 单位 and 人员, to the opening balances. */
async function toOpening(user: UserEvent): Promise<void> {
  await user.click(button('新建账本'));
  await user.type(await screen.findByLabelText('单位名称'), '滨江实验学校工会委员会');
  await user.click(button('下一步'));
  for (const [label, name] of [
    ['工会主席', '周明'],
    ['会计', '陈静'],
    ['出纳', '吴敏'],
    ['经审会主任', '郑涛'],
  ] as const)
    await user.type(await screen.findByLabelText(label), name);
  await user.click(button('下一步'));
  await screen.findByText('还没有年初余额');
}

const BANK = { code: '102', name: '银行存款' };
const SURPLUS = { code: '32205', name: '累计结余' };
const PREVIEWED = (credit: number) => ({
  fileName: '年初余额-2026.xlsx',
  version: '2021' as const,
  guess: '2021' as const,
  lines: [
    { row: 3, ...BANK, source: BANK, debit: fen(18652347), credit: fen(0) },
    { row: 4, ...SURPLUS, source: SURPLUS, debit: fen(0), credit: fen(credit) },
  ],
  debit: fen(18652347),
  credit: fen(credit),
  balanced: credit === 18652347,
  difference: fen(18652347 - credit),
});
const picker: Partial<Bridge> = { pickFile: async () => ({ file: 'file-12345', name: '年初余额-2026.xlsx' }) };

test('the wizard asks for what is missing before it goes on', async () => {
  const { user } = await show(closedStatus());
  await user.click(button('新建账本'));
  await user.click(button('下一步'));
  expect((await screen.findByRole('alert')).textContent).toBe('请填写单位名称。');
  await user.type(screen.getByLabelText('单位名称'), '某工会');
  await user.type(screen.getByLabelText(/统一社会信用代码/), '81330108000123456A');
  await user.click(button('下一步'));
  expect(
    screen
      .getAllByRole('alert')
      .map((alert) => alert.textContent)
      .join(),
  ).toContain('统一社会信用代码不对');
  await user.clear(screen.getByLabelText(/统一社会信用代码/));
  await user.click(button('下一步'));
  await user.type(await screen.findByLabelText('会计'), '陈静');
  await user.type(screen.getByLabelText('出纳'), '陈静');
  expect(screen.getByText(/会计和出纳是同一个人/)).toBeTruthy();
  await user.click(button('下一步'));
  expect((await screen.findByRole('alert')).textContent).toContain('经审会主任都填上');
});

test('an opening that does not balance names the difference and stops the wizard', async () => {
  const { user, bridge } = await show(closedStatus(), { 'union.previewOpening': () => PREVIEWED(18652346) }, picker);
  await toOpening(user);
  await user.click(button(/从年初余额表导入/));
  expect(await screen.findByText('相差 0.01 元')).toBeTruthy();
  await user.click(button('下一步'));
  expect(
    await screen.findByText('年初余额借贷不平：借方 186,523.47 元，贷方 186,523.46 元，相差 0.01 元，请核对。'),
  ).toBeTruthy();
  expect(screen.queryByLabelText('口令')).toBeNull();
  expect(bridge.inputsOf('books.create')).toEqual([]);
});

test('an opening amount that cannot be read stops the wizard and is never taken as nothing', async () => {
  const { user } = await show(closedStatus(), { 'union.previewOpening': () => PREVIEWED(18652347) }, picker);
  await toOpening(user);
  await user.click(button(/从年初余额表导入/));
  await screen.findByText('借贷相符');
  for (const label of ['银行存款 借方余额', '累计结余 贷方余额']) {
    await user.clear(screen.getByLabelText(label));
    await user.type(screen.getByLabelText(label), '12.345');
  }
  await user.click(button('下一步'));
  expect(screen.queryByLabelText('口令')).toBeNull();
  expect(
    screen
      .getAllByRole('alert')
      .map((alert) => alert.textContent)
      .join(),
  ).toContain('金额最多写到分');
});

test('the recovery code is shown, with warnings, before the pages appear', async () => {
  let status = closedStatus();
  const { user, bridge } = await show(
    status,
    {
      'books.readStatus': () => status,
      'union.previewOpening': () => PREVIEWED(18652347),
      'books.create': () => {
        status = openStatus();
        return { recoveryCode: CODE, warnings: ['工会主席「周明」又在经审会任职：自己审自己不合规，请调整。'] };
      },
    },
    picker,
  );
  await toOpening(user);
  await user.click(button(/从年初余额表导入/));
  await screen.findByText('借贷相符');
  await user.click(button('下一步'));
  await user.type(await screen.findByLabelText('口令'), '滨江账本 2026');
  await user.click(button('建账'));
  expect(
    screen
      .getAllByRole('alert')
      .map((alert) => alert.textContent)
      .join(),
  ).toContain('两次输入的口令不一样');
  expect(bridge.inputsOf('books.create')).toEqual([]);
  await user.type(screen.getByLabelText('再输一遍口令'), '滨江账本 2026');
  await user.click(button('建账'));
  const groups = await screen.findByRole('list', { name: '恢复码' });
  expect(within(groups).getAllByRole('listitem')).toHaveLength(14);
  expect(screen.getByText(/自己审自己不合规/)).toBeTruthy();
  expect(pages()).toBeNull();
  expect(screen.queryByRole('button', { name: '上一步' })).toBeNull();
  expect(bridge.inputsOf('books.create')).toEqual([
    {
      folder: 'folder-1234',
      passphrase: '滨江账本 2026',
      setup: expect.objectContaining({
        name: '滨江实验学校工会委员会',
        accountant: '陈静',
        opening: [
          { code: '102', debit: 18652347, credit: 0 },
          { code: '32205', debit: 0, credit: 18652347 },
        ],
      }),
    },
  ]);
  await user.click(button(/已存好恢复码/));
  await waitFor(() => expect(pages()).not.toBeNull());
});

test('a refusal of the engine stays in the wizard with its sentence', async () => {
  const { user } = await show(closedStatus(), {
    'books.create': () => {
      throw refuse('books.exists', { file: '滨江实验学校工会委员会.xjz' });
    },
  });
  await toOpening(user);
  await user.click(button('下一步'));
  await user.type(await screen.findByLabelText('口令'), '滨江账本 2026');
  await user.type(screen.getByLabelText('再输一遍口令'), '滨江账本 2026');
  await user.click(button('建账'));
  expect((await screen.findByRole('alert')).textContent).toContain('已经有账本「滨江实验学校工会委员会.xjz」');
  expect(screen.queryByRole('list', { name: '恢复码' })).toBeNull();
});
