import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { ChartTab } from '#renderer/features/ledger/chart/ChartTab.tsx';
import { emptyDraft, openingOf, setupOf, withAccount, withAmount } from '#renderer/features/union/first-run/draft.ts';
import { OpeningStep } from '#renderer/features/union/first-run/OpeningStep.tsx';
import type { Bridge } from '#shared/bridge.ts';
import { day } from '#shared/calendar.ts';
import type { LedgerAccount, OldBooksPreview, Purpose } from '#shared/contract/ledger.ts';
import type { OpeningPreview, UnionProfile } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const account = (code: string, name: string, change: Partial<LedgerAccount> = {}): LedgerAccount => ({
  id: `2021:${code}`,
  code,
  name,
  class: 'expense',
  side: 'debit',
  evidence: '名称确认-编号待核',
  detail: true,
  level: code.length > 3 ? 2 : 1,
  ...(code.length > 3 ? { parentId: `2021:${code.slice(0, 3)}` } : {}),
  oldName: '',
  own: false,
  retired: false,
  used: false,
  fixed: false,
  keywords: `${code}\n${name}`,
  ...change,
});
const ACCOUNTS = [
  account('102', '银行存款', { class: 'asset', fixed: true, used: true }),
  account('501', '职工活动支出', { detail: false, evidence: '确认' }),
  account('50105', '会员活动支出', {
    fixed: true,
    oldName: '职工集体福利支出',
    keywords: '50105\n会员活动支出\n职工集体福利支出\nhyhdzc\nzgjtflzc',
  }),
  account('50106', '其他活动支出', { used: true }),
  account('505', '业务支出', { detail: false }),
  account('50501', '培训支出', { oldName: '培训费' }),
  account('50502', '会议支出', { retired: true }),
  account('50503', '专项业务支出'),
];
const purpose = (id: string, change: Partial<Purpose>): Purpose => ({
  id,
  direction: 'expense',
  flow: 'out',
  label: id,
  hint: '',
  accountId: '2021:50501',
  accountCode: '50501',
  accountName: '培训支出',
  oldName: '培训费',
  own: false,
  retired: false,
  keywords: id,
  ...change,
});
const PURPOSES = [
  purpose('ex-training', { label: '工会干部培训', keywords: '工会干部培训\nghgbpx' }),
  purpose('ex-old', { label: '旧用途', retired: true, keywords: '旧用途' }),
  purpose('tr-withdraw', {
    direction: 'transfer',
    label: '提现',
    fixedMethod: 'bank',
    accountId: '2021:102',
    keywords: '提现',
  }),
];
const profile: UnionProfile = {
  name: '滨江实验学校工会',
  creditCode: '',
  superiors: [],
  chair: '周明',
  accountant: '陈静',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: [],
  chart: '2021',
  practice: false,
  firstYear: 2026,
  fiscalYear: 2026,
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};

function show(handlers: Handlers = {}, host: Partial<Bridge> = {}) {
  const bridge = installBridge(
    {
      'ledger.listAccounts': ({ retired }) => ACCOUNTS.filter((one) => retired || !one.retired),
      'ledger.listPurposes': ({ retired }) => PURPOSES.filter((one) => retired || !one.retired),
      ...handlers,
    },
    host,
  );
  useNavigation.setState({ page: 'ledger', params: {} });
  const frame = { title: '经费账', tabs: [], tab: 'chart' as const, onTab: () => undefined };
  return { bridge, ...renderInFrame(<ChartTab frame={frame} profile={profile} />) };
}
const grid = (name: string) => screen.findByRole('grid', { name });
const choose = async (user: ReturnType<typeof show>['user'], label: string) =>
  user.click(await screen.findByText(label));

test('the chart shows 2017 names and calm remarks, and is searched by them in its tree', async () => {
  const { user } = show();
  const table = await grid('科目表');
  expect(await within(table).findByText('职工集体福利支出')).toBeTruthy();
  expect(within(table).getAllByText('名称确认-编号待核').length).toBeGreaterThan(0);
  expect(within(table).queryByText('会议支出')).toBeNull();
  expect(screen.getByText('共 7 个科目，停用 1 个，待核编号 6 个')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: '显示已停用' }));
  expect(await within(table).findByText('已停用')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: '查找科目' }), 'zgjtfl');
  await waitFor(() => expect(within(table).queryByText('业务支出')).toBeNull());
  // the account above stays, so that it is seen in its place
  expect(within(table).getByText('职工活动支出')).toBeTruthy();
  expect(within(table).getByText('会员活动支出')).toBeTruthy();
});

