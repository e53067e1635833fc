import { type Day, type Month, monthOf, month as toMonth } from '#shared/calendar.ts';
import {
  ARREARS_AGE_MONTHS,
  ARREARS_AGE_NAMES,
  ARREARS_AGES,
  type ArrearsSum,
  type ArrearsView,
} from '#shared/contract/dues.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { branchesOf } from '../../members/commands.ts';
import { monthsSince } from './arrears.ts';
import { type ArrearsFilter, owingMembers } from './filters.ts';

interface Part {
  /** Group id, or the oldest month; null for members in no group. */
  part: string | null;
  members: number;
  months: number;
  owed: Fen;
}

/** Sums over those who owe, by the group they are in today or by the month of their oldest debt. */
export function arrearsSumsSql(by: ArrearsView, filter: ArrearsFilter, now: Month): { sql: string; params: Params } {
  const { from, params } = owingMembers(filter, now);
  const part = by === 'age' ? 'owing.oldest' : 'members.group_id';
  return {
    sql: `SELECT ${part} AS part, count(*) AS members, sum(owing.count) AS months, sum(owing.owed) AS owed ${from} GROUP BY 1`,
    params,
  };
}

/**
 * The arrears list cut up by group, branch or age of the oldest debt: every member stands in one row, so that the rows add up
 * to the list. Groups and branches are those of today; the most owed comes first.
 */
export function sumArrearsBy(
  db: Readable,
  today: Day,
  { by, ...filter }: ArrearsFilter & { by: ArrearsView },
): { rows: ArrearsSum[]; members: number; months: number; owed: Fen } {
  const now = monthOf(today);
  const { sql, params } = arrearsSumsSql(by, filter, now);
  const parts = db.all<Part>(sql, params);
  const place = by === 'age' ? byAge(now) : by === 'group' ? byGroup(db) : byBranch(db);
  const rows = new Map<string, ArrearsSum>();
  for (const { part, members, months, owed } of parts) {
    const { key, name } = place(part);
    const row = rows.get(key) ?? { key, name, members: 0, months: 0, owed: fen(0) };
    rows.set(key, {
      ...row,
      members: row.members + members,
      months: row.months + months,
      owed: fen(row.owed + owed),
    });
  }
  const sorted = [...rows.values()].sort(
    by === 'age' ? inOrderOfAge : (a, b) => b.owed - a.owed || a.name.localeCompare(b.name, 'zh-CN'),
  );
  return {
    rows: sorted,
    members: sorted.reduce((all, row) => all + row.members, 0),
    months: sorted.reduce((all, row) => all + row.months, 0),
    owed: sum(sorted.map((row) => row.owed)),
  };
}

type Place = (part: string | null) => { key: string; name: string };

function byAge(now: Month): Place {
  return (oldest) => {
    const age = oldest === null ? 0 : monthsSince(toMonth(oldest), now);
    const key = ARREARS_AGES.find((each) => age <= ARREARS_AGE_MONTHS[each][1]) ?? 'over12';
    return { key, name: ARREARS_AGE_NAMES[key] };
  };
}

function inOrderOfAge(a: ArrearsSum, b: ArrearsSum): number {
  const ages: readonly string[] = ARREARS_AGES;
  return ages.indexOf(a.key) - ages.indexOf(b.key);
}

function byGroup(db: Readable): Place {
  const names = new Map(
    db.all<{ id: string; name: string }>('SELECT id, name FROM groups').map(({ id, name }) => [id, name]),
  );
  return (id) => ({ key: id ?? '', name: id === null ? '未分组' : (names.get(id) ?? '') });
}

function byBranch(db: Readable): Place {
  const branches = branchesOf(db);
  return (id) => {
    const branch = id === null ? undefined : branches.get(id);
    return branch ? { key: branch.id, name: branch.name } : { key: '', name: '不属于任何分会' };
  };
}
