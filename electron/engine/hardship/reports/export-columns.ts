import type { Day } from '#shared/calendar.ts';
import {
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_CAUSE_NAMES,
  HARDSHIP_STATUS_NAMES,
  type HardshipCategory,
  type HardshipCause,
  type HardshipStatus,
  OLDER_CATEGORY_NAMES,
  type OlderCategory,
} from '#shared/contract/hardship.ts';
import { maskBankAccount, maskIdentityCard, maskName, maskPhone } from '#shared/mask.ts';
import type { Fen } from '#shared/money.ts';
import type { CellSpec, ColumnSpec } from '../../spreadsheet/workbook.ts';

// The columns of the list for 帮扶系统, in the order of 困难职工档案登记表 (rules.md 4.4). A column that says something sensitive has its
// masked form; whatever has no digits to keep shows *** when there is something.

/** One file with all that the form asks, as it is stored. */
export interface ExportedFile {
  id: string;
  number: string;
  status: HardshipStatus;
  category: HardshipCategory;
  olderCategory: OlderCategory;
  name: string;
  ethnicity: string;
  sex: string | null;
  political: string;
  idNumber: string;
  birthday: Day | null;
  health: string;
  disability: string;
  workState: string;
  modelKind: string;
  housing: string;
  floorArea: number | null;
  phone: string;
  otherPhone: string;
  postcode: string;
  workStarted: string;
  industry: string;
  marital: string;
  householdKind: string;
  address: string;
  employer: string;
  employerKind: string;
  employerState: string;
  singleParent: number | null;
  ownMonthly: Fen | null;
  otherYearly: Fen;
  totalYearly: Fen;
  people: number;
  perHeadMonthly: Fen;
  householdPlace: string;
  insurance: string;
  selfHelp: number | null;
  zeroEmployment: number | null;
  cause: HardshipCause;
  furtherCauses: string;
  bankName: string;
  bankBranch: string;
  bankAccount: string;
  note: string;
  recorder: string;
  openedDay: Day;
  reviewedDay: Day;
  groupName: string;
}

/** One member of a household, with the number of the file. */
export interface ExportedPerson {
  number: string;
  name: string;
  relation: string;
  sex: string | null;
  political: string;
  idNumber: string;
  birthday: Day | null;
  insurance: string;
  health: string;
  monthlyIncome: Fen;
  occupation: string;
  workplace: string;
  grade: string;
  finishes: number | null;
}

export interface ExportColumn<T> {
  spec: ColumnSpec;
  cell: (row: T, masked: boolean) => CellSpec;
}

const hidden = (text: string) => (text === '' ? '' : '***');
const yesNo = (value: number | null) => (value === null ? null : value === 1 ? '是' : '否');
const sexWord = (sex: string | null) => (sex === 'female' ? '女' : sex === 'male' ? '男' : null);
/** Of a birthday only the year, as the middle of the identity number is hidden too. */
const born = (birthday: Day | null, masked: boolean) =>
  birthday === null ? null : masked ? `${birthday.slice(0, 4)}年` : birthday;

function text<T>(header: string, width: number, of: (row: T) => string | null, mask?: (value: string) => string) {
  const column: ExportColumn<T> = {
    spec: { header, width, kind: 'text' },
    cell: (row, masked) => {
      const value = of(row);
      return value === null ? null : mask && masked ? mask(value) : value;
    },
  };
  return column;
}

function money<T>(header: string, of: (row: T) => Fen | null): ExportColumn<T> {
  return {
    spec: { header, width: 14, kind: 'amount' },
    cell: (row) => {
      const value = of(row);
      return value === null ? null : { fen: value };
    },
  };
}

function whole<T>(header: string, of: (row: T) => number | null): ExportColumn<T> {
  return {
    spec: { header, width: 8, kind: 'integer' },
    cell: (row) => {
      const value = of(row);
      return value === null ? null : { integer: value };
    },
  };
}

const causeWord = (key: string) => {
  const known = Object.entries(HARDSHIP_CAUSE_NAMES).find(([cause]) => cause === key);
  return known?.[1] ?? key;
};