test('a detail account is added with the proposed number, which may be typed over', async () => {
  const { user, bridge } = show({
    'ledger.addAccount': ({ parentId, ...facts }) => ({
      account: account('5050301', '表彰', { ...facts, parentId, own: true, level: 3 }),
      movedPurposes: ['专项业务'],
    }),
  });
  await user.click(await within(await grid('科目表')).findByText('专项业务支出'));
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: '加明细' }));
  await waitFor(() => expect(screen.getByLabelText('科目编号')).toHaveProperty('value', '5050301'));
  await user.type(screen.getByLabelText('科目名称'), '表彰');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('已加明细科目：5050301 表彰；用途「专项业务」改记到它')).toBeTruthy();
  expect(bridge.inputsOf('ledger.addAccount')).toEqual([
    { parentId: '2021:50503', code: '5050301', name: '表彰', oldName: '', evidence: '' },
  ]);
});

test('an account that the program posts to is changed but never retired or divided', async () => {
  const { user, bridge } = show({ 'ledger.changeAccount': (input) => account(input.code, input.name) });
  await user.click(await within(await grid('科目表')).findByText('会员活动支出'));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).queryByRole('button', { name: '停用' })).toBeNull();
  expect(within(drawer).queryByRole('button', { name: '加明细' })).toBeNull();
  const remark = within(drawer).getByLabelText(/编号依据/);
  await user.clear(remark);
  await user.type(remark, '已核对');
  await user.click(within(drawer).getByRole('button', { name: /保\s*存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.changeAccount')).toEqual([
      { id: '2021:50105', code: '50105', name: '会员活动支出', oldName: '职工集体福利支出', evidence: '已核对' },
    ]),
  );
});

test('what stands in the way of retiring is said in the drawer', async () => {
  const { user } = show({
    'ledger.retireAccount': () => {
      throw refuse('ledger.accountPurpose', { purpose: '工会干部培训', account: '50501 培训支出' });
    },
  });
  await user.click(await within(await grid('科目表')).findByText('培训支出'));
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: /停\s*用/ }));
  expect(await within(drawer).findByText(/收支用途「工会干部培训」还记在科目「50501 培训支出」上/)).toBeTruthy();
});

test('purposes are listed with the retired ones, changed and added', async () => {
  const { user, bridge } = show({ 'ledger.savePurpose': (input) => purpose('p', { label: input.label }) });
  await choose(user, '收支用途');
  const table = await grid('收支用途');
  expect(await within(table).findByText('旧用途')).toBeTruthy();
  expect(within(table).getByText('已停用')).toBeTruthy();
  await user.click(within(table).getByText('工会干部培训'));
  let drawer = await screen.findByRole('dialog');
  const label = within(drawer).getByLabelText('用途');
  await user.clear(label);
  await user.type(label, '干部和积极分子培训');
  await user.click(within(drawer).getByRole('button', { name: /保\s*存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.savePurpose')).toEqual([
      {
        id: 'ex-training',
        direction: 'expense',
        label: '干部和积极分子培训',
        hint: '',
        accountId: '2021:50501',
        retired: false,
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: '加一种用途' }));
  drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByRole('button', { name: /保\s*存/ })).toHaveProperty('disabled', true);
});

test('an account is picked by its 2017 name', async () => {
  const { user } = (() => {
    installBridge({ 'ledger.listAccounts': () => ACCOUNTS });
    return renderInFrame(<AccountPicker value={undefined} onChange={() => undefined} />);
  })();
  await user.click(await screen.findByRole('combobox', { name: '科目' }));
  await user.keyboard('集体福利');
  expect(await screen.findByText('50105 会员活动支出')).toBeTruthy();
  expect(screen.getByText('职工集体福利支出')).toBeTruthy();
  expect(screen.queryByText('50501 培训支出')).toBeNull();
});

