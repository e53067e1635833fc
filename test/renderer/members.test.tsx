import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { MembersPage } from '#renderer/features/members/MembersPage.tsx';
import { fieldOfProblem } from '#renderer/features/members/roster/TrayDrawer.tsx';
import { day, month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { MemberRecord, MemberRow, Registration, RosterPreview, TrayRow } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const ROW: MemberRow = {
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  sex: 'male',
  birthday: day('1975-04-15'),
  groupName: '数学组',
  status: 'active',
  phoneMasked: '184****0401',
  idNumberMasked: '370202********2315',
  joined: '1994-11-01',
};
const RECORD: MemberRecord = {
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  sex: 'male',
  birthday: day('1975-04-15'),
  idNumber: '370202197504152315',
  phone: '18442180401',
  ethnicity: '',
  political: '群众',
  education: '大专',
  groupId: 'g1',
  groupName: '数学组',
  status: 'active',
  joined: day('1994-11-01'),
  note: '',
  wages: [{ from: month('2026-01'), items: [{ item: '岗位工资', amount: fen(422200) }] }],
  changes: [
    {
      sequence: 1,
      day: day('2026-03-15'),
      month: month('2026-03'),
      from: '',
      to: 'active',
      kind: '',
      ground: '花名册登记',
      approval: '',
      destination: '',
      undone: false,
      operator: '陈静',
    },
  ],
};
const REGISTRATION: Registration = {
  particulars: {
    cardNumber: '',
    nativePlace: '',
    employer: '',
    post: '',
    title: '',
    employment: '',
    workKind: '',
    householdKind: '',
    marital: '',
    singleParent: false,
    email: '',
    address: '',
    applied: '',
  },
  values: {},
  family: [],
  resume: [],
};
const SAVED: ValueOf<'members.saveRegistration'> = { record: RECORD, registration: REGISTRATION };
const COUNTS: ValueOf<'members.count'> = {
  byStatus: {
    applied: 0,
    active: 268,
    retained: 12,
    transferred: 0,
    withdrawn: 0,
    lapsed: 0,
    expelled: 0,
    deceased: 0,
  },
  tray: 41,
};
const PREVIEW: RosterPreview = {
  fileName: '会员花名册.xlsx',
  sheets: ['会员花名册'],
  sheet: '会员花名册',
  headerRows: [3, 4],
  columns: [
    { index: 1, title: '基本信息/姓名', field: 'name', samples: ['侯梅玉', '崔超'] },
    { index: 4, title: '基本信息/身份证号码', field: 'idNumber', samples: ['370202********2315'] },
    { index: 9, title: '籍贯', samples: ['宁波'] },
    { index: 11, title: '电话2', samples: ['184****0401'] },
  ],
  rows: [
    {
      row: 5,
      verdict: 'new',
      message: '新会员',
      name: '侯梅玉',
      number: '0001',
      idNumberMasked: '370202********2315',
      groupName: '数学组',
    },
    {
      row: 38,
      verdict: 'problem',
      message: '缺身份证号',
      name: '赵娜然',
      number: '0034',
      idNumberMasked: '',
      groupName: '语文组',
    },
  ],
  counts: { new: 1, update: 0, unchanged: 0, duplicate: 0, problem: 1, total: 0 },
  shape: '0'.repeat(64),
  ownFields: [],
};
const TRAY: TrayRow[] = [
  {
    id: 't1',
    fileName: '会员花名册.xlsx',
    row: 38,
    message: '缺身份证号',
    takenAt: '2026-03-15T02:00:00.000Z',
    values: { name: '赵娜然', number: '0034', sequence: '34' },
  },
  {
    id: 't2',
    fileName: '会员花名册.xlsx',
    row: 42,
    message: '缺姓名',
    takenAt: '2026-03-15T02:00:00.000Z',
    values: { idNumber: '340104198804297555' },
  },
];

function show(handlers: Handlers = {}) {
  const bridge = installBridge(
    {
      'members.count': () => COUNTS,
      'members.list': () => ({ total: 1, rows: [ROW] }),
      'members.listGroups': () => [
        {
          id: 'g1',
          name: '数学组',
          kind: 'group',
          position: 0,
          depth: 1,
          path: '数学组',
          members: 40,
          active: 40,
          total: 40,
        },
      ],
      'members.get': () => RECORD,
      'members.getRegistration': () => REGISTRATION,
      'members.listFields': () => [],
      'members.listMemberMoves': () => [],
      'members.listTalks': () => [],
      'members.listTray': () => ({ total: TRAY.length, rows: TRAY }),
      'members.previewRoster': () => PREVIEW,
      ...handlers,
    },
    { pickFile: async () => ({ file: 'file-12345678', name: '会员花名册.xlsx' }) },
  );
  return { bridge, ...renderInFrame(<MembersPage />) };
}
const modal = async (title: string) =>
  (await screen.findByText(title)).closest<HTMLElement>('.ant-modal') ?? document.body;
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('says how things stand and lists members with masked numbers', async () => {
  show();
  const state = await screen.findByText(/在册 268 人/);
  expect(state.textContent).toMatch(/保留会籍 12 人.*待处理 41 行/);
  const grid = screen.getByRole('grid', { name: '会员' });
  expect(await within(grid).findByText('370202********2315')).toBeTruthy();
  expect(within(grid).getByText('184****0401')).toBeTruthy();
  expect((await button('导入花名册')).className).toContain('primary');
});

test('/ goes to the search box; what is typed and the filters go to the engine', async () => {
  const { user, bridge } = show();
  await screen.findByText('侯梅玉');
  await user.keyboard('/');
  const box = screen.getByLabelText('查找会员');
  expect(document.activeElement).toBe(box);
  await user.keyboard('hmy/');
  await waitFor(() =>
    expect(bridge.inputsOf('members.list').at(-1)).toMatchObject({ search: 'hmy/', offset: 0, limit: 100 }),
  );
  await user.click(screen.getByLabelText('会籍'));
  await user.click(await screen.findByTitle('保留会籍'));
  await waitFor(() =>
    expect(bridge.inputsOf('members.list').at(-1)).toMatchObject({ search: 'hmy/', statuses: ['retained'] }),
  );
});

test('an empty register says what to do first', async () => {
  show({ 'members.list': () => ({ total: 0, rows: [] }) });
  expect(await screen.findByText('还没有会员')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: '导入花名册' })).toHaveLength(2);
});

