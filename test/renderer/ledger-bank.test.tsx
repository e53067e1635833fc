import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BankTab } from '#renderer/features/ledger/bank/BankTab.tsx';
import type { LedgerFrame } from '#renderer/features/ledger/words.ts';
import { day, month } from '#shared/calendar.ts';
import type { BankEntry, CashCount, OpenLine, Reconciliation, StatementPreview } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { refuse, sentenceOf } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const frame: LedgerFrame = { title: '经费账', tabs: [], tab: 'bank', onTab: () => undefined };
const profile: Partial<UnionProfile> & Pick<UnionProfile, 'name' | 'cashier' | 'accountant' | 'fiscalYear'> = {
  name: '滨江实验学校工会',
  cashier: '吴敏',
  accountant: '陈静',
  fiscalYear: 2026,
};
const MARCH = month('2026-03');
const line = (id: string, on: string, amount: number, summary: string, more: Partial<OpenLine> = {}): OpenLine => ({
  id,
  day: day(on),
  summary,
  counterparty: '',
  reference: '',
  amount: fen(amount),
  balance: fen(0),
  ...more,
});
const entry = (
  voucherId: string,
  on: string,
  amount: number,
  summary: string,
): BankEntry & { outstanding: boolean } => ({
  voucherId,
  line: 2,
  day: day(on),
  month: MARCH,
  number: '记-001',
  summary,
  counterparty: '',
  amount: fen(amount),
  outstanding: false,
});
const INTEREST = line('l-1', '2026-03-21', 15_237, '结息', { purpose: { id: 'in-interest', label: '银行利息' } });
const PAID = line('l-2', '2026-03-30', -268_800, '乒乓球赛器材', { counterparty: '文体商行' });
const BOOKED = entry('v-1', '2026-03-30', -268_800, '乒乓球赛器材');
const sheet: Reconciliation = {
  accountId: '2021:102',
  accountCode: '102',
  accountName: '银行存款',
  month: MARCH,
  day: day('2026-03-31'),
  covered: true,
  needed: true,
  statementTo: day('2026-03-31'),
  bankBalance: fen(17_919_464),
  bookBalance: fen(17_904_227),
  bookReceived: [],
  bookPaid: [],
  bankReceived: [INTEREST],
  bankPaid: [],
  adjustedBank: fen(17_919_464),
  adjustedBook: fen(17_919_464),
  difference: fen(0),
  gaps: [],
  hints: ['银行已收付、账上还没有记的有 1 笔，请核对后记账。'],
};
const statement = {
  id: 's-1',
  accountId: '2021:102',
  accountName: '银行存款',
  fileName: '银行对账单-202603.csv',
  accountNumberMasked: '***************2345',
  from: day('2026-03-01'),
  to: day('2026-03-31'),
  opening: fen(18_652_347),
  closing: fen(17_919_464),
  lines: 9,
  matched: 0,
  leftOut: 0,
  takenAt: '2026-04-02T02:00:00.000Z',
  operator: '陈静',
};
const preview: StatementPreview = {
  fileName: '银行对账单-202603.csv',
  sheets: ['a'],
  sheet: 'a',
  headerRows: [5, 5],
  columns: [
    { index: 0, title: '交易日期', field: 'day', samples: ['20260302'] },
    { index: 1, title: '怪名字', samples: ['1.00'] },
  ],
  known: false,
  missing: [],
  needsOpening: false,
  accountId: '2021:102',
  holder: '',
  accountNumberMasked: '',
  from: day('2026-03-01'),
  to: day('2026-03-31'),
  fromStated: true,
  opening: fen(18_652_347),
  closing: fen(17_919_464),
  rows: [
    {
      row: 6,
      day: day('2026-03-02'),
      summary: '拨缴经费',
      counterparty: '',
      reference: '',
      amount: fen(1_266_000),
      balance: fen(19_918_347),
      verdict: 'take',
      message: '',
    },
  ],
  counts: { take: 1, duplicate: 0, broken: 0, problem: 0, total: 0, note: 0 },
  problems: [],
  notes: ['上一份对账单之后可能缺一份。'],
};
const count: CashCount = {
  id: 'c-1',
  accountId: '2021:101',
  accountName: '库存现金',
  day: day('2026-03-31'),
  pieces: { yuan100: 12, yuan50: 1, yuan20: 0, yuan10: 1, yuan5: 1, yuan1: 5, jiao5: 1, jiao1: 0 },
  counted: fen(127_050),
  book: fen(126_850),
  difference: fen(200),
  bookNow: fen(126_850),
  countedBy: '吴敏',
  witnessedBy: '陈静',
  note: '',
  reversed: false,
};

