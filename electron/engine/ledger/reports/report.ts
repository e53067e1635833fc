import { formatMonth, type Month } from '#shared/calendar.ts';
import type { Report, ReportColumn } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';

// What all reports have in common.

/** Who signs a statement (签章行 of the 2009 forms, rules.md 3.4). */
export const STATEMENT_SIGNATURES = ['工会主席', '财务负责人', '复核', '制表'] as const;
/** Who signs a page of the books. */
export const BOOK_SIGNATURES = ['会计', '复核'] as const;

/** More lines than these are no page for a screen or a printer; a workbook takes them. */
export const MOST_LINES = 5000;

/** @throws Refusal `ledger.reportTooLong` */
export function assertLines(title: string, lines: number, most: number): void {
  if (lines > most) throw refuse('ledger.reportTooLong', { report: title, most });
}

export function periodOf(from: Month, to: Month): string {
  return from === to ? formatMonth(from) : `${formatMonth(from)}至${formatMonth(to)}`;
}

export const text = (key: string, title: string, width: number): ReportColumn => ({ key, title, width, kind: 'text' });
export const day = (key: string, title: string): ReportColumn => ({
  key,
  title,
  width: 11,
  kind: 'day',
  centered: true,
});
export const amount = (key: string, title: string, width = 16): ReportColumn => ({ key, title, width, kind: 'amount' });

/** The fields of a page of the books; statements say more. */
export const BOOK = { formNumber: '', remark: '', notes: [], signatures: BOOK_SIGNATURES } satisfies Partial<Report>;

/** Said under a report whose opening holds what the year-end closing has still to distribute. */
export const PENDING_NOTE = '上年还没有办理年度结转，上年收支差额暂列在「本年收支结转」的年初数里。';
