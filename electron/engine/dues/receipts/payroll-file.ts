import { refuse } from '#shared/errors.ts';
import { fenFromCell, parseYuan, type YuanResult } from '#shared/money.ts';
import type { ChosenFile } from '../../context.ts';
import { readChosenGrid } from '../../spreadsheet/chosen.ts';
import { dataRows } from '../../spreadsheet/data-rows.ts';
import type { Cell } from '../../spreadsheet/grid.ts';
import { findHeaderInGrid, type Vocabulary } from '../../spreadsheet/header.ts';

/** One row of a payroll list as it stands in the file. */
export interface PayrollLine {
  /** As Excel numbers it. */
  row: number;
  number: string;
  /** The file stored the number as a number, so zeros in front of it are lost. */
  numberLostZeros: boolean;
  name: string;
  /** `empty` when the cell is blank. */
  amount: YuanResult;
  /** What the amount's cell says, for sentences. */
  amountText: string;
  kind: 'record' | 'subtotal' | 'total';
  /** All cells, for the record of the import. */
  source: string[];
}

export interface PayrollFile {
  fileName: string;
  sha256: string;
  sheet: string;
  /** Field -> title of its column. */
  columns: Readonly<Record<string, string>>;
  lines: PayrollLine[];
}

type Field = 'number' | 'name' | 'amount';
const VOCABULARY: Vocabulary<Field> = [
  {
    field: 'number',
    names: ['职工编号', '工号', '编号', '职工号', '人员编号', '员工编号', '会员编号', '人员代码', '工资号'],
  },
  { field: 'name', names: ['姓名', '职工姓名', '会员姓名', '员工姓名', '人员姓名'] },
  {
    field: 'amount',
    names: [
      '代扣会费',
      '工会会费',
      '会费',
      '代扣工会会费',
      '扣会费',
      '会费扣款',
      '实扣会费',
      '扣款金额',
      '代扣金额',
      '实扣金额',
      '金额',
    ],
  },
];

/**
 * Reads a payroll deduction list of any format: finds the header by itself; number, name and amount must be there.
 * @throws Refusal `file.*`; `file.noHeader` names the columns that are wanted, `file.noRows` when nothing stands below it
 */
export async function readPayrollFile(file: ChosenFile): Promise<PayrollFile> {
  const { grid, sha256 } = await readChosenGrid(file);
  const found = findHeaderInGrid(grid, VOCABULARY, { required: ['number', 'name', 'amount'], atLeast: 3 });
  if (!found) throw refuse('file.noHeader', { file: file.name, wanted: '职工编号、姓名、代扣会费' });
  const { sheet, header } = found;
  const indexOf = new Map(header.columns.map((column) => [column.field, column.index]));
  const cellOf = (cells: readonly Cell[], field: Field) => cells[indexOf.get(field) ?? -1];
  const lines: PayrollLine[] = [];
  for (const { row, cells, isTotal } of dataRows(sheet, header)) {
    const source = cells.map((cell) => cell.text);
    const number = cellOf(cells, 'number');
    const amount = cellOf(cells, 'amount');
    lines.push({
      row,
      number: number?.text.trim() ?? '',
      numberLostZeros: number?.wasNumber ?? false,
      name: cellOf(cells, 'name')?.text.trim() ?? '',
      amount: amountOf(amount),
      amountText: amount?.text.trim() ?? '',
      kind: !isTotal ? 'record' : source.some((text) => /小\s*计/.test(text)) ? 'subtotal' : 'total',
      source,
    });
  }
  if (!lines.some(({ kind }) => kind === 'record')) throw refuse('file.noRows', { file: file.name });
  const columns = Object.fromEntries(
    header.columns.flatMap(({ field, title }) => (field === undefined ? [] : [[field, title]])),
  );
  return { fileName: file.name, sha256, sheet: sheet.name, columns, lines };
}

function amountOf(cell: Cell | undefined): YuanResult {
  if (cell === undefined || cell.kind === 'blank') return { ok: false, problem: 'empty' };
  if (cell.kind === 'number' && cell.number !== undefined) return fenFromCell(cell.number);
  if (cell.kind === 'text') return parseYuan(cell.text);
  return { ok: false, problem: 'notANumber' };
}
