import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { HardshipPage } from '#renderer/features/hardship/HardshipPage.tsx';
import { day } from '#shared/calendar.ts';
import type { AidRow, HardshipParameters, HardshipRecord, HardshipRow } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import { assessHardship } from '#shared/hardship-formula.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const LINE: HardshipParameters = {
  id: 'line-1',
  place: '滨江区',
  from: day('2026-01-01'),
  minimumLiving: fen(110_000),
  deepMultiplePercent: 100,
  relativeMultiplePercent: 200,
  accidentSharePercent: 80,
  source: '区民政局公告',
};
/** What the engine does with these figures. */
const assessed: NonNullable<Handlers['hardship.assess']> = ({ people, incomes, expenses }) => {
  const named = (items: typeof incomes) => items.map(({ label, yearly }) => ({ label, amount: yearly }));
  return {
    ...assessHardship({ people, incomes: named(incomes), fixedExpenses: named(expenses) }, LINE),
    parameters: LINE,
  };
};
const FIGURES = {
  people: 3,
  incomes: [{ label: '本人工资', yearly: fen(6_000_000) }],
  expenses: [{ label: '药费', yearly: fen(1_800_000) }],
};
const RECORD: HardshipRecord = {
  ...FIGURES,
  id: 'file-1',
  number: '困-2026-001',
  memberId: 'm-1',
  memberName: '张三',
  memberNumber: '0001',
  idNumberMasked: '330203********9699',
  household: [{ name: '刘梅', relation: '配偶', health: '', occupation: '', monthlyIncome: fen(100_000) }],
  cause: 'illness',
  category: 'relative',
  decisionGround: '',
  resolutionId: 'r-1',
  healthStatus: '',
  housing: '',
  address: '',
  bankName: '',
  bankAccount: '',
  consentDay: day('2026-03-01'),
  openedDay: day('2026-03-02'),
  reviewedDay: day('2026-03-02'),
  note: '',
  status: 'open',
  assessment: { ...assessHardship({ people: 3, incomes: [], fixedExpenses: [] }, LINE), parameters: LINE },
  aids: [],
  changes: [],
};
const AID: AidRow = {
  id: 'aid-1',
  fileId: 'file-1',
  memberName: '张三',
  day: day('2026-03-10'),
  kind: 'medical',
  amount: fen(300_000),
  method: 'bank',
  resolutionTitle: '帮扶决议',
  signedBy: '',
  voucherId: 'v-1',
  voucherNumber: '记-007',
  reversed: false,
};
const ROW: HardshipRow = {
  id: 'file-1',
  number: '困-2026-001',
  memberId: 'm-1',
  memberName: '张三',
  groupName: '语文组',
  category: 'relative',
  cause: 'illness',
  status: 'open',
  openedDay: day('2026-03-02'),
  reviewedDay: day('2025-02-02'),
  perHeadMonthly: fen(116_666),
  aidsYear: fen(1_200_000),
  stale: true,
};
const RESOLUTION = {
  id: 'r-1',
  number: '工委〔2026〕3号',
  day: day('2026-01-08'),
  title: '帮扶决议',
  body: '',
  used: fen(0),
};

const standing = (more: Handlers = {}): Handlers => ({
  'hardship.list': () => ({ total: 1, rows: [ROW], open: 8, stale: 2, aidsYear: fen(1_200_000) }),
  'hardship.listParameters': () => [LINE],
  'hardship.listAids': () => ({ total: 1, rows: [AID], amount: fen(300_000) }),
  'hardship.get': () => RECORD,
  'hardship.assess': assessed,
  'union.listResolutions': () => [RESOLUTION],
  ...more,
});
const empty: Handlers = {
  'hardship.list': () => ({ total: 0, rows: [], open: 0, stale: 0, aidsYear: fen(0) }),
  'hardship.listParameters': () => [],
};

/** A dialog, found by its title. */
const modal = async (title: string) =>
  (await screen.findByText(title)).closest<HTMLElement>('.ant-modal') ?? document.body;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

async function openFile(more: Handlers = {}) {
  const bridge = installBridge(standing(more));
  const shown = renderInFrame(<HardshipPage />);
  await shown.user.click(await screen.findByText('困-2026-001'));
  await screen.findByText('张三 困-2026-001');
  return { bridge, ...shown };
}

describe('the page', () => {
  test('asks for the local line before anything else and saves it in fen', async () => {
    const bridge = installBridge({ ...empty, 'hardship.saveParameters': () => LINE });
    const { user } = renderInFrame(<HardshipPage />);
    expect(await screen.findByText('先填上当地低保线')).toBeTruthy();
    expect(screen.getByText('还没有填当地低保线，填好后才能建档测算')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '填低保线' }));
    await user.type(await screen.findByLabelText('适用地区'), '滨江区');
    await user.type(screen.getByLabelText(/当地低保线/), '1,126.5');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.saveParameters')).toEqual([
        {
          place: '滨江区',
          from: '2026-01-01',
          minimumLiving: 112_650,
          deepMultiplePercent: 100,
          relativeMultiplePercent: 200,
          accidentSharePercent: 80,
          source: '',
        },
      ]),
    );
  });

  test('says how things stand and marks a file that nobody reviewed for a year', async () => {
    installBridge(standing());
    renderInFrame(<HardshipPage />);
    expect(await screen.findByText('在档 8 户，一年未复核 2 户，本年帮扶 12,000.00 元')).toBeTruthy();
    const row = within(await screen.findByRole('grid', { name: '困难档案' })).getAllByRole('row')[1];
    expect(row?.textContent).toContain('一年未复核');
    expect(row?.textContent).toContain('1,166.66');
  });

  test('goes to the file that the search found, and from the workbench to the stale ones', async () => {
    const bridge = installBridge(standing());
    useNavigation.setState({ page: 'hardship', params: { tab: 'stale' }, step: 1 });
    renderInFrame(<HardshipPage />);
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.list')).toContainEqual(expect.objectContaining({ staleOnly: true })),
    );
    useNavigation.setState({ page: 'hardship', params: { open: 'file-1' }, step: 2 });
    expect(await screen.findByText('张三 困-2026-001')).toBeTruthy();
  });

  test('shows the committee the list, opens no file and offers nothing to write', async () => {
    const bridge = installBridge(standing());
    const { user } = renderInFrame(<HardshipPage />);
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await user.click(await screen.findByText('困-2026-001'));
    expect(screen.queryByRole('button', { name: '新建档案' })).toBeNull();
    expect(bridge.inputsOf('hardship.get')).toEqual([]);
  });
});

