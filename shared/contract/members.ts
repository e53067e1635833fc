import { z } from 'zod';
import type { Day, Month } from '../calendar.ts';
import type { Fen } from '../money.ts';
import {
  amountFen,
  count,
  dayField,
  fileToken,
  id,
  monthField,
  nothing,
  optionalText,
  text,
  type Window,
  windowFields,
} from './fields.ts';
import { output, read, write } from './operation.ts';

export const MEMBER_STATUSES = [
  'applied',
  'active',
  'retained',
  'transferred',
  'withdrawn',
  'lapsed',
  'expelled',
  'deceased',
] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];
/** As people read them. */
export const MEMBER_STATUS_NAMES: Readonly<Record<MemberStatus, string>> = {
  applied: '申请中',
  active: '在册',
  retained: '保留会籍',
  transferred: '转出',
  withdrawn: '退会',
  lapsed: '视为自动退会',
  expelled: '开除',
  deceased: '去世',
};
export type Sex = 'male' | 'female';
export const SEX_NAMES: Readonly<Record<Sex, string>> = { male: '男', female: '女' };

/** One row of the member list; personal numbers are masked. */
export interface MemberRow {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  groupName: string;
  status: MemberStatus;
  phoneMasked: string;
  idNumberMasked: string;
  /** `YYYY-MM-DD` or only `YYYY-MM`. */
  joined: string;
}

/** One item of the monthly wage that dues are computed from. */
export interface WageItem {
  item: string;
  amount: Fen;
}

export interface MemberRecord {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  idNumber: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  groupId?: string;
  groupName: string;
  status: MemberStatus;
  joined: Day | Month | '';
  note: string;
  /** Newest first; each set replaces the one before from its month on. */
  wages: { from: Month; items: WageItem[] }[];
  /** Oldest first. */
  changes: { day: Day; from: MemberStatus | ''; to: MemberStatus; ground: string; operator: string }[];
}

/** Columns that a roster may carry. */
export const ROSTER_FIELDS = [
  'name',
  'sex',
  'birthday',
  'idNumber',
  'political',
  'education',
  'ethnicity',
  'number',
  'group',
  'postWage',
  'gradeWage',
  'phone',
  'joined',
  'note',
  'sequence',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];
export const ROSTER_FIELD_NAMES: Readonly<Record<RosterField, string>> = {
  name: '姓名',
  sex: '性别',
  birthday: '出生日期',
  idNumber: '身份证号',
  political: '政治面貌',
  education: '学历',
  ethnicity: '民族',
  number: '职工编号',
  group: '工会小组',
  postWage: '岗位工资',
  gradeWage: '薪级工资',
  phone: '联系电话',
  joined: '入会时间',
  note: '备注',
  sequence: '序号',
};

export type RowVerdict = 'new' | 'update' | 'unchanged' | 'duplicate' | 'problem' | 'total';

export interface RosterPreview {
  fileName: string;
  sheets: string[];
  sheet: string;
  /** First and last header row, as Excel numbers them. */
  headerRows: [number, number];
  columns: { index: number; title: string; field?: RosterField; samples: string[] }[];
  rows: {
    row: number;
    verdict: RowVerdict;
    message: string;
    name: string;
    number: string;
    idNumberMasked: string;
    groupName: string;
  }[];
  counts: Record<RowVerdict, number>;
}

/** A rejected source row, kept until somebody mends or drops it. */
export interface TrayRow {
  id: string;
  fileName: string;
  row: number;
  message: string;
  takenAt: string;
  /** The row's values by field, as they stood in the file. */
  values: Partial<Record<RosterField, string>>;
}

const mapping = z.record(z.string().regex(/^\d{1,4}$/), z.enum(ROSTER_FIELDS)).optional();
const rosterSource = {
  file: fileToken,
  sheet: z.string().max(100).optional(),
  /** Column index -> field; when absent the program guesses. */
  mapping,
};

export const memberFields = z.strictObject({
  number: optionalText(30),
  name: text(30),
  sex: z.enum(['male', 'female']).optional(),
  birthday: dayField.optional(),
  idNumber: optionalText(30),
  phone: optionalText(30),
  ethnicity: optionalText(20),
  political: optionalText(20),
  education: optionalText(20),
  groupId: id.optional(),
  joined: z.union([dayField, monthField, z.literal('')]).default(''),
  note: optionalText(500),
  wage: z
    .strictObject({
      from: monthField,
      items: z.array(z.strictObject({ item: text(20), amount: amountFen })).max(10, '最多 10 项'),
    })
    .optional(),
});

export const membersOperations = {
  'members.list': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      groupId: id.optional(),
      statuses: z.array(z.enum(MEMBER_STATUSES)).max(8, '最多 8 种').default([]),
      ...windowFields,
    }),
    output<Window<MemberRow>>(),
  ),
  'members.count': read('view', nothing, output<{ byStatus: Record<MemberStatus, number>; tray: number }>()),
  'members.get': read('viewPersonal', z.strictObject({ id }), output<MemberRecord>()),
  /** Makes a member (no id) or changes one. Status changes go through `members.changeStatus`. */
  'members.save': write('keep', z.strictObject({ id: id.optional(), fields: memberFields }), output<MemberRecord>()),
  'members.changeStatus': write(
    'keep',
    z.strictObject({ id, status: z.enum(MEMBER_STATUSES), day: dayField, ground: text(200) }),
    output<MemberRecord>(),
  ),
  'members.listGroups': read('view', nothing, output<{ id: string; name: string; members: number }[]>()),
  'members.saveGroup': write('keep', z.strictObject({ id: id.optional(), name: text(40) }), output<{ id: string }>()),

  /**
   * Reads a roster file and gives every row its verdict; nothing is written. Wages are compared with those in force in
   * `wageFrom`, without it with the latest.
   */
  'members.previewRoster': read(
    'keep',
    z.strictObject({ ...rosterSource, wageFrom: monthField.optional() }),
    output<RosterPreview>(),
  ),
  /** Takes in the good rows; problem and duplicate rows go to the tray. A row that is in the tray already is not doubled. */
  'members.takeRoster': write(
    'keep',
    z.strictObject({ ...rosterSource, wageFrom: monthField }),
    output<{ added: number; updated: number; unchanged: number; tray: number }>(),
  ),
  'members.listTray': read('viewPersonal', z.strictObject({ ...windowFields }), output<Window<TrayRow>>()),
  /** Takes in one mended row; refused with the same sentences as the import. */
  'members.mendTrayRow': write(
    'keep',
    z.strictObject({
      id,
      values: z.partialRecord(z.enum(ROSTER_FIELDS), z.string().max(500, '最多 500 个字')),
      wageFrom: monthField,
    }),
    output<{ member: string; left: number }>(),
  ),
  'members.dropTrayRow': write('keep', z.strictObject({ id, reason: text(200) }), output<{ left: number }>()),
  /** For person pickers: at most `limit` members whose name, pinyin, initials, number or phone fit. */
  'members.suggest': read(
    'view',
    z.strictObject({ search: optionalText(50), limit: count(50).default(20) }),
    output<MemberRow[]>(),
  ),
};
