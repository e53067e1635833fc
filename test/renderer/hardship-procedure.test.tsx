import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { PapersView } from '#renderer/features/hardship/papers/PapersView.tsx';
import { ProcedureTab } from '#renderer/features/hardship/procedure/ProcedureTab.tsx';
import { ProcedureView } from '#renderer/features/hardship/procedure/ProcedureView.tsx';
import { day } from '#shared/calendar.ts';
import type { ProcedureRecord } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { hardshipRecord } from './hardship-record.ts';
import { renderInFrame } from './render.tsx';

const PROCEDURE: ProcedureRecord = {
  fileId: 'file-1',
  number: '困-2026-001',
  memberName: '张三',
  stage: 'notified',
  status: 'applying',
  round: 1,
  since: day('2026-03-09'),
  next: 'decision',
  possible: ['signing', 'objection', 'decision'],
  missing: ['告知同意书签署日期', '公示未满 5 个工作日（到 2026-03-16）'],
  noticeUntil: day('2026-03-16'),
  suggested: 'relative',
  category: 'none',
  mayWithdraw: true,
  steps: [
    {
      id: 's1',
      round: 1,
      kind: 'check',
      day: day('2026-03-02'),
      staff: ['陈静'],
      facts: [{ label: '结果', text: '通过' }],
      recordedAt: '2026-03-02T02:00:00.000Z',
      recordedBy: '陈静',
      withdrawn: { day: day('2026-03-03'), ground: '日期写错', by: '陈静' },
    },
    {
      id: 's2',
      round: 1,
      kind: 'visit',
      day: day('2026-03-05'),
      staff: ['陈静', '吴敏'],
      facts: [{ label: '地点', text: '家中' }],
      recordedAt: '2026-03-05T02:00:00.000Z',
      recordedBy: '陈静',
    },
  ],
};
const RESOLUTION = {
  id: 'r-1',
  number: '工委〔2026〕3号',
  day: day('2026-03-17'),
  title: '建档审批',
  body: '',
  used: fen(0),
};

const saved = hardshipRecord();

function show(procedure: ProcedureRecord, handlers: Handlers = {}) {
  const onChanged = vi.fn();
  const bridge = installBridge({
    'hardship.readProcedure': () => procedure,
    'hardship.recordSteps': () => saved,
    'hardship.withdrawStep': () => saved,
    'hardship.foreseeNotice': () => ({ until: day('2026-03-16'), workingDays: 5, certain: true }),
    'union.listResolutions': () => [],
    ...handlers,
  });
  return { onChanged, bridge, ...renderInFrame(<ProcedureView file={{ id: 'file-1' }} onChanged={onChanged} />) };
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('建档办理 of one file', () => {
  test('says where it stands, what is missing, the next step, and every step so far', async () => {
    show(PROCEDURE);
    expect(await screen.findByText('公示中')).toBeTruthy();
    expect(screen.getByText(/还缺：告知同意书签署日期、公示未满 5 个工作日（到 2026-03-16）/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '登记审批' })).toBeTruthy();
    const line = screen.getByRole('list', { name: '办理步骤' });
    expect(within(line).getByText(/2026-03-03 陈静撤回：日期写错/)).toBeTruthy();
    expect(within(line).getByText('陈静、吴敏')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '重新申请' })).toBeNull();
  });

  test('enters the next step in its dialog and says what is not filled in', async () => {
    const { user, bridge, onChanged } = show({
      ...PROCEDURE,
      stage: 'checked',
      next: 'visit',
      possible: ['visit'],
      missing: [],
    });
    await user.click(await screen.findByRole('button', { name: '登记入户调查' }));
    const dialog = await screen.findByRole('dialog');
    type('调查日期', '2026-03-05');
    fireEvent.blur(screen.getByLabelText('调查日期'));
    type('调查人', '陈静');
    await user.click(within(dialog).getByRole('button', { name: /登\s*记/ }));
    expect(within(dialog).getByText(/入户调查要两人以上/, { selector: '.notice *, .notice' })).toBeTruthy();
    type('调查人', '陈静、吴敏');
    type('地点', '家中');
    type('调查记录', '属实');
    await user.click(within(dialog).getByRole('button', { name: /登\s*记/ }));
    await waitFor(() => expect(onChanged).toHaveBeenCalledWith(saved));
    expect(bridge.inputsOf('hardship.recordSteps')).toEqual([
      {
        fileId: 'file-1',
        steps: [{ kind: 'visit', day: '2026-03-05', staff: ['陈静', '吴敏'], place: '家中', record: '属实' }],
      },
    ]);
  });

  test('takes over a file that was decided on paper in one call', async () => {
    const { user, bridge } = show(PROCEDURE, { 'union.listResolutions': () => [RESOLUTION] });
    await user.click(await screen.findByRole('button', { name: /补\s*录/ }));
    const dialog = await screen.findByRole('dialog', { name: /补录办理步骤/ });
    const parts = within(dialog).getAllByRole('region');
    expect(parts.map((part) => part.getAttribute('aria-label'))).toEqual(['审批', '建档入库']);
    await user.click(within(dialog).getByRole('button', { name: '全部登记' }));
    expect(within(dialog).getByText('「审批」还没有填日期。')).toBeTruthy();
    for (const label of ['审批日期', '建档日期']) {
      type(label, '2026-03-17');
      fireEvent.blur(screen.getByLabelText(label));
    }
    await user.click(within(dialog).getByRole('button', { name: '全部登记' }));
    expect(within(dialog).getByText('「审批」还没有填集体决议。')).toBeTruthy();
    fireEvent.mouseDown(within(dialog).getByRole('combobox', { name: '集体决议' }));
    await user.click(await screen.findByText('工委〔2026〕3号 建档审批'));
    await user.click(within(dialog).getByRole('button', { name: '全部登记' }));
    await waitFor(() => expect(bridge.inputsOf('hardship.recordSteps')).toHaveLength(1));
    expect(bridge.inputsOf('hardship.recordSteps')).toMatchObject([
      {
        fileId: 'file-1',
        steps: [
          { kind: 'decision', day: '2026-03-17', outcome: 'accepted', category: 'relative', resolutionId: 'r-1' },
          { kind: 'filing', day: '2026-03-17' },
        ],
      },
    ]);
  });

  test('takes the newest step back with a reason, and shows a refusal', async () => {
    const { user, bridge, onChanged } = show(PROCEDURE, {
      'hardship.withdrawStep': () => {
        throw refuse('hardship.stepBuiltOn', { name: '张三', step: '建档入库' });
      },
    });
    await user.click(await screen.findByRole('button', { name: '撤回上一步' }));
    const dialog = await screen.findByRole('dialog', { name: /撤回「入户调查」/ });
    await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
    expect(within(dialog).getByText('没有填写')).toBeTruthy();
    type('撤回的原因', '写错');
    await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
    expect(await within(dialog).findByText(/之后已经有了帮扶或别的步骤/)).toBeTruthy();
    expect(bridge.inputsOf('hardship.withdrawStep')).toMatchObject([{ fileId: 'file-1', ground: '写错' }]);
    expect(onChanged).not.toHaveBeenCalled();
  });

  test('prints the consent with the person’s name', async () => {
    const { user, bridge } = show(PROCEDURE, {
      'hardship.printText': ({ kind }) => ({
        kind,
        title: '个人信息处理告知与单独同意书',
        unit: '工会',
        number: '困-2026-001',
        name: '张三',
        paragraphs: ['本人张三已经阅读并理解以上内容。'],
      }),
    });
    await user.click(await screen.findByRole('button', { name: /打印文书/ }));
    await user.click(await screen.findByText('个人信息处理告知与单独同意书'));
    expect(await screen.findByText('本人张三已经阅读并理解以上内容。')).toBeTruthy();
    expect(bridge.inputsOf('hardship.printText')).toEqual([{ fileId: 'file-1', kind: 'consent' }]);
  });
});

