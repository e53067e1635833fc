import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { takenOver } from '#renderer/features/hardship/files/draft.ts';
import { FileDrawer } from '#renderer/features/hardship/files/FileDrawer.tsx';
import { FormPaper } from '#renderer/features/hardship/files/FormPaper.tsx';
import { HardshipPage } from '#renderer/features/hardship/HardshipPage.tsx';
import { day } from '#shared/calendar.ts';
import type { HardshipRecord, HardshipRow } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import { assessHardship } from '#shared/hardship-formula.ts';
import { fen } from '#shared/money.ts';
import choices from '../../assets/hardship-choices.json' with { type: 'json' };
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { hardshipRecord, LINE } from './hardship-record.ts';
import { renderInFrame } from './render.tsx';

const RECORD = hardshipRecord();
const LISTED = { ...LINE, used: 1 };
const ROW: HardshipRow = {
  id: 'file-1',
  number: '困-2026-001',
  memberId: 'm-1',
  memberName: '张三',
  groupName: '语文组',
  category: 'relative',
  cause: 'illness',
  status: 'open',
  stage: 'filed',
  openedDay: day('2026-03-02'),
  reviewedDay: day('2025-02-02'),
  perHeadMonthly: fen(116_666),
  aidsYear: fen(1_200_000),
  stale: true,
};
const TOTALS = { open: 8, applying: 2, stale: 2, aidsYear: fen(1_200_000) };

/** What the engine does with these figures. */
const assessed: NonNullable<Handlers['hardship.assess']> = ({ people, incomes, expenses, accidentExpense }) => {
  const named = (items: typeof expenses) => items.map(({ label, yearly }) => ({ label, amount: yearly }));
  const facts = { people, incomes: named(incomes), fixedExpenses: named(expenses) };
  return {
    ...assessHardship(accidentExpense === undefined ? facts : { ...facts, accidentExpense }, LINE),
    parameters: LINE,
  };
};
const standing = (more: Handlers = {}): Handlers => ({
  'hardship.list': () => ({ total: 1, rows: [ROW], ...TOTALS }),
  'hardship.listParameters': () => [LISTED],
  'hardship.listChoices': () => choices,
  'hardship.open': () => RECORD,
  'hardship.assess': assessed,
  'union.readProfile': () => ({ name: '滨江实验学校工会' }) as never,
  ...more,
});

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

const write = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function openFile(more: Handlers = {}, id = 'file-1') {
  const bridge = installBridge(standing(more));
  const onMade = vi.fn();
  const shown = renderInFrame(
    <FileDrawer id={id} onClose={() => undefined} onMade={onMade} onParameters={() => undefined} />,
  );
  await screen.findByText(id === 'new' ? '新建困难档案' : '张三 困-2026-001');
  return { bridge, onMade, ...shown };
}

describe('a new file', () => {
  test('takes over what the member’s registration form says, and leaves the rest as typed', async () => {
    const particulars = {
      cardNumber: '',
      nativePlace: '',
      employer: '滨江实验学校',
      post: '',
      title: '',
      employment: '',
      workKind: '',
      householdKind: '城镇',
      marital: '离异',
      singleParent: true,
      email: '',
      address: '',
      applied: '' as const,
    };
    expect(takenOver(particulars)).toEqual({
      employer: '滨江实验学校',
      householdKind: '城镇',
      marital: '离异',
      singleParent: true,
    });
    expect(takenOver({ ...particulars, employer: '', householdKind: '', marital: '', singleParent: false })).toEqual(
      {},
    );
    const bridge = installBridge(
      standing({
        'members.getRegistration': () => ({ particulars, values: {}, family: [], resume: [] }),
      }),
    );
    const { user } = renderInFrame(
      <FileDrawer
        id="new"
        applicant={{ id: 'member-1', name: '张三' }}
        onClose={() => undefined}
        onMade={vi.fn()}
        onParameters={() => undefined}
      />,
    );
    await user.click(await screen.findByRole('button', { name: '从登记表带入' }));
    expect(await screen.findByDisplayValue('滨江实验学校')).toBeTruthy();
    expect(bridge.inputsOf('members.getRegistration')).toEqual([{ id: 'member-1' }]);
  });
});

