import type { Day } from '#shared/calendar.ts';
import type { WageTarget } from '#shared/contract/members.ts';
import { MAX_ITEM_NAME, MAX_WAGE_ITEMS } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import type { Reading } from '../../jobs/jobs.ts';
import { readChosenBytes, tableOfChosen } from '../../spreadsheet/chosen.ts';
import type { Vocabulary } from '../../spreadsheet/header.ts';
import { type CompactRow, type FoundTable, kindAt } from '../../spreadsheet/table.ts';
import { wageText } from './roster-file.ts';
import { rememberedColumns, shapeOf } from './shapes.ts';
import { UNFOLLOWED } from './slices.ts';

/** One row of a wage list. */
export interface WageRow {
  /** As Excel numbers it. */
  row: number;
  isTotal: boolean;
  number: string;
  /** The file stored the number as a number, so zeros in front of it are lost. */
  numberLostZeros: boolean;
  name: string;
  /** Item -> what its cell says; items with a blank cell are left out. */
  amounts: { item: string; text: string }[];
  /** All cells, for the record of the import. */
  source: readonly string[];
}

export interface WageColumn {
  index: number;
  title: string;
  field?: WageTarget;
}

export interface WageFile {
  fileName: string;
  sha256: string;
  sheets: string[];
  sheet: string;
  headerRows: [number, number];
  columns: WageColumn[];
  rows: WageRow[];
  shape: string;
  remembered?: Day;
  /** Wage items that the books know already. */
  items: string[];
}

export interface WageSource {
  file: string;
  sheet?: string | undefined;
  /** Column index -> target; overrides what is remembered or guessed, as a whole. */
  mapping?: Record<string, WageTarget> | undefined;
}

type Guess = 'number' | 'name' | `wage:${string}`;

/** Besides the items that are in the books under their own names. */
const VOCABULARY: Vocabulary<Guess> = [
  {
    field: 'number',
    names: [
      '职工编号',
      '工号',
      '编号',
      '职工号',
      '教工号',
      '人员编号',
      '员工编号',
      '会员编号',
      '人员代码',
      '工资号',
      '工资编号',
    ],
  },
  { field: 'name', names: ['姓名', '职工姓名', '教职工姓名', '会员姓名', '员工姓名', '人员姓名'] },
  {
    field: 'wage:岗位工资',
    names: ['岗位工资', '职务工资', '职务（岗位）工资', '岗位工资标准', '基本工资', '月基本工资'],
  },
  { field: 'wage:薪级工资', names: ['薪级工资', '级别工资', '等级工资', '薪级工资标准'] },
];

const KNOWN_ITEMS = 'SELECT DISTINCT item FROM member_wages ORDER BY item LIMIT 100';

/**
 * Reads a wage list of any format. The columns are those that were asked for, else remembered from the last list of this shape,
 * else what the titles say; a column whose title is a wage item of the books is that item.
 * @throws Refusal `file.*`, `request.invalid` for a mapping or sheet that does not fit the file
 */
export async function readWageFile(
  context: Pick<ReadContext, 'chosenFile' | 'db'>,
  source: WageSource,
  reading: Reading = UNFOLLOWED,
): Promise<WageFile> {
  const { db } = context;
  const chosen = context.chosenFile(source.file);
  const content = await readChosenBytes(chosen);
  const items = db.all<{ item: string }>(KNOWN_ITEMS).map(({ item }) => item);
  const table = await tableOfChosen<Guess>(
    chosen,
    content,
    {
      vocabulary: [...VOCABULARY, ...items.map((item) => ({ field: `wage:${item}` as const, names: [item] }))],
      demands: { required: ['number', 'name'], atLeast: 2 },
      wanted: '职工编号、姓名',
      sheet: source.sheet,
    },
    reading.signal,
  );
  const shape = shapeOf('wages', table.columns);
  const { columns, remembered } = chooseColumns(db, table, shape, source.mapping);
  const rows = table.rows.map((row) => wageRow(row, columns));
  if (rows.every(({ isTotal }) => isTotal)) throw refuse('file.noRows', { file: chosen.name });
  return {
    fileName: chosen.name,
    sha256: content.sha256,
    sheets: [...table.sheets],
    sheet: table.sheet,
    headerRows: [...table.headerRows],
    columns,
    rows,
    shape,
    ...(remembered === undefined ? {} : { remembered }),
    items,
  };
}

function chooseColumns(
  db: Readable,
  table: FoundTable<Guess>,
  shape: string,
  mapping: Record<string, WageTarget> | undefined,
): { columns: WageColumn[]; remembered?: Day } {
  const mapped = (chosen: Readonly<Record<string, WageTarget>>): WageColumn[] =>
    table.columns.map(({ index, title }) => {
      const field = chosen[String(index)];
      return { index, title, ...(field === undefined ? {} : { field }) };
    });
  if (mapping) {
    assertMapping(table, mapping);
    return { columns: mapped(mapping) };
  }
  const remembered = rememberedColumns(db, shape);
  if (!remembered) return { columns: [...table.columns] };
  const fits = Object.entries(remembered.mapping).flatMap(([index, target]): [string, WageTarget][] =>
    isWageTarget(target) ? [[index, target]] : [],
  );
  return { columns: mapped(Object.fromEntries(fits)), remembered: remembered.day };
}

const isWageTarget = (text: string): text is WageTarget =>
  text === 'number' || text === 'name' || text.startsWith('wage:');

/** @throws Refusal `request.invalid` */
function assertMapping(table: FoundTable<Guess>, mapping: Record<string, WageTarget>): void {
  const invalid = (problem: string) => refuse('request.invalid', { field: '列对应', problem });
  const known = new Set(table.columns.map(({ index }) => String(index)));
  const used = new Set<WageTarget>();
  for (const [index, target] of Object.entries(mapping)) {
    if (!known.has(index)) throw invalid(`写到了第 ${Number(index) + 1} 列，表里没有这一列`);
    if (used.has(target)) throw invalid(`里「${wageTargetName(target)}」对应了两列`);
    used.add(target);
  }
  for (const target of ['number', 'name'] as const)
    if (!used.has(target)) throw invalid(`里没有「${wageTargetName(target)}」，请指定是哪一列`);
  const items = used.size - 2;
  if (items === 0) throw invalid('里没有工资项目，请至少指定一列');
  if (items > MAX_WAGE_ITEMS) throw invalid(`里工资项目太多，最多 ${MAX_WAGE_ITEMS} 项`);
}

export function wageTargetName(target: WageTarget): string {
  return target === 'number' ? '职工编号' : target === 'name' ? '姓名' : itemOf(target);
}
const itemOf = (target: string) => target.slice('wage:'.length).slice(0, MAX_ITEM_NAME);

function wageRow(row: CompactRow, columns: readonly WageColumn[]): WageRow {
  const read: WageRow = {
    row: row.row,
    isTotal: row.isTotal,
    number: '',
    numberLostZeros: false,
    name: '',
    amounts: [],
    source: row.texts,
  };
  for (const { index, field } of columns) {
    const kind = kindAt(row, index);
    if (field === undefined || kind === 'blank') continue;
    const text = kind === 'uncalculated' ? '#ERROR!' : (row.texts[index] ?? '').trim();
    if (field === 'number') {
      read.number = text;
      read.numberLostZeros = kind === 'number';
    } else if (field === 'name') read.name = text;
    else read.amounts.push({ item: itemOf(field), text: kind === 'number' ? wageText(text, Number(text)) : text });
  }
  return read;
}