test('the list names stage, next step and what is missing, and opens a file', async () => {
  installBridge({
    'hardship.listProcedures': () => ({
      total: 1,
      rows: [{ ...PROCEDURE, groupName: '语文组' }],
      stages: [{ stage: 'notified', count: 1 }],
    }),
  });
  const onOpenFile = vi.fn();
  const { user } = renderInFrame(
    <ProcedureTab
      frame={{
        title: '困难帮扶',
        tabs: [{ key: 'procedure', label: '建档办理' }],
        tab: 'procedure',
        onTab: () => undefined,
      }}
      onOpenFile={onOpenFile}
    />,
  );
  expect(await screen.findByText('公示中 1 户')).toBeTruthy();
  const row = await screen.findByText('困-2026-001');
  expect(screen.getByText('告知同意书签署日期、公示未满 5 个工作日（到 2026-03-16）')).toBeTruthy();
  await user.click(row);
  expect(onOpenFile).toHaveBeenCalledWith('file-1');
  await user.click(screen.getByRole('button', { name: '登记申请' }));
  expect(onOpenFile).toHaveBeenCalledWith('new');
});

test('papers are listed by kind with what is missing, added, looked at once, and removed with a reason', async () => {
  const paper = {
    id: 'p-1',
    paperKind: 'medical' as const,
    name: '病历.jpg',
    kind: 'jpeg' as const,
    bytes: 2048,
    attachedAt: '2026-03-02T02:00:00.000Z',
    attachedBy: '陈静',
  };
  const papers = { rows: [paper], missing: ['income' as const] };
  const bridge = installBridge(
    {
      'hardship.listPapers': () => papers,
      'hardship.addPapers': () => papers,
      'hardship.removePaper': () => papers,
      'hardship.readPaper': ({ id }) => ({ id, name: '病历.jpg', kind: 'jpeg', content: 'AAAA' }),
    },
    { pickPapers: async () => [{ file: 'token-12345', name: '收入证明.pdf' }] },
  );
  const { user } = renderInFrame(<PapersView file={{ id: 'file-1' }} />);
  expect(await screen.findByText('通常还要有：收入证明')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '添加收入证明' }));
  await waitFor(() =>
    expect(bridge.inputsOf('hardship.addPapers')).toEqual([
      { fileId: 'file-1', paperKind: 'income', files: ['token-12345'] },
    ]),
  );
  await user.click(screen.getByRole('button', { name: '病历.jpg' }));
  expect(await screen.findByRole('img', { name: '病历.jpg' })).toBeTruthy();
  // every look is on the trail: one look, one call
  expect(bridge.inputsOf('hardship.readPaper')).toEqual([{ id: 'p-1' }]);
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: '移除 病历.jpg' }));
  const dialog = await screen.findByRole('dialog', { name: '移除附件「病历.jpg」' });
  type('移除的原因', '拍错了');
  await user.click(within(dialog).getByRole('button', { name: /移\s*除/ }));
  await waitFor(() => expect(bridge.inputsOf('hardship.removePaper')).toEqual([{ id: 'p-1', reason: '拍错了' }]));
});
