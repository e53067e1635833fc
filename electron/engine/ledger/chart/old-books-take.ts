import { Refusal, refuse, sentenceOf } from '#shared/errors.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { type PostedVoucher, postVoucher } from '../vouchers/post.ts';
import type { OldBooksFile } from './old-books-file.ts';
import { fileTakenOn, type JudgedBooks, type JudgedVoucher, judgeOldBooks, type OldChoice } from './old-books-judge.ts';

/** The most a summary may hold. */
const SUMMARY_LENGTH = 100;

/**
 * Posts every `ready` voucher of a voucher list, by day, with the next numbers of their months; its old number stays in the summary.
 * All of them or none. Every row of the file is kept with its verdict; what was left out may come in another file.
 * @param expected how many the person saw as ready; books or file that changed since are shown again first
 * @throws Refusal `ledger.oldBooksTaken` (the same bytes), `ledger.oldBooksNothing`, `ledger.oldBooksChanged`,
 *   `ledger.oldBooksVoucher` (what posting refused), `ledger.accountMissing`
 */
export function takeOldBooks(
  context: WriteContext,
  file: OldBooksFile,
  choice: OldChoice,
  expected: number,
): { vouchers: number; left: number; amount: Fen; first: string; last: string } {
  const { db } = context;
  const at = fileTakenOn(db, file.sha256);
  if (at !== undefined) throw refuse('ledger.oldBooksTaken', { file: file.fileName, at });
  const judged = judgeOldBooks(context, file, choice);
  const ready = judged.vouchers.filter(({ verdict }) => verdict === 'ready');
  if (ready.length === 0) throw refuse('ledger.oldBooksNothing', { file: file.fileName });
  if (ready.length !== expected) throw refuse('ledger.oldBooksChanged', { before: expected, now: ready.length });
  const batchId = keepBatch(context, file, judged);
  const posted = new Map<JudgedVoucher, PostedVoucher>();
  for (const one of ready) {
    const voucher = post(context, one);
    posted.set(one, voucher);
    db.run('INSERT INTO old_vouchers (voucher_id, batch_id, month, number) VALUES (:id, :batchId, :month, :number)', {
      id: voucher.id,
      batchId,
      month: voucher.month,
      number: one.voucher.numberKey,
    });
  }
  keepRows(context, batchId, file, judged, posted);
  const numbers = [...posted.values()].map(({ month, number }) => `${month} ${number}`);
  const result = {
    vouchers: ready.length,
    left: judged.vouchers.length - ready.length,
    amount: sum(ready.map(({ amount }) => amount)),
    first: numbers[0] ?? '',
    last: numbers.at(-1) ?? '',
  };
  context.trail({
    subject: 'importBatch',
    id: batchId,
    label: file.fileName,
    after: { ...result, version: judged.version },
  });
  return result;
}

function post(context: WriteContext, { voucher, entries }: JudgedVoucher): PostedVoucher {
  const { day, number, counterparty, attachmentCount } = voucher;
  if (day === undefined) throw new Error('a voucher without a day is never ready');
  const origin = `（原 ${number.slice(0, 30)}）`;
  const summary = `${(voucher.summary || '旧账凭证').slice(0, SUMMARY_LENGTH - origin.length)}${origin}`;
  try {
    return postVoucher(context, {
      day,
      summary,
      source: 'import',
      attachmentCount,
      counterparty: counterparty.slice(0, 60),
      entries: entries.map((entry) => ({ ...entry, summary: entry.summary ?? summary })),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refuse('ledger.oldBooksVoucher', {
      number: `${day} ${number}`,
      problem: sentenceOf(error.detail).replace(/。$/, ''),
    });
  }
}

function keepBatch({ db, newId, now, operator }: WriteContext, file: OldBooksFile, judged: JudgedBooks): string {
  const id = newId();
  const accounts = judged.accounts.map(({ key, accountId, match }) => ({ key, accountId, match }));
  const { sheet, columns } = file;
  db.run(
    `INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator)
     VALUES (:id, 'ledger', :fileName, :sha256, :mapping, :now, :operator)`,
    {
      id,
      fileName: file.fileName,
      sha256: file.sha256,
      mapping: JSON.stringify({ kind: 'oldBooks', version: judged.version, sheet, columns, accounts }),
      now,
      operator,
    },
  );
  return id;
}

function keepRows(
  { db, newId }: WriteContext,
  batchId: string,
  file: OldBooksFile,
  judged: JudgedBooks,
  posted: ReadonlyMap<JudgedVoucher, PostedVoucher>,
): void {
  const keep = (row: number, source: string[], verdict: string, message: string, record: string | undefined) =>
    db.run(
      `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id)
       VALUES (:id, :batchId, :row, :source, :verdict, :message, :state, :record)`,
      {
        id: newId(),
        batchId,
        row,
        source: JSON.stringify(source),
        verdict,
        message,
        state: record === undefined ? 'ignored' : 'taken',
        record,
      },
    );
  for (const one of judged.vouchers)
    for (const line of one.voucher.lines) keep(line.row, line.source, one.verdict, one.message, posted.get(one)?.id);
  for (const { row, why, source } of file.passedOver) keep(row, source, 'passedOver', why, undefined);
}
