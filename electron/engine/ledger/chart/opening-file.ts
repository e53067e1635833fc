import type { ChartVersion, OpeningPreview } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { type DataRow, dataRows } from '../../spreadsheet/data-rows.ts';
import type { Cell, Grid } from '../../spreadsheet/grid.ts';
import { findHeaderInGrid, type Vocabulary } from '../../spreadsheet/header.ts';
import { AccountNames, guessVersion } from './account-names.ts';
import { amountOf, findAccount, isBelow } from './account-rows.ts';
import type { ShippedAccount } from './chart.ts';
import type { OldChart } from './old-chart.ts';
import { readOldLines } from './opening-2009.ts';

type Field = 'code' | 'name' | 'debit' | 'credit' | 'side' | 'balance';

const VOCABULARY: Vocabulary<Field> = [
  { field: 'code', names: ['科目编号', '科目编码', '科目代码', '编号', '编码', '代码'] },
  { field: 'name', names: ['科目名称', '科目', '名称', '会计科目'] },
  {
    field: 'debit',
    names: [
      '借方余额',
      '年初借方',
      '期初借方',
      '年初借方余额',
      '期初借方余额',
      '年初余额借方',
      '期初余额借方',
      '借方金额',
      '借方',
    ],
  },
  {
    field: 'credit',
    names: [
      '贷方余额',
      '年初贷方',
      '期初贷方',
      '年初贷方余额',
      '期初贷方余额',
      '年初余额贷方',
      '期初余额贷方',
      '贷方金额',
      '贷方',
    ],
  },
  { field: 'side', names: ['余额方向', '方向', '借贷', '借贷方向'] },
  { field: 'balance', names: ['年初余额', '期初余额', '年初数', '期初数', '余额', '金额'] },
];

export type OpeningFileLine = OpeningPreview['lines'][number];
interface ReadLine extends OpeningFileLine {
  account?: ShippedAccount;
}

/**
 * Reads an opening-balance sheet (年初余额): account number and name, with debit and credit columns or with side and balance.
 * Rows of parent accounts whose accounts below are listed too are sums: they are checked and left out, and so is the 合计 row.
 * @param chart the accounts that the new books will have
 * @param old the chart of 2009, by which a file of older books is recognised
 * @param version which chart the file's accounts belong to; guessed from their names when left out
 * @returns the lines in file order, each with what is wrong with it; sums in fen over the lines that were read
 * @throws Refusal `file.noHeader`, `file.noRows`
 */
export function previewOpening(
  grid: Grid,
  fileName: string,
  chart: readonly ShippedAccount[],
  old: OldChart = { accounts: [], names: [] },
  version?: ChartVersion,
): OpeningPreview {
  const found =
    findHeaderInGrid(grid, VOCABULARY, { required: ['code'] }) ??
    findHeaderInGrid(grid, VOCABULARY, { required: ['name'], atLeast: 3 });
  const columns = new Map(found?.header.columns.map((column) => [column.field, column.index]));
  const twoColumns = columns.has('debit') && columns.has('credit');
  if (!found || !(twoColumns || (columns.has('side') && columns.has('balance'))))
    throw refuse('file.noHeader', { file: fileName, wanted: '科目编号、借方余额、贷方余额' });
  const cellOf = (row: DataRow, field: Field): Cell | undefined => row.cells[columns.get(field) ?? -1];
  const rows = [...dataRows(found.sheet, found.header)];
  const records = rows.filter((row) => !row.isTotal && (textOf(cellOf(row, 'code')) !== '' || hasAmount(row, cellOf)));
  if (records.length === 0) throw refuse('file.noRows', { file: fileName });
  const written = records.map((row) => readAmounts(row, cellOf, twoColumns));
  const guess = guessVersion(
    written.map(({ source }) => source),
    chart,
    old,
  );
  const by = version ?? guess;
  const lines =
    by === '2009'
      ? readOldLines(written, new AccountNames(chart, chart, old))
      : withoutSums(named(written.map((line) => recognised(line, chart))), chart);
  const totals = rows
    .filter((row) => row.isTotal && twoColumns)
    .map((row) => totalLine(row, cellOf, lines))
    .filter((line) => line !== undefined);
  const debit = sum(lines.map((line) => line.debit));
  const credit = sum(lines.map((line) => line.credit));
  return {
    fileName,
    version: by,
    guess,
    lines: [...lines.map(plainLine), ...totals],
    debit,
    credit,
    balanced: debit === credit,
    difference: fen(debit - credit),
  };
}

type CellOf = (row: DataRow, field: Field) => Cell | undefined;

function textOf(cell: Cell | undefined): string {
  return cell?.text.trim() ?? '';
}

function hasAmount(row: DataRow, cellOf: CellOf): boolean {
  return (['debit', 'credit', 'balance'] as const).some((field) => textOf(cellOf(row, field)) !== '');
}

function plainLine({ account: _, ...line }: ReadLine): OpeningFileLine {
  return line;
}