test('a new member: the identity number is checked on leaving the field, sex and birthday follow from it', async () => {
  const { user, bridge } = show({
    'members.saveRegistration': () => ({ ...SAVED, record: { ...RECORD, name: '武英娜' } }),
  });
  await user.click(await button('新会员'));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByLabelText(/出生日期/)).toBeTruthy();
  await user.type(within(drawer).getByLabelText('姓名'), '武英娜{Enter}');
  expect(document.activeElement).toBe(within(drawer).getByLabelText(/编号/));
  const idNumber = within(drawer).getByLabelText(/身份证号/);
  await user.click(idNumber);
  await user.paste('370202197504152316');
  expect(within(drawer).queryByRole('alert')).toBeNull();
  await user.tab();
  expect(within(drawer).getByText(/身份证校验位不符/)).toBeTruthy();
  await user.click(within(drawer).getByRole('button', { name: '保存' }));
  expect(bridge.inputsOf('members.saveRegistration')).toEqual([]);
  await user.clear(idNumber);
  await user.click(idNumber);
  await user.paste('370202197504152315');
  expect(within(drawer).getByText(/男.*1975-04-15 出生/)).toBeTruthy();
  expect(within(drawer).queryByLabelText(/出生日期/)).toBeNull();
  await user.click(within(drawer).getByLabelText(/入会时间/));
  await user.paste('2005.6');
  await user.click(within(drawer).getByLabelText('岗位工资每月金额'));
  await user.paste('3000.5');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('members.saveRegistration')).toHaveLength(1));
  const [saved] = bridge.inputsOf('members.saveRegistration');
  expect(saved).toMatchObject({
    fields: {
      name: '武英娜',
      idNumber: '370202197504152315',
      joined: '2005-06',
      wage: { items: [{ item: '岗位工资', amount: 300050 }] },
    },
  });
  expect(saved).not.toHaveProperty('fields.sex');
  expect(saved).not.toHaveProperty('id');
});

