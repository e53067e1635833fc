import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { PayrollPreview, PayrollVerdict } from '#shared/contract/dues.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import type { PayrollFile } from './payroll-file.ts';
import {
  isTaken,
  type JudgedLine,
  type Judgement,
  judgePayroll,
  type PayrollBooks,
  type PayrollChoice,
} from './payroll-match.ts';
import { earlierRows, fingerprintOf, sameRows, takenDay } from './payroll-once.ts';
import { postBatch, type ReceiptDraft } from './receipts.ts';

/** What a payroll list would do, row by row; nothing is written. */
export function previewPayroll(
  db: Readable,
  file: PayrollFile,
  input: { month: Month } & PayrollChoice,
): PayrollPreview {
  const { month } = input;
  const { rows, takeable, toCredit, fileSum, statedTotal } = judgePayroll(
    file.lines,
    readPayrollBooks(db, month),
    input,
  );
  const takenBefore = takenDay(db, file.sha256);
  const same = sameRows(db, fingerprintOf(month, file.lines));
  return {
    fileName: file.fileName,
    month,
    rows: rows.map(({ line, number, name, due, paid, credit, verdict, message }) => ({
      ...(line ? { row: line.row } : {}),
      number,
      name,
      due,
      paid,
      credit,
      verdict,
      message,
    })),
    counts: countVerdicts(rows),
    takeable,
    toCredit,
    fileSum,
    ...(statedTotal === undefined ? {} : { statedTotal }),
    ...(takenBefore === undefined ? {} : { takenBefore }),
    ...(same === undefined ? {} : { sameRows: same }),
  };
}

/**
 * Takes a payroll list in: a receipt a member for what its rows cover, one voucher, and every row of the file with its
 * verdict on record.
 * @throws Refusal `dues.fileTakenBefore` (the same bytes, unless that batch was taken back), `dues.rowsTakenBefore` (the same rows
 *   in another file), `dues.nothingToTake`, and those of `postVoucher`
 */
export function takePayroll(
  context: WriteContext,
  file: PayrollFile,
  input: { month: Month; day: Day; attachmentCount: number } & PayrollChoice,
): ValueOf<'dues.takePayroll'> {
  const { db } = context;
  const { month, day, attachmentCount } = input;
  const { fileName, sha256 } = file;
  const at = takenDay(db, sha256);
  if (at !== undefined) throw refuse('dues.fileTakenBefore', { file: fileName, at });
  const fingerprint = fingerprintOf(month, file.lines);
  const same = sameRows(db, fingerprint);
  if (same !== undefined)
    throw refuse('dues.rowsTakenBefore', {
      file: fileName,
      other: same.file,
      day: same.day,
      number: same.voucherNumber,
    });
  const judgement = judgePayroll(file.lines, readPayrollBooks(db, month), input);
  const receipts = receiptsOf(judgement);
  if (receipts.length === 0) throw refuse('dues.nothingToTake', { file: fileName });
  const importBatchId = context.newId();
  db.run(
    `INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator)
     VALUES (:id, 'dues', :fileName, :sha256, :mapping, :now, :operator)`,
    {
      id: importBatchId,
      fileName,
      sha256,
      mapping: JSON.stringify({ sheet: file.sheet, columns: file.columns, month }),
      now: context.now,
      operator: context.operator,
    },
  );
  const { batchId, receiptIds, total, voucher } = postBatch(context, {
    kind: 'payroll',
    day,
    summary: `收${formatMonth(month)}会费（工资代扣 ${receipts.length} 人）`,
    attachmentCount,
    importBatchId,
    fingerprint,
    receipts,
  });
  const receiptOf = new Map(receipts.map(({ memberId }, index) => [memberId, receiptIds[index]]));
  for (const judged of judgement.rows) keepRow(context, { importBatchId, batchId, month }, judged, receiptOf);
  const counts = countVerdicts(judgement.rows);
  const leftOut = judgement.rows.filter((row) => row.line?.kind === 'record' && !isTaken(row)).length;
  const { toCredit } = judgement;
  const result = {
    receipts: receipts.length,
    total,
    toCredit,
    voucherId: voucher.id,
    voucherNumber: voucher.number,
    leftOut,
  };
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `${formatMonth(month)}会费工资代扣 ${fileName}`,
    after: { ...result, month, day, sha256, counts, fileSum: judgement.fileSum, statedTotal: judgement.statedTotal },
  });
  return result;
}

