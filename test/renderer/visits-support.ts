import { day, month } from '#shared/calendar.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import type { StandardCheck, VisitKind, VisitRecord, VisitRequestRecord, VisitTasks } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import type { Handlers } from './fake-bridge.ts';

export const FESTIVAL_KIND: VisitKind = {
  id: 'festival',
  name: '年节',
  forms: ['goods', 'coupon'],
  accountId: '2021:50105',
  accountName: '50105 会员活动支出',
  paperItems: ['签领表'],
  papers: '签领表',
  festival: true,
  basis: '',
  payersOnly: false,
  caseNames: [],
  remark: '',
  retired: false,
};
export const HOSPITAL_KIND: VisitKind = {
  ...FESTIVAL_KIND,
  id: 'hospital',
  name: '生病住院',
  forms: ['money', 'goods'],
  paperItems: ['住院发票', '出院小结'],
  papers: '住院发票；出院小结',
  festival: false,
  caseNames: ['手术'],
};
export const KINDS: VisitKind[] = [FESTIVAL_KIND, HOSPITAL_KIND];

export const MEMBER: MemberRow = {
  id: 'm-1',
  number: '0001',
  name: '张三',
  groupName: '语文组',
  status: 'active',
  phoneMasked: '',
  idNumberMasked: '',
  joined: '',
};

export const VISIT: VisitRecord = {
  id: 'visit-1',
  day: day('2026-03-10'),
  kindId: 'hospital',
  kindName: '生病住院',
  memberId: 'm-1',
  memberName: '张三',
  memberNumber: '0001',
  groupName: '语文组',
  reason: '住院手术',
  form: 'money',
  goods: '',
  goodsLines: [],
  amount: fen(50_000),
  method: 'bank',
  visitors: ['周明', '吴敏'],
  signed: false,
  signedBy: '',
  signedRelation: '',
  voucherId: 'v-1',
  voucherNumber: '记-012',
  reversed: false,
  returned: false,
  place: '',
  beneficiary: '',
  relation: '',
  approvalGround: '',
  standardSentence: '每次不超过 1,000.00 元，本次 500.00 元',
  attachmentCount: 3,
  festival: '',
  caseName: '',
  illness: '',
  payeeName: '',
  payeeBank: '',
  payeeAccount: '',
  papersNote: '',
};

export const REQUEST: VisitRequestRecord = {
  id: 'r-1',
  origin: 'hospital',
  status: 'requested',
  kindId: 'hospital',
  kindName: '生病住院',
  memberId: 'm-1',
  memberName: '张三',
  memberNumber: '0001',
  groupName: '语文组',
  askedBy: '王会计',
  askedDay: day('2026-03-12'),
  eventDay: day('2026-03-11'),
  reason: '住院',
  form: 'money',
  goods: '',
  amount: fen(50_000),
  caseName: '',
  beneficiary: '',
  relation: '',
  decidedBy: '',
  ground: '',
  reversed: false,
  signed: false,
  changes: [{ sequence: 1, day: day('2026-03-12'), from: '', to: 'requested', note: '', operator: '王会计' }],
};
export const APPROVED: VisitRequestRecord = {
  ...REQUEST,
  status: 'approved',
  decidedDay: day('2026-03-13'),
  decidedBy: '周明',
  ground: '主席办公会同意',
};

const none = {
  month: month('2026-03'),
  forms: ['goods', 'coupon'] as VisitKind['forms'],
  goods: '',
  people: [],
};
export const TASKS: VisitTasks = {
  birthdays: {
    ...none,
    origin: 'birthday',
    kindId: 'birthday',
    kindName: '生日',
    form: 'coupon',
    goods: '蛋糕券',
    amount: fen(10_000),
    people: ['李四', '王五'].map((memberName, index) => ({
      memberId: `m-${index + 2}`,
      memberNumber: `000${index + 2}`,
      memberName,
      groupName: '',
      day: day(`2026-03-2${index}`),
    })),
  },
  retirements: { ...none, origin: 'retirement', kindId: 'retirement', kindName: '退休离岗' },
  drafts: 0,
  requested: 1,
  approved: 0,
  unsigned: 3,
};

export const FINE: StandardCheck = {
  findings: [{ ok: true, sentence: '每次不超过 1,000.00 元，本次 500.00 元' }],
  needsApproval: false,
  barred: false,
  yearSoFar: fen(0),
  timesSoFar: 0,
};
export const OVER: StandardCheck = {
  ...FINE,
  findings: [{ ok: false, sentence: '每次不超过 1,000.00 元，本次 1,200.00 元，超出 200.00 元' }],
  needsApproval: true,
};

/** What the pages of 慰问 ask for when they open. */
export const standing = (more: Handlers = {}): Handlers => ({
  'visits.listKinds': () => KINDS,
  'visits.listStandards': () => [],
  'visits.listFestivalNames': () => [],
  'visits.list': () => ({
    total: 2,
    times: 1,
    rows: [VISIT, { ...VISIT, id: 'visit-2', memberName: '李四', reversed: true }],
    amount: fen(50_000),
    unsigned: 1,
  }),
  'visits.get': () => VISIT,
  'visits.check': ({ amount }) => ((amount ?? 0) > 100_000 ? OVER : FINE),
  'visits.readTasks': () => TASKS,
  'visits.listRequests': () => ({ total: 1, rows: [REQUEST], amount: fen(50_000) }),
  'visits.getRequest': () => REQUEST,
  'ledger.listAttachments': () => ({ open: true, rows: [] }),
  'ledger.listFunds': () => [],
  'members.suggest': () => [MEMBER],
  'union.listResolutions': () => [],
  ...more,
});
