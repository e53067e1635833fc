import type { Day } from '#shared/calendar.ts';
import type { OwnField } from '#shared/contract/members/registration.ts';
import type { RosterField, RosterTarget } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { LOST_DIGITS } from '#shared/member-checks.ts';
import { fenFromCell, parseYuan, plainYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Reading } from '../../jobs/jobs.ts';
import { readChosenBytes, tableOfChosen } from '../../spreadsheet/chosen.ts';
import { type CompactRow, type FoundTable, kindAt } from '../../spreadsheet/table.ts';
import { listOwnFields } from '../registration/own-fields.ts';
import { isRosterField, itemOf, nameOfTarget, ownFieldOf, ROSTER_VOCABULARY } from './roster-fields.ts';
import { dropRoster, keepRoster, keepTable, keptRoster, keptTable } from './roster-kept.ts';
import { rememberedColumns, shapeOf } from './shapes.ts';
import { inSlices, UNFOLLOWED } from './slices.ts';

/** The values of one roster row by what their columns are taken in as, as text; a target without a value is left out. */
export type RosterValues = Partial<Record<RosterTarget, string>>;

export interface RosterRow {
  /** As Excel numbers it. */
  row: number;
  /** A row of sums or a note under the table, not a person. */
  isTotal: boolean;
  values: RosterValues;
  /** What stands in the other columns, by their titles. */
  rest: Record<string, string>;
}

export interface RosterColumn {
  index: number;
  title: string;
  field?: RosterTarget;
}

export interface RosterFile {
  fileName: string;
  sha256: string;
  sheets: string[];
  sheet: string;
  headerRows: [number, number];
  columns: RosterColumn[];
  rows: RosterRow[];
  shape: string;
  /** The day on which a file of this shape was last taken in, when its columns come from then. */
  remembered?: Day;
  /** The union's own fields that are asked for, by id. */
  ownFields: ReadonlyMap<string, OwnField>;
}

/** Column index -> target. */
export type RosterMapping = Record<string, RosterTarget>;

export interface RosterSource {
  file: string;
  sheet?: string | undefined;
  /** Overrides what is remembered or guessed, as a whole. */
  mapping?: RosterMapping | undefined;
}

/**
 * Reads a roster: finds its header, says which column is which field, and gives every row's values as text. The file is asked
 * for its content each time; one that has not changed since the last time is not taken apart again.
 * @throws Refusal `file.*` (gone, empty, unreadable, noHeader, noRows, readingStopped …), `request.invalid` for a mapping or sheet
 *   that does not fit the file
 */
export async function readRosterFile(
  context: Pick<ReadContext, 'chosenFile' | 'db'>,
  source: RosterSource,
  reading: Reading = UNFOLLOWED,
): Promise<RosterFile> {
  const { db } = context;
  const chosen = context.chosenFile(source.file);
  const content = await readChosenBytes(chosen);
  const identity = { name: chosen.name, sha256: content.sha256 };
  let table = keptTable(db, identity, source.sheet);
  if (!table) {
    dropRoster(db);
    table = await tableOfChosen(chosen, content, { ...WISH, sheet: source.sheet }, reading.signal);
    keepTable(db, identity, source.sheet, table);
  }
  const ownFields = new Map(listOwnFields(db).flatMap((field) => (field.retired ? [] : [[field.id, field]])));
  const shape = shapeOf('roster', table.columns);
  const { columns, remembered } = chooseColumns(db, table, shape, source.mapping, ownFields);
  const kept = keptRoster(db, table, columns);
  if (kept) return kept;
  const rows: RosterRow[] = [];
  await inSlices(table.rows, reading, '正在读表', (row) => {
    const { values, rest } = split(row, columns);
    rows.push({ row: row.row, isTotal: row.isTotal || isNote(values), values, rest });
  });
  if (rows.every((row) => row.isTotal)) throw refuse('file.noRows', { file: chosen.name });
  const file: RosterFile = {
    fileName: chosen.name,
    sha256: content.sha256,
    sheets: [...table.sheets],
    sheet: table.sheet,
    headerRows: [...table.headerRows],
    columns,
    rows,
    shape,
    ...(remembered === undefined ? {} : { remembered }),
    ownFields,
  };
  keepRoster(db, table, file);
  return file;
}

const WISH = {
  vocabulary: ROSTER_VOCABULARY,
  demands: { required: ['name'], atLeast: 2 },
  wanted: '姓名、身份证号',
} as const;