describe('the page', () => {
  test('asks for the local line before anything else and saves it in fen', async () => {
    const bridge = installBridge({
      ...standing(),
      'hardship.list': () => ({ total: 0, rows: [], open: 0, applying: 0, stale: 0, aidsYear: fen(0) }),
      'hardship.listParameters': () => [],
      'hardship.saveParameters': () => LINE,
    });
    const { user } = renderInFrame(<HardshipPage />);
    expect(await screen.findByText('先填上当地低保线')).toBeTruthy();
    expect(screen.getByText('还没有填当地低保线，填好后才能建档测算')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '填低保线' }));
    await screen.findByLabelText('适用地区');
    write('适用地区', '滨江区');
    write(/当地低保线/, '1,126.5');
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
    expect(await screen.findByText('在档 8 户，办理中 2 户，一年未改 2 户，本年帮扶 12,000.00 元')).toBeTruthy();
    const row = within(await screen.findByRole('grid', { name: '困难档案' })).getAllByRole('row')[1];
    expect(row?.textContent).toContain('一年未改');
    expect(row?.textContent).toContain('1,166.66');
  });

  test('goes to the file that the search found, and opens it once', async () => {
    const bridge = installBridge(standing());
    useNavigation.setState({ page: 'hardship', params: { open: 'file-1' }, step: 2 });
    renderInFrame(<HardshipPage />);
    expect(await screen.findByText('张三 困-2026-001')).toBeTruthy();
    await screen.findByText('138****1111');
    expect(bridge.inputsOf('hardship.open')).toEqual([{ id: 'file-1' }]);
    useNavigation.setState({ page: 'hardship', params: {}, step: 3 });
  });

  test('shows the committee the list, opens no file and offers nothing to write', async () => {
    const bridge = installBridge(standing());
    const { user } = renderInFrame(<HardshipPage />);
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await user.click(await screen.findByText('困-2026-001'));
    expect(screen.queryByRole('button', { name: '新建档案' })).toBeNull();
    expect(bridge.inputsOf('hardship.open')).toEqual([]);
  });
});

