import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { AidDialog } from '#renderer/features/hardship/aids/AidDialog.tsx';
import { AidDoorDialog } from '#renderer/features/hardship/aids/AidDoorDialog.tsx';
import { AidSheetDialog } from '#renderer/features/hardship/aids/AidSheet.tsx';
import { AidsManyDialog } from '#renderer/features/hardship/aids/AidsManyDialog.tsx';
import { AidsTab } from '#renderer/features/hardship/aids/AidsTab.tsx';
import { LimitsDialog } from '#renderer/features/hardship/aids/LimitsDialog.tsx';
import { Measures } from '#renderer/features/hardship/aids/Measures.tsx';
import { day } from '#shared/calendar.ts';
import type { AidCheck, AidDoor, AidLimit, AidRow } from '#shared/contract/hardship.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const AID: AidRow = {
  id: 'aid-1',
  fileId: 'file-1',
  fileNumber: '困-2026-001',
  memberName: '张三',
  recipient: '张*小',
  recipientRelation: '女儿',
  schoolYear: '2026-2027',
  day: day('2026-03-10'),
  kind: 'schooling',
  amount: fen(300_000),
  method: 'bank',
  source: 'upper',
  fundName: '市总送温暖',
  resolutionId: 'r-1',
  resolutionTitle: '帮扶决议',
  approved: false,
  signedBy: '',
  signedRelation: '',
  voucherId: 'v-1',
  voucherNumber: '记-007',
  reversed: false,
};
const DOOR: AidDoor = {
  memberId: 'm-1',
  memberName: '张三',
  fileId: 'file-1',
  fileNumber: '困-2026-001',
  household: [{ line: 1, name: '张*小', relation: '女儿' }],
};
const CHECK: AidCheck = {
  year: fen(500_000),
  times: 2,
  needsApproval: false,
  barred: false,
  findings: [
    {
      limitId: 'l-1',
      sentence: '每人每年不超过 6,000.00 元',
      left: fen(100_000),
      exceeded: false,
      over: 'approval',
    },
  ],
};
const LIMIT: AidLimit = {
  id: 'l-1',
  shape: 'perYear',
  amount: fen(600_000),
  over: 'approval',
  source: '样本',
  from: day('2026-01-01'),
  sealed: true,
};
const MEMBER: MemberRow = {
  id: 'm-1',
  name: '张三',
  number: '0001',
  groupName: '语文组',
  status: 'active',
  phoneMasked: '',
  idNumberMasked: '',
  joined: '',
};
const standing = (more: Handlers = {}): Handlers => ({
  'hardship.listAids': () => ({
    total: 2,
    rows: [
      AID,
      { ...AID, id: 'aid-2', recipient: '', recipientRelation: '', kind: 'living', schoolYear: '', reversed: true },
    ],
    amount: fen(300_000),
    families: 1,
    unsigned: 1,
    measures: 3,
  }),
  'hardship.checkRecipient': () => DOOR,
  'hardship.checkAid': ({ amount }) => ({
    ...CHECK,
    needsApproval: (amount ?? 0) > 100_000,
    findings: CHECK.findings.map((finding) => ({ ...finding, exceeded: (amount ?? 0) > 100_000 })),
  }),
  'union.listResolutions': () => [
    { id: 'r-1', number: '工委〔2026〕3号', day: day('2026-01-08'), title: '帮扶决议', body: '', used: fen(0) },
  ],
  'ledger.listFunds': () => [],
  'hardship.listAidLimits': () => [LIMIT],
  ...more,
});
const frame = { title: '困难帮扶', tabs: [], tab: 'aids' as const, onTab: () => undefined };
const modal = async (title: string | RegExp) =>
  (await screen.findByText(title)).closest<HTMLElement>('.ant-modal') ?? document.body;
const write = (box: HTMLElement, label: string, text: string) =>
  fireEvent.change(within(box).getByLabelText(label), { target: { value: text } });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  useNavigation.getState().reset();
});