/** As asked for, else as remembered from the last file of this shape, else as the titles say. */
function chooseColumns(
  db: ReadContext['db'],
  table: FoundTable<RosterField>,
  shape: string,
  mapping: RosterMapping | undefined,
  ownFields: ReadonlyMap<string, OwnField>,
): { columns: RosterColumn[]; remembered?: Day } {
  const mapped = (chosen: Readonly<Record<string, RosterTarget>>): RosterColumn[] =>
    table.columns.map(({ index, title }) => {
      const field = chosen[String(index)];
      return { index, title, ...(field === undefined ? {} : { field }) };
    });
  if (mapping) {
    assertMapping(table, mapping, ownFields);
    return { columns: mapped(mapping) };
  }
  const remembered = rememberedColumns(db, shape);
  if (!remembered)
    return {
      columns: table.columns.map(({ index, title, field }) => ({
        index,
        title,
        ...(field === undefined ? {} : { field }),
      })),
    };
  // an own field may have been retired since
  const fits = Object.entries(remembered.mapping).flatMap(([index, target]): [string, RosterTarget][] =>
    isTarget(target, ownFields) ? [[index, target]] : [],
  );
  return { columns: mapped(Object.fromEntries(fits)), remembered: remembered.day };
}

function isTarget(text: string, ownFields: ReadonlyMap<string, OwnField>): text is RosterTarget {
  if (isRosterField(text) || text.startsWith('wage:')) return true;
  return text.startsWith('own:') && ownFields.has(text.slice('own:'.length));
}

/** @throws Refusal `request.invalid` */
function assertMapping(
  table: FoundTable<RosterField>,
  mapping: RosterMapping,
  ownFields: ReadonlyMap<string, OwnField>,
): void {
  const invalid = (problem: string) => refuse('request.invalid', { field: '列对应', problem });
  const known = new Set(table.columns.map(({ index }) => String(index)));
  const used = new Set<string>();
  for (const [index, target] of Object.entries(mapping)) {
    if (!known.has(index)) throw invalid(`写到了第 ${Number(index) + 1} 列，表里没有这一列`);
    const own = ownFieldOf(target);
    if (own !== undefined && !ownFields.has(own)) throw invalid('里有一个自定栏目已经不在用了，请重新指定');
    // two ways to say 岗位工资 are one item
    const key = itemOf(target) ?? target;
    if (used.has(key)) throw invalid(`里「${nameOfTarget(target, ownFields)}」对应了两列`);
    used.add(key);
  }
  if (!used.has('name')) throw invalid('里没有「姓名」，请指定哪一列是姓名');
}

function split(row: CompactRow, columns: readonly RosterColumn[]): Pick<RosterRow, 'values' | 'rest'> {
  const values: RosterValues = {};
  const rest: Record<string, string> = {};
  for (const { index, title, field } of columns) {
    const kind = row.kinds[index];
    if (kind === undefined || kind === ' ') continue;
    const text = field === undefined ? (row.texts[index] ?? '') : textOf(row, index, field);
    if (text.trim() === '') continue;
    if (field === undefined) rest[title || `第 ${index + 1} 列`] = text;
    else values[field] = text;
  }
  return { values, rest };
}

const IDENTIFYING: readonly RosterField[] = ['name', 'idNumber', 'number', 'phone'];
/** `填表人：…`, `注：…` under the table: nothing in it says who. */
function isNote(values: RosterValues): boolean {
  return IDENTIFYING.every((field) => values[field] === undefined);
}

/** The value of a cell as a person would have typed it. */
function textOf(row: CompactRow, index: number, field: RosterTarget): string {
  const text = row.texts[index] ?? '';
  const kind = kindAt(row, index);
  if (kind === 'uncalculated') return '#ERROR!';
  if (kind !== 'number') return text.trim();
  const number = Number(text);
  if (itemOf(field) !== undefined) return wageText(text, number);
  switch (field) {
    case 'idNumber':
      return number > Number.MAX_SAFE_INTEGER ? text.slice(0, 15) + LOST_DIGITS : text;
    case 'birthday':
    case 'joined':
      // 2013.10 kept as a number has lost its zero; January is written 2013.01
      return /^\d{4}\.1$/.test(text) ? `${text}0` : text;
    default:
      return text;
  }
}

/** An amount that a spreadsheet computed may carry noise behind the fen. */
export function wageText(text: string, number: number): string {
  if (parseYuan(text).ok) return text;
  const amount = fenFromCell(number);
  return amount.ok ? plainYuan(amount.value) : text;
}
