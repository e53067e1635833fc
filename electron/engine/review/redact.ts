import { maskBankAccount, maskIdentityCard, maskPhone } from '#shared/mask.ts';

// Personal numbers that somebody typed into a summary or a ground: identity cards (18 digits with a birthday, the last may be
// X), mobile numbers, bank cards (16, 17 or 19 digits). Invoice numbers (8 or 20 digits) stay.
const IDENTITY_CARD = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
const BANK_CARD = /(?<!\d)\d{4}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)/g;
const MOBILE = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g;

/** The text with such numbers masked: `付 330203********9699 慰问金`. */
export function withoutNumbers(text: string): string {
  if (!/\d{3}/.test(text)) return text;
  return text
    .replace(IDENTITY_CARD, (number) => maskIdentityCard(number))
    .replace(BANK_CARD, (number) => maskBankAccount(number))
    .replace(MOBILE, (number) => maskPhone(number.replace(/[ -]/g, '')));
}
