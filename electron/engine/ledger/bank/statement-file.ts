import type { Day } from '#shared/calendar.ts';
import type { StatementField } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, MAX_FEN, ZERO } from '#shared/money.ts';
import type { ChosenFile } from '../../context.ts';
import { readChosenGrid } from '../../spreadsheet/chosen.ts';
import { type DataRow, dataRows } from '../../spreadsheet/data-rows.ts';
import type { Cell, Grid, GridSheet } from '../../spreadsheet/grid.ts';
import { findHeader, findHeaderInGrid, type Header } from '../../spreadsheet/header.ts';
import { titleKey } from '../../spreadsheet/titles.ts';
import { amountOfCell, dayOfCell, movementOf } from './statement-cells.ts';
import {
  indexesOf,
  missingColumns,
  STATEMENT_VOCABULARY,
  type StatementMapping,
  shapeOf,
} from './statement-columns.ts';
import { factsAbove, type StatementFacts } from './statement-facts.ts';

/** One row of the table as it was read. `opening` rows state a balance and move nothing. */
export interface FileRow {
  row: number;
  kind: 'movement' | 'opening' | 'total' | 'note' | 'problem';
  day?: Day;
  amount: Fen;
  balance?: Fen;
  summary: string;
  counterparty: string;
  reference: string;
  /** What is wrong with it, or why it is no movement. */
  message: string;
  /** What a row of sums states, where income and spending have their own columns. */
  sums?: { received: Fen; paid: Fen };
  /** All cells, for the record of the import. */
  source: string[];
}

/** A statement file that has been found its header and, where the columns are known, its rows. */
export interface StatementFile {
  fileName: string;
  sha256: string;
  sheets: string[];
  sheet: string;
  headerRows: readonly [first: number, last: number];
  columns: { index: number; title: string; field?: StatementField; samples: string[] }[];
  shape: string;
  mapping: StatementMapping;
  missing: string[];
  hasBalance: boolean;
  facts: StatementFacts;
  rows: FileRow[];
}

/** More rows than any month of a union has; beyond it the file is something else. */
const MAX_ROWS = 20_000;
const SAMPLES = 3;

/** A file before it is known how its columns are to be read. */
export interface OpenedStatement {
  fileName: string;
  sha256: string;
  grid: Grid;
}

/** @throws Refusal `file.*` */
export async function openStatement(file: ChosenFile): Promise<OpenedStatement> {
  const { grid, sha256 } = await readChosenGrid(file);
  return { fileName: file.name, sha256, grid };
}

/**
 * Reads a bank statement of any format: finds the header, takes the columns as told, as remembered or as guessed, and reads row by row.
 * @param recall how files of a shape were read before
 * @throws Refusal `file.noHeader`, `file.noRows`, `file.tooLarge`
 */
export function readStatement(
  { fileName, sha256, grid }: OpenedStatement,
  { sheet: wanted, mapping: told }: { sheet?: string | undefined; mapping?: StatementMapping | undefined },
  recall: (shape: string) => StatementMapping | undefined,
): StatementFile & { known: boolean } {
  const { sheet, header } = headerOf(grid, wanted, fileName);
  const shape = shapeOf(header.columns);
  const known = recall(shape);
  const mapping = told ?? known ?? guessed(header);
  const fields = indexesOf(mapping);
  const data = [...dataRows(sheet, header)];
  if (data.length > MAX_ROWS) throw refuse('file.tooLarge', { file: fileName });
  const missing = missingColumns(mapping);
  const fieldAt = new Map([...fields].map(([field, index]) => [index, field]));
  return {
    fileName,
    sha256,
    sheets: grid.sheets.map(({ name }) => name),
    sheet: sheet.name,
    headerRows: header.headerRows,
    columns: header.columns.map(({ index, title }) => {
      const field = fieldAt.get(index);
      return { index, title, ...(field === undefined ? {} : { field }), samples: samplesOf(data, index) };
    }),
    shape,
    mapping,
    known: told === undefined && known !== undefined,
    missing,
    hasBalance: fields.has('balance'),
    facts: factsAbove(sheet, header.headerRows[0]),
    rows: missing.length > 0 ? [] : withinReason(data.map((row) => readRow(row, fields))),
  };
}

/** Sums of a file stay where they are exact; whatever goes beyond is no statement of a union. */
function withinReason(rows: FileRow[]): FileRow[] {
  let total = 0;
  return rows.map((row) => {
    total += Math.abs(row.amount);
    return total > MAX_FEN ? { ...row, kind: 'problem', amount: ZERO, message: '金额太大，合计超出可以记的范围' } : row;
  });
}

