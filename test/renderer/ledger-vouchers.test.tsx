import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { EntryTab } from '#renderer/features/ledger/entry/EntryTab.tsx';
import { VoucherList } from '#renderer/features/ledger/vouchers/VoucherList.tsx';
import { VoucherPaper } from '#renderer/features/ledger/vouchers/VoucherPaper.tsx';
import type { LedgerFrame } from '#renderer/features/ledger/words.ts';
import { day, dayOf, month, monthOf } from '#shared/calendar.ts';
import type {
  Draft,
  Fund,
  LedgerAccount,
  PrintedEntry,
  PrintedVoucher,
  Voucher,
  VoucherTemplate,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

// jsdom leaves the number of a key at 0; antd's lists go by it
const KEY_CODES: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Tab: 9, ArrowUp: 38, ArrowDown: 40 };
Object.defineProperty(KeyboardEvent.prototype, 'keyCode', {
  configurable: true,
  get(this: KeyboardEvent) {
    return KEY_CODES[this.key] ?? 0;
  },
});

const frame: LedgerFrame = { title: '经费账', tabs: [], tab: 'vouchers', onTab: () => undefined };
const today = dayOf(new Date());
const openProfile = { ...profile, openMonth: monthOf(today), fiscalYear: Number(today.slice(0, 4)) };

const account = (code: string, name: string, kind: LedgerAccount['class'], sounds: string): LedgerAccount => ({
  id: `2021:${code}`,
  code,
  name,
  class: kind,
  side: 'debit',
  evidence: '',
  detail: true,
  level: 1,
  oldName: '',
  own: false,
  retired: false,
  used: false,
  fixed: false,
  keywords: `${code} ${name}\n${name}\n${sounds}`,
});
const ACCOUNTS = [
  account('101', '库存现金', 'asset', 'kucunxianjin\nkcxj'),
  account('102', '银行存款', 'asset', 'yinhangcunkuan\nyhck'),
  account('50102', '文体活动支出', 'expense', 'wentihuodongzhichu\nwthdzc'),
  account('50405', '送温暖支出', 'expense', 'songwennuanzhichu\nswnzc'),
];
const FUND: Fund = {
  id: 'fund-1',
  name: '送温暖资金',
  purpose: '',
  origin: '',
  retired: false,
  balance: fen(100),
};

const voucher: Voucher = {
  id: 'v-1',
  number: '记-003',
  month: month('2026-03'),
  day: day('2026-03-12'),
  summary: '校运动会奖品',
  counterparty: '滨江体育',
  amount: fen(744000),
  attachmentCount: 2,
  source: 'manual',
  preparedBy: '陈静',
  postedAt: '2026-03-12T02:00:00.000Z',
  entries: [
    {
      line: 1,
      accountId: '2021:50102',
      accountCode: '50102',
      accountName: '文体活动支出',
      summary: '校运动会奖品',
      debit: fen(744000),
      credit: fen(0),
    },
    {
      line: 2,
      accountId: '2021:102',
      accountCode: '102',
      accountName: '银行存款',
      summary: '校运动会奖品',
      debit: fen(0),
      credit: fen(744000),
    },
  ],
};
const PATHS = [['职工活动支出', '文体活动支出'], ['银行存款']];
const printed = (change: Partial<PrintedVoucher> = {}): PrintedVoucher => ({
  ...voucher,
  chair: '周明',
  cashier: '吴敏',
  entries: voucher.entries.map((line, index) => ({ ...line, accountPath: PATHS[index] ?? [] })),
  ...change,
});
const { entries: _, ...head } = voucher;
const row = (id: string, number: string) => ({ ...head, id, number, accounts: '文体活动支出、银行存款' });

