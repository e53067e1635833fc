import { hash } from 'node:crypto';
import type { Readable } from '../../database.ts';

// What a member amounts to after an import, kept as a hash, and how many records of other kinds hang at the member. Taking the
// import back compares both: whatever is different since then was built on it.

/** A table whose rows belong to a member. */
interface Dependent {
  table: string;
  column: string;
}

/** Their rows are compared by what they say, not counted: an import writes them itself. */
const OWN_TABLES = ['member_wages', 'member_particulars', 'member_field_values'];

/**
 * Every other table that points at members, from the schema itself: a table that some feature adds later stands in the way of a
 * take-back without anybody having to think of it.
 */
export function dependentsOf(db: Readable): Dependent[] {
  return db
    .all<Dependent>(
      `SELECT tables.name AS "table", links."from" AS "column"
       FROM sqlite_schema AS tables JOIN pragma_foreign_key_list(tables.name) AS links
       WHERE tables.type = 'table' AND links."table" = 'members' ORDER BY tables.name, links."from"`,
    )
    .filter(({ table }) => !OWN_TABLES.includes(table));
}

export interface MemberState {
  /** sha256 over the member's own values, cut short: it only has to tell that something changed. */
  hash: string;
  /** Rows by table; tables without any are left out. */
  counts: Record<string, number>;
}

/** The states of some members, read for all of them at once. Ids that are no member's are left out. */
export function readStates(db: Readable, ids: readonly string[]): Map<string, MemberState> {
  const wanted = { ids: JSON.stringify(ids) };
  const parts = new Map<string, unknown[]>();
  const members = db.all<{ id: string }>(
    `SELECT id, number, name, sex, birthday, id_number, phone, ethnicity, political, education, group_id, status, joined, note
     FROM members WHERE id IN (SELECT value FROM json_each(:ids))`,
    wanted,
  );
  for (const member of members) parts.set(member.id, [Object.values(member)]);
  for (const table of OWN_TABLES) {
    if (isEmpty(db, table)) continue;
    for (const { member_id: id, ...row } of db.all<{ member_id: string }>(
      `SELECT * FROM ${table} WHERE member_id IN (SELECT value FROM json_each(:ids))`,
      wanted,
    ))
      parts.get(id)?.push(table, Object.values(row));
  }
  const states = new Map<string, MemberState>();
  for (const [id, part] of parts)
    states.set(id, { hash: hash('sha256', JSON.stringify(part), 'hex').slice(0, 16), counts: {} });
  for (const { table, column } of dependentsOf(db)) {
    if (isEmpty(db, table)) continue;
    const rows = db.all<{ id: string; rows: number }>(
      `SELECT "${column}" AS id, count(*) AS rows FROM "${table}"
       WHERE "${column}" IN (SELECT value FROM json_each(:ids)) GROUP BY "${column}"`,
      wanted,
    );
    for (const row of rows) {
      const counts = states.get(row.id)?.counts;
      if (counts) counts[table] = (counts[table] ?? 0) + row.rows;
    }
  }
  return states;
}

function isEmpty(db: Readable, table: string): boolean {
  return db.get(`SELECT 1 FROM "${table}" LIMIT 1`) === undefined;
}