function headerOf(
  grid: Grid,
  wanted: string | undefined,
  fileName: string,
): { sheet: GridSheet; header: Header<StatementField> } {
  const demands = { required: [], atLeast: 3 };
  const chosen = wanted === undefined ? undefined : grid.sheets.find(({ name }) => name === wanted);
  if (chosen) {
    const header = findHeader(chosen, STATEMENT_VOCABULARY, demands);
    if (header) return { sheet: chosen, header };
  } else {
    const found = findHeaderInGrid(grid, STATEMENT_VOCABULARY, demands);
    if (found) return found;
  }
  throw refuse('file.noHeader', { file: fileName, wanted: '交易日期、借方发生额和贷方发生额（或收入和支出）、余额' });
}

function guessed({ columns }: Header<StatementField>): StatementMapping {
  const mapping = columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field] as const]));
  const both = mapping.some(([, field]) => field === 'debit') && mapping.some(([, field]) => field === 'credit');
  // two columns say more than one: a further 金额 column beside them would count twice
  return Object.fromEntries(both ? mapping.filter(([, field]) => field !== 'amount' && field !== 'flag') : mapping);
}

function samplesOf(rows: readonly DataRow[], index: number): string[] {
  return rows
    .filter(({ isTotal }) => !isTotal)
    .map(({ cells }) => cells[index]?.text.trim() ?? '')
    .filter((text) => text !== '')
    .slice(0, SAMPLES);
}

const OPENING = /^(期初|上期|上月|上页|承前页|承上页|承前|期末|本期|本页|过次页|转次页)(余额|结余|结转|小计)?$/;

function readRow({ row, cells, isTotal }: DataRow, fields: ReadonlyMap<StatementField, number>): FileRow {
  const cellOf = (field: StatementField): Cell | undefined => {
    const index = fields.get(field);
    return index === undefined ? undefined : cells[index];
  };
  const words = (...names: StatementField[]) =>
    [...new Set(names.map((name) => cellOf(name)?.text.replace(/\s+/g, ' ').trim() ?? ''))].filter(Boolean).join(' ');
  const base = {
    row,
    amount: ZERO,
    summary: words('summary', 'use', 'remark').slice(0, 200),
    counterparty: words('counterparty').slice(0, 100),
    reference: words('reference').slice(0, 60),
    message: '',
    source: cells.map((cell) => cell.text),
  };
  const moved = movementOf({
    debit: cellOf('debit'),
    credit: cellOf('credit'),
    amount: cellOf('amount'),
    flag: cellOf('flag'),
  });
  const stated = amountOfCell(cellOf('balance'));
  const balance = 'value' in stated && !stated.blank ? { balance: stated.value } : {};
  const day = dayOfCell(cellOf('day'));
  const read = { ...base, ...(day === undefined ? {} : { day }), ...balance };
  const problem = (message: string): FileRow => ({
    ...read,
    kind: 'problem',
    amount: 'value' in moved ? moved.value : ZERO,
    message,
  });
  if (isTotal) return { ...read, kind: 'total', message: '合计行', ...sumsOf(cellOf('debit'), cellOf('credit')) };
  const dayText = cellOf('day')?.text.trim() ?? '';
  const label = cells.some((cell) => OPENING.test(titleKey(cell.text)));
  if ('value' in moved && moved.value === 0) {
    if (label && 'balance' in read) return { ...read, kind: 'opening', message: '余额行，没有发生额' };
    if (day === undefined || moved.blank || label) return { ...read, kind: 'note', message: '没有发生额，不是流水' };
    return { ...read, kind: 'note', message: '发生额是 0' };
  }
  if ('problem' in moved) {
    // remarks under the table stand in any column
    const alone = cells.filter((cell) => cell.kind !== 'blank').length === 1;
    return alone ? { ...read, kind: 'note', message: '不是流水' } : problem(moved.problem);
  }
  if (day === undefined)
    return problem(dayText === '' ? '没有日期' : `日期「${dayText.slice(0, 20)}」看不懂，或没有这一天`);
  if ('problem' in stated) return problem(`余额${stated.problem}`);
  if (fields.has('balance') && stated.blank) return problem('没有余额');
  return { ...read, kind: 'movement', amount: fen(moved.value) };
}

function sumsOf(debit: Cell | undefined, credit: Cell | undefined): Pick<FileRow, 'sums'> {
  const [paid, received] = [amountOfCell(debit), amountOfCell(credit)];
  if (!('value' in paid) || !('value' in received) || (paid.blank && received.blank)) return {};
  return { sums: { paid: paid.value, received: received.value } };
}