function show(handlers: Handlers = {}, params: Record<string, string> = {}) {
  const bridge = installBridge({
    'union.readProfile': () => openProfile,
    'union.listResolutions': () => [],
    'ledger.listAccounts': () => ACCOUNTS,
    'ledger.listFunds': () => [],
    'ledger.listDrafts': () => ({ total: 0, rows: [] }),
    'ledger.listTemplates': () => [],
    'ledger.listVouchers': () => ({ total: 2, rows: [row('v-1', '记-003'), row('v-2', '记-002')] }),
    'ledger.getVoucher': () => voucher,
    'ledger.readVouchers': () => [printed()],
    'ledger.suggestSummaries': () => [],
    'ledger.listAttachments': () => ({ open: true, rows: [] }),
    'ledger.weighEntries': () => ({ lines: [], warnings: [] }),
    'ledger.postVoucher': () => voucher,
    ...handlers,
  });
  useNavigation.setState({ page: 'ledger', params });
  return { bridge, ...renderInFrame(<VoucherList frame={frame} />) };
}

async function write(shown: ReturnType<typeof show>) {
  await shown.user.click(await screen.findByRole('button', { name: '填制凭证' }));
  await screen.findByRole('textbox', { name: '第 1 行借方' });
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.listAccounts').length).toBeGreaterThan(0));
  return shown.user;
}
/** The small dialog with this title; antd gives all of them one and the same id in tests, so they have no name of their own. */
async function dialogOf(title: string): Promise<HTMLElement> {
  const head = await screen.findByText(title, { selector: '.ant-modal-title' });
  const dialog = head.closest<HTMLElement>('[role="dialog"]');
  if (!dialog) throw new Error(`no dialog ${title}`);
  return dialog;
}
const focused = () => document.activeElement?.getAttribute('aria-label');

test('a voucher is written by keyboard alone: Enter moves on, an account by pinyin or number, = balances, Ctrl+Enter posts', async () => {
  const shown = show();
  const user = await write(shown);
  await waitFor(() => expect(focused()).toBe('第 1 行摘要'));
  await user.keyboard('校运动会奖品{Enter}');
  expect(focused()).toBe('第 1 行科目');
  await user.keyboard('wthd');
  await screen.findByText('50102 文体活动支出');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 1 行借方'));
  await user.keyboard('7440{Enter}');
  // the other side of an amount is passed over
  expect(focused()).toBe('第 2 行摘要');
  expect(screen.getByText('7,440.00', { selector: 'strong' })).toBeTruthy();
  await user.keyboard('{Enter}102');
  await screen.findByText('102 银行存款');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 2 行借方'));
  await user.keyboard('{Enter}');
  expect(focused()).toBe('第 2 行贷方');
  await user.keyboard('=');
  expect(screen.getByRole('textbox', { name: '第 2 行贷方' })).toHaveProperty('value', '7,440.00');
  expect(screen.getByText('借贷平衡')).toBeTruthy();
  // a line is added after the last one
  await user.keyboard('{Enter}');
  expect(focused()).toBe('第 3 行摘要');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.postVoucher')).toHaveLength(1));
  expect(shown.bridge.inputsOf('ledger.postVoucher')).toEqual([
    {
      day: today,
      summary: '校运动会奖品',
      counterparty: '',
      attachmentCount: 0,
      entries: [
        { accountId: '2021:50102', summary: '校运动会奖品', debit: 744000, credit: 0 },
        { accountId: '2021:102', summary: '校运动会奖品', debit: 0, credit: 744000 },
      ],
    },
  ]);
  // the next one can be written at once
  await screen.findByText(/上一张：2026年3月 记-003/);
  await waitFor(() => expect(focused()).toBe('第 1 行摘要'));
  expect(document.activeElement).toHaveProperty('value', '');
});

test('= fills the side that lacks, also where it is asked for on the other one', async () => {
  const shown = show();
  const user = await write(shown);
  await user.click(screen.getByRole('textbox', { name: '第 1 行贷方' }));
  await user.keyboard('12.5');
  await user.click(screen.getByRole('textbox', { name: '第 2 行贷方' }));
  await user.keyboard('=');
  expect(screen.getByRole('textbox', { name: '第 2 行借方' })).toHaveProperty('value', '12.50');
  expect(screen.getByRole('textbox', { name: '第 2 行贷方' })).toHaveProperty('value', '');
  // an amount on one side clears the other
  await user.click(screen.getByRole('textbox', { name: '第 1 行借方' }));
  await user.keyboard('3');
  expect(screen.getByRole('textbox', { name: '第 1 行贷方' })).toHaveProperty('value', '');
  expect(screen.getByText('15.50', { selector: '.money' })).toBeTruthy();
});