describe('a file', () => {
  test('shows what the member’s record says and computes while the figures are typed, line by line with Enter', async () => {
    const { bridge, user } = await openFile();
    const facts = screen.getByLabelText('会员资料');
    for (const fact of ['0001', '男', '汉族', '群众', '330203********9699', '138****1111', '语文组'])
      expect(facts.textContent).toContain(fact);
    const panel = screen.getByRole('complementary', { name: '测算' });
    await waitFor(() => expect(panel.textContent).toContain('1,166.66'));
    expect(panel.textContent).toContain('相对困难');
    await user.click(screen.getByLabelText('支出 2 项目'));
    await user.keyboard('房租{Enter}9600{Enter}');
    expect(document.activeElement).toBe(screen.getByLabelText('支出 3 项目'));
    await waitFor(() => expect(panel.textContent).toContain('900.00'));
    expect(panel.textContent).toContain('深度困难');
    expect(bridge.inputsOf('hardship.assess').at(-1)).toMatchObject({
      place: '滨江区',
      assessedDay: '2026-03-15',
      expenses: [
        { label: '药费', yearly: 1_800_000 },
        { label: '房租', yearly: 960_000 },
      ],
    });
    expect(bridge.inputsOf('hardship.open')).toHaveLength(1);
  });

  test('takes monthly incomes over, knows the usual wages, and is not saved while something is wrong or half typed', async () => {
    const { bridge, user } = await openFile();
    const press = () => user.click(screen.getByRole('button', { name: '保存' }));
    const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
    const wage = (line: number) => screen.getByLabelText<HTMLInputElement>(`收入 ${line} 工资性`).checked;
    write(/本人月平均收入/, '3000');
    await user.click(screen.getByRole('button', { name: '按成员月收入带入' }));
    expect([value('收入 2 项目'), value('收入 2 全年金额'), wage(2)]).toEqual(['本人工资', '36,000.00', true]);
    expect([value('收入 3 项目'), value('收入 3 全年金额'), wage(3)]).toEqual(['刘梅收入', '12,000.00', false]);
    write('收入 4 项目', '配偶工资');
    expect(wage(4)).toBe(true);
    write('收入 4 项目', '退休金');
    expect(wage(4)).toBe(false);
    await press();
    expect(await screen.findByText('家庭收入第 4 行要写全项目和全年金额。')).toBeTruthy();
    write('家庭成员 1 身份证号', '33010619890501420');
    await press();
    expect(await screen.findByText(/没有保存.*身份证号不是 18 位/)).toBeTruthy();
    write('家庭成员 1 身份证号', '330106198905014201');
    expect(value('家庭成员 1 出生日期')).toBe('1989-05-01');
    expect(bridge.inputsOf('hardship.save')).toEqual([]);
  });

  test('is saved with the whole form and nothing that the steps decide; what the engine refuses is said', async () => {
    const { bridge, user } = await openFile({
      'hardship.save': () => {
        throw refuse('hardship.householdTaken', { who: '家庭成员第 1 行', number: '困-2025-003' });
      },
    });
    write(/婚姻状况/, '已婚');
    write(/建筑面积/, '68.52');
    write(/参加工作时间/, '2009.7');
    write('家庭成员 1 身份', '无业');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText(/家庭成员第 1 行已经登记在困难档案 困-2025-003 里/)).toBeTruthy();
    bridge.set({ 'hardship.save': () => ({ ...RECORD, marital: '已婚' }) });
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('已保存 困-2026-001 张三。')).toBeTruthy();
    const saved = bridge.inputsOf('hardship.save').at(-1);
    expect(saved).toMatchObject({
      id: 'file-1',
      fields: {
        memberId: 'm-1',
        people: 3,
        cause: 'illness',
        // no figure was touched: it stays the computation of that day
        assessedDay: '2026-03-02',
        marital: '已婚',
        floorArea: 6852,
        workStarted: '2009-07',
        incomes: [{ label: '本人工资', yearly: 6_000_000, wage: true }],
        household: [{ name: '刘梅', occupation: '无业', monthlyIncome: 100_000 }],
      },
    });
    expect(JSON.stringify(saved)).not.toMatch(/category|consentDay|openedDay|reviewedDay|resolutionId/);
  });

  test('a new one is an application: it goes on with what the save gave back and is not opened once more', async () => {
    const member = {
      id: 'm-1',
      number: '0001',
      name: '张三',
      groupName: '',
      status: 'active',
      phoneMasked: '',
      idNumberMasked: '',
      joined: '',
    } as const;
    const { bridge, onMade, user } = await openFile(
      { 'hardship.save': () => RECORD, 'members.suggest': () => [member] },
      'new',
    );
    await user.click(screen.getByRole('button', { name: '登记申请' }));
    expect(await screen.findByText('还没有选会员。')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('申请日期').value).toBe('2026-03-15');
    fireEvent.mouseDown(screen.getByLabelText('会员'));
    await user.click(await screen.findByText('张三'));
    write('共同生活人口', '3');
    fireEvent.mouseDown(screen.getByLabelText('主要致困原因'));
    await user.click(await screen.findByText('重特大疾病'));
    await user.click(screen.getByRole('button', { name: '登记申请' }));
    await waitFor(() => expect(onMade).toHaveBeenCalledWith(RECORD));
    expect(bridge.inputsOf('hardship.save')).toMatchObject([
      { fields: { memberId: 'm-1', people: 3, cause: 'illness', assessedDay: '2026-03-15' } },
    ]);
    expect(bridge.inputsOf('hardship.open')).toEqual([]);
  });

  test('one that is resolved is shown and cannot be typed into; its place stands there where several have a line', async () => {
    await openFile({
      'hardship.open': () => hardshipRecord({ status: 'resolved' }),
      'hardship.listParameters': () => [LISTED, { ...LISTED, id: 'line-2', place: '萧山区' }],
    });
    expect(screen.getByText('这份档案已经脱困，内容不能再改。')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('共同生活人口').disabled).toBe(true);
    expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
    expect(await screen.findByLabelText('测算地区')).toBeTruthy();
  });

  test('shows every computation so far, and the steps of the one that is chosen', async () => {
    const [kept] = RECORD.assessments;
    const older: HardshipRecord['assessments'] = kept
      ? [
          kept,
          {
            ...kept,
            day: day('2025-03-02'),
            people: 4,
            operator: '',
            at: '',
            assessment: { ...kept.assessment, suggested: 'deep' },
          },
        ]
      : [];
    const { user } = await openFile({ 'hardship.open': () => hardshipRecord({ assessments: older }) });
    await user.click(screen.getByText('测算', { selector: '.ant-segmented-item-label' }));
    const history = screen.getByRole('grid', { name: '测算记录' });
    expect(history.textContent).toContain('升级前的测算');
    expect(screen.getByText('2026-03-02 的测算')).toBeTruthy();
    await user.click(within(history).getByRole('button', { name: '2025-03-02' }));
    expect(screen.getByText('2025-03-02 的测算')).toBeTruthy();
  });

  test('prints 登记表 only after asking, because it carries whole numbers', async () => {
    const { bridge, user } = await openFile({
      'hardship.readForm': () => ({ file: RECORD, idNumber: '330203198803079699', phone: '13800001111' }),
    });
    await user.click(screen.getByRole('button', { name: '打印登记表' }));
    expect(await screen.findByText(/打印会记入操作日志/)).toBeTruthy();
    expect(bridge.inputsOf('hardship.readForm')).toEqual([]);
    await user.click(screen.getByRole('button', { name: '打印' }));
    expect(await screen.findByText('330203198803079699')).toBeTruthy();
    expect(bridge.inputsOf('hardship.readForm')).toEqual([{ id: 'file-1' }]);
  });
});

test('登记表 on paper carries every part of the form and room for the opinions', () => {
  const file = hardshipRecord({
    furtherCauses: ['schooling'],
    incomes: [
      { label: '本人工资', yearly: fen(4_800_000), wage: true },
      { label: '房租', yearly: fen(1_200_000) },
    ],
    floorArea: 6850,
    singleParent: true,
    olderCategory: 'marginal',
  });
  renderInFrame(
    <FormPaper form={{ file, idNumber: '330203198803079699', phone: '13800001111' }} unit="滨江实验学校工会" />,
  );
  const text = document.body.textContent ?? '';
  for (const part of [
    '困难职工档案登记表',
    '单位：滨江实验学校工会',
    '档案号：困-2026-001',
    '330203198803079699',
    '13800001111',
    '相对困难（低保边缘户）',
    '68.5 ㎡',
    '家庭其他非薪资年收入12,000.00 元',
    '家庭年度总收入60,000.00 元',
    '家庭月人均收入1,666.66 元',
    '扣除刚性支出后月人均1,166.66 元',
    '是否单亲是',
    '主要致困原因重特大疾病',
    '次要致困原因子女上学',
    '刘梅配偶',
    '建档人陈静',
    '基层工会意见',
  ])
    expect(text).toContain(part);
});
