import { formatMonth } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import { hashOfContent } from '../../books/attachment-seal.ts';
import { reasonOf } from '../../books/disk.ts';
import type { WriteContext } from '../../context.ts';
import type { Paper } from './chosen.ts';
import { findAttachment, type Owner, readOwner } from './rows.ts';

/**
 * Hangs papers at a voucher, all or none. The files are kept before the rows are committed, so that no row is ever without its
 * file; a file whose row is not committed goes away again.
 * @throws Refusal `request.notFound`, `ledger.periodClosed`, `ledger.attachmentTwice`, `ledger.attachmentNotKept`
 */
export function attachPapers(context: WriteContext, voucherId: string, papers: readonly Paper[]): void {
  const { db } = context;
  const owner = readOwner(db, voucherId);
  assertOwnerOpen(owner);
  let position =
    db.get<{ last: number | null }>('SELECT max(position) AS last FROM attachments WHERE voucher_id = :voucherId', {
      voucherId,
    })?.last ?? 0;
  const attached = papers.map(({ name, kind, content }) => {
    const sha256 = hashOfContent(content);
    const other = db.get<{ name: string }>(
      'SELECT name FROM attachments WHERE voucher_id = :voucherId AND sha256 = :sha256 AND removed_at IS NULL',
      { voucherId, sha256 },
    );
    if (other) throw refuse('ledger.attachmentTwice', { file: name, other: other.name });
    keepContent(context, { kind, content }, 'ledger.attachmentNotKept');
    position += 1;
    db.run(
      `INSERT INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by)
       VALUES (:id, :voucherId, :position, :sha256, :name, :now, :operator)`,
      { id: context.newId(), voucherId, position, sha256, name, now: context.now, operator: context.operator },
    );
    return { name, kind, bytes: content.length, sha256 };
  });
  context.trail({ subject: 'voucher', id: voucherId, label: owner.label, after: { attached } });
}

/**
 * Takes an attachment off its voucher. The row stays with who, when and why, and the file stays.
 * @returns the voucher's id
 * @throws Refusal `request.notFound`, `ledger.periodClosed`, `ledger.attachmentRemoved`
 */
export function removeAttachment(context: WriteContext, id: string, reason: string): string {
  const { db } = context;
  const { voucherId, name, sha256, removed } = findAttachment(db, id);
  if (removed) throw refuse('ledger.attachmentRemoved', { file: name });
  const owner = readOwner(db, voucherId);
  assertOwnerOpen(owner);
  db.run('UPDATE attachments SET removed_at = :now, removed_by = :operator, remove_reason = :reason WHERE id = :id', {
    id,
    now: context.now,
    operator: context.operator,
    reason,
  });
  context.trail({
    subject: 'voucher',
    id: voucherId,
    label: owner.label,
    before: { attachment: { name, sha256 } },
    after: { removed: name, reason },
  });
  return voucherId;
}

/** @throws Refusal `ledger.periodClosed` */
export function assertOwnerOpen({ month, open }: Owner): void {
  if (!open) throw refuse('ledger.periodClosed', { month: formatMonth(month) });
}

/**
 * Keeps a content in the encrypted store, with its row; whose it is the caller writes in the same transaction.
 * @returns its hash
 * @throws Refusal `notKept` when the file could not be written
 */
export function keepContent(
  { db, attachmentStore, now }: WriteContext,
  { kind, content }: Pick<Paper, 'kind' | 'content'>,
  notKept: 'ledger.attachmentNotKept' | 'hardship.paperNotKept',
): string {
  const sha256 = keep();
  db.run(
    `INSERT INTO attachment_files (sha256, kind, bytes, kept_at) VALUES (:sha256, :kind, :bytes, :now)
     ON CONFLICT (sha256) DO NOTHING`,
    { sha256, kind, bytes: content.length, now },
  );
  return sha256;

  function keep(): string {
    try {
      return attachmentStore.keep(db, content);
    } catch (error) {
      throw refuse(notKept, { reason: reasonOf(error) });
    }
  }
}
