import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { TransfersTab } from '#renderer/features/visits/transfers/TransfersTab.tsx';
import { day } from '#shared/calendar.ts';
import type { TransferCandidate, TransferLine, TransferList } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const LIST: TransferList = {
  id: 'list-1',
  number: '转-2026-001',
  day: day('2026-03-15'),
  fromAccount: '工行 ****7890',
  people: 1,
  total: fen(50_000),
  state: 'open',
  withdrawnReason: '',
  reversed: 0,
};
const LINE: TransferLine = {
  line: 1,
  source: 'visit',
  memberName: '李四',
  payee: '李大',
  bankName: '农行',
  account: '***************0018',
  amount: fen(50_000),
  purpose: '工会慰问金',
  voucherId: 'v-1',
  voucherNumber: '2026-03 记-007',
  reversed: false,
};
const CANDIDATE: TransferCandidate = {
  source: 'visit',
  id: 'visit-1',
  day: day('2026-03-10'),
  memberId: 'm-2',
  memberName: '李四',
  memberNumber: '0002',
  groupName: '语文组',
  what: '生病住院',
  amount: fen(50_000),
  payee: '李大',
  bankName: '农行',
  accountMasked: '***************0018',
  ready: true,
};
const standing = (more: Handlers = {}): Handlers => ({
  'visits.listTransferLists': () => ({ total: 1, rows: [LIST], open: 1, openTotal: fen(50_000) }),
  'visits.readTransferList': () => ({ list: LIST, unionName: '滨江实验学校工会', lines: [LINE] }),
  'visits.listTransferCandidates': () => ({
    rows: [
      CANDIDATE,
      { ...CANDIDATE, id: 'visit-2', memberId: 'm-3', memberName: '王五', payee: '', accountMasked: '', ready: false },
    ],
    amount: fen(100_000),
    lacking: 1,
  }),
  'visits.listKinds': () => [],
  'visits.listFestivals': () => [],
  ...more,
});
const frame = { title: '慰问', tabs: [], tab: 'transfers' as const, onTab: () => undefined };
const modal = async (title: string | RegExp) =>
  (await screen.findByText(title)).closest<HTMLElement>('.ant-modal') ?? document.body;
const write = (box: HTMLElement, label: string, text: string) =>
  fireEvent.change(within(box).getByLabelText(label), { target: { value: text } });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