test('Enter on an empty last line leads to 记账; what is missing is said and the cursor stands there', async () => {
  const shown = show();
  const user = await write(shown);
  await user.click(screen.getByRole('combobox', { name: '第 1 行摘要' }));
  await user.keyboard('退款{Enter}{Enter}9{Enter}');
  expect(focused()).toBe('第 2 行摘要');
  await user.keyboard('{Enter}{Enter}{Enter}{Enter}');
  expect(document.activeElement?.textContent?.replace(/\s/g, '')).toBe('记账');
  await user.keyboard('{Enter}');
  expect(await screen.findByText('凭证至少要有一借一贷两行。')).toBeTruthy();
  await user.click(screen.getByRole('textbox', { name: '第 2 行贷方' }));
  await user.keyboard('8{Control>}{Enter}{/Control}');
  expect(await screen.findByText('第 1 行还没有选科目。')).toBeTruthy();
  expect(focused()).toBe('第 1 行科目');
  expect(screen.getByText('1.00', { selector: 'strong' }).parentElement?.textContent).toBe('贷方还差 1.00 元');
  expect(shown.bridge.inputsOf('ledger.postVoucher')).toEqual([]);
});

test('a summary of before is offered while typing and taken with ↓ Enter; Enter alone keeps what was typed', async () => {
  const shown = show({ 'ledger.suggestSummaries': ({ text }) => (text.startsWith('sbj') ? ['三八节慰问品'] : []) });
  const user = await write(shown);
  await user.keyboard('sbj');
  await screen.findByText('三八节慰问品');
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: '第 1 行摘要' })).toHaveProperty('value', '三八节慰问品'),
  );
  await waitFor(() => expect(focused()).toBe('第 1 行科目'));
  await user.click(screen.getByRole('combobox', { name: '第 2 行摘要' }));
  await user.keyboard('sbj');
  await screen.findAllByText('三八节慰问品');
  await user.keyboard('{Enter}');
  expect(screen.getByRole('combobox', { name: '第 2 行摘要' })).toHaveProperty('value', 'sbj');
  expect(focused()).toBe('第 2 行科目');
});

test('专项资金 is asked only on income, expense and net-asset accounts, and goes when the account changes', async () => {
  const shown = show({ 'ledger.listFunds': () => [FUND] });
  const user = await write(shown);
  await screen.findByText('专项资金');
  await user.keyboard('春节送温暖{Enter}50405');
  await screen.findByText('50405 送温暖支出');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 1 行借方'));
  await user.keyboard('500{Enter}');
  expect(focused()).toBe('第 1 行专项资金');
  await user.keyboard('送温暖{Enter}');
  await waitFor(() => expect(document.querySelector('[data-cell="fund"]')?.textContent).toContain('送温暖资金'));
  await user.keyboard('{Enter}');
  expect(focused()).toBe('第 2 行摘要');
  await user.keyboard('{Enter}yhck');
  await screen.findByText('102 银行存款');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 2 行借方'));
  expect(screen.queryByRole('combobox', { name: '第 2 行专项资金' })).toBeNull();
  await user.keyboard('{Enter}={Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.postVoucher')).toMatchObject([
      {
        entries: [
          { accountId: '2021:50405', fundId: 'fund-1', debit: 50000 },
          { accountId: '2021:102', credit: 50000 },
        ],
      },
    ]),
  );
});

const draft: Draft = {
  id: 'd-1',
  month: month('2026-03'),
  day: day('2026-03-09'),
  summary: '支付网费',
  counterparty: '',
  attachmentCount: 0,
  debit: fen(10000),
  credit: fen(0),
  preparedBy: '陈静',
  lines: [{ line: 1, accountId: '2021:50102', summary: '支付网费', debit: fen(10000), credit: fen(0) }],
};

