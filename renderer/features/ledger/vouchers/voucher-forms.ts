import type { PrintedEntry } from '#shared/contract/ledger.ts';

// How a voucher is divided into printed forms. Two forms stand on an A4 page, so each has the same height whatever is in it; what
// does not fit goes on to the next form. The measures agree with voucher-print.css.

/** Text lines of 5 mm that the table of one form holds. */
export const FORM_LINES = 14;
/** A row is at least two text lines high. */
export const ROW_LINES = 2;
/** Full-width characters that fit on one text line of each column. */
const COLUMN_CHARACTERS = { summary: 13, general: 8, detail: 9 } as const;

export interface FormRow {
  entry: PrintedEntry;
  /** 总账科目 and what stands below it. */
  general: string;
  detail: string;
  /** Height in text lines. */
  lines: number;
}

/** One printed form: its rows, how many empty rows follow, and which of how many it is. */
export interface VoucherFormSheet {
  rows: FormRow[];
  empty: number;
  page: number;
  pages: number;
}

/** Width in full-width characters; letters and digits take a little more than half. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u0020-\u007e]/.test(character) ? 0.6 : 1;
  return width;
}

const linesIn = (text: string, characters: number) => Math.ceil(widthOf(text) / characters);

function rowOf(entry: PrintedEntry): FormRow {
  const [general = entry.accountName, ...below] = entry.accountPath;
  const detail = [below.join('—'), entry.fundName === undefined ? '' : `（${entry.fundName}）`].join('');
  const lines = Math.max(
    ROW_LINES,
    linesIn(entry.summary, COLUMN_CHARACTERS.summary),
    linesIn(general, COLUMN_CHARACTERS.general),
    linesIn(detail, COLUMN_CHARACTERS.detail),
  );
  return { entry, general, detail, lines };
}

/** Divides the entries of a voucher among as many forms as they need, in their order. */
export function formsOf(entries: readonly PrintedEntry[]): VoucherFormSheet[] {
  const forms: FormRow[][] = [[]];
  let used = 0;
  for (const row of entries.map(rowOf)) {
    if (used > 0 && used + row.lines > FORM_LINES) {
      forms.push([]);
      used = 0;
    }
    forms.at(-1)?.push(row);
    used += row.lines;
  }
  return forms.map((rows, index) => {
    const left = Math.max(0, FORM_LINES - rows.reduce((total, row) => total + row.lines, 0));
    const last = rows.at(-1);
    // half a row that is left makes the last one higher, so that every form is filled
    if (last) last.lines += left % ROW_LINES;
    return { rows, empty: Math.floor(left / ROW_LINES), page: index + 1, pages: forms.length };
  });
}