describe('the aids of a year', () => {
  test('say how much, to whom and out of whose money; a reversed one is red and cannot be signed', async () => {
    installBridge(standing());
    renderInFrame(<AidsTab frame={frame} />);
    expect(
      await screen.findByText(/^2026 年 2 笔.1 户.合计 3,000\.00 元.*1 笔未签收.另有不花钱的帮扶 3 次$/),
    ).toBeTruthy();
    expect(screen.getByText('子女助学 2026-2027 女儿张*小')).toBeTruthy();
    expect(screen.getAllByText('市总送温暖').length).toBe(2);
    expect(screen.getByText('已冲销')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: '登记签收' })).toHaveLength(1);
  });

  test('are asked for by kind and source, and exported masked unless somebody asks', async () => {
    const bridge = installBridge(
      standing({ 'hardship.exportAids': () => ({ fileName: '困难帮扶发放明细-2026.xlsx', aids: 2 }) }),
      { pickFolder: async () => ({ folder: 'folder-12345', display: '桌面' }) },
    );
    const { user } = renderInFrame(<AidsTab frame={frame} />);
    await screen.findByText('已冲销');
    await user.click(screen.getByRole('button', { name: /^导\s?出$/ }));
    const dialog = await modal('导出帮扶明细');
    await user.click(within(dialog).getByRole('button', { name: '选文件夹并导出' }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.exportAids')).toEqual([{ year: 2026, masked: true, folder: 'folder-12345' }]),
    );
  });

  test('are signed off together; who fetched it for somebody is named with the relation', async () => {
    const bridge = installBridge(standing({ 'hardship.signAids': () => ({ signed: 1 }) }));
    const { user } = renderInFrame(<AidsTab frame={frame} />);
    await user.click(await screen.findByRole('button', { name: '登记签收' }));
    const dialog = await modal('登记签收 张三 3,000.00 元');
    write(dialog, '签收人选填', '刘梅');
    write(dialog, '与本人关系选填', '母亲');
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.signAids')).toEqual([
        { ids: ['aid-1'], signedDay: '2026-03-15', signedBy: '刘梅', signedRelation: '母亲' },
      ]),
    );
  });

  test('are only shown to the committee', async () => {
    installBridge(standing());
    renderInFrame(<AidsTab frame={frame} />);
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await screen.findByText('已冲销');
    for (const name of ['发放帮扶', '批量发放', '登记签收']) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('先建档、后帮扶', () => {
  const choose = async (door: AidDoor) => {
    const bridge = installBridge(
      standing({
        'hardship.checkRecipient': () => door,
        'members.suggest': () => [MEMBER],
      }),
    );
    const shown = renderInFrame(<AidDoorDialog onClose={() => undefined} />);
    const dialog = await modal('发放帮扶：先选人');
    await shown.user.click(within(dialog).getByLabelText('会员'));
    await shown.user.click(await screen.findByText('张三'));
    return { ...shown, bridge, dialog };
  };

  test('somebody without a file is shown the way to one, or to a visit instead', async () => {
    const { fileId: _file, fileNumber: _number, ...nobody } = DOOR;
    const { user } = await choose({ ...nobody, obstacle: { sentence: '还没有困难档案。', wayOut: 'newFile' } });
    expect(await screen.findByText('还没有困难档案。')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '下一步' }).disabled).toBe(true);
    expect(screen.getByRole('button', { name: '改用送温暖慰问' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '为这一户建档' }));
    expect(useNavigation.getState()).toMatchObject({
      page: 'hardship',
      params: { tab: 'files', open: 'new', member: 'm-1' },
    });
  });

  test('an application leads to its procedure; who is on file is paid', async () => {
    const { user } = await choose({ ...DOOR, obstacle: { sentence: '还在办理中。', wayOut: 'procedure' } });
    await user.click(await screen.findByRole('button', { name: '到建档办理' }));
    expect(useNavigation.getState()).toMatchObject({ page: 'hardship', params: { tab: 'procedure', open: 'file-1' } });
  });

  test('who is on file goes on to the payment', async () => {
    const { user } = await choose(DOOR);
    await screen.findByText(/可以发放/);
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText('发放帮扶 张三 困-2026-001')).toBeTruthy();
  });
});

