// What a year at the practice school looks like: amounts in yuan, months as numbers. Plausible, not real.

export const PRACTICE_UNION = '滨江实验学校工会委员会';
export const FIRST_YEAR = 2023;
/** Complete, closed years: 2023, 2024, 2025; after them an open quarter with work left to do. */
export const CLOSED_YEARS = [2023, 2024, 2025] as const;
export const OPEN_YEAR = 2026;
export const OPEN_MONTHS = 3;
export const MEMBERS = 320;

export interface PlannedPayment {
  month: number;
  day: number;
  /** Code of the detail account behind the purpose. */
  account: string;
  summary: string;
  counterparty: string;
  yuan: number;
  cash?: boolean;
  attachments: number;
  /** Rests on the decision of that month's committee meeting. */
  decided?: boolean;
}

/** Income and expenses outside dues, visits and aids. */
export const PAYMENTS: readonly PlannedPayment[] = [
  {
    month: 1,
    day: 12,
    account: '50502',
    summary: '工会委员会年度工作会议资料印制',
    counterparty: '滨江图文快印店',
    yuan: 486,
    cash: true,
    attachments: 2,
  },
  {
    month: 2,
    day: 24,
    account: '50101',
    summary: '教职工读书活动购书',
    counterparty: '滨江新华书店',
    yuan: 5260,
    attachments: 3,
    decided: true,
  },
  {
    month: 3,
    day: 8,
    account: '50105',
    summary: '三八节女职工插花活动材料',
    counterparty: '滨江花艺馆',
    yuan: 9300,
    attachments: 4,
    decided: true,
  },
  {
    month: 3,
    day: 30,
    account: '50102',
    summary: '乒乓球赛器材',
    counterparty: '滨江文体用品商行',
    yuan: 2688,
    attachments: 2,
  },
  {
    month: 4,
    day: 18,
    account: '50102',
    summary: '教职工春季健步走活动',
    counterparty: '滨江文体用品商行',
    yuan: 6840,
    attachments: 5,
    decided: true,
  },
  {
    month: 5,
    day: 9,
    account: '50301',
    summary: '青年教师教学技能竞赛奖品',
    counterparty: '滨江文具批发部',
    yuan: 4200,
    attachments: 6,
  },
  {
    month: 5,
    day: 21,
    account: '50501',
    summary: '工会干部业务培训费',
    counterparty: '滨江区总工会干部学校',
    yuan: 3600,
    attachments: 2,
  },
  {
    month: 6,
    day: 16,
    account: '50102',
    summary: '教职工篮球赛裁判补助与饮水',
    counterparty: '滨江体育馆',
    yuan: 3150,
    attachments: 4,
  },
  {
    month: 7,
    day: 10,
    account: '50302',
    summary: '职工之家书柜和桌椅',
    counterparty: '滨江家具城',
    yuan: 4980,
    attachments: 3,
  },
  {
    month: 9,
    day: 10,
    account: '50103',
    summary: '教师节宣传展板制作',
    counterparty: '滨江图文快印店',
    yuan: 1860,
    attachments: 2,
  },
  {
    month: 10,
    day: 20,
    account: '50102',
    summary: '教职工秋季运动会',
    counterparty: '滨江文体用品商行',
    yuan: 12600,
    attachments: 8,
    decided: true,
  },
  {
    month: 11,
    day: 14,
    account: '50101',
    summary: '心理健康讲座讲课费',
    counterparty: '滨江心理咨询中心',
    yuan: 2400,
    attachments: 3,
  },
  {
    month: 12,
    day: 15,
    account: '50502',
    summary: '会员代表大会会务费',
    counterparty: '滨江宾馆',
    yuan: 2150,
    attachments: 5,
  },
];

export interface PlannedFestival {
  month: number;
  day: number;
  name: string;
  /** 春节 …, as the list of festivals has it. */
  festival: string;
  goods: string;
  yuanEach: number;
  /** So many do not come for theirs in the closed years: their shares go into stock (未领退回). */
  absent?: number;
}

/** 总工办发〔2017〕32号: 年节慰问品 in kind, never money. */
export const FESTIVALS: readonly PlannedFestival[] = [
  { month: 1, day: 18, name: '春节慰问', festival: '春节', goods: '米、油、坚果礼盒', yuanEach: 150 },
  { month: 6, day: 6, name: '端午节慰问', festival: '端午节', goods: '粽子礼盒', yuanEach: 100 },
  { month: 9, day: 20, name: '中秋节慰问', festival: '中秋节', goods: '月饼、食用油', yuanEach: 120, absent: 3 },
];

/** What the school pays over each month (2 % of wages); 40 % of it belongs to the union above (应付上级经费). */
export const MONTHLY_ALLOCATION_YUAN = 19_200;
export const REMITTED_SHARE_PERCENT = 40;
export const BIRTHDAY_YUAN = 100;

