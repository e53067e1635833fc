import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Connection } from '#electron/engine/database.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';

// Markers: values that stand in every sensitive column of the books and nowhere else, so that whatever leaves the engine can
// be searched for them.

export type Kind = 'idNumber' | 'phone' | 'account' | 'words';

const DIGITS = '零一二三四五六七八九';
const serial = (index: number, length: number) => String(index).padStart(length, '0');
const MAKE: Readonly<Record<Kind, (index: number) => string>> = {
  idNumber: (index) => `33020319880307${serial(index, 4)}`,
  phone: (index) => `1390000${serial(index, 4)}`,
  account: (index) => `62284804025648${serial(index, 5)}`,
  words: (index) => `暗标${[...serial(index, 4)].map((digit) => DIGITS[Number(digit)]).join('')}`,
};
const MARKER = /暗标[零一二三四五六七八九]{4}|(?<!\d)33020319880307\d{4}|(?<!\d)1390000\d{4}|62284804025648\d{5}/g;

/** A marker that no column holds: what tests type into inputs. */
export const typedMarker = (kind: Kind): string => MAKE[kind](9876);

/** Where each marker stands, as `table.column`. */
export type Markers = Map<string, string>;

/** Which markers a text holds, each with the column it comes from. */
export function markersIn(text: string, markers: Markers): string[] {
  return [...new Set(text.match(MARKER) ?? [])].map((found) => `${markers.get(found) ?? 'typed'} (${found})`);
}

/** The same of a file; what is a zip (a workbook) is looked through part by part. */
export function markersInFile(bytes: Uint8Array, markers: Markers): string[] {
  const texts = [Buffer.from(bytes).toString('utf8')];
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    for (const part of Object.values(unzipSync(bytes))) texts.push(Buffer.from(part).toString('utf8'));
  return texts.flatMap((text) => markersIn(text, markers));
}

/** Every file under a folder. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** @returns `file: column (marker)` for every marker in the files of a folder */
export function markersUnder(folder: string, markers: Markers): string[] {
  return filesUnder(folder).flatMap((path) =>
    markersInFile(readFileSync(path), markers).map((found) => `${path.slice(folder.length + 1)}: ${found}`),
  );
}

/** Keys and forms that must stay as the program makes them. */
const UNMADE: readonly string[] = ['attachment_key', 'report_forms'];

interface ColumnInfo {
  table: string;
  column: string;
  type: string;
}

/** What the union decided about its own ways: its contact and wording are meant to be printed. */
const SETTINGS =
  /^(hardship_settings|hardship_texts|hardship_report_settings|hardship_parameters|aid_limits|aid_measure_kinds|visit_kinds|visit_standards\w*)$/;
/** Tables that hold what is known of persons; ledger, settings and the trail are looked at through what they give out. */
const PERSONAL =
  /^(members$|member_(particulars|family|resume)|payee_accounts|hardship_|household|aids?$|aid_|visits?$|visit_|insurance|donation|transfer)/;
/** What a sensitive column is called. The first that fits decides. */
const SENSITIVE: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/\.(.*_)?id_number$/, 'idNumber'],
  [/\.(.*_)?(phone|telephone|mobile)$/, 'phone'],
  [/\.(.*_)?(bank_account|payee_account|account_number|account_no)$/, 'account'],
  [/^(transfer_lines|payee_accounts)\.account$/, 'account'],
  [/\.(.*_)?(health|health_status|health_note|illness|diagnosis|disability|disease)(_.*)?$/, 'words'],
  [
    /^(member_particulars|hardship_\w+|household_members)\.(.*_)?(address|housing|other_contact|contact|postcode)$/,
    'words',
  ],
  [/^member_particulars\.email$/, 'words'],
  // free text of files, their steps and aids; names and work of the family
  [
    /^(hardship_files|hardship_steps|hardship_visits|hardship_reviews|hardship_notices|hardship_changes|hardship_papers|aids|aid_\w+)\.(.*_)?(note|remark|ground|content|situation|finding|findings|opinion|objection|record|summary_text|story|reason|cause_note|other_cause)$/,
    'words',
  ],
  [/^household_members\.(name|occupation|workplace|grade)$/, 'words'],
  [/^(aid_measures\.(what|detail|result)|aids\.recipient|hardship_papers\.name|insurance_claims\.event)$/, 'words'],
  [/^hardship_items\.label$/, 'words'],
];

/** Free text inside JSON: the steps of a file's procedure, and what its computation says of each item. */
const INSIDE: Readonly<Record<string, string>> = {
  'hardship_steps.facts': '$.record',
  'hardship_steps.before': '$.decisionGround',
  'hardship_files.assessment': '$.steps[0].formula',
  'hardship_assessments.assessment': '$.steps[0].formula',
};

const kindOf = (name: string): Kind | undefined =>
  Object.hasOwn(INSIDE, name) ? 'words' : SENSITIVE.find(([pattern]) => pattern.test(name))?.[1];

const tablesOf = (db: Connection) =>
  db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");

export function personalColumns(db: Connection): ColumnInfo[] {
  return tablesOf(db)
    .filter(({ name }) => PERSONAL.test(name) && !SETTINGS.test(name))
    .flatMap(({ name: table }) =>
      db
        .all<{ name: string; type: string }>('SELECT name, type FROM pragma_table_info(:table)', { table })
        .map(({ name: column, type }) => ({ table, column, type })),
    );
}