/** A row with its amounts, its account as the file has it. */
function readAmounts(row: DataRow, cellOf: CellOf, twoColumns: boolean): OpeningFileLine {
  const source = { code: textOf(cellOf(row, 'code')), name: textOf(cellOf(row, 'name')) };
  const { debit, credit, problem } = twoColumns ? twoSides(row, cellOf) : oneSide(row, cellOf);
  const line = { row: row.row, ...source, source, debit, credit };
  if (problem !== undefined) return { ...line, problem, retype: true };
  return debit !== 0 && credit !== 0 ? { ...line, problem: '借方和贷方都有数，只能留一方', retype: true } : line;
}

/** The same with its account in the chart of 2021. What is wrong with the account weighs more than a wrong amount. */
function recognised(line: OpeningFileLine, chart: readonly ShippedAccount[]): ReadLine {
  const found = findAccount(chart, line.code, line.name);
  if ('problem' in found) return { ...line, problem: found.problem, choose: { candidates: [] } };
  const { account } = found;
  const known = { ...line, code: account.code, name: account.name, account };
  if (line.problem !== undefined) return known;
  const temporary = account.class === 'income' || account.class === 'expense';
  return temporary && (line.debit !== 0 || line.credit !== 0)
    ? { ...known, problem: '收入和支出科目年初没有余额，请改记到累计结余' }
    : known;
}

interface Sides {
  debit: Fen;
  credit: Fen;
  problem?: string;
}

function twoSides(row: DataRow, cellOf: CellOf): Sides {
  const debit = amountOf(cellOf(row, 'debit'));
  const credit = amountOf(cellOf(row, 'credit'));
  if ('problem' in debit) return { debit: ZERO, credit: ZERO, problem: `借方余额${debit.problem}` };
  if ('problem' in credit) return { debit: ZERO, credit: ZERO, problem: `贷方余额${credit.problem}` };
  if (debit.value < 0 || credit.value < 0) return { debit: ZERO, credit: ZERO, problem: '余额是负数，请改记到另一方' };
  return { debit: debit.value, credit: credit.value };
}

function oneSide(row: DataRow, cellOf: CellOf): Sides {
  const balance = amountOf(cellOf(row, 'balance'));
  if ('problem' in balance) return { debit: ZERO, credit: ZERO, problem: `余额${balance.problem}` };
  if (balance.value < 0) return { debit: ZERO, credit: ZERO, problem: '余额是负数，请改记到另一方' };
  const side = textOf(cellOf(row, 'side'));
  if (side.startsWith('借')) return { debit: balance.value, credit: ZERO };
  if (side.startsWith('贷')) return { debit: ZERO, credit: balance.value };
  return balance.value === 0
    ? { debit: ZERO, credit: ZERO }
    : { debit: ZERO, credit: ZERO, problem: `余额方向「${side}」不是借也不是贷` };
}

/** Marks the second row of the same account. */
function named(lines: readonly ReadLine[]): ReadLine[] {
  const first = new Map<string, number>();
  return lines.map((line) => {
    if (!line.account) return line;
    const before = first.get(line.account.id);
    if (before === undefined) first.set(line.account.id, line.row);
    return before === undefined || line.problem !== undefined
      ? line
      : { ...line, problem: `科目与第 ${before} 行重复` };
  });
}

/** Takes out parent rows that agree with the rows below them; a parent without such rows is no account to book on. */
function withoutSums(lines: readonly ReadLine[], chart: readonly ShippedAccount[]): ReadLine[] {
  return lines.flatMap((line) => {
    const { account } = line;
    if (!account || account.detail || line.problem !== undefined) return [line];
    const below = lines.filter((other) => other.account?.detail && isBelow(chart, other.account, account));
    if (below.length === 0) {
      if (line.debit === 0 && line.credit === 0) return [];
      const candidates = chart
        .filter((other) => other.detail && isBelow(chart, other, account))
        .map(({ code }) => code);
      return [{ ...line, problem: '不是末级科目，请写到它的末级科目上', choose: { candidates } }];
    }
    const net = below.reduce((total, other) => total + other.debit - other.credit, 0);
    return net === line.debit - line.credit
      ? []
      : [{ ...line, debit: ZERO, credit: ZERO, problem: '与它下级科目的合计不符' }];
  });
}

/** A 合计 row that says something else than its lines. */
function totalLine(row: DataRow, cellOf: CellOf, lines: readonly OpeningFileLine[]): OpeningFileLine | undefined {
  const { debit, credit, problem } = twoSides(row, cellOf);
  const debitSum = sum(lines.map((line) => line.debit));
  const creditSum = sum(lines.map((line) => line.credit));
  if (problem === undefined && debit === debitSum && credit === creditSum) return undefined;
  return {
    row: row.row,
    code: '',
    name: '合计',
    source: { code: '', name: '合计' },
    debit,
    credit,
    problem: problem ?? `与各行之和不符（借方 ${formatYuan(debitSum)}，贷方 ${formatYuan(creditSum)}）`,
  };
}
