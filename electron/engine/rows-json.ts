/**
 * Rows as one JSON text, for `INSERT … SELECT value ->> 0, … FROM json_each(:rows)`: handing thousands of rows over one by one takes
 * half as long again or more. Half a surrogate pair, which a damaged file may bring in, becomes U+FFFD, as in a text that is bound.
 */
export function rowsAsJson(rows: readonly (readonly unknown[])[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