function receiptsOf(judgement: Judgement): ReceiptDraft[] {
  const drafts = new Map<string, { pays: Map<string, Fen>; credit: Fen }>();
  for (const row of judgement.rows) {
    if (row.memberId === undefined || !isTaken(row)) continue;
    const own = drafts.get(row.memberId) ?? { pays: new Map<string, Fen>(), credit: ZERO };
    // two rows of one member make one receipt
    for (const { levyId, amount } of row.allocations) own.pays.set(levyId, fen((own.pays.get(levyId) ?? 0) + amount));
    own.credit = fen(own.credit + row.credit);
    drafts.set(row.memberId, own);
  }
  return [...drafts].map(([memberId, { pays, credit }]) => ({
    memberId,
    allocations: [...pays].map(([levyId, amount]) => ({ levyId, amount })),
    credit,
  }));
}

/** Keeps a row of the file with its verdict; one that was taken also as a payment of its month that is not taken again. */
function keepRow(
  { db, newId }: WriteContext,
  { importBatchId, batchId, month }: { importBatchId: string; batchId: string; month: Month },
  judged: JudgedLine,
  receiptOf: ReadonlyMap<string, string | undefined>,
): void {
  const { line, memberId, verdict, message, paid } = judged;
  if (!line) return;
  const taken = isTaken(judged) && memberId !== undefined;
  db.run(
    `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id)
     VALUES (:id, :importBatchId, :row, :source, :verdict, :message, :state, :recordId)`,
    {
      id: newId(),
      importBatchId,
      row: line.row,
      source: JSON.stringify(line.source),
      verdict,
      message,
      state: taken ? 'taken' : 'ignored',
      recordId: taken ? receiptOf.get(memberId) : undefined,
    },
  );
  if (!taken) return;
  db.run(
    `INSERT INTO dues_payroll_lines (batch_id, row_number, month, member_id, amount)
     VALUES (:batchId, :row, :month, :memberId, :paid)`,
    { batchId, row: line.row, month, memberId, paid },
  );
}

function countVerdicts(rows: readonly JudgedLine[]): Record<PayrollVerdict, number> {
  const counts: Record<PayrollVerdict, number> = {
    paid: 0,
    short: 0,
    over: 0,
    notLevied: 0,
    alreadyPaid: 0,
    repeated: 0,
    unknown: 0,
    mismatch: 0,
    problem: 0,
    total: 0,
    notInList: 0,
  };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

function readPayrollBooks(db: Readable, month: Month): PayrollBooks {
  const levies = new Map<string, { id: string; owed: Fen; waived: Fen }>();
  for (const { memberId, ...levy } of db.all<{ id: string; memberId: string; owed: Fen; waived: Fen }>(
    'SELECT id, member_id AS memberId, amount - paid - waived AS owed, waived FROM levies WHERE month = :month',
    { month },
  )) {
    levies.set(memberId, levy);
  }
  const older = new Map<string, { id: string; month: Month; owed: Fen }[]>();
  for (const { memberId, ...levy } of db.all<{ id: string; memberId: string; month: Month; owed: Fen }>(
    `SELECT id, member_id AS memberId, month, amount - paid - waived AS owed FROM levies INDEXED BY levies_owed
     WHERE paid + waived < amount AND month < :month ORDER BY member_id, month`,
    { month },
  )) {
    const own = older.get(memberId);
    if (own) own.push(levy);
    else older.set(memberId, [levy]);
  }
  return {
    month,
    members: db.all<{ id: string; number: string; name: string }>(
      'SELECT id, number, name FROM members ORDER BY number, name, id',
    ),
    levies,
    older,
    earlier: earlierRows(db, month),
  };
}