describe('one payment', () => {
  test('says what is left, asks for the approval over a limit, and tells the voucher', async () => {
    const bridge = installBridge(
      standing({ 'hardship.payAid': () => ({ aid: AID, voucherId: 'v-1', voucherNumber: '记-007' }) }),
    );
    const closed = vi.fn();
    const { user } = renderInFrame(<AidDialog memberId="m-1" memberName="张三" resolutionId="r-1" onClose={closed} />);
    const dialog = await modal('发放帮扶 张三 困-2026-001');
    expect(await within(dialog).findByText(/本年已发 2 笔.5,000\.00 元/)).toBeTruthy();
    expect(within(dialog).queryByLabelText('审批依据')).toBeNull();
    write(dialog, '金额', '3000');
    fireEvent.blur(within(dialog).getByLabelText('金额'));
    expect(await within(dialog).findByText(/确需发放请写审批依据/)).toBeTruthy();
    write(dialog, '审批依据', '委员会 3 月 12 日批准');
    await user.click(within(dialog).getByRole('button', { name: '发放并记账' }));
    expect(await screen.findByText(/^已发放 张三 3,000\.00 元.凭证 记-007/)).toBeTruthy();
    expect(bridge.inputsOf('hardship.payAid')).toEqual([
      {
        fileId: 'file-1',
        day: '2026-03-15',
        kind: 'living',
        amount: 300_000,
        method: 'bank',
        resolutionId: 'r-1',
        schoolYear: '',
        approvalGround: '委员会 3 月 12 日批准',
        attachmentCount: 0,
        note: '',
        signedBy: '',
        signedRelation: '',
      },
    ]);
    expect(closed).toHaveBeenCalled();
  });

  test('cannot go past what is barred', async () => {
    installBridge(
      standing({
        'hardship.checkAid': () => ({
          ...CHECK,
          barred: true,
          findings: CHECK.findings.map((finding) => ({ ...finding, exceeded: true, over: 'barred' as const })),
        }),
      }),
    );
    renderInFrame(<AidDialog memberId="m-1" memberName="张三" onClose={() => undefined} />);
    expect(await screen.findByText(/不能发放.请减少金额/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '发放并记账' }).disabled).toBe(true);
  });
});

