import { PARTICULAR_FIELDS } from '#shared/contract/members/registration.ts';
import { ROSTER_FIELD_NAMES, type RosterField, type RosterTarget } from '#shared/contract/members.ts';
import type { Vocabulary } from '../../spreadsheet/header.ts';

/** The names that the columns of a roster go by, the preferred one first. */
export const ROSTER_VOCABULARY: Vocabulary<RosterField> = [
  { field: 'sequence', names: ['序号', '序', '顺序号'] },
  { field: 'name', names: ['姓名', '会员姓名', '职工姓名', '教职工姓名', '员工姓名', '名字'] },
  { field: 'sex', names: ['性别'] },
  { field: 'birthday', names: ['出生日期', '出生年月', '出生年月日', '出生时间', '生日'] },
  {
    field: 'idNumber',
    names: [
      '身份证号',
      '身份证号码',
      '身份证',
      '居民身份证号',
      '居民身份证号码',
      '公民身份号码',
      '公民身份证号码',
      '身份证件号码',
      '有效身份证件号码',
      '证件号码',
      '证件号',
    ],
  },
  { field: 'political', names: ['政治面貌', '政治面目'] },
  { field: 'education', names: ['学历', '文化程度', '最高学历'] },
  { field: 'ethnicity', names: ['民族', '族别'] },
  {
    field: 'number',
    names: ['职工编号', '会员编号', '会员号', '工号', '职工号', '教工号', '员工编号', '人员编号', '工资编号', '编号'],
  },
  {
    field: 'group',
    names: [
      '工会小组',
      '小组',
      '所在小组',
      '所属小组',
      '所在工会小组',
      '分工会',
      '所属分会',
      '部门',
      '所在部门',
      '所属部门',
      '科室',
      '班组',
      '车间',
    ],
  },
  {
    field: 'postWage',
    names: ['岗位工资', '职务工资', '职务（岗位）工资', '岗位工资标准', '基本工资', '月基本工资'],
  },
  { field: 'gradeWage', names: ['薪级工资', '级别工资', '等级工资', '薪级工资标准'] },
  {
    field: 'phone',
    names: ['联系电话', '手机', '手机号', '手机号码', '电话', '电话号码', '联系方式', '移动电话', '联系手机'],
  },
  { field: 'joined', names: ['入会时间', '入会日期', '入会年月', '加入工会时间', '加入工会日期', '何时入会'] },
  { field: 'note', names: ['备注', '备考'] },
  { field: 'cardNumber', names: ['会员证号码', '会员证号', '工会会员证号', '会员证编号'] },
  { field: 'nativePlace', names: ['籍贯'] },
  { field: 'employer', names: ['工作单位', '所在单位', '单位名称'] },
  { field: 'post', names: ['职务', '现任职务', '行政职务'] },
  { field: 'title', names: ['职称', '专业技术职称', '专业技术职务', '技术职称'] },
  { field: 'employment', names: ['职工类型', '用工形式', '用工性质', '人员类别', '编制类型', '编制性质'] },
  { field: 'workKind', names: ['工种', '从事工种'] },
  { field: 'householdKind', names: ['户籍类型', '户口类型', '户口性质', '户籍性质'] },
  { field: 'marital', names: ['婚姻状况', '婚否', '婚姻'] },
  { field: 'singleParent', names: ['单亲', '是否单亲'] },
  { field: 'email', names: ['电子邮箱', '邮箱', '电子邮件'] },
  { field: 'address', names: ['家庭住址', '家庭地址', '住址', '通讯地址', '现住址'] },
  { field: 'applied', names: ['申请日期', '申请入会日期', '申请时间'] },
];

/** The wage items that have a field of their own, by the names under which they are kept and dues are computed from. */
export const WAGE_ITEM_OF = { postWage: '岗位工资', gradeWage: '薪级工资' } as const;

/** The wage item that a column carries; undefined for any other column. */
export function itemOf(target: RosterTarget): string | undefined {
  if (target === 'postWage' || target === 'gradeWage') return WAGE_ITEM_OF[target];
  return target.startsWith('wage:') ? target.slice('wage:'.length) : undefined;
}

/** The id of the own field that a column carries; undefined for any other column. */
export function ownFieldOf(target: RosterTarget): string | undefined {
  return target.startsWith('own:') ? target.slice('own:'.length) : undefined;
}

export function isRosterField(target: string): target is RosterField {
  return Object.hasOwn(ROSTER_FIELD_NAMES, target);
}

/** What a target is called. @param ownTitles titles of the union's own fields by id */
export function nameOfTarget(target: RosterTarget, ownTitles: ReadonlyMap<string, { title: string }>): string {
  if (isRosterField(target)) return ROSTER_FIELD_NAMES[target];
  return itemOf(target) ?? ownTitles.get(ownFieldOf(target) ?? '')?.title ?? '自定栏目';
}

/** What of the registration must be read to judge a file with these columns. */
export function wantedOf(columns: readonly { field?: RosterTarget }[]): { particulars: boolean; own: boolean } {
  const targets = columns.flatMap(({ field }) => (field === undefined ? [] : [field]));
  return {
    particulars: targets.some((target) => PARTICULAR_FIELDS.some((field) => field === target)),
    own: targets.some((target) => ownFieldOf(target) !== undefined),
  };
}
