import { isDay } from '#shared/calendar.ts';
import type { Report, ReportColumn, ReportRow } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';
import { type ReportLine, reportLines, rowRatio } from '#shared/report-lines.ts';
import { type CellSpec, type ColumnSpec, type RowLook, SheetBuilder } from '../../spreadsheet/workbook.ts';

/** A formula longer than this is left to its plain figure; Excel takes 8,192 characters. */
const LONGEST_FORMULA = 4000;
const LONGEST_NAME = 31;

/**
 * Lays a report out as a sheet. What the report says is a sum becomes a live formula over the cells it adds up, with the figure
 * that the engine has for it kept beside.
 */
export function layOutReport(report: Report, unitName: string): SheetBuilder {
  const { rightTitles, columns, formNumber } = report;
  const right = rightTitles ? columns.map((column, at) => ({ ...column, title: rightTitles[at] ?? column.title })) : [];
  const sheet = new SheetBuilder(sheetName(report.title), {
    title: report.title,
    subtitle: [`编制单位：${unitName}`, report.period, [formNumber, '单位：元'].filter(Boolean).join('    ')],
    columns: [...columns, ...right].map(columnSpec),
    landscape: report.landscape,
  });
  const lines = reportLines(report);
  const grid = new Grid(report, sheet, lines);
  for (const line of lines) sheet.row(grid.cellsOf(line), lookOf(line));
  for (const note of report.notes) sheet.note(note);
  sheet.gap();
  sheet.signatures(report.signatures.map((name) => `${name}：`));
  return sheet;
}

/** A title without the signs that Excel refuses in the name of a sheet. */
function sheetName(title: string): string {
  return title
    .replace(/[[\]:*?/\\']/g, ' ')
    .slice(0, LONGEST_NAME)
    .trim();
}

function columnSpec({ title, width, kind, group, centered }: ReportColumn): ColumnSpec {
  return {
    header: title,
    width,
    kind: kind === 'ratio' ? 'percent' : kind,
    ...(group === undefined ? {} : { group }),
    ...(centered ? { align: 'center' as const } : {}),
  };
}

function lookOf(line: ReportLine): RowLook {
  return line.every((row) => row?.look === 'total') ? { total: true } : {};
}

interface Place {
  row: ReportRow;
  line: number;
  half: number;
}

/** Knows where each figure stands, so that formulas can point at it. */
class Grid {
  readonly #columns: readonly ReportColumn[];
  readonly #sheet: SheetBuilder;
  readonly #places = new Map<string, Place>();

  constructor({ columns }: Report, sheet: SheetBuilder, lines: readonly ReportLine[]) {
    this.#columns = columns;
    this.#sheet = sheet;
    const first = sheet.nextRow;
    for (const [index, line] of lines.entries())
      for (const [half, row] of line.entries()) if (row) this.#places.set(row.key, { row, line: first + index, half });
  }

  cellsOf(line: ReportLine): CellSpec[] {
    return line.flatMap((row) => this.#columns.map((column) => (row ? this.#cell(row, column) : null)));
  }

  #cell(row: ReportRow, column: ReportColumn): CellSpec {
    const bold = row.look === 'total' || row.look === 'heading';
    if (column.kind === 'ratio') return this.#ratio(row, column, bold);
    if (column.kind === 'amount') return this.#amount(row, column, bold);
    const value = row.texts[column.key] ?? '';
    if (value === '') return null;
    if (column.kind === 'day' && isDay(value)) return { day: value, bold };
    return { text: value, bold, ...(column.key === 'name' ? { indent: row.level } : {}) };
  }

  #amount(row: ReportRow, column: ReportColumn, bold: boolean): CellSpec {
    const value = row.amounts[column.key];
    if (value === undefined) return null;
    const look = { bold, problem: value < 0 };
    const formula = this.#across(row, column, value) ?? this.#down(row, column, value);
    return formula === undefined ? { fen: value, ...look } : { formula, result: { fen: value }, ...look };
  }

  /** A column that is the sum of neighbours on its own line. */
  #across({ key, amounts }: ReportRow, { sumOf = [] }: ReportColumn, value: Fen): string | undefined {
    const own = this.#places.get(key);
    const [first, last] = [sumOf[0], sumOf.at(-1)];
    if (!own || first === undefined || last === undefined) return undefined;
    if (sumOf.reduce((total, other) => total + (amounts[other] ?? 0), 0) !== value) return undefined;
    return `SUM(${this.#address(first, own)}:${this.#address(last, own)})`;
  }

  /** A row that is the sum of others in its own column. */
  #down({ sums }: ReportRow, { key }: ReportColumn, value: Fen): string | undefined {
    if (!sums || (sums.columns && !sums.columns.includes(key))) return undefined;
    const plus = this.#placesOf(sums.plus);
    const minus = this.#placesOf(sums.minus);
    if (plus.length === 0) return undefined;
    const total = (places: readonly Place[]) => places.reduce((sum, { row }) => sum + (row.amounts[key] ?? 0), 0);
    if (total(plus) - total(minus) !== value) return undefined;
    const formula = [this.#runs(key, plus).join('+'), ...this.#runs(key, minus)].join('-');
    return formula.length <= LONGEST_FORMULA ? formula : undefined;
  }

  #placesOf(keys: readonly string[]): Place[] {
    return keys.flatMap((key) => this.#places.get(key) ?? []);
  }

  /** `SUM(D5:D20)` for lines that follow one another, `D7` for one alone. */
  #runs(column: string, places: readonly Place[]): string[] {
    const runs: { first: Place; last: Place }[] = [];
    for (const place of places) {
      const run = runs.at(-1);
      if (run && run.last.half === place.half && run.last.line + 1 === place.line) run.last = place;
      else runs.push({ first: place, last: place });
    }
    return runs.map(({ first, last }) =>
      first === last
        ? this.#address(column, first)
        : `SUM(${this.#address(column, first)}:${this.#address(column, last)})`,
    );
  }

  #ratio(row: ReportRow, { ratio }: ReportColumn, bold: boolean): CellSpec {
    const own = this.#places.get(row.key);
    const result = ratio && rowRatio(row, ratio);
    if (!own || !ratio || result === undefined) return null;
    const [of, by] = [this.#address(ratio.of, own), this.#address(ratio.by, own)];
    const formula = `IF(${by}=0,"",${of}/${by})`;
    return { formula, result: { ratio: result }, bold, align: 'right', problem: row.over === true };
  }

  #address(column: string, { line, half }: Place): string {
    const at = this.#columns.findIndex(({ key }) => key === column);
    return this.#sheet.address(half * this.#columns.length + at, line);
  }
}
