import type { RosterField } from '#shared/contract/members.ts';
import type { Vocabulary } from '../spreadsheet/header.ts';

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
    names: [
      '职工编号',
      '会员编号',
      '会员证号',
      '会员证号码',
      '会员号',
      '工号',
      '职工号',
      '教工号',
      '员工编号',
      '人员编号',
      '工资编号',
      '编号',
    ],
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
];

/** The wage items that a roster can carry, by the names under which they are kept and dues are computed from. */
export const WAGE_ITEM_OF = { postWage: '岗位工资', gradeWage: '薪级工资' } as const;
