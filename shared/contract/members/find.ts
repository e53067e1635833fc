import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { dayField, fileToken, id, nothing, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { type FilterChoices, memberFilter, type SavedFilter } from './filter.ts';
import type { MemberStatus } from './membership.ts';
import { PARTICULAR_FIELDS, PARTICULAR_NAMES } from './particulars.ts';
import type { MemberRow } from './records.ts';

export * from './filter.ts';

/** Why two records look like one person. */
export const DUPLICATE_REASONS = [
  'idNumber',
  'nameBirthday',
  'similarNameBirthday',
  'similarNamePhone',
  'phone',
  'number',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];
export const DUPLICATE_REASON_NAMES: Readonly<Record<DuplicateReason, string>> = {
  idNumber: '身份证号相同',
  nameBirthday: '姓名和出生日期相同',
  similarNameBirthday: '姓名只差空格或间隔点，出生日期相同',
  similarNamePhone: '姓名相同或只差空格、间隔点，电话相同',
  phone: '手机号相同',
  number: '编号只差前面的 0',
};

/** Records that are likely one person, in the order of their numbers. */
export interface DuplicateGroup {
  members: MemberRow[];
  /** In the order of DUPLICATE_REASONS; `ids` are those of the group that the reason is about. */
  reasons: { reason: DuplicateReason; ids: string[] }[];
}

/** Two records of which somebody said that they are two people. */
export interface DistinctPair {
  first: MemberRow;
  second: MemberRow;
  operator: string;
  /** ISO UTC. */
  decidedAt: string;
}

/** Whom the statistics are about: those who are in the books, those who only keep their membership, or both. */
export const STATISTICS_SCOPES = ['both', 'active', 'retained'] as const;
export type StatisticsScope = (typeof STATISTICS_SCOPES)[number];
export const STATISTICS_SCOPE_NAMES: Readonly<Record<StatisticsScope, string>> = {
  both: '在册和保留会籍',
  active: '在册',
  retained: '保留会籍',
};

export const STATISTICS_DIMENSIONS = ['sex', 'age', 'education', 'political', 'branch', 'group'] as const;
export type StatisticsDimension = (typeof STATISTICS_DIMENSIONS)[number];
export const STATISTICS_DIMENSION_NAMES: Readonly<Record<StatisticsDimension, string>> = {
  sex: '性别',
  age: '年龄',
  education: '学历',
  political: '政治面貌',
  branch: '分会',
  group: '工会小组',
};

export interface StatisticsLine {
  /** Stable key of the line: the sex, the first year of the age band, the words of the record, the id of the group or branch; '' for not known. */
  key: string;
  label: string;
  members: number;
  men: number;
  women: number;
  /** Share of all members counted, in tenths of a percent; the lines of a table add up to 1000 (nobody at all: 0). */
  share: number;
}

/** The members as of a day. Membership and group are those of that day, the rest is what the records say today. */
export interface MemberStatistics {
  day: Day;
  scope: StatisticsScope;
  members: number;
  men: number;
  women: number;
  /** Share of women in tenths of a percent. */
  womenShare: number;
  /** In tenths of a year; absent when no birthday is known. */
  averageAge?: number;
  /** Everybody the books know of on that day, by state. */
  byStatus: Record<MemberStatus, number>;
  /**
   * What became of 在册 + 保留会籍 since the end of the year before, whatever the scope: start + joined + returned - left = now.
   */
  year: { start: number; joined: number; returned: number; left: number; now: number };
  /** 分会 is empty in a union without branches. */
  tables: Record<StatisticsDimension, StatisticsLine[]>;
}

/** Columns of the member list as a workbook, in the order they are offered. */
export const LIST_COLUMNS = [
  'sequence',
  'number',
  'name',
  'sex',
  'birthday',
  'age',
  'idNumber',
  'phone',
  'ethnicity',
  'political',
  'education',
  'group',
  'status',
  'joined',
  ...PARTICULAR_FIELDS,
  'note',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];
export const LIST_COLUMN_NAMES: Readonly<Record<ListColumn, string>> = {
  sequence: '序号',
  number: '编号',
  name: '姓名',
  sex: '性别',
  birthday: '出生日期',
  age: '年龄',
  idNumber: '身份证号',
  phone: '联系电话',
  ethnicity: '民族',
  political: '政治面貌',
  education: '学历',
  group: '工会小组',
  status: '会籍',
  joined: '入会时间',
  ...PARTICULAR_NAMES,
  note: '备注',
};
/** Hidden in an export unless somebody asks for them. */
export const MASKED_COLUMNS: readonly ListColumn[] = ['idNumber', 'phone', 'email', 'address'];
/** What an export offers at first. */
export const USUAL_COLUMNS: readonly ListColumn[] = [
  'sequence',
  'number',
  'name',
  'sex',
  'birthday',
  'idNumber',
  'phone',
  'political',
  'education',
  'group',
  'status',
  'joined',
];

const ids = (most: number) => z.array(id).min(1, '没有选择').max(most, `最多 ${most} 个`);
/** An own field of the union as a column: `field:` and its id. */
const ownColumn = z.string().regex(/^field:[0-9a-zA-Z:_.-]{1,64}$/, '没有这一列');
const statisticsOf = { day: dayField, scope: z.enum(STATISTICS_SCOPES).default('both') };

export const findOperations = {
  'members.listFilterChoices': read('view', nothing, output<FilterChoices>()),
  'members.listFilters': read('view', nothing, output<SavedFilter[]>()),
  /** Keeps a filter under a name (no id: a new one, at the end). */
  'members.saveFilter': write(
    'keep',
    z.strictObject({ id: id.optional(), name: text(20), filter: memberFilter }),
    output<SavedFilter[]>(),
  ),
  'members.dropFilter': write('keep', z.strictObject({ id }), output<SavedFilter[]>()),
  /** Every saved filter, in the order in which they shall stand. */
  'members.orderFilters': write('keep', z.strictObject({ ids: ids(100) }), output<SavedFilter[]>()),

  /** Likely duplicates, without pairs of which somebody said that they are two people. */
  'members.listDuplicates': read('view', nothing, output<{ groups: DuplicateGroup[]; distinct: DistinctPair[] }>()),
  /** Remembers that each of these records is a person of their own. */
  'members.markDistinct': write(
    'keep',
    z.strictObject({ ids: z.array(id).min(2, '至少要两个人').max(50, '最多 50 个') }),
    output<{ pairs: number }>(),
  ),
  /** Takes back what was remembered of two records. */
  'members.unmarkDistinct': write(
    'keep',
    z.strictObject({ ids: z.array(id).length(2, '要两个人') }),
    output<{ pairs: number }>(),
  ),

  'members.readStatistics': read('view', z.strictObject(statisticsOf), output<MemberStatistics>()),
  'members.exportStatistics': write(
    'keep',
    z.strictObject({ ...statisticsOf, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
  /** The members that fit a filter, as a workbook in a folder the person picked. Whole numbers are only for who may see them. */
  'members.exportList': write(
    'keep',
    z.strictObject({
      filter: memberFilter,
      columns: z
        .array(z.union([z.enum(LIST_COLUMNS), ownColumn], '没有这一列'))
        .min(1, '没有选择')
        .max(60, '最多 60 列'),
      masked: z.boolean().default(true),
      folder: fileToken,
    }),
    output<{ fileName: string; members: number }>(),
  ),
  /** A blank workbook to fill in and import: drop-downs, notes, text cells. */
  'members.exportTemplate': write('keep', z.strictObject({ folder: fileToken }), output<{ fileName: string }>()),
};
