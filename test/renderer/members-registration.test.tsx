import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { MemberDrawer } from '#renderer/features/members/records/MemberDrawer.tsx';
import { FieldsDialog } from '#renderer/features/members/registration/FieldsDialog.tsx';
import { PrintDialog } from '#renderer/features/members/registration/PrintDialog.tsx';
import { RosterPrintButton } from '#renderer/features/members/registration/RosterPrintButton.tsx';
import { day, month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type {
  MemberRecord,
  MembershipChange,
  OwnField,
  Registration,
  RegistrationForm,
  RosterLine,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const change = (given: Partial<MembershipChange> & Pick<MembershipChange, 'from' | 'to'>): MembershipChange => ({
  sequence: 1,
  day: day('2020-05-01'),
  month: month('2020-05'),
  kind: '',
  ground: '登记入册',
  approval: '',
  destination: '',
  undone: false,
  operator: '陈静',
  ...given,
});
const RECORD: MemberRecord = {
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  idNumber: '',
  phone: '',
  ethnicity: '汉族',
  political: '群众',
  education: '大专',
  groupName: '数学组',
  status: 'active',
  joined: day('1994-11-01'),
  note: '',
  wages: [],
  changes: [change({ from: '', to: 'active' })],
};
const EMPTY: Registration = {
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
const FILLED: Registration = {
  particulars: {
    ...EMPTY.particulars,
    cardNumber: 'NO.7',
    post: '教研组长',
    singleParent: true,
    applied: day('1994-10-20'),
  },
  values: { f1: 'M', f9: '旧答案' },
  family: [
    { name: '李强', relation: '丈夫', birthday: day('1975-08-01'), employer: '市第二医院', phone: '13800000009' },
  ],
  resume: [{ fromMonth: month('1994-08'), toMonth: '', content: '滨江实验学校任教' }],
};
const FIELDS: OwnField[] = [
  { id: 'f1', title: '工作服', kind: 'choice', choices: ['S', 'M', 'L'], retired: false, used: 3 },
  { id: 'f2', title: '开户行', kind: 'text', choices: [], retired: false, used: 0 },
  { id: 'f9', title: '工会卡', kind: 'text', choices: [], retired: true, used: 1 },
];
const PROFILE: ValueOf<'union.readProfile'> = {
  name: '滨江实验学校工会委员会',
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
  largeExpense: fen(0),
  remittancePercent: 40,
  secondReview: false,
};
// one grey dot
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVQI12P4DwABAQEAG7buVgAAAABJRU5ErkJggg==';

function bridgeWith(handlers: Handlers = {}, picked: { file: string; name: string }[] = []) {
  return installBridge(
    {
      'members.get': () => RECORD,
      'members.getRegistration': () => EMPTY,
      'members.listFields': () => FIELDS,
      'members.listGroups': () => [],
      'members.listMemberMoves': () => [],
      'members.listTalks': () => [],
      'members.saveRegistration': () => ({ record: RECORD, registration: EMPTY }),
      'union.readProfile': () => PROFILE,
      ...handlers,
    },
    { pickPapers: async () => picked },
  );
}
function drawer(handlers: Handlers = {}, picked: { file: string; name: string }[] = []) {
  const bridge = bridgeWith(handlers, picked);
  const onClose = vi.fn<() => void>();
  return { bridge, onClose, ...renderInFrame(<MemberDrawer id="m1" onClose={onClose} />) };
}
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
const lastSaved = (bridge: ReturnType<typeof bridgeWith>) => bridge.inputsOf('members.saveRegistration').at(-1);

test('sections that are empty take one line; opened by the keyboard, the cursor is in their first field', async () => {
  const { user, bridge, onClose } = drawer();
  const family = await screen.findByRole('region', { name: '家庭成员' });
  expect(within(family).queryByRole('textbox')).toBeNull();
  expect(within(screen.getByRole('region', { name: '登记表' })).queryByRole('textbox')).toBeNull();
  within(family).getByRole('button', { name: '添加家庭成员' }).focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('第 1 行称谓'));
  type('第 1 行称谓', '丈夫');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect((await screen.findByRole('alert')).textContent).toBe('家庭成员第 1 行没有写姓名。');
  expect(lastSaved(bridge)).toBeUndefined();
  type('第 1 行姓名', '李强');
  await user.click(screen.getByRole('button', { name: '再加一人' }));
  await user.click(screen.getByRole('button', { name: '添加工作简历' }));
  type('第 1 段起始月份', '1994.8');
  type('第 1 段单位和职务', '滨江实验学校任教');
  await user.click(screen.getByRole('button', { name: '填写登记表' }));
  type('会员证号码选填', 'NO.7');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  // the blank second line is no person
  expect(lastSaved(bridge)).toMatchObject({
    id: 'm1',
    fields: { name: '侯梅玉', joined: '1994-11-01' },
    registration: {
      particulars: { cardNumber: 'NO.7', singleParent: false, applied: '' },
      values: {},
      family: [{ name: '李强', relation: '丈夫', birthday: '', employer: '', phone: '' }],
      resume: [{ fromMonth: '1994-08', toMonth: '', content: '滨江实验学校任教' }],
    },
  });
  expect(lastSaved(bridge)).not.toHaveProperty('photo');
});

test('what is filled is open; only changed answers go along, and a retired field is shown but not asked', async () => {
  const { user, bridge } = drawer({ 'members.getRegistration': () => FILLED });
  expect(await screen.findByDisplayValue('市第二医院')).toBeTruthy();
  expect(screen.getByDisplayValue('教研组长')).toBeTruthy();
  expect(screen.getByDisplayValue('1994年8月')).toBeTruthy();
  expect(await screen.findByText(/已停用的栏目.*工会卡 旧答案/)).toBeTruthy();
  expect(screen.queryByLabelText(/^工会卡/)).toBeNull();
  type('开户行选填', '宁波银行');
  await user.click(screen.getByRole('button', { name: '去掉第 1 行 李强' }));
  await user.click(await button('保存'));
  await waitFor(() => expect(lastSaved(bridge)).toBeDefined());
  expect(lastSaved(bridge)).toMatchObject({
    registration: { particulars: FILLED.particulars, values: { f2: '宁波银行' }, family: [], resume: FILLED.resume },
  });
  expect(lastSaved(bridge)).not.toHaveProperty('registration.values.f1');
});

test('a refused line of the form stands in the drawer and nothing typed is lost', async () => {
  const { user, onClose } = drawer({
    'members.getRegistration': () => FILLED,
    'members.saveRegistration': () => {
      throw refuse('member.cardNumberTaken', { number: 'NO.7', other: '崔超' });
    },
  });
  await screen.findByDisplayValue('教研组长');
  type('备注选填', '班主任');
  await user.click(await button('保存'));
  expect((await screen.findByRole('alert')).textContent).toContain('已经给了「崔超」');
  expect(screen.getByDisplayValue('班主任')).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
});

test('an applicant has a day of application and no day of joining', async () => {
  const bridge = bridgeWith();
  const { user } = renderInFrame(<MemberDrawer id={undefined} onClose={() => undefined} />);
  type('姓名', '武英娜');
  type('入会时间选填', '2005-06');
  await user.click(screen.getByRole('radio', { name: '申请中' }));
  expect(screen.queryByLabelText(/入会时间/)).toBeNull();
  type('申请日期选填', '2026-3-1');
  await user.click(await button('保存'));
  await waitFor(() => expect(lastSaved(bridge)).toBeDefined());
  expect(lastSaved(bridge)).toMatchObject({
    status: 'applied',
    fields: { name: '武英娜', joined: '' },
    registration: { particulars: { applied: '2026-03-01' } },
  });
});

test('a photo is looked at before it is saved; a wrong one is refused at once', async () => {
  const { user, bridge } = drawer({ 'members.previewPhoto': () => ({ kind: 'png', content: PNG }) }, [
    { file: 'photo-12345678', name: '证件照.png' },
  ]);
  const photo = await screen.findByRole('region', { name: '照片' });
  await user.click(within(photo).getByRole('button', { name: /选\s*照\s*片/ }));
  const picture = await within(photo).findByRole<HTMLImageElement>('img', { name: '会员照片' });
  expect(picture.src).toBe(`data:image/png;base64,${PNG}`);
  bridge.set({
    'members.previewPhoto': () => {
      throw refuse('member.photoKind', { file: '合同.pdf' });
    },
  });
  await user.click(within(photo).getByRole('button', { name: /换\s*照\s*片/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('「合同.pdf」不是 JPG 或 PNG');
  // the one chosen before is still there
  expect(within(photo).getByRole('img', { name: '会员照片' })).toBeTruthy();
  await user.click(await button('保存'));
  await waitFor(() => expect(lastSaved(bridge)).toMatchObject({ photo: { file: 'photo-12345678' } }));
});

test('a photo that is kept is shown, and is taken off only by saving', async () => {
  const kept = { kind: 'png', bytes: 70, sha256: 'a'.repeat(64), setAt: '', setBy: '陈静' } as const;
  const { user, bridge } = drawer({
    'members.getRegistration': () => ({ ...EMPTY, photo: kept }),
    'members.readPhoto': () => ({ kind: 'png', content: PNG }),
  });
  expect(await screen.findByRole('img', { name: '会员照片' })).toBeTruthy();
  await user.click(await button(/去\s*掉$/));
  expect(screen.queryByRole('img', { name: '会员照片' })).toBeNull();
  await user.click(await button('保存'));
  await waitFor(() => expect(lastSaved(bridge)).toMatchObject({ photo: 'remove' }));
});

test('own fields: added with choices, moved; one with answers is retired, one without goes away', async () => {
  const bridge = bridgeWith({
    'members.saveField': () => FIELDS,
    'members.orderFields': () => FIELDS,
    'members.retireField': () => FIELDS,
    'members.removeField': () => FIELDS,
  });
  const { user } = renderInFrame(<FieldsDialog onClose={() => undefined} />);
  const list = await screen.findByRole('list', { name: '登记表栏目' });
  expect(list.textContent).toContain('选项：S、M、L3 人填过');
  await user.click(within(list).getByRole('button', { name: '下移 工作服' }));
  await user.click(within(list).getByRole('button', { name: '停用 工作服' }));
  await user.click(within(list).getByRole('button', { name: '删去 开户行' }));
  await user.click(within(list).getByRole('button', { name: '恢复 工会卡' }));
  expect(bridge.inputsOf('members.orderFields')).toEqual([{ ids: ['f2', 'f1'] }]);
  expect(bridge.inputsOf('members.retireField')).toEqual([
    { id: 'f1', retired: true },
    { id: 'f9', retired: false },
  ]);
  expect(bridge.inputsOf('members.removeField')).toEqual([{ id: 'f2' }]);
  await user.click(await button('添加栏目'));
  type('名称', '子女入学');
  await user.click(screen.getByLabelText('类型'));
  await user.click(await screen.findByTitle('选项'));
  type('选项', '小学\n\n 初中 ');
  await user.click(await button(/保\s*存/));
  await waitFor(() =>
    expect(bridge.inputsOf('members.saveField')).toEqual([
      { title: '子女入学', kind: 'choice', choices: ['小学', '初中'] },
    ]),
  );
});

const FORM: RegistrationForm = {
  ...FILLED,
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  sex: 'male',
  birthday: day('1975-04-15'),
  ethnicity: '汉族',
  political: '群众',
  education: '大专',
  idNumber: '370202********2315',
  phone: '184****0401',
  groupName: '数学组',
  joined: day('1994-11-01'),
  note: '',
  wage: fen(456_700),
  changes: [
    change({ from: '', to: 'applied' }),
    change({
      sequence: 2,
      from: 'applied',
      to: 'active',
      day: day('1994-11-01'),
      approval: '第三次委员会会议',
      approvedDay: day('1994-10-30'),
    }),
    change({
      sequence: 3,
      from: 'active',
      to: 'retained',
      kind: 'retired',
      day: day('2026-03-10'),
      month: month('2026-04'),
      ground: '退休',
    }),
  ],
};

test('the form on paper has what the usual form has, with masked numbers unless whole ones are asked for', async () => {
  const bridge = bridgeWith({
    'members.listForms': () => ({ total: 1, rows: [FORM] }),
    'members.askWholeNumbers': () => [{ id: 'm1', idNumber: '370202197504152315', phone: '18442180401' }],
  });
  const first = renderInFrame(
    <PrintDialog what="forms" scope={{ id: 'm1', name: '侯梅玉' }} onClose={() => undefined} />,
  );
  await first.user.click(await button(/预\s*览/));
  const paper = (await screen.findByRole('heading', { name: '工会会员登记表' })).closest('article');
  const text = paper?.textContent ?? '';
  for (const part of [
    '滨江实验学校工会委员会',
    'NO.7',
    '370202********2315',
    '184****0401',
    '4,567.00 元',
    '教研组长',
    '工作服M',
    '家庭主要成员及其工作单位',
    '李强',
    '个人工作简历',
    '1994-08 至 今',
    '基层工会组织审批意见',
    '第三次委员会会议',
    '（公章）',
    '1994 年 10 月 30 日',
    '2026-03-10 保留会籍（退休）',
    '2026年4月起停交会费',
    '申请人签名',
    '1994 年 10 月 20 日',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('工会卡');
  expect(bridge.inputsOf('members.askWholeNumbers')).toEqual([]);
  first.unmount();

  const second = renderInFrame(
    <PrintDialog what="forms" scope={{ id: 'm1', name: '侯梅玉' }} onClose={() => undefined} />,
  );
  await second.user.click(await screen.findByRole('checkbox', { name: '身份证号和联系电话打印全号' }));
  await second.user.click(await button(/预\s*览/));
  expect((await screen.findByText('370202197504152315')).tagName).toBe('TD');
  expect(bridge.inputsOf('members.askWholeNumbers')).toEqual([{ ids: ['m1'], purpose: '打印会员登记表' }]);
});

const line = (id: string, name: string, groupName: string): RosterLine => ({
  id,
  number: id,
  name,
  sex: 'female',
  birthday: day('1980-01-05'),
  ethnicity: '汉族',
  political: '群众',
  education: '本科',
  idNumber: '330203********0024',
  phone: '138****0001',
  post: '教师',
  cardNumber: '',
  groupName,
  joined: month('2005-06'),
  note: '',
});

test('the roster on paper: one sheet a group, those of the list only, all windows', async () => {
  const LINES = [line('1', '甲一', '语文组'), line('2', '乙二', ''), line('3', '丙三', '数学组')];
  const bridge = bridgeWith({
    'members.listRosterLines': ({ offset, limit }) => ({
      total: 3,
      rows: LINES.slice(offset, offset + Math.min(limit, 2)),
    }),
  });
  const { user } = renderInFrame(<RosterPrintButton filter={{ statuses: ['active'] }} />);
  await user.click(await button(/打\s*印/));
  await user.click(await screen.findByText('会员花名册'));
  await user.click(await button(/预\s*览/));
  await screen.findAllByRole('heading', { name: '工会会员花名册' });
  const papers = [...document.querySelectorAll('article')];
  expect(papers.map((paper) => /工会小组：([^\d]*)/.exec(paper.textContent ?? '')?.[1])).toEqual([
    '数学组',
    '语文组',
    '没有小组',
  ]);
  expect(papers[0]?.textContent).toContain('丙三');
  expect(papers[0]?.textContent).toContain('330203********0024');
  for (const input of bridge.inputsOf('members.listRosterLines')) expect(input).toMatchObject({ statuses: ['active'] });
  expect(bridge.inputsOf('members.askWholeNumbers')).toEqual([]);
});

test('more than can be laid out at once says how many, and what to do', async () => {
  bridgeWith({ 'members.listRosterLines': () => ({ total: 20_000, rows: [] }) });
  const { user } = renderInFrame(<PrintDialog what="forms" scope={{ filter: {} }} onClose={() => undefined} />);
  await user.click(await button(/预\s*览/));
  expect((await screen.findByRole('alert')).textContent).toMatch(/20000 人.*最多打印 300 人/);
});
