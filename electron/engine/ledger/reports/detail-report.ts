import { yearOf } from '#shared/calendar.ts';
import {
  balanceSide,
  type DetailLine,
  type Report,
  type ReportColumn,
  type ReportRow,
} from '#shared/contract/ledger.ts';
import { fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { type Detail, detailLines, layOutDetail } from './detail.ts';
import { amount, assertLines, BOOK, day, PENDING_NOTE, periodOf, text } from './report.ts';

/**
 * 明细账 as a whole: for paper and for workbooks.
 * @param most how many lines it may have
 * @throws Refusal `ledger.reportTooLong`, and those of {@link layOutDetail}
 */
export function detailReport(
  db: Readable,
  choice: Extract<Report['choice'], { kind: 'detail' }>,
  most: number,
): Report {
  const detail = layOutDetail(db, choice.accountId, choice.from, choice.to);
  const { code, name } = detail.account;
  const title = `明细账 ${code} ${name}`;
  assertLines(title, detail.total, most);
  return {
    ...BOOK,
    choice,
    title,
    period: periodOf(detail.from, detail.to),
    columns: columnsOf(detail),
    rows: rowsOf(db, detail),
    notes: detail.pending ? [PENDING_NOTE] : [],
    landscape: true,
  };
}

function columnsOf({ account }: Detail): ReportColumn[] {
  return [
    day('day', '日期'),
    { ...text('number', '凭证号', 9), centered: true },
    text('summary', '摘要', 32),
    ...(account.detail ? [] : [text('account', '明细科目', 22)]),
    text('counter', '对方科目', 22),
    amount('debit', '借方'),
    amount('credit', '贷方'),
    { ...text('side', '方向', 5), centered: true },
    amount('balance', '余额'),
  ];
}

/** Rows with the formulas of their totals: 本月合计 adds up its entries, 本年累计 the one before it and its month. */
function rowsOf(db: Readable, detail: Detail): ReportRow[] {
  const rows: ReportRow[] = [];
  let entries: string[] = [];
  let yearTotal: { key: string; year: number } | undefined;
  for (const line of detailLines(db, detail)) {
    if (line.kind === 'entry') entries.push(line.key);
    if (line.kind === 'monthTotal') rows.push({ ...rowOf(line), sums: both(entries) });
    else if (line.kind === 'yearTotal') {
      const year = yearOf(line.day);
      const parts = yearParts(detail, yearTotal?.year === year ? yearTotal.key : undefined, line);
      rows.push({ ...rowOf(line), ...(parts ? { sums: both(parts) } : {}) });
      yearTotal = { key: line.key, year };
      entries = [];
    } else rows.push(rowOf(line));
  }
  return rows;
}

const both = (plus: readonly string[]) => ({ plus, minus: [], columns: ['debit', 'credit'] });

/** @returns undefined where turnover before the range, which stands on no row, is part of the sum */
function yearParts({ months }: Detail, before: string | undefined, { key }: DetailLine): string[] | undefined {
  const monthKey = key.replace('yearTotal', 'monthTotal');
  if (before !== undefined) return [before, monthKey];
  const at = months.find(({ month }) => monthKey === `monthTotal-${month}`);
  return at && at.debit === at.yearDebit && at.credit === at.yearCredit ? [monthKey] : undefined;
}

function rowOf(line: DetailLine): ReportRow {
  const isEntry = line.kind === 'entry';
  return {
    key: line.key,
    texts: {
      day: line.day,
      number: line.number,
      summary: line.summary,
      account: line.accountName,
      counter: line.counterAccount,
      side: balanceSide(line.balance),
    },
    amounts: {
      ...(line.kind === 'opening' ? {} : sidesOf(line)),
      balance: fen(Math.abs(line.balance)),
    },
    level: 0,
    look: isEntry ? 'line' : line.kind === 'opening' ? 'soft' : 'total',
    ...(line.voucherId === undefined ? {} : { drill: { voucherId: line.voucherId } }),
  };
}

/** An entry has one side, the other stays blank; totals have both. */
function sidesOf({ kind, debit, credit }: DetailLine): ReportRow['amounts'] {
  if (kind !== 'entry') return { debit, credit };
  return debit === 0 ? { credit } : { debit };
}