test('Ctrl+S keeps a draft with whatever is there; Ctrl+S again changes the same one', async () => {
  const shown = show({ 'ledger.saveDraft': () => draft });
  const user = await write(shown);
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText('请先在一行里写上摘要，好认得这张草稿。')).toBeTruthy();
  await user.keyboard('支付网费{Control>}s{/Control}');
  await screen.findByText('已存为草稿，还没有记账');
  await user.keyboard('一季度{Control>}s{/Control}');
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.saveDraft')).toHaveLength(2));
  expect(shown.bridge.inputsOf('ledger.saveDraft')).toMatchObject([
    { summary: '支付网费', lines: [{ summary: '支付网费', debit: 0, credit: 0 }] },
    { id: 'd-1', summary: '支付网费一季度' },
  ]);
  expect(screen.getByText('凭证草稿，还没有记账')).toBeTruthy();
});

test('an amount that cannot be read is not kept, neither as a draft nor posted', async () => {
  const shown = show({ 'ledger.saveDraft': () => draft });
  const user = await write(shown);
  await user.keyboard('支付网费');
  await user.click(screen.getByRole('textbox', { name: '第 1 行借方' }));
  await user.keyboard('1.234{Control>}s{/Control}');
  expect(await screen.findByText(/没有填对，没有保存/)).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(shown.bridge.inputsOf('ledger.saveDraft')).toEqual([]);
  expect(shown.bridge.inputsOf('ledger.postVoucher')).toEqual([]);
});

test('Esc goes back at once when nothing is lost, and asks otherwise', async () => {
  const shown = show();
  let user = await write(shown);
  await user.keyboard('{Escape}');
  await screen.findByRole('grid', { name: '凭证' });
  user = await write(shown);
  await user.keyboard('没写完{Escape}');
  const question = await screen.findByRole('dialog');
  expect(question.textContent).toContain('放弃');
  expect(screen.getByRole('textbox', { name: '第 1 行借方' })).toBeTruthy();
});

test('drafts are listed apart, opened for writing on, and posted as that draft', async () => {
  const { lines, ...rest } = draft;
  const shown = show({
    'ledger.listDrafts': () => ({ total: 1, rows: [{ ...rest, lines: lines.length }] }),
    'ledger.getDraft': () => draft,
    'ledger.saveDraft': () => draft,
    'ledger.postDraft': () => ({ ...voucher, id: 'd-1' }),
  });
  const { user, bridge } = shown;
  await user.click(await screen.findByRole('button', { name: /看草稿/ }));
  await screen.findByRole('grid', { name: '凭证草稿' });
  await user.click(await screen.findByText('支付网费'));
  await waitFor(() => expect(screen.getByRole('textbox', { name: '第 1 行借方' })).toHaveProperty('value', '100.00'));
  await user.click(screen.getByRole('combobox', { name: '第 2 行科目' }));
  await user.keyboard('102{Enter}');
  await waitFor(() => expect(focused()).toBe('第 2 行借方'));
  await user.keyboard('{Enter}={Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('ledger.postDraft')).toEqual([{ id: 'd-1' }]));
  expect(bridge.inputsOf('ledger.saveDraft')).toMatchObject([
    { id: 'd-1', lines: [{ debit: 10000 }, { accountId: '2021:102', credit: 10000 }] },
  ]);
  // back in the list, with the voucher open
  expect(await screen.findByRole('dialog')).toBeTruthy();
  expect(screen.getByRole('grid', { name: '凭证' })).toBeTruthy();
});

test('a refusal is shown and what was written stays', async () => {
  const shown = show({
    'ledger.postVoucher': () => {
      throw refuse('ledger.cashNegative', { account: '库存现金', balance: '-1.00' });
    },
  });
  const user = await write(shown);
  await user.keyboard('用品{Enter}50102');
  await screen.findByText('50102 文体活动支出');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 1 行借方'));
  await user.keyboard('9{Enter}{Enter}101');
  await screen.findByText('101 库存现金');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 2 行借方'));
  await user.keyboard('{Enter}={Control>}{Enter}{/Control}');
  expect(await screen.findByText(/现金和银行存款不能是负数/)).toBeTruthy();
  expect(screen.getByRole('combobox', { name: '第 1 行摘要' })).toHaveProperty('value', '用品');
});

test('what a payment does to the budget is said before it is posted', async () => {
  const shown = show({
    'ledger.weighEntries': () => ({
      lines: [
        {
          accountId: '2021:50102',
          name: '文体活动支出',
          direction: 'expense',
          budget: fen(100),
          after: fen(104),
          percent: 104,
        },
      ],
      warnings: [],
    }),
  });
  const user = await write(shown);
  await user.keyboard('用品{Enter}50102');
  await screen.findByText('50102 文体活动支出');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('第 1 行借方'));
  await user.keyboard('9');
  expect(await screen.findByText(/文体活动支出.*104/)).toBeTruthy();
  expect(shown.bridge.inputsOf('ledger.weighEntries').at(-1)).toEqual({
    day: today,
    entries: [{ accountId: '2021:50102', debit: 900, credit: 0 }],
  });
});

