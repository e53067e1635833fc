import { addMonths, formatMonth, lastDay, type Month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { CloseItem } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readPaymentRules } from '../../union/commands.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readTrialBalance } from '../reports/trial-balance.ts';
import { findMiscounts } from '../reports/turnover.ts';
import { balanceThrough } from '../vouchers/money-check.ts';
import { must, should } from './close-item.ts';
import { partChecks } from './part-checks.ts';
import { nameMonths } from './periods.ts';

/**
 * What stands in the way of closing up to and including `until`, month by month in order.
 * @returns the open months that would be closed, and the findings; only blocking ones bar closing
 * @throws Refusal `ledger.periodMissing`, `ledger.alreadyClosed`
 */
export function readCloseChecklist(
  { db, today }: Pick<ReadContext, 'db' | 'today'>,
  until: Month,
): { months: Month[]; items: CloseItem[]; canClose: boolean } {
  const months = openMonthsUntil(db, until);
  // also when January of the next year is asked for: its December must be carried forward first
  const december = months.find((at) => monthNumber(at) === 12);
  const items: CloseItem[] = [
    {
      label: '按月份顺序',
      ok: true,
      blocking: false,
      detail: `将结 ${nameMonths(months)}`,
    },
    ...(december !== undefined
      ? [
          {
            label: '12 月随年度结转',
            ok: false,
            blocking: true,
            detail: `${formatMonth(december)}在办理 ${yearOf(december)} 年度结转时一并结账`,
          },
        ]
      : []),
    ...checksOf(db, months, today),
  ];
  return { months, items, canClose: items.every((item) => item.ok || !item.blocking) };
}

/** @throws Refusal `ledger.periodMissing`, `ledger.alreadyClosed` */
export function openMonthsUntil(db: Readable, until: Month): Month[] {
  const period = db.get<{ status: string }>('SELECT status FROM periods WHERE month = :until', { until });
  if (!period) throw refuse('ledger.periodMissing', { month: formatMonth(until) });
  if (period.status === 'closed') throw refuse('ledger.alreadyClosed', { month: formatMonth(until) });
  return db
    .all<{ month: Month }>("SELECT month FROM periods WHERE month <= :until AND status = 'open' ORDER BY month", {
      until,
    })
    .map((row) => row.month);
}

/** The checks of some consecutive open months: first those that bar closing, then what is worth a look. */
export function checksOf(db: Readable, months: readonly Month[], today: ReadContext['today']): CloseItem[] {
  const from = months[0];
  const to = months.at(-1);
  if (from === undefined || to === undefined) return [];
  const count = countVouchers(db, from, to);
  const { largeExpense } = readPaymentRules(db);
  const miscounts = findMiscounts(db, from, to);
  const balanced = readTrialBalance(db, from, to).balanced;
  const short = months.filter(
    (at) => balanceThrough(db, ACCOUNT.cash, at) < 0 || balanceThrough(db, ACCOUNT.bank, at) < 0,
  );
  const large = countLargeWithoutResolution(db, from, to, largeExpense);
  const over = lastDay(to) < today;
  return [
    must('没有未记账的凭证', count.drafts === 0, `${count.drafts} 张凭证还没有记账`),
    must('凭证号连续', count.gaps === 0, `${count.gaps} 个月的凭证号不连续`),
    must('试算平衡', balanced, '科目余额表借贷不平，请先备份并联系维护人员'),
    must(
      '汇总与凭证相符',
      miscounts.length === 0,
      `${miscounts.map(({ code, name }) => `${code} ${name}`).join('、')}的汇总与凭证不符`,
    ),
    must('现金、银行存款不为负', short.length === 0, `${nameMonths(short)}末余额为负`),
    ...partChecks(db, months),
    should('月份已经过完', over, `今天是 ${today}，${formatMonth(to)}还没过完，结账后不能再补记`),
    should('已有凭证', count.emptyMonths.length === 0, `${nameMonths(count.emptyMonths)}没有凭证`),
    should('凭证都有附件', count.bare === 0, `${count.bare} 张收支凭证的附件张数是 0`),
    should('大额支出有集体决议', large === 0, `${large} 笔满 ${formatYuan(largeExpense)} 元的支出没有对应决议`),
  ];
}

export const COUNT_VOUCHERS = `
  SELECT month, sum(status = 'draft') AS drafts, sum(status = 'posted') AS posted, coalesce(max(number), 0) AS last,
         sum(status = 'posted' AND attachment_count = 0 AND source NOT IN ('reversal', 'closing')) AS bare
  FROM vouchers WHERE month BETWEEN :from AND :to GROUP BY month`;

function countVouchers(
  db: Readable,
  from: Month,
  to: Month,
): { drafts: number; gaps: number; bare: number; emptyMonths: Month[] } {
  const rows = db.all<{ month: Month; drafts: number; posted: number; last: number; bare: number }>(COUNT_VOUCHERS, {
    from,
    to,
  });
  const emptyMonths: Month[] = [];
  for (let at = from; at <= to; at = addMonths(at, 1)) if (!rows.some((row) => row.month === at)) emptyMonths.push(at);
  return {
    drafts: rows.reduce((total, row) => total + row.drafts, 0),
    gaps: rows.filter((row) => row.last !== row.posted).length,
    bare: rows.reduce((total, row) => total + row.bare, 0),
    emptyMonths,
  };
}

// Reversed payments and their reversals cancel out and need no resolution any more.
export const LARGE_WITHOUT_RESOLUTION = `
  SELECT count(*) AS vouchers FROM vouchers
  WHERE month BETWEEN :from AND :to AND status = 'posted' AND resolution_id IS NULL AND source NOT IN ('reversal', 'closing')
    AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = vouchers.id)
    AND (SELECT coalesce(sum(entries.debit), 0) FROM entries CROSS JOIN accounts ON accounts.id = entries.account_id
         WHERE entries.voucher_id = vouchers.id AND accounts.class = 'expense') >= :largeExpense`;

function countLargeWithoutResolution(db: Readable, from: Month, to: Month, largeExpense: number): number {
  return db.get<{ vouchers: number }>(LARGE_WITHOUT_RESOLUTION, { from, to, largeExpense })?.vouchers ?? 0;
}