/** Yearly budget by account code, yuan. */
export const BUDGET: readonly (readonly [code: string, yuan: number, note: string])[] = [
  ['401', 92_000, '在职会员按月代扣'],
  ['402', 138_240, '单位按工资总额 2% 拨缴的留成部分'],
  ['40301', 15_000, '区总工会补助'],
  ['40302', 12_000, '区总工会困难帮扶专项'],
  ['408', 600, '利息'],
  ['50101', 8_000, '读书活动、讲座'],
  ['50102', 28_000, '球赛、健步走、运动会'],
  ['50103', 2_000, ''],
  ['50105', 175_000, '节日、生日、婚育、住院、退休慰问'],
  ['50301', 5_000, ''],
  ['50302', 6_000, ''],
  ['50305', 17_000, '职工医疗互助工会承担部分'],
  ['50404', 24_000, '在档困难职工'],
  ['50405', 6_000, ''],
  ['50501', 4_000, ''],
  ['50502', 3_000, ''],
  ['50504', 500, '账户管理费'],
  ['507', 10_000, '职工之家设备'],
];

/** Families on file: number of the member, people, yearly income and fixed expenses in yuan, cause. */
export const FAMILIES = [
  { member: 12, people: 4, income: 62_000, medical: 21_000, school: 6_000, rent: 9_600, cause: 'illness', year: 2023 },
  { member: 47, people: 3, income: 78_000, medical: 9_800, school: 7_500, rent: 0, cause: 'schooling', year: 2023 },
  { member: 88, people: 5, income: 106_000, medical: 3_000, school: 18_000, rent: 0, cause: 'schooling', year: 2023 },
  { member: 131, people: 3, income: 66_000, medical: 40_000, school: 0, rent: 0, cause: 'illness', year: 2024 },
  { member: 176, people: 2, income: 62_000, medical: 6_200, school: 0, rent: 8_400, cause: 'accident', year: 2024 },
  { member: 203, people: 4, income: 58_000, medical: 12_000, school: 12_000, rent: 0, cause: 'illness', year: 2024 },
  { member: 259, people: 3, income: 52_000, medical: 16_500, school: 3_000, rent: 0, cause: 'disaster', year: 2025 },
  { member: 301, people: 4, income: 118_000, medical: 30_000, school: 0, rent: 12_000, cause: 'illness', year: 2025 },
] as const;

/** 专项补助 of the union above, every November. */
export const AID_GRANT = { fund: '困难帮扶专项资金', yuan: 12_000 };

/** Cards that stand behind the opening balance of 固定资产, 48,600 yuan. */
export const OPENING_ASSETS = [
  {
    name: '音响设备',
    category: 'audio',
    quantity: 1,
    unit: '套',
    yuan: 12_800,
    usefulMonths: 60,
    acquired: '2021-09-10',
  },
  {
    name: '跑步机',
    category: 'sports',
    quantity: 3,
    unit: '台',
    yuan: 21_000,
    usefulMonths: 120,
    acquired: '2020-05-18',
  },
  {
    name: '投影仪',
    category: 'office',
    quantity: 1,
    unit: '台',
    yuan: 6_800,
    usefulMonths: 72,
    acquired: '2022-03-04',
  },
  {
    name: '照相机',
    category: 'office',
    quantity: 1,
    unit: '台',
    yuan: 8_000,
    usefulMonths: 72,
    acquired: '2019-11-22',
  },
] as const;

export const PURCHASES = [
  {
    month: '2023-05',
    name: '笔记本电脑',
    category: 'computer',
    quantity: 1,
    unit: '台',
    yuan: 5_200,
    usefulMonths: 72,
    counterparty: '滨江数码',
  },
  {
    month: '2024-09',
    name: '乒乓球台',
    category: 'sports',
    quantity: 2,
    unit: '张',
    yuan: 6_400,
    usefulMonths: 120,
    counterparty: '滨江文体用品商行',
  },
  {
    month: '2025-06',
    name: '多功能一体机',
    category: 'office',
    quantity: 1,
    unit: '台',
    yuan: 9_800,
    usefulMonths: 72,
    counterparty: '滨江数码',
  },
] as const;
export const SCRAPPED = { month: '2025-10', name: '照相机' } as const;

/** The branches that the groups of the roster belong to. */
export const BRANCHES = [
  { name: '文科分会', groups: ['语文组', '英语组', '文综组'] },
  { name: '理科分会', groups: ['数学组', '理化组'] },
  { name: '综合分会', groups: ['艺体组', '行政组', '后勤组'] },
] as const;

/** `who`: which of those who stay for all the years. */
export const SICK_LEAVE = {
  who: 0,
  from: '2024-03',
  to: '2024-08',
  reason: '长期病休，家庭困难',
  decision: '2024 年 3 月工会委员会会议',
} as const;

/** Somebody is deducted for more than a year at once: the next months are paid out of it, and a part is paid back. */
export const OVERPAID = {
  who: 1,
  month: '2025-04',
  extraYuan: 480,
  paidBack: '2025-06',
  paidBackYuan: 60,
  reason: '工资代扣多扣，退回本人',
} as const;

/** From then on the branches keep half of the dues (as 东莞理工 has it since 2015: 50% 校工会, 50% 分工会). */
export const SHARED = { from: '2026-01', percent: 50 } as const;
