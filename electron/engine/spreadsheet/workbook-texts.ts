/** Excel's limit for the text of one cell. */
const MAX_TEXT_LENGTH = 32_767;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const NEEDS_CARE = /[^\t\n\x20-\x25\x27-\x3B\x3D\x3F-\x5E\u0060-\uD7FF\uE000-\uFFFD]/;

/**
 * Text as the content of an XML element of a workbook: line ends become `\n`, characters without a shape (control characters,
 * half surrogate pairs) go, and what would read as one of Excel's own escapes (`_x0041_`) is kept literally.
 */
export function xmlText(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(NOT_IN_XML, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Cell text within Excel's limit; a longer one ends with an ellipsis. */
function cellText(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
}

/**
 * Every different text of the workbook once, as the file format wants it. It is the only thing that grows with the data while
 * a workbook is written (some 15 MB for 100,000 different texts); inline texts would not, but several office programs and
 * file viewers show them as blanks.
 */
export class SharedTexts {
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  number(text: string): number {
    this.#uses += 1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** The part of the file that holds the texts, piece by piece. */
  *xml(): Generator<string> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#uses}" uniqueCount="${this.#numbers.size}">`;
    for (const text of this.#numbers.keys()) yield `<si><t xml:space="preserve">${xmlText(cellText(text))}</t></si>`;
    yield '</sst>';
  }
}