function show(handlers: Handlers = {}, host = {}) {
  const bridge = installBridge(
    {
      'ledger.readJournal': () => ({ lines: [], closing: fen(17_919_464) }),
      'ledger.listMoneyAccounts': () => [
        { id: '2021:101', code: '101', name: '库存现金', method: 'cash' },
        { id: '2021:102', code: '102', name: '银行存款', method: 'bank' },
      ],
      'ledger.listStatements': () => [statement],
      'ledger.readReconciliation': () => sheet,
      'ledger.listOpenItems': () => ({ accountId: '2021:102', lines: [INTEREST, PAID], entries: [BOOKED] }),
      'ledger.suggestMatches': () => [],
      'ledger.listMatches': () => [],
      'ledger.listCashCounts': () => [count],
      'ledger.listPurposes': () => [],
      'ledger.listFunds': () => [],
      'union.listResolutions': () => [],
      'ledger.matchLines': ({ groups }) => ({ matched: groups.length }),
      'ledger.bookBankLine': () => ({
        voucherId: 'v-9',
        number: '记-009',
        month: MARCH,
        purpose: '银行利息',
        amount: fen(15_237),
      }),
      ...handlers,
    },
    host,
  );
  // the tab reads no more of the profile than this
  return { bridge, ...renderInFrame(<BankTab frame={frame} profile={{ ...FULL, ...profile }} />) };
}
const FULL = {
  creditCode: '',
  superiors: [],
  chair: '',
  reviewDirector: '',
  reviewMembers: [],
  chart: '2021' as const,
  practice: false,
  firstYear: 2026,
  openMonth: MARCH,
  largeExpense: fen(500_000),
  remittancePercent: 40,
  secondReview: false,
};
type Shown = ReturnType<typeof show>;
const goTo = ({ user }: Shown, name: string) =>
  user.click(within(screen.getByRole('radiogroup', { name: '现金银行' })).getByText(name));
const grid = (name: string) => screen.findByRole('grid', { name });

test('the views: two journals by account, reconciliation and cash count', async () => {
  const shown = show();
  expect(await screen.findByText(/末银行余额 179,194.64 元/)).toBeDefined();
  await goTo(shown, '现金日记账');
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.readJournal').at(-1)).toMatchObject({ method: 'cash' }));
  await goTo(shown, '银行对账');
  expect(await screen.findByText('2026年3月末：银行 179,194.64，账面 179,042.27，1 笔未达，调节后相符')).toBeDefined();
  await goTo(shown, '现金盘点');
  expect(await screen.findByText('上次盘点 2026-03-31，长款，没有记账')).toBeDefined();
});

test('sure suggestions are confirmed in one batch, the others one by one with their reason', async () => {
  const shown = show({
    'ledger.suggestMatches': () => [
      { lines: [PAID], entries: [BOOKED], sure: true, reason: '金额、日期、名称都相同' },
      {
        lines: [INTEREST],
        entries: [entry('v-2', '2026-01-01', 15_237, '利息')],
        sure: false,
        reason: '相差 79 天，请核对',
      },
    ],
  });
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByRole('button', { name: '勾对 1 组' }));
  expect(shown.bridge.inputsOf('ledger.matchLines')).toEqual([
    { groups: [{ lines: ['l-2'], entries: [{ voucherId: 'v-1', line: 2 }] }] },
  ]);
  await shown.user.click(screen.getByRole('button', { name: '逐组查看' }));
  const group = await screen.findByRole('region', { name: '相差 79 天，请核对' });
  await shown.user.click(within(group).getByRole('button', { name: '勾对' }));
  expect(shown.bridge.inputsOf('ledger.matchLines')).toHaveLength(2);
});