const template: VoucherTemplate = {
  id: 't-1',
  name: '每月网费',
  summary: '支付网费',
  counterparty: '滨江电信',
  lines: [
    { accountId: '2021:50102', summary: '支付网费', side: 'debit' },
    { accountId: '2021:102', summary: '', side: 'credit' },
  ],
};

test('a template fills the voucher, and the cursor stands in the amount that is left open', async () => {
  const shown = show({ 'ledger.listTemplates': () => [template] });
  const user = await write(shown);
  await user.click(screen.getByRole('button', { name: /用模板填/ }));
  await user.click(await screen.findByText('每月网费'));
  await waitFor(() => expect(focused()).toBe('第 1 行借方'));
  await user.keyboard('88{Enter}{Enter}{Enter}');
  expect(focused()).toBe('第 2 行贷方');
  await user.keyboard('={Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.postVoucher')).toMatchObject([
      {
        summary: '支付网费',
        counterparty: '滨江电信',
        entries: [{ debit: 8800 }, { credit: 8800, summary: '支付网费' }],
      },
    ]),
  );
});

test('存为模板 keeps the lines, and the amounts only when asked', async () => {
  const shown = show({ 'ledger.saveTemplate': () => template }, {});
  await shown.user.click(await screen.findByText('记-003'));
  const drawer = await screen.findByRole('dialog');
  await shown.user.click(await within(drawer).findByRole('button', { name: '存为模板' }));
  const dialog = await dialogOf('存为模板');
  await shown.user.click(within(dialog).getByRole('button', { name: /保\s*存/ }));
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.saveTemplate')).toHaveLength(1));
  expect(shown.bridge.inputsOf('ledger.saveTemplate')).toEqual([
    {
      name: '校运动会奖品',
      summary: '校运动会奖品',
      counterparty: '滨江体育',
      lines: [
        { accountId: '2021:50102', summary: '校运动会奖品', side: 'debit' },
        { accountId: '2021:102', summary: '校运动会奖品', side: 'credit' },
      ],
    },
  ]);
});

test('复制 opens a new voucher filled like this one, dated today', async () => {
  const shown = show({}, { copy: 'v-1' });
  await waitFor(() => expect(screen.getByRole('textbox', { name: '第 1 行借方' })).toHaveProperty('value', '7,440.00'));
  expect(screen.getByRole('textbox', { name: '日期' })).toHaveProperty('value', today);
  expect(screen.getByRole('textbox', { name: /对方/ })).toHaveProperty('value', '滨江体育');
  await shown.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.postVoucher')).toHaveLength(1));
});

test('a copy is dated the last day of the open month when today is outside', async () => {
  show({ 'union.readProfile': () => ({ ...profile, openMonth: month('2019-02'), fiscalYear: 2019 }) }, { copy: 'v-1' });
  await waitFor(() => expect(screen.getByRole('textbox', { name: '日期' })).toHaveProperty('value', '2019-02-28'));
});