describe('transfer lists', () => {
  test('say what is with the bank; one opens with masked accounts', async () => {
    const bridge = installBridge(standing());
    const { user } = renderInFrame(<TransfersTab frame={frame} />);
    expect(await screen.findByText(/^1 份等银行转出.共 500\.00 元$/)).toBeTruthy();
    await user.click(screen.getByText('转-2026-001'));
    expect(await screen.findByText('***************0018')).toBeTruthy();
    expect(bridge.inputsOf('visits.readTransferList')).toEqual([{ id: 'list-1' }]);
  });

  test('are made in two steps; a missing account is typed on the way and stops until then', async () => {
    const bridge = installBridge(
      standing({
        'visits.savePayeeAccount': ({ memberId, name }) => ({
          memberId,
          payee: name,
          bankName: '',
          accountMasked: '****0987',
        }),
        'visits.makeTransferList': () => LIST,
      }),
    );
    const { user } = renderInFrame(<TransfersTab frame={frame} />);
    await user.click(await screen.findByRole('button', { name: '新建清单' }));
    await screen.findByText('王五');
    const [, first, second] = within(screen.getByRole('grid', { name: '可列入清单的款项' })).getAllByRole('checkbox');
    if (!first || !second) throw new Error('no checkboxes');
    await user.click(first);
    await user.click(second);
    expect(screen.getByText(/所选有 1 笔没有收款账号/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '下一步' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: '填账号' }));
    const dialog = await modal('收款账号 王五');
    write(dialog, '账号', '6217 0098 7654 3210 987');
    bridge.set({
      'visits.listTransferCandidates': () => ({
        rows: [CANDIDATE, { ...CANDIDATE, id: 'visit-2', memberId: 'm-3', memberName: '王五' }],
        amount: fen(100_000),
        lacking: 0,
      }),
    });
    await user.click(within(dialog).getByRole('button', { name: /^保\s?存$/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.savePayeeAccount')).toEqual([
        { memberId: 'm-3', name: '王五', bankName: '', account: '6217009876543210987' },
      ]),
    );
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '下一步' }).disabled).toBe(false));
    await user.click(screen.getByRole('button', { name: '下一步' }));
    fireEvent.change(screen.getByLabelText('付款账户选填'), { target: { value: '工行滨江支行' } });
    await user.click(screen.getByRole('button', { name: '生成清单 2 笔' }));
    expect(await screen.findByText(/^已生成 转-2026-001/)).toBeTruthy();
    expect(bridge.inputsOf('visits.makeTransferList')).toEqual([
      {
        day: '2026-03-15',
        fromAccount: '工行滨江支行',
        payments: [
          { source: 'visit', id: 'visit-1' },
          { source: 'visit', id: 'visit-2' },
        ],
      },
    ]);
  });

  test('are handed to the bank with whole numbers only after a yes', async () => {
    const bridge = installBridge(
      standing({ 'visits.exportTransferList': () => ({ fileName: '银行转账清单-转-2026-001.xlsx', people: 1 }) }),
      { pickFolder: async () => ({ folder: 'folder-12345', display: '桌面' }) },
    );
    const { user } = renderInFrame(<TransfersTab frame={frame} />);
    await user.click(await screen.findByText('转-2026-001'));
    await user.click(await screen.findByRole('button', { name: '存为 Excel 交银行' }));
    await user.click(await screen.findByRole('button', { name: '取消' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '取消' })).toBeNull());
    expect(bridge.inputsOf('visits.exportTransferList')).toEqual([]);
    await user.click(screen.getByRole('button', { name: '存为 Excel 交银行' }));
    await user.click(await screen.findByRole('button', { name: '选文件夹并导出' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.exportTransferList')).toEqual([{ id: 'list-1', folder: 'folder-12345' }]),
    );
  });

  test('are withdrawn with a reason, or marked as paid; a refusal is shown', async () => {
    const bridge = installBridge(
      standing({
        'visits.withdrawTransferList': () => ({ ...LIST, state: 'withdrawn' }),
        'visits.markTransferPaid': () => {
          throw refuse('transfer.paidDay', { number: '转-2026-001', day: '2026-03-15' });
        },
      }),
    );
    const { user } = renderInFrame(<TransfersTab frame={frame} />);
    await user.click(await screen.findByText('转-2026-001'));
    await user.click(await screen.findByRole('button', { name: '银行已转出' }));
    await user.click(within(await modal('银行已转出 转-2026-001')).getByRole('button', { name: '登记转出' }));
    expect(await screen.findByText(/转出日期不能早于它/)).toBeTruthy();
    await user.click(within(await modal('银行已转出 转-2026-001')).getByRole('button', { name: /^取\s?消$/ }));
    await user.click(screen.getByRole('button', { name: '撤回清单' }));
    const dialog = await modal('撤回清单 转-2026-001');
    await user.click(within(dialog).getByRole('button', { name: '撤回清单' }));
    expect(bridge.inputsOf('visits.withdrawTransferList')).toEqual([]);
    write(dialog, '撤回原因', '账号写错');
    await user.click(within(dialog).getByRole('button', { name: '撤回清单' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.withdrawTransferList')).toEqual([{ id: 'list-1', reason: '账号写错' }]),
    );
  });

  test('with a reversed payment say so in red and are not handed out; the committee only looks', async () => {
    const broken = { ...LIST, reversed: 1 };
    installBridge(
      standing({
        'visits.listTransferLists': () => ({ total: 1, rows: [broken], open: 1, openTotal: fen(50_000) }),
        'visits.readTransferList': () => ({ list: broken, unionName: '', lines: [{ ...LINE, reversed: true }] }),
      }),
    );
    const { user } = renderInFrame(<TransfersTab frame={frame} />);
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await user.click(await screen.findByText('转-2026-001'));
    expect(await screen.findByText(/^有 1 笔已冲销。请撤回清单重新生成。$/)).toBeTruthy();
    for (const name of ['存为 Excel 交银行', '撤回清单', '新建清单'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
