/** `%text%` for `LIKE :pattern ESCAPE '\'` on a lower-case column, with the wildcards of the text itself disarmed. */
export function likePattern(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