const OLD: OldBooksPreview = {
  fileName: '序时账.xls',
  version: '2009',
  guess: '2009',
  accounts: [
    {
      key: '50301 培训费',
      code: '50301',
      name: '培训费',
      rows: 2,
      match: 'mapped',
      accountId: '2021:50501',
      accountCode: '50501',
      accountName: '培训支出',
      candidates: [],
      remark: '',
    },
    {
      key: '501 职工活动支出',
      code: '501',
      name: '职工活动支出',
      rows: 1,
      match: 'choose',
      candidates: ['2021:50106'],
      remark: '要分到明细',
    },
  ],
  vouchers: [
    {
      row: 4,
      number: '记-1',
      day: day('2026-01-05'),
      summary: '培训',
      amount: fen(10000),
      lines: 2,
      verdict: 'ready',
      message: '',
    },
    {
      row: 6,
      number: '记-2',
      day: day('2026-01-06'),
      summary: '不平',
      amount: fen(500),
      lines: 2,
      verdict: 'unbalanced',
      message: '相差 1.00',
    },
  ],
  counts: {
    ready: 1,
    unreadable: 0,
    unbalanced: 1,
    unknownAccount: 0,
    closedMonth: 0,
    moneyShort: 0,
    takenBefore: 0,
    closing: 0,
  },
  amount: fen(10000),
  notes: ['第 9 行是合计或结转行，没有导入。'],
};
const picks: Partial<Bridge> = { pickFile: async () => ({ file: 'file-12345', name: '序时账.xls' }) };

test('old books are shown with version, mapping and verdicts; only what was seen is taken', async () => {
  const { user, bridge } = show(
    {
      'ledger.previewOldBooks': ({ version = '2009', accounts }) => ({
        ...OLD,
        version,
        accounts: OLD.accounts.map((one) => {
          const chosen = accounts.find(({ key }) => key === one.key);
          return chosen ? { ...one, match: 'chosen' as const, accountId: chosen.accountId } : one;
        }),
      }),
      'ledger.takeOldBooks': () => ({
        vouchers: 1,
        left: 1,
        amount: fen(10000),
        first: '2026-01 记-001',
        last: '2026-01 记-001',
      }),
    },
    picks,
  );
  await choose(user, '旧账导入');
  await user.click(await screen.findByRole('button', { name: /选择序时账/ }));
  expect(await screen.findByText('文件里有 2 张凭证，可导入 1 张、100.00 元，1 张不导入')).toBeTruthy();
  expect(screen.getByText('按名称看像 2009 版')).toBeTruthy();
  expect(screen.getByText('有 1 个科目要选，选好以后用到它们的凭证才能导入。')).toBeTruthy();
  expect(await within(await grid('旧账凭证')).findByText('借贷不平')).toBeTruthy();
  await user.click(screen.getByText('科目对应（2）'));
  const mapping = await grid('科目对应');
  await user.click(within(mapping).getByRole('combobox', { name: '职工活动支出 记到' }));
  await user.click(await screen.findByText('50106 其他活动支出'));
  const choice = [{ key: '501 职工活动支出', accountId: '2021:50106' }];
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.previewOldBooks').at(-1)).toEqual({ file: 'file-12345', accounts: choice }),
  );
  await waitFor(() => expect(screen.queryByText(/个科目要选/)).toBeNull());
  await user.click(screen.getByRole('button', { name: '导入 1 张' }));
  await screen.findAllByText('导入 1 张凭证，合计 100.00 元？');
  expect(bridge.inputsOf('ledger.takeOldBooks')).toEqual([]);
  await user.click(screen.getByRole('button', { name: /^导\s*入$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.takeOldBooks')).toEqual([
      { file: 'file-12345', version: '2009', accounts: choice, vouchers: 1 },
    ]),
  );
  expect(await screen.findByText(/「序时账.xls」已导入 1 张.*1 张没有导入/)).toBeTruthy();
});

test('another version is read anew, and the choices made for the first are dropped', async () => {
  const { user, bridge } = show({ 'ledger.previewOldBooks': ({ version = '2009' }) => ({ ...OLD, version }) }, picks);
  await choose(user, '旧账导入');
  await user.click(await screen.findByRole('button', { name: /选择序时账/ }));
  await screen.findByText('按名称看像 2009 版');
  await user.click(screen.getByText('2021 版'));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.previewOldBooks').at(-1)).toEqual({
      file: 'file-12345',
      version: '2021',
      accounts: [],
    }),
  );
});

