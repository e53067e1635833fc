import type { Day } from '../../calendar.ts';

/** What 《工会会员登记表》 asks beyond the columns of the record itself, in the order of the form. */
export const PARTICULAR_FIELDS = [
  'cardNumber',
  'nativePlace',
  'employer',
  'post',
  'title',
  'employment',
  'workKind',
  'householdKind',
  'marital',
  'singleParent',
  'email',
  'address',
  'applied',
] as const;
export type ParticularField = (typeof PARTICULAR_FIELDS)[number];
export const PARTICULAR_NAMES: Readonly<Record<ParticularField, string>> = {
  cardNumber: '会员证号码',
  nativePlace: '籍贯',
  employer: '工作单位',
  post: '职务',
  title: '职称',
  employment: '职工类型',
  workKind: '工种',
  householdKind: '户籍类型',
  marital: '婚姻状况',
  singleParent: '单亲',
  email: '电子邮箱',
  address: '家庭住址',
  applied: '申请日期',
};
/** `''` where nothing is known. */
export interface Particulars extends Record<Exclude<ParticularField, 'singleParent' | 'applied'>, string> {
  /** Brings up a child alone. */
  singleParent: boolean;
  /** The day of the application. */
  applied: Day | '';
}

/** What each particular may hold at most, in characters. */
export const PARTICULAR_LENGTHS: Readonly<Record<Exclude<ParticularField, 'singleParent' | 'applied'>, number>> = {
  cardNumber: 40,
  nativePlace: 60,
  employer: 80,
  post: 60,
  title: 60,
  employment: 30,
  workKind: 60,
  householdKind: 30,
  marital: 20,
  email: 100,
  address: 150,
};