test('ticked items may be matched only when both sides are equal', async () => {
  const shown = show();
  await goTo(shown, '银行对账');
  const lines = await grid('银行流水');
  const [, interest, paid] = within(lines).getAllByRole('checkbox');
  const [, booked] = within(await grid('账上记录')).getAllByRole('checkbox');
  const button = screen.getByRole('button', { name: '勾对所选' });
  if (!interest || !paid || !booked) throw new Error('no rows');
  await shown.user.click(interest);
  await shown.user.click(booked);
  expect(screen.getByText('相差 2,840.37 元')).toBeDefined();
  expect(button.hasAttribute('disabled')).toBe(true);
  await shown.user.click(interest);
  await shown.user.click(paid);
  expect(screen.getByText('已选 银行 1 笔 支出 2,688.00 元，账上 1 笔 支出 2,688.00 元')).toBeDefined();
  await shown.user.click(button);
  expect(shown.bridge.inputsOf('ledger.matchLines')).toEqual([
    { groups: [{ lines: ['l-2'], entries: [{ voucherId: 'v-1', line: 2 }] }] },
  ]);
});

test('interest is booked with one click after it was shown; any other line by choosing a purpose', async () => {
  const shown = show();
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByRole('button', { name: '记账 1 笔' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/结息 152.37 元，记为「银行利息」/)).toBeDefined();
  await shown.user.click(within(dialog).getByRole('button', { name: /记\s*账/ }));
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.bookBankLine')).toEqual([{ lineId: 'l-1', summary: '', attachmentCount: 1 }]),
  );
  const closed = refuse('bank.monthClosed', { month: '2026年3月', day: '2026-03-30' });
  shown.bridge.set({
    'ledger.bookBankLine': () => {
      throw closed;
    },
    'ledger.listPurposes': () => [
      {
        id: 'ex-sport',
        direction: 'expense',
        flow: 'out',
        label: '文体比赛和兴趣小组',
        hint: '比赛',
        accountId: 'a',
        accountCode: '50102',
        accountName: '文体活动支出',
        oldName: '',
        keywords: '文体\nwtbs',
        own: false,
        retired: false,
      },
    ],
  });
  await shown.user.click(screen.getByRole('button', { name: '记账 2026-03-30 乒乓球赛器材' }));
  await shown.user.click(await screen.findByRole('combobox', { name: '用途' }));
  await shown.user.click(await screen.findByText('文体比赛和兴趣小组'));
  await shown.user.click(screen.getByRole('button', { name: '记账并勾对' }));
  expect(await screen.findByText(sentenceOf(closed.detail))).toBeDefined();
  expect(shown.bridge.inputsOf('ledger.bookBankLine').at(-1)).toMatchObject({
    lineId: 'l-2',
    purposeId: 'ex-sport',
    day: '2026-03-30',
  });
});

test('余额调节表 shows both sides with their items and can be printed', async () => {
  const shown = show();
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByText('余额调节表'));
  const table = await screen.findByRole('table', { name: '余额调节表' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map((cell) => cell.textContent),
    );
  expect(rows.slice(1)).toEqual([
    ['银行对账单余额', '179,194.64', '单位银行存款账面余额', '179,042.27'],
    ['加：单位已收、银行未收', '0.00', '加：银行已收、单位未收', '152.37'],
    ['', '', '2026-03-21 结息', '152.37'],
    ['减：单位已付、银行未付', '0.00', '减：银行已付、单位未付', '0.00'],
    ['调节后余额', '179,194.64', '调节后余额', '179,194.64'],
  ]);
  expect(screen.getByText(sheet.hints[0] ?? '')).toBeDefined();
  expect(screen.getByRole('button', { name: /打印/ })).toBeDefined();
});

