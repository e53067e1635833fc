import type { Month } from '#shared/calendar.ts';
import type { Attachment, AttachmentKind, AttachmentList } from '#shared/contract/ledger/attachments.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../vouchers/post.ts';

interface StoredAttachment {
  id: string;
  name: string;
  kind: AttachmentKind;
  bytes: number;
  attachedAt: string;
  attachedBy: string;
  removedAt: string | null;
  removedBy: string | null;
  removeReason: string | null;
}

export const LIST_ATTACHMENTS = `
  SELECT attachments.id AS id, name, kind, bytes, attached_at AS attachedAt, attached_by AS attachedBy,
         removed_at AS removedAt, removed_by AS removedBy, remove_reason AS removeReason
  FROM attachments JOIN attachment_files ON attachment_files.sha256 = attachments.sha256
  WHERE voucher_id = :voucherId ORDER BY position`;

/** @throws Refusal `request.notFound` (voucher) */
export function listAttachments(db: Readable, voucherId: string): AttachmentList {
  const { open } = readOwner(db, voucherId);
  return { open, rows: db.all<StoredAttachment>(LIST_ATTACHMENTS, { voucherId }).map(attachmentOf) };
}

function attachmentOf({ removedAt, removedBy, removeReason, ...row }: StoredAttachment): Attachment {
  if (removedAt === null) return row;
  return { ...row, removed: { at: removedAt, by: removedBy ?? '', reason: removeReason ?? '' } };
}

/** The voucher that attachments hang at. */
export interface Owner {
  month: Month;
  /** Its month is open. */
  open: boolean;
  source: string;
  /** `2026-03 记-001 三八节慰问品`, as the trail names it. */
  label: string;
}

/** @throws Refusal `request.notFound` */
export function readOwner(db: Readable, voucherId: string): Owner {
  const row = db.get<{ month: Month; number: number | null; summary: string; source: string; status: string }>(
    `SELECT vouchers.month AS month, number, summary, source, periods.status AS status
     FROM vouchers JOIN periods ON periods.month = vouchers.month WHERE vouchers.id = :voucherId`,
    { voucherId },
  );
  if (!row) throw refuse('request.notFound', { what: '凭证' });
  return {
    month: row.month,
    open: row.status === 'open',
    source: row.source,
    label: `${ownerName(row.month, row.number)} ${row.summary}`,
  };
}

/** `2026-03 记-001`; a draft has no number yet. */
export function ownerName(month: Month, number: number | null): string {
  return `${month} ${number === null ? '草稿' : voucherNumber(number)}`;
}

/** One attachment with what is needed to open its file. */
export interface FoundAttachment extends Attachment {
  voucherId: string;
  sha256: string;
}

/** @throws Refusal `request.notFound` */
export function findAttachment(db: Readable, id: string): FoundAttachment {
  const row = db.get<StoredAttachment & { voucherId: string; sha256: string }>(
    `SELECT attachments.id AS id, name, kind, bytes, attached_at AS attachedAt, attached_by AS attachedBy,
            removed_at AS removedAt, removed_by AS removedBy, remove_reason AS removeReason,
            voucher_id AS voucherId, attachments.sha256 AS sha256
     FROM attachments JOIN attachment_files ON attachment_files.sha256 = attachments.sha256 WHERE attachments.id = :id`,
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '附件' });
  return { ...attachmentOf(row), voucherId: row.voucherId, sha256: row.sha256 };
}