test('a refusal of the engine stands in the drawer and nothing typed is lost', async () => {
  const { user } = show({
    'members.saveRegistration': () => {
      throw refuse('member.numberTaken', { number: '0002', other: '崔超' });
    },
  });
  await user.click(await screen.findByText('侯梅玉'));
  const number = await screen.findByLabelText<HTMLInputElement>(/编号/);
  await user.clear(number);
  await user.type(number, '0002');
  await user.click(await button('保存'));
  const drawer = await screen.findByRole('dialog');
  expect((await within(drawer).findByRole('alert')).textContent).toContain('编号「0002」已经给了「崔超」');
  expect(number.value).toBe('0002');
});

test('saving a record without touching the wage sends no wage', async () => {
  const { user, bridge } = show({ 'members.saveRegistration': () => SAVED });
  await user.click(await screen.findByText('侯梅玉'));
  await user.type(await screen.findByLabelText(/备注/), '班主任');
  await user.click(await button('保存'));
  await waitFor(() => expect(bridge.inputsOf('members.saveRegistration')).toHaveLength(1));
  expect(bridge.inputsOf('members.saveRegistration')[0]).toMatchObject({
    id: 'm1',
    fields: { note: '班主任', groupId: 'g1' },
  });
  expect(bridge.inputsOf('members.saveRegistration')[0]).not.toHaveProperty('fields.wage');
});

