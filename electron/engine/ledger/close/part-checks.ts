import type { Month } from '#shared/calendar.ts';
import type { CloseItem } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { dueCards } from '../assets/depreciation.ts';
import { assetTies } from '../assets/register.ts';
import { readRules } from '../assets/settings.ts';
import { cashCountState } from '../bank/cash-count.ts';
import { reconciliationState } from '../bank/reconciliation.ts';
import { countUnreviewed, secondReviewRequired } from '../vouchers/reviews.ts';
import { must, should } from './close-item.ts';
import { nameMonths } from './periods.ts';

/** What the other parts of the ledger have to say before months are closed: review, bank, cash, assets. */
export function partChecks(db: Readable, months: readonly Month[]): CloseItem[] {
  return [
    ...reviewChecks(db, months),
    ...bankChecks(db, months),
    ...cashChecks(db, months),
    ...assetChecks(db, months),
  ];
}

function reviewChecks(db: Readable, months: readonly Month[]): CloseItem[] {
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined || !secondReviewRequired(db)) return [];
  const open = countUnreviewed(db, from, to);
  return [must('凭证都已审核', open === 0, `${open} 张凭证还没有第二人审核，请先在「凭证」里审核`)];
}

/**
 * A statement that was taken in must prove itself. A month without one is only pointed out: not every bank gives a file every
 * month, and the books themselves may be right.
 */
function bankChecks(db: Readable, months: readonly Month[]): CloseItem[] {
  const states = months.map((month) => ({ month, ...reconciliationState(db, month) })).filter(({ needed }) => needed);
  const last = states.at(-1);
  if (!last) return [];
  const without = states.filter(({ hasStatement }) => !hasStatement);
  const wrong = states.filter(({ hasStatement, balanced }) => hasStatement && !balanced);
  return [
    should(
      '有银行对账单',
      without.length === 0,
      `${nameMonths(without.map(({ month }) => month))}没有导入银行对账单，账上的银行存款没有和银行核对`,
    ),
    must(
      '银行余额调节相符',
      wrong.length === 0,
      wrong
        .map(({ month, difference }) => `${nameMonths([month])}的余额调节表相差 ${formatYuan(difference)} 元`)
        .join('，'),
    ),
    should(
      '银行已收付的都已记账',
      !last.hasStatement || last.unmatchedLines === 0,
      `${last.unmatchedLines} 笔银行流水还没有记账，请在「现金银行」里补记`,
    ),
    should('没有跨月的未达账', last.unmatchedOld === 0, `${last.unmatchedOld} 笔未达账项是上月以前的，请查明`),
  ];
}

function cashChecks(db: Readable, months: readonly Month[]): CloseItem[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  const { needed, counted, unbooked } = cashCountState(db, last);
  if (!needed) return [];
  return [
    should('现金已盘点', counted, `${nameMonths([last])}还没有盘点现金`),
    should('盘点差额已处理', unbooked === 0, `现金盘点${unbooked > 0 ? '长款' : '短款'}还没有入账`),
  ];
}

function assetChecks(db: Readable, months: readonly Month[]): CloseItem[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  const ties = assetTies(db, last).filter(({ at }) => at === 'now');
  if (ties.every(({ cards }) => cards === 0)) return [];
  const apart = ties.filter(({ what, difference }) => what !== 'net' && difference !== 0);
  const due = readRules(db).depreciation === 'straightLine' ? dueCards(db, last).length : 0;
  return [
    should('固定资产已提折旧', due === 0, `${due} 项固定资产还没有提到${nameMonths([last])}的折旧`),
    should(
      '固定资产账卡相符',
      apart.length === 0,
      apart.map(({ account, difference }) => `卡片与「${account}」相差 ${formatYuan(difference)} 元`).join('，'),
    ),
  ];
}
