import type { CellStyle } from 'hucre/xlsx';
import type { Align } from './workbook-cells.ts';

// How the paper looks: the one place where fonts, borders, colours and number formats are chosen.

/** The font of the whole workbook. Every Chinese Windows, WPS, 统信 and 麒麟 has it or maps it to its own Song face. */
export const BODY_FONT = { name: '宋体', size: 11, charset: 134 } as const;

const PROBLEM_RED = { rgb: 'C00000' };
const GROUND = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F0F0F0' } } as const;
const THIN = { style: 'thin', color: { rgb: '000000' } } as const;
const BOX = { top: THIN, bottom: THIN, left: THIN, right: THIN };

/**
 * `@` keeps text as text even when somebody edits the cell and presses Enter; `general` is for blanks and formulas. `_ ` keeps
 * figures a space away from the line at their right.
 */
const NUMBER_FORMATS = {
  text: '@',
  general: undefined,
  amount: '#,##0.00_ ;[Red]-#,##0.00_ ',
  integer: '#,##0_ ;[Red]-#,##0_ ',
  percent: '0.0%_ ;[Red]-0.0%_ ',
  day: 'yyyy-mm-dd',
} as const;

export type CellFormat = keyof typeof NUMBER_FORMATS;

export type Part = 'coverTitle' | 'title' | 'subtitle' | 'header' | 'body' | 'note' | 'label' | 'line' | 'signature';

/** Everything that decides how one cell is drawn. */
export interface PaperStyle {
  part: Part;
  format: CellFormat;
  align: Align;
  indent: number;
  bold: boolean;
  total: boolean;
  problem: boolean;
  border: boolean;
}

const FONT_SIZES: Partial<Record<Part, number>> = {
  coverTitle: 26,
  title: 16,
  subtitle: 10,
  note: 10,
  label: 14,
  line: 14,
};

/** The least height of a row in points; it grows by the lines of its text. */
export const ROW_HEIGHTS: Record<Part, number> = {
  coverTitle: 150,
  title: 30,
  subtitle: 18,
  header: 24,
  body: 19,
  note: 16,
  label: 36,
  line: 36,
  signature: 36,
};
export const LINE_HEIGHT = 14.5;

/** Numbers too wide for their column are shrunk, since a printed #### helps nobody; text wraps, one-line parts shrink. */
function fitting(style: PaperStyle): { shrinkToFit: true } | { wrapText: true } {
  const isNumber = style.format !== 'text' && style.format !== 'general';
  const oneLine = isNumber || style.part === 'subtitle' || style.part === 'title' || style.part === 'label';
  return oneLine ? { shrinkToFit: true } : { wrapText: true };
}

function borderOf(style: PaperStyle): CellStyle['border'] {
  if (style.part === 'header' || (style.part === 'body' && style.border)) return BOX;
  return style.part === 'line' ? { bottom: THIN } : undefined;
}

/** The library's description of one paper style. */
export function cellStyle(style: PaperStyle): CellStyle {
  const isTitle = style.part === 'title' || style.part === 'coverTitle';
  const border = borderOf(style);
  const numFmt = NUMBER_FORMATS[style.format];
  return {
    font: {
      ...BODY_FONT,
      size: FONT_SIZES[style.part] ?? BODY_FONT.size,
      bold: style.bold || style.total || isTitle || style.part === 'header',
      ...(style.problem ? { color: PROBLEM_RED } : {}),
    },
    alignment: {
      horizontal: style.align,
      vertical: style.part === 'note' ? 'top' : 'center',
      ...(style.indent > 0 ? { indent: style.indent } : {}),
      ...fitting(style),
    },
    ...(border ? { border } : {}),
    ...(style.total || style.part === 'header' ? { fill: GROUND } : {}),
    ...(numFmt ? { numFmt } : {}),
  };
}

/** What a differing tie-out cell turns into. */
export const DIFFERENCE_STYLE: CellStyle = { font: { bold: true, color: PROBLEM_RED } };

const PART_NUMBERS: Record<Part, number> = {
  coverTitle: 0,
  title: 1,
  subtitle: 2,
  header: 3,
  body: 4,
  note: 5,
  label: 6,
  line: 7,
  signature: 8,
};
const FORMAT_NUMBERS: Record<CellFormat, number> = { text: 0, general: 1, amount: 2, integer: 3, percent: 4, day: 5 };
const ALIGN_NUMBERS: Record<Align, number> = { left: 0, center: 1, right: 2 };

/** One number for each different paper style: asked for every cell of a million, so no text is built. */
function styleKey(style: PaperStyle): number {
  const flags = (style.bold ? 1 : 0) | (style.total ? 2 : 0) | (style.problem ? 4 : 0) | (style.border ? 8 : 0);
  const kind = (PART_NUMBERS[style.part] * 8 + FORMAT_NUMBERS[style.format]) * 4 + ALIGN_NUMBERS[style.align];
  return (kind * 4 + style.indent) * 16 + flags;
}

/**
 * Numbers the styles that a workbook really uses, in the order of their first use. Number 0 is the library's default style.
 */
export class StyleBook {
  /** The styles in order; the first is number 1. */
  readonly used: CellStyle[] = [];
  readonly #byKey = new Map<number, number>();
  readonly #byLook = new Map<string, number>();

  number(style: PaperStyle): number {
    const key = styleKey(style);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const number = this.#add(cellStyle(style));
    this.#byKey.set(key, number);
    return number;
  }

  /** Two paper styles may come out alike (a bold total is a total); the file numbers looks, not reasons. */
  #add(look: CellStyle): number {
    const key = JSON.stringify(look);
    const known = this.#byLook.get(key);
    if (known !== undefined) return known;
    this.used.push(look);
    this.#byLook.set(key, this.used.length);
    return this.used.length;
  }
}
