import type { Grid, GridSheet, Merge } from './grid.ts';
import { titleKey, titleKeys, titleText } from './titles.ts';

// Finds the header of a sheet by the names in it, and proposes which column is which field. Both are guesses that the
// user may correct: the mapping is a separate step on the columns that were found.

/** What a caller looks for: each field with the names it goes by, the preferred name first. */
export type Vocabulary<Field extends string> = readonly { readonly field: Field; readonly names: readonly string[] }[];

export interface HeaderColumn<Field extends string> {
  /** Column index (0-based). */
  readonly index: number;
  /** The header cells above this column, joined from the top: `基本信息/姓名`. Empty above data without a header. */
  readonly title: string;
  /** The same, one by one. */
  readonly levels: readonly string[];
  /** The guess of `guessMapping`, absent when none fits. */
  readonly field?: Field;
}

export interface Header<Field extends string> {
  /** First and last row number of the header; the same when it has one level. */
  readonly headerRows: readonly [first: number, last: number];
  readonly firstDataRow: number;
  /** From left to right, without columns that are blank all the way. */
  readonly columns: readonly HeaderColumn<Field>[];
}

export interface HeaderDemands<Field extends string> {
  /** Fields without which it is no header. */
  readonly required?: readonly Field[];
  /** How many different fields must be recognised at least; 2 when not given. */
  readonly atLeast?: number;
}

/** How far down a header is looked for. */
const SEARCH_ROWS = 50;
/** The most levels a header may have. */
const MAX_LEVELS = 3;
/** Columns and merged blocks beyond these are not part of any header worth finding. */
const MAX_HEADER_COLUMNS = 1000;
const MAX_MERGES = 2000;
/** A longer text above the columns is a title or a note, not a group of columns. */
const LONGEST_GROUP_NAME = 16;

/**
 * @returns the header that recognises the most fields, with the fewest rows and the highest in a tie; undefined when no
 * row meets the demands.
 */
export function findHeader<Field extends string>(
  sheet: GridSheet,
  vocabulary: Vocabulary<Field>,
  demands: HeaderDemands<Field> = {},
): Header<Field> | undefined {
  const { required = [], atLeast = 2 } = demands;
  let best: { first: number; last: number; found: number } | undefined;
  const top = topOf(sheet);
  const end = Math.min(sheet.rows.length, SEARCH_ROWS);
  for (let levels = 1; levels <= MAX_LEVELS; levels++) {
    for (let first = 1; first + levels - 1 <= end; first++) {
      const last = first + levels - 1;
      const mapping = guessMapping(titlesOf(top, first, last), vocabulary);
      const meets = mapping.size >= atLeast && required.every((field) => mapping.has(field));
      if (meets && mapping.size > (best?.found ?? 0)) best = { first, last, found: mapping.size };
    }
  }
  return best && describe(sheet, top, withNeighbours(sheet, best.first, best.last), vocabulary);
}