test('the drawer shows the history of the membership and changes it', async () => {
  const { user, bridge } = show({
    'members.changeStatus': () => ({ ...RECORD, status: 'retained' }),
    'members.listTalks': () => [],
  });
  await user.click(await screen.findByText('侯梅玉'));
  expect((await screen.findByRole('region', { name: '会籍变动' })).textContent).toContain('花名册登记');
  await user.click(await button('变更会籍'));
  const dialog = await modal('变更会籍 侯梅玉');
  await user.click(within(dialog).getByLabelText('改为'));
  await user.click((await screen.findAllByTitle('保留会籍')).at(-1) ?? dialog);
  await user.click(within(dialog).getByRole('button', { name: /变\s*更/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.changeStatus')).toMatchObject([{ id: 'm1', status: 'retained', kind: 'retired' }]),
  );
});

test('the import: columns that can be corrected, a verdict a row, then take in, then the tray', async () => {
  const { user, bridge } = show({
    'union.readProfile': () => {
      throw refuse('request.booksClosed');
    },
    'members.takeRoster': () => ({ added: 1, updated: 0, unchanged: 0, tray: 1, leftOut: 0, batch: 'b1' }),
  });
  await user.click(await button('导入花名册'));
  await user.click(await button(/选择花名册/));
  const columns = await screen.findByRole('grid', { name: '花名册的列' });
  expect(within(columns).getByText('侯梅玉，崔超')).toBeTruthy();
  await user.click(within(columns).getByLabelText('电话2 收入为'));
  await user.click(await screen.findByTitle('联系电话'));
  const months = screen.getByLabelText('工资从哪个月起');
  await user.clear(months);
  await user.type(months, '2026-01');
  await user.click(await button('下一步'));
  const rows = await screen.findByRole('grid', { name: '花名册' });
  expect(within(rows).getByText('缺身份证号')).toBeTruthy();
  const source = {
    file: 'file-12345678',
    sheet: '会员花名册',
    mapping: { '1': 'name', '4': 'idNumber', '11': 'phone' },
    wageFrom: '2026-01',
  };
  expect(bridge.inputsOf('members.previewRoster').at(-1)).toMatchObject(source);
  await user.click(await button('有问题 1'));
  await waitFor(() => expect(within(rows).queryByText('侯梅玉')).toBeNull());
  await user.click(await button('收入 1 人'));
  expect(bridge.inputsOf('members.takeRoster')).toEqual([{ ...source, leaveOut: { rows: [], fields: [], cells: [] } }]);
  const result = await screen.findByRole('region', { name: '导入结果' });
  expect(result.textContent).toContain('1 人');
  await user.click(within(result).getByRole('button', { name: '去处理 1 行' }));
  expect(await screen.findByRole('grid', { name: '待处理的花名册行' })).toBeTruthy();
});

test('a file without a recognisable header: its sentence, and the wizard stays', async () => {
  const { user } = show({
    'members.previewRoster': () => {
      throw refuse('file.noHeader', { file: '会员花名册.xlsx', wanted: '姓名' });
    },
  });
  await user.click(await button('导入花名册'));
  await user.click(await button(/选择花名册/));
  expect((await screen.findByRole('alert')).textContent).toContain('没有找到表头');
  expect(await button(/换一个文件/)).toBeTruthy();
});

test('the tray: the problem stands beside its value; the mended row is taken in and the next one opens', async () => {
  useNavigation.setState({ params: { tab: 'tray' } });
  let refused = true;
  const { user, bridge } = show({
    'members.mendTrayRow': () => {
      if (refused) throw refuse('member.trayRow', { row: 38, problem: '身份证校验位不符' });
      return { member: 'm2', left: 1 };
    },
  });
  await user.click(await screen.findByText('赵娜然'));
  const idNumber = await screen.findByLabelText(/身份证号/);
  const field = idNumber.closest<HTMLElement>('.form-field') ?? document.body;
  expect(within(field).getByRole('alert').textContent).toBe('缺身份证号');
  await user.type(idNumber, '370202197504152315');
  expect(within(field).queryByRole('alert')).toBeNull();
  await user.click(await button(/收\s*入/));
  expect((await screen.findByRole('alert')).textContent).toContain('第 38 行还不能收入');
  refused = false;
  await user.click(await button(/收\s*入/));
  expect(bridge.inputsOf('members.mendTrayRow').at(-1)).toMatchObject({
    id: 't1',
    values: { name: '赵娜然', number: '0034', idNumber: '370202197504152315' },
  });
  expect(await screen.findByText('会员花名册.xlsx 第 42 行')).toBeTruthy();
});

test('a row is dropped only with a reason', async () => {
  useNavigation.setState({ params: { tab: 'tray' } });
  const { user, bridge } = show({ 'members.dropTrayRow': () => ({ left: 1 }) });
  await user.click(await screen.findByText('赵娜然'));
  await user.click(await button(/^移\s*出$/));
  const dialog = await modal('移出第 38 行');
  const drop = within(dialog).getByRole<HTMLButtonElement>('button', { name: /移\s*出/ });
  expect(drop.disabled).toBe(true);
  await user.type(within(dialog).getByLabelText('原因'), '已调离');
  await user.click(drop);
  await waitFor(() => expect(bridge.inputsOf('members.dropTrayRow')).toEqual([{ id: 't1', reason: '已调离' }]));
});

test.each([
  ['缺姓名', 'name'],
  ['身份证校验位不符', 'idNumber'],
  ['性别与身份证不符', 'sex'],
  ['出生日期与身份证不符', 'birthday'],
  ['与前面的行重复（身份证号）', 'idNumber'],
  ['职工编号「A1」已经给了「甲一」', 'number'],
  ['岗位工资「三千」不是金额', 'postWage'],
  ['别的', undefined],
])('%s is about %s', (message, field) => {
  expect(fieldOfProblem(message)).toBe(field);
});

test('the committee looks at the list and cannot open or change anything', async () => {
  const { user, bridge } = show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await user.click(await screen.findByText('侯梅玉'));
  expect(bridge.inputsOf('members.get')).toEqual([]);
  for (const name of ['导入花名册', '新会员', '工会小组']) expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByRole('tab', { name: /待处理/ })).toBeNull();
});
