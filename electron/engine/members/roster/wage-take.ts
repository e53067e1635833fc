import { formatMonth, type Month } from '#shared/calendar.ts';
import type { ImportCounts } from '#shared/contract/members.ts';
import type { WriteContext } from '../../context.ts';
import { mergeWages, wagesOfMonth, writeWages } from '../records/wages.ts';
import { beginBatch, concludeBatch, type KeptRow, keepRows } from './batch.ts';
import { EffectLog } from './effects.ts';
import { rememberColumns } from './shapes.ts';
import type { WageFile } from './wage-file.ts';
import { readWagedPeople, WageJudge } from './wage-judge.ts';

/**
 * Takes a wage list in: the changed items hold from the month on, the other items of a member stay. A later set of wages that is
 * in the books already stays too. Every source row is kept with its verdict. Taken twice, the second time changes nothing.
 * @param leaveOut row numbers that the person does not want taken in
 */
export function takeWages(
  context: WriteContext,
  file: WageFile,
  month: Month,
  leaveOut: readonly number[] = [],
): ImportCounts & { batch: string } {
  const { db } = context;
  const { fileName, sha256, sheet, headerRows, columns } = file;
  const batch = beginBatch(context, {
    kind: 'wages',
    fileName,
    sha256,
    mapping: { sheet, headerRows, columns, wageFrom: month, leaveOut },
  });
  const judge = new WageJudge(readWagedPeople(db, month));
  const log = new EffectLog(db);
  const out = new Set(leaveOut);
  const counts: ImportCounts = { added: 0, updated: 0, unchanged: 0, tray: 0, leftOut: 0 };
  const changed: Record<string, unknown>[] = [];
  const rows: KeptRow[] = [];
  for (const row of file.rows) {
    const judged = judge.judge(row);
    const { verdict, message } = judged;
    const source = JSON.stringify(row.source);
    if (judged.verdict === 'update' && out.has(row.row)) {
      counts.leftOut += 1;
      rows.push({ row: row.row, source, verdict: 'leftOut', message: `这次不收：${message}`, state: 'ignored' });
      continue;
    }
    if (judged.verdict === 'update') {
      const { member, changes } = judged;
      const items = changes.map(({ item, after }) => ({ item, amount: after }));
      log.changed(member.id, { wages: { from: month, items: wagesOfMonth(db, member.id, month) } });
      writeWages(db, member.id, month, mergeWages(member.wages, items));
      changed.push({ id: member.id, number: member.number, name: member.name, changes });
      counts.updated += 1;
    } else if (judged.verdict === 'unchanged') counts.unchanged += 1;
    else if (judged.verdict !== 'total') counts.tray += 1;
    const memberId = 'member' in judged ? judged.member.id : undefined;
    rows.push({
      row: row.row,
      source,
      verdict,
      message,
      state: memberId === undefined ? 'ignored' : 'taken',
      memberId,
    });
  }
  keepRows(context, batch, rows, log.effects());
  concludeBatch(context, batch, counts);
  rememberColumns(context, 'wages', file.shape, columns);
  trailWages(context, batch, `${formatMonth(month)}工资表 ${fileName}`, { ...counts, month }, changed);
  return { ...counts, batch };
}

const MEMBERS_A_TRAIL_ROW = 200;

/** What was changed, member by member: one row, or several for a long list. */
function trailWages(
  context: WriteContext,
  id: string,
  label: string,
  head: Record<string, unknown>,
  changed: readonly Record<string, unknown>[],
): void {
  const entry = { subject: 'importBatch', id };
  if (changed.length <= MEMBERS_A_TRAIL_ROW) {
    context.trail({ ...entry, label, after: { ...head, changed } });
    return;
  }
  context.trail({ ...entry, label, after: head });
  for (let start = 0; start < changed.length; start += MEMBERS_A_TRAIL_ROW) {
    const part = changed.slice(start, start + MEMBERS_A_TRAIL_ROW);
    context.trail({
      ...entry,
      label: `${label} 第 ${start + 1} 至 ${start + part.length} 人`,
      after: { changed: part },
    });
  }
}