test('a statement is taken in after its rows were seen; missing columns are asked for first', async () => {
  const taken = { id: 's', lines: 1, leftOut: 0, from: day('2026-03-01'), to: day('2026-03-31'), closing: fen(1) };
  const shown = show(
    {
      'ledger.previewStatement': ({ mapping }) =>
        mapping === undefined
          ? { ...preview, missing: ['金额'], rows: [], counts: { ...preview.counts, take: 0 } }
          : preview,
      'ledger.takeStatement': () => taken,
    },
    { pickFile: async () => ({ file: 'token-1234', name: '银行对账单-202603.csv' }) },
  );
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByRole('button', { name: /导入对账单/ }));
  expect(await screen.findByText('还要指明哪一列是金额。')).toBeDefined();
  expect(screen.getByRole('button', { name: '下一步' }).hasAttribute('disabled')).toBe(true);
  await shown.user.click(screen.getByRole('combobox', { name: '怪名字 作为' }));
  await shown.user.click(await screen.findByTitle('金额（一列）'));
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.previewStatement').at(-1)).toEqual({
      file: 'token-1234',
      mapping: { 0: 'day', 1: 'amount' },
    }),
  );
  await waitFor(() => expect(screen.getByRole('button', { name: '下一步' }).hasAttribute('disabled')).toBe(false));
  await shown.user.click(screen.getByRole('button', { name: '下一步' }));
  expect(await screen.findByText('上一份对账单之后可能缺一份。')).toBeDefined();
  await shown.user.click(screen.getByRole('button', { name: '导入 1 笔' }));
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.takeStatement')).toHaveLength(1));
  expect(await screen.findByText('已导入 1 笔银行流水')).toBeDefined();
});

test('a file with a row that does not follow cannot be taken', async () => {
  const message = '第 6 行余额接不上，对账单可能少了几行，请向银行重新导出完整的对账单。';
  const shown = show(
    { 'ledger.previewStatement': () => ({ ...preview, problems: [message] }) },
    { pickFile: async () => ({ file: 'token-1234', name: 'a.csv' }) },
  );
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByRole('button', { name: /导入对账单/ }));
  expect(await screen.findByText(message)).toBeDefined();
  expect(screen.getByRole('button', { name: '导入 1 笔' }).hasAttribute('disabled')).toBe(true);
});

test('cash is counted piece by piece; the difference is told before saving and booked after', async () => {
  const shown = show({
    'ledger.readCashBook': () => ({ accountId: '2021:101', balance: fen(126_850) }),
    'ledger.saveCashCount': () => count,
    'ledger.bookCashDifference': () => ({ ...count, voucherNumber: '2026-03 记-012', voucherId: 'v' }),
  });
  await goTo(shown, '现金盘点');
  await shown.user.click(await screen.findByRole('button', { name: '盘点现金' }));
  await shown.user.type(await screen.findByRole('spinbutton', { name: '100 元张数' }), '12');
  await shown.user.type(screen.getByRole('spinbutton', { name: '50 元张数' }), '1');
  expect(await screen.findByText(/短款 18.50 元/)).toBeDefined();
  await shown.user.click(screen.getByRole('button', { name: /保\s*存/ }));
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.saveCashCount')).toEqual([
      expect.objectContaining({ yuan100: 12, yuan50: 1, jiao1: 0, countedBy: '吴敏', witnessedBy: '陈静' }),
    ]),
  );
  // the count that was saved is shown
  await shown.user.click(await screen.findByRole('button', { name: '长款 2.00 元记其他收入' }));
  await screen.findAllByText('长款 2.00 元记为其他收入？');
  const dialog = screen.getAllByRole('dialog').at(-1);
  if (!dialog) throw new Error('no question');
  await shown.user.click(within(dialog).getByRole('button', { name: /记\s*账/ }));
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.bookCashDifference')).toEqual([{ id: 'c-1', against: 'income' }]),
  );
});

test('matches are taken apart again by groups', async () => {
  const shown = show({
    'ledger.listMatches': () => [
      { id: 'm-1', lastDay: day('2026-03-30'), madeAt: '', operator: '陈静', lines: [PAID], entries: [BOOKED] },
    ],
    'ledger.unmatchLines': ({ ids }) => ({ undone: ids.length }),
  });
  await goTo(shown, '银行对账');
  await shown.user.click(await screen.findByText('已勾对'));
  const [, box] = within(await grid('已勾对')).getAllByRole('checkbox');
  if (!box) throw new Error('no row');
  await shown.user.click(box);
  await shown.user.click(screen.getByRole('button', { name: '取消勾对' }));
  await waitFor(() => expect(shown.bridge.inputsOf('ledger.unmatchLines')).toEqual([{ ids: ['m-1'] }]));
});