test('a file that was taken before cannot be taken again', async () => {
  const { user } = show({ 'ledger.previewOldBooks': () => ({ ...OLD, takenBefore: day('2026-03-15') }) }, picks);
  await choose(user, '旧账导入');
  await user.click(await screen.findByRole('button', { name: /选择序时账/ }));
  expect(await screen.findByText(/这个文件在 2026-03-15 已经导入过/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '导入 1 张' })).toHaveProperty('disabled', true);
});

test('the committee looks at the chart but changes nothing', async () => {
  show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await grid('科目表');
  await waitFor(() => expect(screen.queryByRole('button', { name: '加明细科目' })).toBeNull());
  expect(screen.queryByText('旧账导入')).toBeNull();
});

const OPENING: OpeningPreview = {
  fileName: '年末余额.xls',
  version: '2009',
  guess: '2009',
  lines: [
    {
      row: 2,
      code: '301',
      name: '资产基金',
      source: { code: '301', name: '固定基金' },
      debit: ZERO,
      credit: fen(300),
      remark: '固定资产对应的净资产',
    },
    { row: 3, code: '301', name: '资产基金', source: { code: '311', name: '投资基金' }, debit: ZERO, credit: fen(200) },
    {
      row: 4,
      code: '',
      name: '',
      source: { code: '322', name: '后备金' },
      debit: ZERO,
      credit: fen(500),
      problem: '请选择记到哪个科目',
      choose: { candidates: ['32205'] },
    },
    {
      row: 5,
      code: '102',
      name: '银行存款',
      source: { code: '102', name: '银行存款' },
      debit: ZERO,
      credit: ZERO,
      problem: '借方余额不是金额（x）',
      retype: true,
    },
  ],
  debit: ZERO,
  credit: fen(1000),
  balanced: false,
  difference: fen(-1000),
};

test('the opening step asks for what it cannot map, by the version the person says', async () => {
  const bridge = installBridge(
    {
      'union.readChart': () => [
        account('102', '银行存款', { class: 'asset' }),
        account('32205', '累计结余', { class: 'netAssets' }),
        account('301', '资产基金', { class: 'netAssets' }),
      ],
      'union.previewOpening': ({ version = '2009' }) => ({ ...OPENING, version }),
    },
    picks,
  );
  let draft = emptyDraft({ folder: 'folder-1234', display: '文档' }, 2026);
  function Step() {
    const [shown, setShown] = useState(draft);
    draft = shown;
    return <OpeningStep draft={shown} onChange={(part) => setShown((before) => ({ ...before, ...part }))} />;
  }
  const { user } = renderInFrame(<Step />);
  await user.click(screen.getByRole('button', { name: '从年初余额表导入' }));
  await screen.findByText('按名称看像 2009 版');
  expect(await screen.findByText('322 后备金')).toBeTruthy();
  await user.click(screen.getByRole('combobox', { name: '后备金 记到' }));
  await user.click(await screen.findByText('32205 累计结余'));
  expect(draft.opening.find(({ key }) => key === 'row 4')).toMatchObject({ code: '32205', name: '累计结余' });
  expect(draft.opening.find(({ key }) => key === 'row 4')?.problem).toBeUndefined();
  await user.type(screen.getByLabelText('银行存款 借方余额'), '10');
  expect(setupOf(draft).opening).toEqual([
    { code: '301', debit: 0, credit: 500 },
    { code: '32205', debit: 0, credit: 500 },
    { code: '102', debit: 1000, credit: 0 },
  ]);
  await user.click(screen.getByText('2021 版'));
  await waitFor(() =>
    expect(bridge.inputsOf('union.previewOpening').at(-1)).toEqual({ file: 'file-12345', version: '2021' }),
  );
});

test('an amount that could not be read is never taken as nothing, whatever is chosen first', () => {
  const [line] = openingOf({
    ...OPENING,
    lines: [
      {
        row: 9,
        code: '',
        name: '',
        source: { code: '', name: '互助金' },
        debit: ZERO,
        credit: ZERO,
        problem: '认不出',
        retype: true,
        choose: { candidates: [] },
      },
    ],
  });
  if (!line) throw new Error('no line');
  const chosen = withAccount(line, { code: '213', name: '其他应付款' });
  expect(chosen.problem).toBe('金额没有读出来，请重新填写');
  expect(withAmount(chosen, { credit: fen(100) }).problem).toBeUndefined();
  const typed = withAmount(line, { credit: fen(100) });
  expect(typed.problem).toBeDefined();
});
