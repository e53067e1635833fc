import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, fileToken, id, nothing, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { HARDSHIP_STATUSES } from './files.ts';

/** 待办查询: the lists that the national system has (rules.md 4.4) and those of the yearly work. */
export const HARDSHIP_TASKS = [
  'stalled',
  'noticeRunning',
  'papersMissing',
  'unsigned',
  'reviewDue',
  'stale',
  'neverAided',
  'university',
  'retention',
] as const;
export type HardshipTask = (typeof HARDSHIP_TASKS)[number];
export const HARDSHIP_TASK_NAMES: Readonly<Record<HardshipTask, string>> = {
  stalled: '办理中停滞',
  noticeRunning: '公示未满',
  papersMissing: '缺同意书、缺附件',
  unsigned: '未签收的帮扶',
  reviewDue: '年度复核到期',
  stale: '一年未改的档案',
  neverAided: '未帮扶过的档案',
  university: '子女即将上大学',
  retention: '保存期限到期',
};
/** What each list is, in one sentence. */
export const HARDSHIP_TASK_HINTS: Readonly<Record<HardshipTask, string>> = {
  stalled: '请继续办理，或登记不予认定。',
  noticeRunning: '正在公示、还没有满规定工作日的。满了以后再集体研究。',
  papersMissing: '在档而没有登记告知同意书，或帮扶凭证没有附件的。',
  unsigned: '钱已经付出、还没有登记签收的。请本人补签。',
  reviewDue: '距上次复核满一年，三十天以内到期和已经过期的。',
  stale: '在档而一年没有复核、测算和办理，档案一直没有动过的。请核对家庭情况后登记复核。',
  neverAided: '在档以来没有发过帮扶款、也没有登记过其他帮扶的。',
  university: '家里有学生今年毕业，或在去年 9 月到今年 9 月之间满 18 岁的，可以安排金秋助学。',
  retention: '脱困、注销或申请未通过以后，保存期限已满的。确认不再需要的，做脱敏处理。',
};

/** One line of a list: which file, since when, and what is to be done. No health, no numbers, no names of the family. */
export interface HardshipTaskRow {
  /** Unique within its list. */
  key: string;
  fileId: string;
  number: string;
  memberName: string;
  groupName: string;
  /** What the list goes by: day of the last step, of the review, of the aid … */
  day: Day;
  detail: string;
}

/** After how many days without a step an application counts as 办理中停滞. */
export interface HardshipReportSettings {
  stalledDays: number;
}

export interface HardshipTasks {
  counts: Record<HardshipTask, number>;
  settings: HardshipReportSettings;
  /** 保存期限 as the union set it in 建档办理, and what it rests on. */
  retentionYears: number;
  retentionSource: string;
}

export const STATISTICS_TABLES = ['category', 'olderCategory', 'cause', 'status', 'kind', 'month', 'source'] as const;
export type HardshipTable = (typeof STATISTICS_TABLES)[number];
export const HARDSHIP_TABLE_NAMES: Readonly<Record<HardshipTable, string>> = {
  category: '困难类别',
  olderCategory: '旧口径类别',
  cause: '致困原因',
  status: '档案状态',
  kind: '帮扶项目',
  month: '月份',
  source: '资金来源',
};
/** Tables that count files (households); the others count aids and money. */
export const FILE_TABLES = ['category', 'olderCategory', 'cause', 'status'] as const;
export type HardshipFileTable = (typeof FILE_TABLES)[number];
export type HardshipAidTable = Exclude<HardshipTable, HardshipFileTable>;
export const isFileTable = (table: HardshipTable): table is HardshipFileTable =>
  FILE_TABLES.some((one) => one === table);

/** Households of one kind on the day; `share` in tenths of a percent of all lines, which add up to 1000. */
export interface HardshipFileLine {
  key: string;
  label: string;
  files: number;
  women: number;
  /** 单亲女职工 among them. */
  singleMothers: number;
  share: number;
}

/** Aid with money. */
export interface AidFigures {
  /** 户: households that got something. */
  families: number;
  /** 户次: payments. */
  times: number;
  amount: Fen;
  womenTimes: number;
  womenAmount: Fen;
}
/** `share` of the amount, in tenths of a percent of all lines. */
export interface HardshipAidLine extends AidFigures {
  key: string;
  label: string;
  share: number;
  /** The same of the year before, up to the same day. */
  lastTimes: number;
  lastAmount: Fen;
}

export interface HardshipStatistics {
  /** Up to and including this day. */
  day: Day;
  /** In files (在档) at the end of the day. */
  files: number;
  women: number;
  womenShare: number;
  singleMothers: number;
  /** 单亲女职工 among the women, in tenths of a percent. */
  singleMothersShare: number;
  /** 家庭人口 of those files together, and students among the members of the households. */
  people: number;
  students: number;
  /** In the year of the day, up to the day. */
  year: { opened: number; resolved: number; closed: number; returned: number; applying: number };
  fileTables: Record<HardshipFileTable, HardshipFileLine[]>;
  aidTables: Record<HardshipAidTable, HardshipAidLine[]>;
  aids: AidFigures & { womenFamilies: number; womenShare: number };
  lastAids: AidFigures;
  /** 子女助学 (金秋助学) alone. */
  schooling: { people: number; amount: Fen };
  /** Help without money, 次. */
  measures: number;
  /** For the annual report, ready to copy. */
  sentence: string;
}

export interface HardshipExportReply {
  fileName: string;
  files: number;
}

export const reportsOperations = {
  'hardship.readTasks': read('view', nothing, output<HardshipTasks>()),
  'hardship.listTask': read(
    'view',
    z.strictObject({ task: z.enum(HARDSHIP_TASKS), ...windowFields }),
    output<Window<HardshipTaskRow>>(),
  ),
  'hardship.saveReportSettings': write(
    'keep',
    z.strictObject({ stalledDays: z.int('要写整数').min(1, '至少 1 天').max(365, '最多 365 天') }),
    output<HardshipReportSettings>(),
  ),
  'hardship.readStatistics': read('view', z.strictObject({ day: dayField }), output<HardshipStatistics>()),
  'hardship.exportStatistics': write(
    'keep',
    z.strictObject({ day: dayField, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
  /**
   * The files with the fields that 帮扶系统 asks for, to be typed there. Masked unless asked; whole content needs the purpose, which
   * stands on the trail.
   */
  'hardship.exportFiles': write(
    'keep',
    z.strictObject({
      statuses: z.array(z.enum(HARDSHIP_STATUSES)).min(1, '没有选择').max(4).default(['open']),
      masked: z.boolean().default(true),
      purpose: optionalText(100),
      folder: fileToken,
    }),
    output<HardshipExportReply>(),
  ),
  /**
   * 脱敏处理 of a file past its term: family, health, address, accounts and free text are wiped for good; number, name, category,
   * decisions and money stay, because vouchers rest on them. `number` is typed by the person a second time.
   */
  'hardship.wipeFile': write(
    'keep',
    z.strictObject({ id, number: text(40), ground: text(200) }),
    output<{ number: string; papers: number }>(),
  ),
};
