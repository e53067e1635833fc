import type { Day } from '#shared/calendar.ts';
import type { VoucherSource } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';

// What both plain-text exports are made of.

/** Every posted entry by month, number and line. */
export const JOURNAL_ROWS = `
  SELECT vouchers.id AS id, vouchers.month AS month, vouchers.day AS day, vouchers.number AS number, vouchers.summary AS summary,
         vouchers.source AS source, entries.account_id AS accountId, entries.summary AS entrySummary, entries.debit - entries.credit AS amount,
         funds.name AS fund
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id LEFT JOIN funds ON funds.id = entries.fund_id
  WHERE vouchers.status = 'posted' ORDER BY vouchers.month, vouchers.number, entries.line`;

export interface JournalRow {
  id: string;
  month: string;
  day: Day;
  number: number;
  summary: string;
  source: VoucherSource;
  accountId: string;
  entrySummary: string;
  amount: Fen;
  /** 专项资金 */
  fund: string | null;
}

/** One line without what the format would read as its own: line breaks, two spaces, and the given signs. */
export function oneLine(text: string, signs?: RegExp): string {
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return (signs ? plain.replace(signs, ' ') : plain).replace(/\s+/g, ' ').trim();
}