describe('several families', () => {
  test('get an amount by category, one of them another; the sheet follows', async () => {
    const family = { groupName: '语文组', category: 'deep' as const, year: fen(0) };
    const bridge = installBridge(
      standing({
        'hardship.listAidCandidates': () => [
          { ...family, fileId: 'f-1', fileNumber: '困-2026-001', memberName: '张三' },
          { ...family, fileId: 'f-2', fileNumber: '困-2026-002', memberName: '李四' },
          { ...family, fileId: 'f-3', fileNumber: '困-2026-003', memberName: '王五' },
        ],
        'hardship.payAids': ({ lines }) => ({
          aids: lines.map(({ fileId, amount }) => ({ ...AID, id: `aid-${fileId}`, fileId, amount })),
          amount: fen(350_000),
        }),
      }),
    );
    const paid = vi.fn();
    const { user } = renderInFrame(<AidsManyDialog onClose={() => undefined} onPaid={paid} />);
    const dialog = await modal('批量发放帮扶');
    await within(dialog).findByText('王五');
    const amount = (label: string, text: string) => {
      write(dialog, label, text);
      fireEvent.blur(within(dialog).getByLabelText(label));
    };
    amount('深度困难每户', '2000');
    amount('李四的金额', '1500');
    await user.click(within(dialog).getByLabelText('发给 王五'));
    const button = await within(dialog).findByRole('button', { name: '发放 2 户 3,500.00 元' });
    await user.click(button);
    expect(bridge.inputsOf('hardship.payAids')).toEqual([]);
    await user.click(within(dialog).getByLabelText('集体决议'));
    await user.click(await screen.findByText('工委〔2026〕3号 帮扶决议'));
    await user.click(button);
    await waitFor(() => expect(paid).toHaveBeenCalledWith(['aid-f-1', 'aid-f-2']));
    expect(bridge.inputsOf('hardship.payAids')).toMatchObject([
      {
        lines: [
          { fileId: 'f-1', amount: 200_000 },
          { fileId: 'f-2', amount: 150_000 },
        ],
      },
    ]);
  });

  test('stand on one sheet with the total in figures and in words', async () => {
    installBridge({
      'hardship.readAidSheet': ({ masked }) => ({
        unionName: '滨江实验学校工会',
        resolution: '工委〔2026〕3号 帮扶决议',
        total: fen(350_000),
        lines: [
          {
            id: 'aid-1',
            fileNumber: '困-2026-001',
            name: masked ? '张*' : '张三',
            groupName: '语文组',
            category: 'deep',
            kind: 'schooling',
            recipient: '女儿张小小',
            amount: fen(350_000),
            day: day('2026-03-10'),
            signedBy: '刘梅',
            signedRelation: '母亲',
            signedDay: day('2026-03-11'),
            voucherNumber: '记-007',
          },
        ],
      }),
    });
    const { user } = renderInFrame(<AidSheetDialog ids={['aid-1']} onClose={() => undefined} />);
    expect(await screen.findByText(/人民币 叁仟伍佰元整/)).toBeTruthy();
    expect(screen.getByText('刘梅 母亲')).toBeTruthy();
    for (const sign of ['经办', '审核', '工会主席']) expect(screen.getByText(new RegExp(`^${sign}`))).toBeTruthy();
    await user.click(screen.getByLabelText('遮住姓名'));
    expect(await screen.findByText('张*')).toBeTruthy();
  });
});

describe('limits and measures', () => {
  test('a used limit is only ended', async () => {
    const bridge = installBridge(standing({ 'hardship.saveAidLimit': () => [LIMIT] }));
    const { user } = renderInFrame(<LimitsDialog onClose={() => undefined} />);
    await user.click(await screen.findByText('样本'));
    const box = (await screen.findByText(/只能填最后一天让它到期.再另立一条。$/)).closest<HTMLElement>('.ant-modal');
    if (!box) throw new Error('no dialog');
    expect(within(box).getByLabelText<HTMLInputElement>('不超过').disabled).toBe(true);
    expect(within(box).queryByRole('button', { name: /^删\s?去$/ })).toBeNull();
    write(box, '最后一天选填', '2026-12-31');
    fireEvent.blur(within(box).getByLabelText('最后一天选填'));
    await user.click(within(box).getByRole('button', { name: /^保\s?存$/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.saveAidLimit')).toMatchObject([{ id: 'l-1', fields: { last: '2026-12-31' } }]),
    );
  });

  test('a measure without money is kept with the file', async () => {
    const bridge = installBridge({
      'hardship.listMeasures': () => [],
      'hardship.listMeasureKinds': () => ['岗位调整'],
      'hardship.saveMeasure': () => [],
    });
    const { user } = renderInFrame(<Measures fileId="file-1" />);
    await user.click(await screen.findByRole('button', { name: '登记一条' }));
    const dialog = await modal('登记不花钱的帮扶');
    write(dialog, '做了什么', '岗位调整');
    await user.click(within(dialog).getByRole('button', { name: /^保\s?存$/ }));
    expect(bridge.inputsOf('hardship.saveMeasure')).toEqual([]);
    write(dialog, '办理人', '吴敏');
    await user.click(within(dialog).getByRole('button', { name: /^保\s?存$/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.saveMeasure')).toEqual([
        { fileId: 'file-1', day: '2026-03-15', what: '岗位调整', detail: '', doneBy: '吴敏', outcome: '' },
      ]),
    );
  });
});
