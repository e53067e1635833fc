import { addYears, type Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import {
  AID_KIND_NAMES,
  AID_KINDS,
  HARDSHIP_STAGE_NAMES,
  HARDSHIP_STAGES,
  HARDSHIP_TASKS,
  type HardshipTask,
  type HardshipTaskRow,
  type HardshipTasks,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { readReportSettings, readRetention, termOver } from './settings.ts';
import { type StoredTask, taskCountSql, taskListSql, taskParams } from './task-sql.ts';

function countOf(db: Readable, task: HardshipTask, params: Params): number {
  return db.get<{ count: number }>(taskCountSql(task), params)?.count ?? 0;
}

/** How many lines each list has today. */
export function taskCounts(db: Readable, today: Day): Record<HardshipTask, number> {
  const params = taskParams(db, today);
  const counts = {
    stalled: 0,
    noticeRunning: 0,
    papersMissing: 0,
    unsigned: 0,
    reviewDue: 0,
    stale: 0,
    neverAided: 0,
    university: 0,
    retention: 0,
  };
  for (const task of HARDSHIP_TASKS) counts[task] = countOf(db, task, params);
  return counts;
}

export function readTasks(db: Readable, today: Day): HardshipTasks {
  return { counts: taskCounts(db, today), settings: readReportSettings(db), ...readRetention(db) };
}

/** A window of one list, the most pressing first. */
export function listTask(
  db: Readable,
  { task, offset, limit }: ParsedInputOf<'hardship.listTask'>,
  today: Day,
): Window<HardshipTaskRow> {
  const params = taskParams(db, today);
  const { retentionYears } = readRetention(db);
  const stored = db.all<StoredTask>(taskListSql(task), { ...params, offset, limit });
  return {
    total: countOf(db, task, params),
    rows: stored.map((line) => {
      const { one: _one, two: _two, ...row } = line;
      return { ...row, detail: detailOf(task, line, today, retentionYears) };
    }),
  };
}

/** What is to be done, in the words of the field; numbers and days only, nothing about anybody's health or family. */
function detailOf(task: HardshipTask, { day, one, two }: StoredTask, today: Day, retentionYears: number): string {
  switch (task) {
    case 'stalled': {
      const stage = HARDSHIP_STAGES.find((key) => key === one);
      return `停在「${stage ? HARDSHIP_STAGE_NAMES[stage] : ''}」，${day} 以后没有下一步`;
    }
    case 'noticeRunning':
      return `公示到 ${day}，第二天起才能集体研究`;
    case 'papersMissing':
      return missingPapers(Number(one), Number(two));
    case 'unsigned': {
      const kind = AID_KINDS.find((key) => key === one);
      return `${day} ${kind ? AID_KIND_NAMES[kind] : ''} ${formatYuan(fen(Number(two)))} 元没有签收`;
    }
    case 'reviewDue': {
      const due = addYears(day, 1);
      return due < today ? `应在 ${due} 前复核，已经过期` : `应在 ${due} 前复核`;
    }
    case 'stale':
      return `${day} 以后没有复核，也没有别的改动`;
    case 'neverAided':
      return `${day} 建档以来没有帮扶`;
    case 'university':
      return studentsOf(Number(one), Number(two));
    case 'retention':
      return `${day} ${ENDS[String(one)] ?? '未通过'}，保存 ${retentionYears} 年，${termOver(day, retentionYears)} 到期`;
  }
}

const ENDS: Readonly<Record<string, string>> = { resolved: '脱困', closed: '注销' };

/** `without`: 1 no consent, 2 no paper at all, 3 both. */
function missingPapers(without: number, bareAids: number): string {
  const missing: string[] = [];
  if (without % 2 === 1) missing.push('没有登记告知同意书');
  if (without >= 2) missing.push('档案没有附件');
  if (bareAids > 0) missing.push(`${bareAids} 笔帮扶的凭证没有附件`);
  return missing.join('，');
}

function studentsOf(finishing: number, growing: number): string {
  const parts: string[] = [];
  if (finishing > 0) parts.push(`${finishing} 人今年毕业`);
  if (growing > 0) parts.push(`${growing} 名学生满 18 岁`);
  return parts.join('，');
}
