// Digits may be grouped as people and bank cards write them: `6222 0200-…`.
const GROUPED = (count: string) => `\\d(?:[ -]?\\d)${count}`;

const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // identity card: 17 digits and a check character, or the 15 digits of the first generation (birthday inside)
  [new RegExp(`(?<!\\d)${GROUPED('{16}')}[ -]?[\\dXx](?![\\dXx])`, 'g'), '[identity card]'],
  [/(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g, '[identity card]'],
  // bank card or account
  [new RegExp(`(?<!\\d)${GROUPED('{14,24}')}(?!\\d)`, 'g'), '[bank number]'],
  // mobile phone, with or without 86; then landline with its area code
  [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, '[phone]'],
  [/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, '[phone]'],
];

/**
 * Takes identity-card, bank and phone numbers out of a line before it is logged.
 * Better too much than too little: a long number that is none of these is lost from the log as well.
 */
export function redact(text: string): string {
  return RULES.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement), text);
}
