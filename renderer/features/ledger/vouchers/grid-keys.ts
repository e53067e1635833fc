import type { Cell, Line } from './voucher-form.ts';

export interface CellPlace {
  line: number;
  cell: Cell;
}

/** The cell that a field stands in. */
export function placeOf(field: Element): CellPlace | undefined {
  const box = field.closest<HTMLElement>('[data-cell]');
  const cell = box?.dataset['cell'];
  const line = Number(box?.dataset['line']);
  return cell !== undefined && isCell(cell) && Number.isInteger(line) ? { line, cell } : undefined;
}

const CELLS: readonly Cell[] = ['summary', 'account', 'debit', 'credit', 'fund'];
const isCell = (text: string): text is Cell => CELLS.some((cell) => cell === text);

/**
 * Where Enter goes from a cell: to the next one of the line, past the other side of an amount, and past 专项资金 where the line
 * has none; then to the summary of the next line.
 * @param hasFund whether this line's account may belong to a fund
 * @returns the place, or `newLine` behind the last line
 */
export function nextPlace(lines: readonly Line[], from: CellPlace, hasFund: boolean): CellPlace | 'newLine' {
  const index = lines.findIndex((line) => line.key === from.line);
  const line = lines[index];
  if (from.cell === 'summary') return { line: from.line, cell: 'account' };
  if (from.cell === 'account') return { line: from.line, cell: line?.side ?? (line?.credit ? 'credit' : 'debit') };
  if (from.cell === 'debit' && !line?.debit) return { line: from.line, cell: 'credit' };
  if (from.cell !== 'fund' && hasFund) return { line: from.line, cell: 'fund' };
  const next = lines[index + 1];
  return next ? { line: next.key, cell: 'summary' } : 'newLine';
}

/** Puts the cursor into a cell, with what stands there selected. */
export function focusCell(table: HTMLElement | null, { line, cell }: CellPlace): void {
  const field = table?.querySelector<HTMLInputElement>(`[data-line="${line}"][data-cell="${cell}"] input`);
  field?.focus();
  field?.select();
}
