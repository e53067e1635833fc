import { type Day, dayOf, formatMonth, type Month } from '#shared/calendar.ts';
import type { PayrollPreview, PayrollVerdict } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../context.ts';
import type { Readable } from '../database.ts';
import type { PayrollFile } from './payroll-file.ts';
import { type JudgedLine, type Judgement, judgePayroll, type PayrollBooks } from './payroll-match.ts';
import { postBatch, type ReceiptDraft } from './receipts.ts';

/** What a payroll list would do, row by row; nothing is written. */
export function previewPayroll(db: Readable, file: PayrollFile, month: Month): PayrollPreview {
  const { rows, takeable, fileSum, statedTotal } = judgePayroll(file.lines, readPayrollBooks(db, month));
  const takenBefore = takenDay(db, file.sha256);
  return {
    fileName: file.fileName,
    month,
    rows: rows.map(({ line, number, name, due, paid, verdict, message }) => ({
      ...(line ? { row: line.row } : {}),
      number,
      name,
      due,
      paid,
      verdict,
      message,
    })),
    counts: countVerdicts(rows),
    takeable,
    fileSum,
    ...(statedTotal === undefined ? {} : { statedTotal }),
    ...(takenBefore === undefined ? {} : { takenBefore }),
  };
}

/**
 * Takes a payroll list in: a receipt a member for what its rows cover, one voucher, and every row of the file with its
 * verdict on record.
 * @throws Refusal `dues.fileTakenBefore` (the same bytes, unless that batch was taken back), `dues.nothingToTake`, and those of
 *   `postVoucher`
 */
export function takePayroll(
  context: WriteContext,
  file: PayrollFile,
  { month, day, attachmentCount }: { month: Month; day: Day; attachmentCount: number },
): { receipts: number; total: Fen; voucherId: string; voucherNumber: string; leftOut: number } {
  const { db } = context;
  const { fileName, sha256 } = file;
  const at = takenDay(db, sha256);
  if (at !== undefined) throw refuse('dues.fileTakenBefore', { file: fileName, at });
  const judgement = judgePayroll(file.lines, readPayrollBooks(db, month));
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
    receipts,
  });
  const receiptOf = new Map(receipts.map(({ memberId }, index) => [memberId, receiptIds[index]]));
  for (const judged of judgement.rows) keepRow(context, importBatchId, judged, receiptOf);
  const counts = countVerdicts(judgement.rows);
  const leftOut = judgement.rows.filter(
    ({ line, allocations }) => line?.kind === 'record' && allocations.length === 0,
  ).length;
  const result = { receipts: receipts.length, total, voucherId: voucher.id, voucherNumber: voucher.number, leftOut };
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `${formatMonth(month)}会费工资代扣 ${fileName}`,
    after: { ...result, month, day, sha256, counts, fileSum: judgement.fileSum, statedTotal: judgement.statedTotal },
  });
  return result;
}

function receiptsOf(judgement: Judgement): ReceiptDraft[] {
  const amounts = new Map<string, Map<string, Fen>>();
  for (const { memberId, allocations } of judgement.rows) {
    if (memberId === undefined || allocations.length === 0) continue;
    const own = amounts.get(memberId) ?? new Map<string, Fen>();
    // two rows of one member make one receipt
    for (const { levyId, amount } of allocations) own.set(levyId, fen((own.get(levyId) ?? 0) + amount));
    amounts.set(memberId, own);
  }
  return [...amounts].map(([memberId, own]) => ({
    memberId,
    allocations: [...own].map(([levyId, amount]) => ({ levyId, amount })),
  }));
}

function keepRow(
  context: WriteContext,
  batchId: string,
  { line, memberId, verdict, message, allocations }: JudgedLine,
  receiptOf: ReadonlyMap<string, string | undefined>,
): void {
  if (!line) return;
  const taken = allocations.length > 0 && memberId !== undefined;
  context.db.run(
    `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id)
     VALUES (:id, :batchId, :row, :source, :verdict, :message, :state, :recordId)`,
    {
      id: context.newId(),
      batchId,
      row: line.row,
      source: JSON.stringify(line.source),
      verdict,
      message,
      state: taken ? 'taken' : 'ignored',
      recordId: taken ? receiptOf.get(memberId) : undefined,
    },
  );
}

/** The day on which this very file was taken in, unless that was taken back. */
function takenDay(db: Readable, sha256: string): Day | undefined {
  const row = db.get<{ taken_at: string }>(
    `SELECT taken_at FROM import_batches
     WHERE feature = 'dues' AND sha256 = :sha256
       AND EXISTS (SELECT 1 FROM dues_batches WHERE import_batch_id = import_batches.id
                   AND NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE batch_id = dues_batches.id))
     ORDER BY taken_at DESC LIMIT 1`,
    { sha256 },
  );
  return row && dayOf(new Date(row.taken_at));
}

function countVerdicts(rows: readonly JudgedLine[]): Record<PayrollVerdict, number> {
  const counts: Record<PayrollVerdict, number> = {
    paid: 0,
    short: 0,
    over: 0,
    notLevied: 0,
    alreadyPaid: 0,
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
  const levies = new Map<string, { id: string; owed: Fen }>();
  for (const row of db.all<{ id: string; member_id: string; owed: Fen }>(
    'SELECT id, member_id, amount - paid AS owed FROM levies WHERE month = :month',
    { month },
  )) {
    levies.set(row.member_id, row);
  }
  const older = new Map<string, { id: string; month: Month; owed: Fen }[]>();
  for (const row of db.all<{ id: string; member_id: string; month: Month; owed: Fen }>(
    `SELECT id, member_id, month, amount - paid AS owed FROM levies
     WHERE paid < amount AND month < :month ORDER BY member_id, month`,
    { month },
  )) {
    older.set(row.member_id, [...(older.get(row.member_id) ?? []), row]);
  }
  return {
    month,
    members: db.all<{ id: string; number: string; name: string }>(
      'SELECT id, number, name FROM members ORDER BY number, name, id',
    ),
    levies,
    older,
  };
}
