import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { fileToken, id, monthField, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { PARTICULAR_FIELDS, PARTICULAR_NAMES } from './registration.ts';

/** Columns that a roster may carry: the record itself, then what only the registration form asks. */
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
  ...PARTICULAR_FIELDS,
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
  ...PARTICULAR_NAMES,
};

/** What a column is taken in as: a field, one of the union's own fields (by its id), or a wage item of that name. */
export type RosterTarget = RosterField | `own:${string}` | `wage:${string}`;
/** What taking a row in may change of a member; `membership` is 保留会籍. */
export type ChangeField = RosterTarget | 'membership';
/** The longest name of a wage item, as on the form of a member. */
export const MAX_ITEM_NAME = 20;
/** The most wage items of one member. */
export const MAX_WAGE_ITEMS = 10;

const isTarget = (value: unknown): value is RosterTarget =>
  typeof value === 'string' &&
  (ROSTER_FIELDS.some((field) => field === value) || /^own:[0-9a-zA-Z-]{1,60}$/.test(value) || isItemTarget(value));
const isItemTarget = (value: unknown): value is `wage:${string}` =>
  typeof value === 'string' &&
  /^wage:\S/.test(value) &&
  value.trim() === value &&
  value.length <= 'wage:'.length + MAX_ITEM_NAME;
const rosterTarget = z.custom<RosterTarget>(isTarget, { error: '不在可选范围内' });
const changeField = z.custom<ChangeField>((value) => value === 'membership' || isTarget(value), {
  error: '不在可选范围内',
});

export type RowVerdict = 'new' | 'update' | 'unchanged' | 'duplicate' | 'problem' | 'total';

/** One value of a known member that a row would change. */
export interface FieldChange {
  field: ChangeField;
  name: string;
  /** '' when nothing is known yet. */
  before: string;
  after: string;
}

/** A column of a file with its first values, personal numbers masked. */
export interface FileColumn<Target> {
  index: number;
  title: string;
  field?: Target;
  samples: string[];
}

/** What any import shows of its file before rows are looked at. */
export interface ReadFile<Target> {
  fileName: string;
  sheets: string[];
  sheet: string;
  /** First and last header row, as Excel numbers them. */
  headerRows: [number, number];
  columns: FileColumn<Target>[];
  /** Known by its column titles: files of the same shape open with the same columns. */
  shape: string;
  /** The day on which a file of this shape was last taken in; the columns stand as they were taken then. */
  remembered?: Day;
}

export interface RosterPreviewRow {
  row: number;
  verdict: RowVerdict;
  message: string;
  name: string;
  number: string;
  idNumberMasked: string;
  groupName: string;
  /** Of a row with the verdict `update`: field by field. */
  changes?: FieldChange[];
}

export interface RosterPreview extends ReadFile<RosterTarget> {
  rows: RosterPreviewRow[];
  counts: Record<RowVerdict, number>;
  /** The union's own fields that a column may be taken in as. */
  ownFields: { id: string; title: string }[];
}

/** A rejected source row, kept until somebody mends or drops it. */
export interface TrayRow {
  id: string;
  fileName: string;
  row: number;
  message: string;
  takenAt: string;
  /** The row's values by field, as they stood in the file. */
  values: Partial<Record<RosterTarget, string>>;
}

/** What an import did. */
export interface ImportCounts {
  added: number;
  updated: number;
  unchanged: number;
  /** Rows that were put into the tray (a roster), or that could not be used (a wage list). */
  tray: number;
  /** Rows that the person left out. */
  leftOut: number;
}

export interface ImportBatch {
  id: string;
  kind: 'roster' | 'wages';
  fileName: string;
  /** ISO UTC. */
  takenAt: string;
  day: Day;
  operator: string;
  /** From which month on its wages count. */
  wageFrom?: Month;
  counts: ImportCounts;
  /** Set once it was taken back. */
  takenBack?: { at: string; by: string };
  /** Made today and not taken back; whether something was built on it shows when it is tried. */
  mayTakeBack: boolean;
}