describe('a file', () => {
  test('computes while the figures are typed, line by line with Enter', async () => {
    const { bridge, user } = await openFile();
    const panel = screen.getByRole('complementary', { name: '测算' });
    await waitFor(() => expect(panel.textContent).toContain('1,166.66'));
    expect(panel.textContent).toContain('相对困难');
    const label = screen.getByLabelText('支出 2 项目');
    await user.click(label);
    await user.keyboard('房租{Enter}9600{Enter}');
    expect(screen.getByLabelText('支出 3 项目')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('支出 3 项目'));
    await waitFor(() => expect(panel.textContent).toContain('900.00'));
    expect(panel.textContent).toContain('深度困难');
    expect(bridge.inputsOf('hardship.assess').at(-1)).toMatchObject({
      expenses: [
        { label: '药费', yearly: 1_800_000 },
        { label: '房租', yearly: 960_000 },
      ],
    });
  });

  test('takes the household’s monthly incomes over as yearly ones', async () => {
    const { user } = await openFile();
    await user.click(screen.getByRole('button', { name: '按成员月收入带入' }));
    expect(screen.getByLabelText<HTMLInputElement>('收入 2 项目').value).toBe('刘梅收入');
    expect(screen.getByLabelText<HTMLInputElement>('收入 2 全年金额').value).toBe('12,000.00');
  });

  test('asks for the ground when the union decides otherwise, and is saved with what was decided', async () => {
    const { bridge, user } = await openFile({
      'hardship.save': ({ fields }) => {
        if (fields.decisionGround === '') throw refuse('hardship.groundNeeded', { name: '张三' });
        return { ...RECORD, category: fields.category, decisionGround: fields.decisionGround };
      },
    });
    await screen.findByText('相对困难（建议）');
    await user.click(screen.getByRole('radio', { name: '深度困难' }));
    expect(screen.getByText('与测算建议不同，请在下面写明依据。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('「张三」认定的类别与测算建议不同，请写明认定依据再保存。')).toBeTruthy();
    await user.type(screen.getByLabelText(/认定依据/), '委员会讨论');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.save').at(-1)).toMatchObject({
        id: 'file-1',
        fields: {
          category: 'deep',
          decisionGround: '委员会讨论',
          memberId: 'm-1',
          household: [{ name: '刘梅', monthlyIncome: 100_000 }],
        },
      }),
    );
  });

  test('is not saved while a line is half typed', async () => {
    const { bridge, user } = await openFile();
    await user.type(screen.getByLabelText('收入 2 项目'), '兼职');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('家庭收入第 2 行要写全项目和全年金额。')).toBeTruthy();
    expect(bridge.inputsOf('hardship.save')).toEqual([]);
  });

  test('says why nothing can be paid as long as the consent is missing', async () => {
    const { consentDay: _consent, ...rest } = RECORD;
    const { user } = await openFile({ 'hardship.get': () => rest });
    await user.click(screen.getByText('帮扶记录 0'));
    expect(screen.getByText('还没有登记告知同意书的签署日期，补上后才能发放。')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '发放帮扶' }).disabled).toBe(true);
  });

  test('pays aid on the resolution and tells the voucher', async () => {
    const { bridge, user } = await openFile({
      'hardship.payAid': () => ({ aid: AID, voucherId: 'v-1', voucherNumber: '记-007' }),
    });
    await user.click(screen.getByText('帮扶记录 0'));
    await user.click(screen.getByRole('button', { name: '发放帮扶' }));
    const dialog = await modal('发放帮扶 张三 困-2026-001');
    await user.type(within(dialog).getByLabelText('金额'), '3000');
    await user.click(within(dialog).getByRole('button', { name: '发放并记账' }));
    expect(await screen.findByText('已发放 张三 3,000.00 元，凭证 记-007。')).toBeTruthy();
    expect(bridge.inputsOf('hardship.payAid')).toEqual([
      {
        fileId: 'file-1',
        day: '2026-03-15',
        kind: 'living',
        amount: 300_000,
        method: 'bank',
        resolutionId: 'r-1',
        attachmentCount: 0,
        note: '',
        signedBy: '',
      },
    ]);
  });

  test('signs an aid off from its row; a reversed one offers no signature', async () => {
    const { bridge, user } = await openFile({
      'hardship.get': () => ({ ...RECORD, aids: [AID, { ...AID, id: 'aid-2', reversed: true }] }),
      'hardship.signAid': () => ({ ...AID, signedBy: '张三', signedDay: day('2026-03-12') }),
    });
    await user.click(screen.getByText('帮扶记录 2'));
    expect(screen.getByText('共 1 笔，3,000.00 元')).toBeTruthy();
    expect(screen.getByText('已冲销')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '登记签收' }));
    const dialog = await modal('登记签收 张三 3,000.00 元');
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('hardship.signAid')).toEqual([{ id: 'aid-1', signedBy: '张三', signedDay: '2026-03-15' }]),
    );
  });
});