/** The same over all sheets, visible ones first: the sheet that recognises the most fields. */
export function findHeaderInGrid<Field extends string>(
  grid: Grid,
  vocabulary: Vocabulary<Field>,
  demands: HeaderDemands<Field> = {},
): { sheet: GridSheet; header: Header<Field> } | undefined {
  let best: { sheet: GridSheet; header: Header<Field>; found: number } | undefined;
  const visibleFirst = [...grid.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  for (const sheet of visibleFirst) {
    const header = findHeader(sheet, vocabulary, demands);
    const found = header?.columns.filter((column) => column.field !== undefined).length ?? 0;
    if (header && found > (best?.found ?? 0)) best = { sheet, header, found };
  }
  return best && { sheet: best.sheet, header: best.header };
}

/**
 * Which column is which field, by the names alone. Exact names win over names without brackets and units; of two
 * equally good columns the left one. A column serves one field and a field has one column.
 * @returns field -> column index.
 */
export function guessMapping<Field extends string>(
  columns: readonly Pick<HeaderColumn<Field>, 'index' | 'levels'>[],
  vocabulary: Vocabulary<Field>,
): Map<Field, number> {
  const fieldOf = new Map<string, Field>();
  for (const { field, names } of vocabulary) {
    for (const key of names.map(titleKey)) if (!fieldOf.has(key)) fieldOf.set(key, field);
  }
  const keyed = columns.map(({ index, levels }) => ({ index, keys: keysOf(levels) }));
  const mapping = new Map<Field, number>();
  const taken = new Set<number>();
  const mostKeys = keyed.reduce((most, { keys }) => Math.max(most, keys.length), 0);
  for (let rank = 0; rank < mostKeys; rank++) {
    for (const { index, keys } of keyed) {
      const field = fieldOf.get(keys[rank] ?? '');
      if (field === undefined || mapping.has(field) || taken.has(index)) continue;
      mapping.set(field, index);
      taken.add(index);
    }
  }
  return mapping;
}

/** Keys of a column, best first: its lowest header cell, then the levels read together (`工资` over `金额`). */
function keysOf(levels: readonly string[]): string[] {
  const lowest = titleKeys(levels.at(-1) ?? '');
  return levels.length > 1 ? [...lowest, ...titleKeys(levels.join(''))] : lowest;
}

function describe<Field extends string>(
  sheet: GridSheet,
  top: Top,
  [first, last]: readonly [first: number, last: number],
  vocabulary: Vocabulary<Field>,
): Header<Field> {
  const titles = titlesOf(top, first, last).filter(
    ({ index, levels }) => levels.length > 0 || holdsData(sheet, last, index),
  );
  const fields = new Map([...guessMapping(titles, vocabulary)].map(([field, index]) => [index, field]));
  const columns = titles.map(({ index, levels }) => {
    const field = fields.get(index);
    return { index, levels, title: levels.join('/'), ...(field !== undefined && { field }) };
  });
  return { headerRows: [first, last], firstDataRow: last + 1, columns };
}

function holdsData(sheet: GridSheet, lastHeaderRow: number, index: number): boolean {
  return sheet.rows.some((row, r) => r >= lastHeaderRow && row[index]?.kind !== 'blank');
}

/** The texts at the top of a sheet, once for all rows that are tried: `own` as it stands, with merged cells filled. */
interface Top {
  readonly own: readonly (readonly string[])[];
  /** The same places: whether the cell belongs to a merged block. */
  readonly merged: readonly (readonly boolean[])[];
}

function topOf(sheet: GridSheet): Top {
  const own = sheet.rows
    .slice(0, SEARCH_ROWS + MAX_LEVELS)
    .map((row) => row.slice(0, MAX_HEADER_COLUMNS).map((cell) => titleText(cell.text)));
  const merged = own.map((row) => row.map(() => false));
  for (const merge of sheet.merges.slice(0, MAX_MERGES)) {
    const text = own[merge.top - 1]?.[merge.left] ?? '';
    for (let r = merge.top - 1; r < Math.min(merge.bottom, own.length); r++) {
      for (let c = merge.left; c <= Math.min(merge.right, (own[r]?.length ?? 0) - 1); c++) {
        own[r]?.splice(c, 1, text);
        merged[r]?.splice(c, 1, true);
      }
    }
  }
  return { own, merged };
}

/** The header cells above every column, as if rows `first` to `last` were the header. */
function titlesOf(top: Top, first: number, last: number): { index: number; levels: string[] }[] {
  const columns = (top.own[0] ?? []).map((_, index) => {
    const levels: string[] = [];
    return { index, levels };
  });
  for (let r = first - 1; r < last; r++) {
    let group = '';
    for (const { index, levels } of columns) {
      const own = top.own[r]?.[index] ?? '';
      const merged = top.merged[r]?.[index] === true;
      const hasBelow = r + 1 < last && (top.own[r + 1]?.[index] ?? '') !== '';
      // Text files know no merged cells: a blank beside a group belongs to it as long as there are names below.
      if (own !== '' || !hasBelow) group = hasBelow && !merged ? own : '';
      const title = own === '' && !merged ? group : own;
      if (title !== '' && levels.at(-1) !== title) levels.push(title);
    }
  }
  return columns;
}

/**
 * Takes in rows that belong to the header although they name no field: groups merged over several columns just above,
 * and the rows that merged header cells reach down to.
 */
function withNeighbours(sheet: GridSheet, first: number, last: number): [first: number, last: number] {
  // A title is alone in its row; groups have others beside them.
  const above = (sheet.rows[first - 2] ?? []).filter((cell) => cell.kind !== 'blank');
  const isGroup = (merge: Merge) =>
    above.length > 1 &&
    merge.top === first - 1 &&
    merge.bottom === merge.top &&
    merge.right > merge.left &&
    isGroupName(textAt(sheet, merge.top, merge.left));
  const top = last - first + 1 < MAX_LEVELS && sheet.merges.some(isGroup) ? first - 1 : first;
  let bottom = last;
  for (const merge of sheet.merges) {
    const reachesDown = merge.top >= first && merge.top <= last && merge.bottom < first + MAX_LEVELS;
    if (reachesDown && textAt(sheet, merge.top, merge.left) !== '') bottom = Math.max(bottom, merge.bottom);
  }
  return [top, bottom];
}

function isGroupName(text: string): boolean {
  return text !== '' && text.length <= LONGEST_GROUP_NAME && !/[::]/.test(text);
}

function textAt(sheet: GridSheet, row: number, index: number): string {
  return sheet.rows[row - 1]?.[index]?.text.trim() ?? '';
}
