import { type Fen, plainYuan } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/**
 * An amount in the capital numerals of receipts and vouchers: 1640902 fen -> `壹万陆仟肆佰零玖元零贰分`.
 * The word 人民币 is not included: the form prints it (a text without a form has to put it in front).
 *
 * Rules: 《会计基础工作规范》第五十二条 and 《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》第一至五条.
 * - 整 after 元 and after 角, never after 分. (The first text demands it after 角, the second permits it.)
 * - One 零 for any run of zeros between two digits of the yuan, 万 and 亿 places included: 107,000.53 is
 *   `壹拾万零柒仟元伍角叁分`. (The second text leaves 零 at the 万 place open, the first demands it.)
 * - 零 between 元 and 分 when there is no 角: 325.04 is `叁佰贰拾伍元零肆分`.
 * - No 零 between 元 and 角 when the yuan end in 0: 1,680.32 is `壹仟陆佰捌拾元叁角贰分`. (Both texts leave it open.)
 * - Below one yuan the 元 is left out (`伍角整`, `伍分`); nothing at all is `零元整`; a refund begins with 负.
 */
export function uppercaseAmount(amount: Fen): string {
  const [whole = '', decimals = ''] = plainYuan(amount).replace('-', '').split('.');
  const jiao = Number(decimals[0]);
  const cent = Number(decimals[1]);
  let text = whole === '0' ? '' : `${uppercaseWhole(whole)}元`;
  if (jiao > 0) text += `${DIGITS.charAt(jiao)}角`;
  if (cent > 0) text += `${jiao === 0 && text !== '' ? '零' : ''}${DIGITS.charAt(cent)}分`;
  if (text === '') text = '零元';
  if (cent === 0) text += '整';
  return (amount < 0 ? '负' : '') + text;
}

/** Decimal digits without leading zeros, from 1 up, to numerals: `10203` -> `壹万零贰佰零叁`. */
function uppercaseWhole(digits: string): string {
  let text = '';
  let pendingZero = false;
  let sectionHasDigit = false;
  for (let index = 0; index < digits.length; index += 1) {
    const place = digits.length - 1 - index;
    const digit = Number(digits[index]);
    if (digit === 0) {
      pendingZero = true;
    } else {
      text += `${pendingZero ? '零' : ''}${DIGITS.charAt(digit)}${PLACES[place % 4]}`;
      pendingZero = false;
      sectionHasDigit = true;
    }
    // 万 closes a section of four that holds a digit; 亿 stands whenever anything is above it (壹万亿).
    if (place % 4 !== 0) continue;
    if (place === 8) text += '亿';
    else if (place > 0 && sectionHasDigit) text += '万';
    sectionHasDigit = false;
  }
  return text;
}
