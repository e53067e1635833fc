import type { DuesYearReport } from '#shared/contract/dues.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { reconcileDues } from '../for-review.ts';

export const YEAR_SUMS_SQL = `
  SELECT coalesce(sum(amount), 0) AS levied, coalesce(sum(waived), 0) AS waived, coalesce(sum(paid), 0) AS paid
  FROM levies WHERE month BETWEEN :from AND :to`;
export const YEAR_MEMBERS_SQL = `
  SELECT count(*) AS members FROM members
  WHERE EXISTS (SELECT 1 FROM levies WHERE levies.member_id = members.id AND levies.month BETWEEN :from AND :to)`;

/**
 * The year's dues in one sentence for the members' meeting. Levied, waived, paid and owed are the sums of the lists of the year's
 * twelve months; received is what stands on 会费收入 for the year. The rate is paid ÷ (levied - waived), cut to two decimals,
 * so that it says 100% only when everything came in.
 */
export function readYearReport(db: Readable, year: number): DuesYearReport {
  const range = { from: `${year}-01`, to: `${year}-12` };
  const sums = db.get<{ levied: number; waived: number; paid: number }>(YEAR_SUMS_SQL, range);
  const levied = fen(sums?.levied ?? 0);
  const waived = fen(sums?.waived ?? 0);
  const paid = fen(sums?.paid ?? 0);
  const report = {
    year,
    members: db.get<{ members: number }>(YEAR_MEMBERS_SQL, range)?.members ?? 0,
    levied,
    waived,
    paid,
    owed: fen(levied - waived - paid),
    received: reconcileDues(db, year).net,
  };
  const rate = rateOf(paid, fen(levied - waived));
  return { ...report, ...(rate === undefined ? {} : { rate }), sentence: sentenceOf(report, rate) };
}

/** Hundredths of a percent, cut; undefined when nothing was due. */
export function rateOf(paid: Fen, due: Fen): number | undefined {
  return due <= 0 ? undefined : Number((BigInt(paid) * 10_000n) / BigInt(due));
}

function sentenceOf(report: Omit<DuesYearReport, 'rate' | 'sentence'>, rate: number | undefined): string {
  const { year, members, levied, waived, paid, owed, received } = report;
  const booked = `${year}年账上会费收入 ${formatYuan(received)} 元。`;
  if (levied === 0) return `${year}年没有计提会费；${booked}`;
  const relief = waived > 0 ? `，减免 ${formatYuan(waived)} 元` : '';
  const percent = rate === undefined ? '' : `，收缴率 ${percentText(rate)}`;
  const left = owed > 0 ? `，尚欠 ${formatYuan(owed)} 元` : '';
  return `${year}年会费应收 ${members} 人 ${formatYuan(levied)} 元${relief}，实收 ${formatYuan(paid)} 元${left}${percent}；${booked}`;
}

/** 9950 -> `99.50%`. */
function percentText(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}