/**
 * Puts a marker of its own into every row of every sensitive column, past triggers and checks, which are put back. Tables
 * that have no row get one.
 * @returns where each marker stands, and the sensitive columns no marker could be put into
 */
export function putMarkers(db: Connection): { markers: Markers; missed: string[] } {
  const markers: Markers = new Map();
  const missed: string[] = [];
  const triggers = db.all<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  db.raw.pragma('foreign_keys = OFF');
  db.raw.pragma('ignore_check_constraints = ON');
  for (const { name } of triggers) db.run(`DROP TRIGGER "${name}"`);
  try {
    for (const { name } of tablesOf(db)) if (!UNMADE.includes(name)) putRow(db, name);
    for (const { table, column } of personalColumns(db).filter(({ type }) => type === 'TEXT')) {
      const name = `${table}.${column}`;
      const kind = kindOf(name);
      const path = INSIDE[name];
      if (kind === undefined) continue;
      const keys = db.all<{ key: string }>(
        `SELECT name AS key FROM pragma_table_info(:table) WHERE pk > 0 ORDER BY pk`,
        { table },
      );
      const rows = db.all<Record<string, string | number | null>>(
        `SELECT ${keys.map(({ key }) => key).join(', ')} FROM ${table} LIMIT 40`,
      );
      for (const row of rows) {
        const marker = MAKE[kind](markers.size + 1);
        const where = keys.map(({ key }) => `${key} IS :${key}`).join(' AND ');
        const { changes } = db.raw
          .prepare(
            `UPDATE ${table} SET ${column} = ${path === undefined ? ':marker' : `json_set(${column}, '${path}', :marker)`} WHERE ${where}`,
          )
          .run({ ...row, marker });
        if (changes === 1) markers.set(marker, name);
      }
      if (![...markers.values()].includes(name)) missed.push(name);
    }
  } finally {
    for (const { sql } of triggers) db.raw.exec(sql);
    db.raw.pragma('ignore_check_constraints = OFF');
    db.raw.pragma('foreign_keys = ON');
  }
  return { markers, missed };
}

/**
 * A row for an empty table, out of the table's own description: the first word a CHECK allows, a parent (made first where there is
 * none), a day, a one.
 */
function putRow(db: Connection, table: string): void {
  if (db.get(`SELECT 1 FROM "${table}"`)) return;
  const sql = db.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = :table', { table })?.sql ?? '';
  const parents = new Map(
    db
      .all<{ from: string; table: string; to: string | null }>(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(:table)',
        { table },
      )
      .map((key) => [key.from, key]),
  );
  const values: Record<string, string | number | null> = {};
  for (const { name, type, notnull, dflt_value: preset } of db.all<{
    name: string;
    type: string;
    notnull: number;
    dflt_value: string | null;
  }>('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(:table)', { table })) {
    const parent = parents.get(name);
    if (parent && parent.table !== table) putRow(db, parent.table);
    const found =
      parent &&
      db.get<{ id: string | number }>(
        `SELECT "${parent.to ?? 'id'}" AS id FROM "${parent.table}"${parent.table === 'hardship_files' ? " WHERE status = 'open'" : ''} LIMIT 1`,
      );
    const first = new RegExp(`\\b${name} IN \\('([^']*)'`).exec(sql)?.[1];
    if (found) values[name] = found.id;
    else if (parent) values[name] = null;
    else if (preset !== null) continue;
    else if (first !== undefined) values[name] = first;
    else if (new RegExp(`json_valid\\(${name}\\)`).test(sql)) values[name] = '[]';
    else if (/length\((sha256|hash)\) = 64/.test(sql) && /^(sha256|hash|previous_hash)$/.test(name))
      values[name] = 'a'.repeat(64);
    else if (/year/.test(name)) values[name] = 2026;
    else if (type !== 'TEXT') values[name] = notnull === 0 ? null : 1;
    else if (/(^|_)day$|_on$|birthday/.test(name)) values[name] = '2026-03-10';
    else if (/month/.test(name)) values[name] = '2026-03';
    else if (/_at$/.test(name)) values[name] = '2026-03-10T02:00:00.000Z';
    else if (notnull === 0) values[name] = null;
    else values[name] = name === 'id' ? `made-${table}` : `made ${name}`;
  }
  const names = Object.keys(values);
  db.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`, values);
}

/** A file as a form would send it, with a marker in everything that may be typed. */
export function typedFile(memberId: string, people: number): InputOf<'hardship.save'>['fields'] {
  const words = typedMarker('words');
  return {
    memberId,
    people,
    household: [
      { name: words, relation: '子女', health: words, occupation: words, workplace: words, monthlyIncome: fen(0) },
    ],
    incomes: [{ label: words, yearly: fen(100) }],
    expenses: [{ label: words, yearly: fen(100) }],
    cause: 'illness',
    healthStatus: words,
    disabilityKind: words.slice(0, 30),
    housing: words,
    address: words,
    otherPhone: typedMarker('phone'),
    bankName: '农业银行',
    bankAccount: typedMarker('account'),
    note: words,
  };
}