test('the list is filtered by state and 专项资金; ticked vouchers are reviewed by a second person', async () => {
  const { user, bridge } = show({
    'ledger.listFunds': () => [FUND],
    'ledger.reviewVouchers': () => ({ reviewed: 1 }),
  });
  await screen.findByText('记-003');
  await user.click(screen.getByRole('combobox', { name: '状态' }));
  await user.click(await screen.findByText('未审核'));
  await waitFor(() => expect(bridge.inputsOf('ledger.listVouchers').at(-1)).toMatchObject({ unreviewedOnly: true }));
  await user.click(screen.getByRole('combobox', { name: '专项资金' }));
  await user.click(await screen.findByText('送温暖资金'));
  await waitFor(() => expect(bridge.inputsOf('ledger.listVouchers').at(-1)).toMatchObject({ fundId: 'fund-1' }));
  screen.getByRole('grid', { name: '凭证' }).focus();
  await user.keyboard('{ArrowDown} ');
  await user.click(screen.getByRole('button', { name: '审核 1 张' }));
  const dialog = await dialogOf('审核 1 张凭证');
  await user.clear(within(dialog).getByRole('textbox', { name: '审核人' }));
  await user.type(within(dialog).getByRole('textbox', { name: '审核人' }), '王芳');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('ledger.reviewVouchers')).toEqual([{ ids: ['v-1'], reviewer: '王芳' }]));
});

test('ticked vouchers are printed with Ctrl+P, a month when none is ticked, and otherwise it says what to do', async () => {
  const { user, bridge } = show();
  await screen.findByText('记-003');
  screen.getByRole('grid', { name: '凭证' }).focus();
  await user.keyboard('{Control>}p{/Control}');
  expect(await screen.findByText(/请先勾选要打印的凭证/)).toBeTruthy();
  await user.keyboard('{ArrowDown} {ArrowDown} {Control>}p{/Control}');
  const dialog = await dialogOf('记账凭证-2 张');
  expect(await within(dialog).findAllByText('记账凭证')).toHaveLength(1);
  expect(bridge.inputsOf('ledger.readVouchers').at(-1)).toEqual({ ids: ['v-1', 'v-2'] });
  await user.keyboard('{Escape}');
  await user.keyboard(' {ArrowUp} ');
  await user.type(screen.getByRole('textbox', { name: '月份' }), '2026-03');
  await user.tab();
  await user.click(screen.getByRole('button', { name: /打印凭证/ }));
  await waitFor(() => expect(bridge.inputsOf('ledger.readVouchers').at(-1)).toEqual({ month: '2026-03' }));
});

test('a reversed voucher says where its correction stands', async () => {
  const { user } = show({
    'ledger.getVoucher': () => ({ ...voucher, reversedBy: 'v-9', reversedByNumber: '2026-04 记-002' }),
  });
  await user.click(await screen.findByText('记-003'));
  const drawer = await screen.findByRole('dialog');
  expect(await within(drawer).findByRole('button', { name: '2026年4月 记-002' })).toBeTruthy();
  expect(within(drawer).queryByRole('button', { name: '红字冲销' })).toBeNull();
});

test('a review is withdrawn with a reason', async () => {
  const { user, bridge } = show({
    'ledger.getVoucher': () => ({ ...voucher, reviewedBy: '周明', reviewedAt: '2026-03-13T00:00:00.000Z' }),
    'ledger.withdrawReview': () => voucher,
  });
  await user.click(await screen.findByText('记-003'));
  const drawer = await screen.findByRole('dialog');
  expect(await within(drawer).findByText('已审核')).toBeTruthy();
  await user.click(within(drawer).getByRole('button', { name: '撤回审核' }));
  const dialog = await dialogOf('撤回审核');
  await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '金额再核');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('ledger.withdrawReview')).toEqual([{ id: 'v-1', reason: '金额再核' }]));
});

test('the committee looks and prints, and neither writes nor reviews nor sees drafts', async () => {
  const { bridge } = show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  expect(await screen.findByRole('button', { name: /打印凭证/ })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: /审核/ })).toBeNull());
  expect(screen.queryByRole('button', { name: '填制凭证' })).toBeNull();
  expect(bridge.inputsOf('ledger.getDraft')).toEqual([]);
});

test('收支登记 offers the summaries of before, and Enter moves on with what was typed', async () => {
  installBridge({
    'union.listResolutions': () => [],
    'ledger.listPurposes': () => [],
    'ledger.listFunds': () => [],
    'ledger.listVouchers': () => ({ total: 0, rows: [] }),
    'ledger.suggestSummaries': ({ text }) => (text === '三' ? ['三八节慰问品'] : []),
  });
  const { user } = renderInFrame(<EntryTab frame={frame} profile={openProfile} />);
  const summary = await screen.findByRole('combobox', { name: '摘要' });
  await user.click(summary);
  await user.keyboard('三');
  expect(await screen.findByText('三八节慰问品')).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(summary).toHaveProperty('value', '三');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /付给谁/ }));
  await user.click(summary);
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(summary).toHaveProperty('value', '三八节慰问品'));
});