export type WageVerdict = 'update' | 'unchanged' | 'unknown' | 'mismatch' | 'duplicate' | 'problem' | 'total';
/** What a column of a wage list is taken in as. */
export type WageTarget = 'number' | 'name' | `wage:${string}`;

export interface WagePreviewRow {
  row: number;
  number: string;
  name: string;
  verdict: WageVerdict;
  message: string;
  /** Item by item, as far as they differ from what is in force in the month; without `before` the item is new. */
  changes: { item: string; before?: Fen; after: Fen }[];
}

export interface WagePreview extends ReadFile<WageTarget> {
  rows: WagePreviewRow[];
  counts: Record<WageVerdict, number>;
  /** Wage items that are in the books already. */
  items: string[];
}

const columnIndex = z.string().regex(/^\d{1,4}$/);
const fileSource = {
  file: fileToken,
  sheet: z.string().max(100).optional(),
};
/** An id that the page made, under which `jobs.read` and `jobs.cancel` follow the reading. */
const job = id.optional();
const rowNumber = z.int('要写整数').min(1, '从 1 开始').max(2_000_000, '太大');

const rosterSource = {
  ...fileSource,
  /** Column index -> field; when absent the program remembers or guesses. */
  mapping: z.record(columnIndex, rosterTarget).optional(),
};
const wageTarget = z.custom<WageTarget>((value) => value === 'number' || value === 'name' || isItemTarget(value), {
  error: '不在可选范围内',
});
const wageSource = { ...fileSource, mapping: z.record(columnIndex, wageTarget).optional() };

/** What the person does not want taken in: whole rows, fields of all known members, single values. */
const leaveOut = z.strictObject({
  rows: z.array(rowNumber).max(100_000, '太多').default([]),
  fields: z.array(changeField).max(200, '太多').default([]),
  cells: z
    .array(z.strictObject({ row: rowNumber, field: changeField }))
    .max(100_000, '太多')
    .default([]),
});
export type LeaveOut = z.output<typeof leaveOut>;

export const rosterOperations = {
  /**
   * Reads a roster file and gives every row its verdict; nothing is written. Wages are compared with those in force in
   * `wageFrom`, without it with the latest. Stopped by `jobs.cancel` it is refused with `file.readingStopped`.
   */
  'members.previewRoster': read(
    'keep',
    z.strictObject({ ...rosterSource, wageFrom: monthField.optional(), job }),
    output<RosterPreview>(),
  ),
  /** Takes in the good rows; problem and duplicate rows go to the tray. A row that is in the tray already is not doubled. */
  'members.takeRoster': write(
    'keep',
    z.strictObject({ ...rosterSource, wageFrom: monthField, leaveOut: leaveOut.optional() }),
    output<ImportCounts & { batch: string }>(),
  ),
  /** Forgets the columns of files of one shape: the program guesses again. */
  'members.forgetColumns': write(
    'keep',
    z.strictObject({ shape: z.string().regex(/^[0-9a-f]{64}$/, '请重新选择文件') }),
    output<{ forgotten: boolean }>(),
  ),
  /** Imports of rosters and wage lists, newest first. */
  'members.listImports': read('view', z.strictObject({ ...windowFields }), output<Window<ImportBatch>>()),
  /** Takes back an import of today as a whole; refused when something was built on it. */
  'members.takeBackImport': write(
    'keep',
    z.strictObject({ id }),
    output<{ removed: number; restored: number; tray: number }>(),
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

  /** Reads a wage list and compares it with what is in force in the month, found by number AND name; nothing is written. */
  'members.previewWages': read(
    'keep',
    z.strictObject({ ...wageSource, month: monthField, job }),
    output<WagePreview>(),
  ),
  /** Writes the changed wages from the month on. */
  'members.takeWages': write(
    'keep',
    z.strictObject({
      ...wageSource,
      month: monthField,
      leaveOut: z.array(rowNumber).max(100_000, '太多').default([]),
    }),
    output<ImportCounts & { batch: string }>(),
  ),
};