export const FILE_COLUMNS: readonly ExportColumn<ExportedFile>[] = [
  text('档案号', 14, ({ number }) => number),
  text('档案状态', 9, ({ status }) => HARDSHIP_STATUS_NAMES[status]),
  text('困难类别', 10, ({ category }) => HARDSHIP_CATEGORY_NAMES[category]),
  text('旧口径类别', 12, ({ olderCategory }) => (olderCategory === '' ? '' : OLDER_CATEGORY_NAMES[olderCategory])),
  text('姓名', 10, ({ name }) => name),
  text('工会小组', 14, ({ groupName }) => groupName),
  text('民族', 8, ({ ethnicity }) => ethnicity),
  text('性别', 6, ({ sex }) => sexWord(sex)),
  text('政治面貌', 12, ({ political }) => political),
  text('身份证号', 21, ({ idNumber }) => idNumber, maskIdentityCard),
  { spec: { header: '出生日期', width: 12, kind: 'text' }, cell: ({ birthday }, masked) => born(birthday, masked) },
  text('健康状况', 14, ({ health }) => health, hidden),
  text('残疾类别', 12, ({ disability }) => disability, hidden),
  text('工作状态', 12, ({ workState }) => workState),
  text('劳模类型', 12, ({ modelKind }) => modelKind),
  text('住房类型', 12, ({ housing }) => housing, hidden),
  text('建筑面积', 10, ({ floorArea }) => (floorArea === null ? null : (floorArea / 100).toFixed(2))),
  text('手机', 14, ({ phone }) => phone, maskPhone),
  text('其他联系方式', 16, ({ otherPhone }) => otherPhone, hidden),
  text('邮编', 9, ({ postcode }) => postcode, hidden),
  text('工作时间', 12, ({ workStarted }) => workStarted),
  text('所属行业', 14, ({ industry }) => industry),
  text('婚姻', 8, ({ marital }) => marital),
  text('户口类型', 12, ({ householdKind }) => householdKind),
  text('家庭住址', 28, ({ address }) => address, hidden),
  text('工作单位', 20, ({ employer }) => employer),
  text('单位性质', 12, ({ employerKind }) => employerKind),
  text('企业状况', 12, ({ employerState }) => employerState),
  text('是否单亲', 9, ({ singleParent }) => yesNo(singleParent)),
  money('本人月平均收入', ({ ownMonthly }) => ownMonthly),
  money('家庭其他非薪资年收入', ({ otherYearly }) => otherYearly),
  money('家庭年度总收入', ({ totalYearly }) => totalYearly),
  whole('家庭人口', ({ people }) => people),
  money('家庭月人均收入', ({ perHeadMonthly }) => perHeadMonthly),
  text('户口行政区划', 18, ({ householdPlace }) => householdPlace),
  text('医保状况', 14, ({ insurance }) => insurance),
  text('有无自救能力', 12, ({ selfHelp }) => (selfHelp === null ? null : selfHelp === 1 ? '有' : '无')),
  text('是否零就业家庭', 13, ({ zeroEmployment }) => yesNo(zeroEmployment)),
  text('主要致困原因', 16, ({ cause }) => causeWord(cause)),
  text('次要致困原因', 24, ({ furtherCauses }) =>
    furtherCauses === '' ? '' : furtherCauses.split(',').map(causeWord).join('、'),
  ),
  text('开户银行', 18, ({ bankName }) => bankName),
  text('支行', 16, ({ bankBranch }) => bankBranch),
  text('卡号', 22, ({ bankAccount }) => bankAccount, maskBankAccount),
  text('备注', 24, ({ note }) => note, hidden),
  text('建档人', 10, ({ recorder }) => recorder),
  { spec: { header: '建档日期', width: 12, kind: 'day' }, cell: ({ openedDay }) => ({ day: openedDay }) },
  { spec: { header: '复核日期', width: 12, kind: 'day' }, cell: ({ reviewedDay }) => ({ day: reviewedDay }) },
];

export const PERSON_COLUMNS: readonly ExportColumn<ExportedPerson>[] = [
  text('档案号', 14, ({ number }) => number),
  text('姓名', 10, ({ name }) => name, maskName),
  text('关系', 8, ({ relation }) => relation),
  text('性别', 6, ({ sex }) => sexWord(sex)),
  text('政治面貌', 12, ({ political }) => political),
  text('身份证号', 21, ({ idNumber }) => idNumber, maskIdentityCard),
  { spec: { header: '出生日期', width: 12, kind: 'text' }, cell: ({ birthday }, masked) => born(birthday, masked) },
  text('医保状况', 14, ({ insurance }) => insurance),
  text('健康状况', 14, ({ health }) => health, hidden),
  money('月收入', ({ monthlyIncome }) => monthlyIncome),
  text('身份', 14, ({ occupation }) => occupation, hidden),
  text('单位或学校', 20, ({ workplace }) => workplace, hidden),
  text('年级', 10, ({ grade }) => grade, hidden),
  whole('毕业年份', ({ finishes }) => finishes),
];