const entry = (line: number, change: Partial<PrintedEntry> = {}): PrintedEntry => ({
  line,
  accountId: '2021:50102',
  accountCode: '50102',
  accountName: '文体活动支出',
  accountPath: ['职工活动支出', '文体活动支出'],
  summary: '校运动会奖品',
  debit: fen(line === 1 ? 0 : 100),
  credit: fen(line === 1 ? 100 : 0),
  ...change,
});
const forms = () => [...document.querySelectorAll('.voucher-form')];
const pages = () => [...document.querySelectorAll('.voucher-page')];

test('two forms stand on a page; each has unit, day, number, both account names, the sum in capital numerals and who signs', () => {
  renderInFrame(
    <VoucherPaper
      unit="滨江实验学校工会委员会"
      vouchers={[
        printed({ reviewedBy: '王芳' }),
        printed({ id: 'v-2', number: '记-004' }),
        printed({ id: 'v-3', number: '记-005' }),
      ]}
    />,
  );
  expect(pages().map((page) => page.querySelectorAll('.voucher-form').length)).toEqual([2, 1]);
  const text = forms()[0]?.textContent ?? '';
  for (const part of [
    '单位：滨江实验学校工会委员会',
    '2026 年 3 月 12 日',
    '记-003',
    '附件 2 张',
    '职工活动支出文体活动支出7,440.00',
    '合计（人民币大写） 柒仟肆佰肆拾元整',
    '主管：周明',
    '审核：王芳',
    '出纳：吴敏',
    '制单：陈静',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('1/1');
  // empty rows are struck through
  expect(forms()[0]?.querySelectorAll('.voucher-form-struck')).toHaveLength(1);
  expect(forms()[1]?.textContent).toContain('审核：出纳');
});

test('a long voucher goes on to a second form; its total stands on the last one, and nothing is lost or printed twice', () => {
  const entries = Array.from({ length: 16 }, (_unused, index) => entry(index + 1, { summary: `第${index + 1}笔` }));
  renderInFrame(
    <VoucherPaper unit="某工会" vouchers={[printed({ entries }), printed({ id: 'v-2', number: '记-004' })]} />,
  );
  expect(forms().map((form) => form.getAttribute('aria-label'))).toEqual([
    '记-003 1/3',
    '记-003 2/3',
    '记-003 3/3',
    '记-004 1/1',
  ]);
  expect(forms().map((form) => form.textContent?.includes('合计（人民币大写）'))).toEqual([false, false, true, true]);
  expect(forms()[0]?.textContent).toContain('转下页');
  expect(forms()[0]?.textContent).toContain('记-003 1/3');
  const printedLines = forms()
    .slice(0, 3)
    .flatMap((form) => [...form.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent ?? ''))
    .filter((text) => text !== '');
  expect(printedLines).toEqual(entries.map(({ summary }) => summary));
});

test('every form is as high as every other, however long the words are', () => {
  const heightOf = (form: Element) =>
    [...form.querySelectorAll<HTMLElement>('tbody tr')].reduce(
      (sum, line) => sum + Number.parseInt(line.style.height, 10),
      0,
    );
  const long = '购买校运动会比赛用品和奖品一批含税含运费'.repeat(5).slice(0, 100);
  renderInFrame(
    <VoucherPaper
      unit="某工会"
      vouchers={[
        printed(),
        printed({ id: 'v-2', entries: [entry(1, { summary: long }), entry(2), entry(3, { summary: long }), entry(4)] }),
        printed({
          id: 'v-3',
          entries: [
            entry(1, { fundName: '送温暖资金' }),
            entry(2, { summary: '一二三四五六七八九十一二三四五六七八九十一二三四五六七' }),
            entry(3),
          ],
        }),
      ]}
    />,
  );
  expect(new Set(forms().map(heightOf))).toEqual(new Set([70]));
  expect(document.body.textContent).toContain('文体活动支出（送温暖资金）');
});
