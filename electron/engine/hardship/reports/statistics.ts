import { addYears, type Day, day as toDay, yearOf } from '#shared/calendar.ts';
import {
  HARDSHIP_CATEGORIES,
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_CAUSE_NAMES,
  HARDSHIP_CAUSES,
  HARDSHIP_STATUS_NAMES,
  HARDSHIP_STATUSES,
  type HardshipFileLine,
  type HardshipFileTable,
  type HardshipStatistics,
  OLDER_CATEGORIES,
  OLDER_CATEGORY_NAMES,
} from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';
import { formatShare, sharesOf } from '#shared/shares.ts';
import type { Readable } from '../../database.ts';
import { aidTables, countedAids, figuresOf, measuresBetween } from './aid-figures.ts';
import { type CountedFile, countedFiles, statusOn, timesOf } from './life.ts';

/**
 * 统计 of hardship as of the end of a day: the files as they stood then, and what was done in its year until then. Category, cause, sex
 * and family are what the records say today. Aids count as in every list: those whose voucher was reversed do not.
 */
export function hardshipStatistics(db: Readable, on: Day): HardshipStatistics {
  const year = yearOf(on);
  const first = toDay(`${year}-01-01`);
  const everybody = countedFiles(db, year);
  const inFiles = everybody.filter((file) => statusOn(file, on) === 'open');
  const women = inFiles.filter(({ woman }) => woman);
  const singleMothers = women.filter(({ singleParent }) => singleParent);
  const times = (status: 'open' | 'resolved' | 'closed') =>
    everybody.reduce((sum, file) => sum + timesOf(file, status, first, on), 0);
  const aids = countedAids(db, first, on);
  const lastAids = countedAids(db, addYears(first, -1), addYears(on, -1));
  const figures = figuresOf(aids);
  const schooling = aids.filter(({ kind }) => kind === 'schooling');
  const returned = everybody.filter((file) => cameBack(file, first, on)).length;
  const statistics = {
    day: on,
    files: inFiles.length,
    women: women.length,
    womenShare: partOf(women.length, inFiles.length),
    singleMothers: singleMothers.length,
    singleMothersShare: partOf(singleMothers.length, women.length),
    people: inFiles.reduce((sum, { people }) => sum + people, 0),
    students: inFiles.reduce((sum, { students }) => sum + students, 0),
    year: {
      opened: times('open') - returned,
      resolved: times('resolved'),
      closed: times('closed'),
      returned,
      applying: everybody.filter((file) => statusOn(file, on) === 'applying').length,
    },
    fileTables: fileTables(everybody, inFiles, on),
    aidTables: aidTables(aids, lastAids, on),
    aids: {
      ...figures,
      womenFamilies: new Set(aids.filter(({ woman }) => woman).map(({ fileId }) => fileId)).size,
      womenShare: partOf(figures.womenAmount, figures.amount),
    },
    lastAids: figuresOf(lastAids),
    schooling: {
      people: new Set(schooling.map(({ fileId, recipient }) => `${fileId} ${recipient}`)).size,
      amount: figuresOf(schooling).amount,
    },
    measures: measuresBetween(db, first, on),
  };
  return { ...statistics, sentence: sentenceOf(statistics) };
}

/** One part of a whole in tenths of a percent; what is left makes it 1000. */
const partOf = (part: number, whole: number): number => sharesOf([part, whole - part])[0] ?? 0;

/** Was on file before, left, and came to file again within the days. */
function cameBack(file: CountedFile, from: Day, to: Day): boolean {
  const opened = file.events.filter(({ status }) => status === 'open');
  return opened.slice(1).some(({ day }) => day >= from && day <= to);
}

function fileTables(
  everybody: readonly CountedFile[],
  inFiles: readonly CountedFile[],
  on: Day,
): Record<HardshipFileTable, HardshipFileLine[]> {
  return {
    category: linesOf(
      inFiles,
      ({ category }) => category,
      HARDSHIP_CATEGORIES.map((key) => [key, HARDSHIP_CATEGORY_NAMES[key]]),
    ),
    olderCategory: linesOf(
      inFiles,
      ({ olderCategory }) => olderCategory,
      OLDER_CATEGORIES.map((key) => [key, OLDER_CATEGORY_NAMES[key]]),
    ),
    cause: linesOf(
      inFiles,
      ({ cause }) => cause,
      HARDSHIP_CAUSES.map((key) => [key, HARDSHIP_CAUSE_NAMES[key]]),
    ),
    status: linesOf(
      everybody.filter((file) => statusOn(file, on) !== undefined),
      (file) => statusOn(file, on) ?? '',
      HARDSHIP_STATUSES.map((key) => [key, HARDSHIP_STATUS_NAMES[key]]),
    ),
  };
}

/** One line a key, in the order given, without those that no file has. */
function linesOf(
  files: readonly CountedFile[],
  keyOf: (file: CountedFile) => string,
  wanted: readonly (readonly [key: string, label: string])[],
): HardshipFileLine[] {
  const lines = wanted
    .map(([key, label]) => {
      const own = files.filter((file) => keyOf(file) === key);
      const women = own.filter(({ woman }) => woman);
      return {
        key,
        label,
        files: own.length,
        women: women.length,
        singleMothers: women.filter(({ singleParent }) => singleParent).length,
      };
    })
    .filter((line) => line.files > 0);
  const shares = sharesOf(lines.map((line) => line.files));
  return lines.map((line, place) => ({ ...line, share: shares[place] ?? 0 }));
}

/** 年度工作报告 quotes these figures in this order. */
function sentenceOf(statistics: Omit<HardshipStatistics, 'sentence'>): string {
  const { day, files, women, womenShare, aids, schooling, year } = statistics;
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8));
  const whole = month === 12 && date === 31;
  const until = whole ? `${yearOf(day)} 年` : `截至 ${yearOf(day)} 年 ${month} 月 ${date} 日，`;
  return [
    `${until}在档困难职工 ${files} 户，其中女职工 ${women} 户，占 ${formatShare(womenShare)}；`,
    `${whole ? '全年' : '今年以来'}帮扶 ${aids.times} 户次，发放帮扶资金 ${formatYuan(aids.amount)} 元，`,
    `其中女职工 ${aids.womenTimes} 户次、${formatYuan(aids.womenAmount)} 元，占 ${formatShare(aids.womenShare)}；`,
    `金秋助学 ${schooling.people} 人 ${formatYuan(schooling.amount)} 元；脱困 ${year.resolved} 户。`,
  ].join('');
}
