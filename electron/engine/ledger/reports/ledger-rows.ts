import type { Day, Month } from '#shared/calendar.ts';
import { SOURCE_LABELS, type VoucherSource } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import type { CellSpec, ColumnSpec, RowSpec } from '../../spreadsheet/workbook.ts';
import { voucherNumber } from '../vouchers/post.ts';

// The two long lists of the ledger's workbook: vouchers and entries.

export const text = (header: string, width: number): ColumnSpec => ({ header, width, kind: 'text' });
export const amount = (header: string): ColumnSpec => ({ header, width: 16, kind: 'amount' });
export const day: ColumnSpec = { header: '日期', width: 11, kind: 'day' };
export const count = (header: string): ColumnSpec => ({ header, width: 9, kind: 'integer' });

export const EXPORT_VOUCHERS = `
  SELECT vouchers.month AS month, vouchers.number AS number, vouchers.day AS day, vouchers.summary AS summary, vouchers.source AS source,
         vouchers.counterparty AS counterparty, vouchers.attachment_count AS attachments, vouchers.prepared_by AS preparedBy,
         coalesce(resolutions.number, '') AS resolution, original.month AS originalMonth, original.number AS originalNumber, vouchers.amount AS amount
  FROM vouchers LEFT JOIN resolutions ON resolutions.id = vouchers.resolution_id LEFT JOIN vouchers AS original ON original.id = vouchers.reverses_id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted' ORDER BY vouchers.month, vouchers.number`;

export const EXPORT_ENTRIES = `
  SELECT vouchers.month AS month, vouchers.number AS number, vouchers.day AS day, entries.line AS line, accounts.code AS code, accounts.name AS name,
         entries.summary AS summary, entries.debit AS debit, entries.credit AS credit, coalesce(funds.name, '') AS fund, vouchers.source AS source
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id CROSS JOIN accounts ON accounts.id = entries.account_id
       LEFT JOIN funds ON funds.id = entries.fund_id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted' ORDER BY vouchers.month, vouchers.number, entries.line`;

export const EXPORT_TOTALS = `
  SELECT count(*) AS entries, coalesce(sum(entries.debit), 0) AS debit, coalesce(sum(entries.credit), 0) AS credit
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'`;

interface VoucherRow {
  month: Month;
  number: number;
  day: Day;
  summary: string;
  source: VoucherSource;
  counterparty: string;
  attachments: number;
  preparedBy: string;
  resolution: string;
  originalMonth: Month | null;
  originalNumber: number | null;
  amount: Fen;
}
interface EntryRow {
  month: Month;
  number: number;
  day: Day;
  line: number;
  code: string;
  name: string;
  summary: string;
  debit: Fen;
  credit: Fen;
  fund: string;
  source: VoucherSource;
}

export const VOUCHER_COLUMNS: readonly ColumnSpec[] = [
  text('月份', 9),
  text('凭证号', 9),
  day,
  text('摘要', 34),
  text('来源', 10),
  text('对方', 18),
  count('附件张数'),
  text('制单', 9),
  text('决议文号', 18),
  text('冲销凭证', 16),
  amount('金额'),
];

/** Every voucher of a year, drawn while the file is written. */
export function* voucherRows(db: Readable, range: { from: Month; to: Month }): Generator<RowSpec> {
  for (const row of db.iterate<VoucherRow>(EXPORT_VOUCHERS, range)) {
    const reverses =
      row.originalMonth && row.originalNumber ? `${row.originalMonth} ${voucherNumber(row.originalNumber)}` : '';
    yield [
      { text: row.month },
      { text: voucherNumber(row.number) },
      { day: row.day },
      { text: row.summary },
      { text: SOURCE_LABELS[row.source] },
      { text: row.counterparty },
      { integer: row.attachments },
      { text: row.preparedBy },
      { text: row.resolution },
      { text: reverses },
      { fen: row.amount },
    ];
  }
}

export const ENTRY_COLUMNS: readonly ColumnSpec[] = [
  text('月份', 9),
  text('凭证号', 9),
  day,
  count('行号'),
  text('编号', 12),
  text('科目', 24),
  text('摘要', 34),
  amount('借方'),
  amount('贷方'),
  text('专项资金', 18),
  text('来源', 10),
];

/** Every entry of a year. */
export function* entryRows(db: Readable, range: { from: Month; to: Month }): Generator<RowSpec> {
  for (const row of db.iterate<EntryRow>(EXPORT_ENTRIES, range)) {
    const blankZero = (value: Fen): CellSpec => (value === 0 ? null : { fen: value });
    yield [
      { text: row.month },
      { text: voucherNumber(row.number) },
      { day: row.day },
      { integer: row.line },
      { text: row.code },
      { text: row.name },
      { text: row.summary },
      blankZero(row.debit),
      blankZero(row.credit),
      { text: row.fund },
      { text: SOURCE_LABELS[row.source] },
    ];
  }
}
