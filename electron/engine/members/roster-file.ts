import { ROSTER_FIELD_NAMES, ROSTER_FIELDS, type RosterField } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { LOST_DIGITS } from '#shared/member-checks.ts';
import { fenFromCell, parseYuan, plainYuan } from '#shared/money.ts';
import type { ReadContext } from '../context.ts';
import { gridOfChosen, readChosenBytes } from '../spreadsheet/chosen.ts';
import { dataRows } from '../spreadsheet/data-rows.ts';
import type { Cell, Grid, GridSheet } from '../spreadsheet/grid.ts';
import { findHeader, findHeaderInGrid, type Header } from '../spreadsheet/header.ts';
import { ROSTER_VOCABULARY } from './roster-fields.ts';
import { dropRoster, keepRoster, keptRoster } from './roster-kept.ts';

/** The values of one roster row by field, as text; a field without a value is left out. */
export type RosterValues = Partial<Record<RosterField, string>>;

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
  field?: RosterField;
}

export interface RosterFile {
  fileName: string;
  sha256: string;
  sheets: string[];
  sheet: string;
  headerRows: [number, number];
  columns: RosterColumn[];
  rows: RosterRow[];
}

export interface RosterSource {
  file: string;
  sheet?: string | undefined;
  /** Column index -> field; overrides the guess as a whole. */
  mapping?: Record<string, RosterField> | undefined;
}

/**
 * Reads a roster: finds its header, says which column is which field, and gives every row's values as text. The file is asked
 * for its content each time; one that has not changed since the last time is not taken apart again.
 * @throws Refusal `file.*` (gone, empty, unreadable, noHeader, noRows …), `request.invalid` for a mapping or sheet
 *   that does not fit the file
 */
export async function readRosterFile(
  context: Pick<ReadContext, 'chosenFile' | 'db'>,
  source: RosterSource,
): Promise<RosterFile> {
  const chosen = context.chosenFile(source.file);
  const content = await readChosenBytes(chosen);
  const { sha256 } = content;
  const kept = keptRoster(context.db, { name: chosen.name, sha256 }, source);
  if (kept) return kept;
  dropRoster(context.db);
  const grid = await gridOfChosen(chosen, content);
  const file = { fileName: chosen.name, sha256, ...readRoster(grid, chosen.name, source) };
  keepRoster(context.db, file, source);
  return file;
}

/** The same on a grid that is already read. */
export function readRoster(
  grid: Grid,
  fileName: string,
  { sheet: wanted, mapping }: Omit<RosterSource, 'file'>,
): Omit<RosterFile, 'fileName' | 'sha256'> {
  const { sheet, header } = locate(grid, fileName, wanted);
  const columns = mapping ? corrected(header, mapping) : header.columns.map(plainColumn);
  const rows: RosterRow[] = [];
  for (const { row, cells, isTotal } of dataRows(sheet, header)) {
    const { values, rest } = split(cells, columns);
    rows.push({ row, isTotal: isTotal || isNote(values), values, rest });
  }
  if (rows.every((row) => row.isTotal)) throw refuse('file.noRows', { file: fileName });
  return {
    sheets: grid.sheets.map(({ name }) => name),
    sheet: sheet.name,
    headerRows: [...header.headerRows],
    columns,
    rows,
  };
}

function locate(
  grid: Grid,
  fileName: string,
  wanted: string | undefined,
): { sheet: GridSheet; header: Header<RosterField> } {
  const demands = { required: ['name'], atLeast: 2 } as const;
  const sheet = grid.sheets.find(({ name }) => name === wanted);
  if (wanted !== undefined && !sheet)
    throw refuse('request.invalid', { field: '工作表', problem: `在文件里没有叫「${wanted}」的` });
  const header = sheet && findHeader(sheet, ROSTER_VOCABULARY, demands);
  const found = sheet ? header && { sheet, header } : findHeaderInGrid(grid, ROSTER_VOCABULARY, demands);
  if (!found) throw refuse('file.noHeader', { file: fileName, wanted: '姓名、身份证号' });
  return found;
}

function plainColumn({ index, title, field }: RosterColumn): RosterColumn {
  return { index, title, ...(field === undefined ? {} : { field }) };
}

function corrected(header: Header<RosterField>, mapping: Record<string, RosterField>): RosterColumn[] {
  const invalid = (problem: string) => refuse('request.invalid', { field: '列对应', problem });
  const known = new Set(header.columns.map(({ index }) => String(index)));
  const used = new Set<RosterField>();
  for (const [index, field] of Object.entries(mapping)) {
    if (!known.has(index)) throw invalid(`写到了第 ${Number(index) + 1} 列，表里没有这一列`);
    if (used.has(field)) throw invalid(`里「${ROSTER_FIELD_NAMES[field]}」对应了两列`);
    used.add(field);
  }
  if (!used.has('name')) throw invalid('里没有「姓名」，请指定哪一列是姓名');
  return header.columns.map(({ index, title }) => {
    const field = mapping[String(index)];
    return { index, title, ...(field === undefined ? {} : { field }) };
  });
}

function split(cells: readonly Cell[], columns: readonly RosterColumn[]): Pick<RosterRow, 'values' | 'rest'> {
  const values: RosterValues = {};
  const rest: Record<string, string> = {};
  for (const { index, title, field } of columns) {
    const cell = cells[index];
    if (!cell || cell.kind === 'blank') continue;
    const text = field === undefined ? cell.text : textOf(cell, field);
    if (text.trim() === '') continue;
    if (field === undefined) rest[title || `第 ${index + 1} 列`] = text;
    else values[field] = text;
  }
  return { values, rest };
}

const IDENTIFYING: readonly RosterField[] = ['name', 'idNumber', 'number', 'phone'];
/** `填表人:…`, `注:…` under the table: nothing in it says who. */
function isNote(values: RosterValues): boolean {
  return IDENTIFYING.every((field) => values[field] === undefined);
}

/** The value of a cell as a person would have typed it. */
function textOf(cell: Cell, field: RosterField): string {
  if (cell.kind === 'uncalculated') return '#ERROR!';
  if (cell.kind !== 'number' || cell.number === undefined) return cell.text.trim();
  switch (field) {
    case 'idNumber':
      return cell.number > Number.MAX_SAFE_INTEGER ? cell.text.slice(0, 15) + LOST_DIGITS : cell.text;
    case 'birthday':
    case 'joined':
      // 2013.10 kept as a number has lost its zero; January is written 2013.01
      return /^\d{4}\.1$/.test(cell.text) ? `${cell.text}0` : cell.text;
    case 'postWage':
    case 'gradeWage': {
      if (parseYuan(cell.text).ok) return cell.text;
      const amount = fenFromCell(cell.number);
      return amount.ok ? plainYuan(amount.value) : cell.text;
    }
    default:
      return cell.text;
  }
}

/** Reads a mapping back from what was stored with an import. */
export function isRosterField(text: string): text is RosterField {
  return ROSTER_FIELDS.some((field) => field === text);
}
