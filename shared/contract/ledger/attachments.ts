import { z } from 'zod';
import { fileToken, id, text, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** What a file is, told by its content. */
export const ATTACHMENT_KINDS = ['jpeg', 'png', 'webp', 'pdf'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
/** So many files, and so many bytes together, are taken at once. */
export const MAX_ATTACHMENT_FILES = 20;
export const MAX_ATTACHMENTS_BYTES = 100 * 1024 * 1024;

/** A photo or PDF at a voucher. */
export interface Attachment {
  id: string;
  /** What the file was called. */
  name: string;
  kind: AttachmentKind;
  bytes: number;
  /** ISO UTC. */
  attachedAt: string;
  attachedBy: string;
  /** Set when it was taken off the voucher; the row and the file stay. */
  removed?: { at: string; by: string; reason: string };
}

export interface AttachmentList {
  /** The month of the voucher is open, so that attachments may be added and removed. */
  open: boolean;
  /** In the order in which they were added, those that were removed too. */
  rows: Attachment[];
}

export interface AttachmentContent {
  id: string;
  name: string;
  kind: AttachmentKind;
  /** The file itself, base64: the one form that a MessagePort and JSON both carry. */
  content: string;
}

/** A file that is not as it was kept. */
export interface AttachmentFault {
  name: string;
  /** `2026-03 记-001`, or 草稿 with its summary; `会员 1001 李明` for a photo on a member's form, `困难档案 困-2026-001`. */
  voucher: string;
  problem: 'missing' | 'damaged';
  /** `附件/3f/3f….xja`, from the books' folder. */
  place: string;
}

export interface AttachmentCheck {
  /** How many files were looked at. */
  files: number;
  faults: AttachmentFault[];
}

export const attachmentsOperations = {
  /** Takes all the files or none. JPG, PNG, WebP and PDF, at most 20 MB each; the voucher's month must be open. */
  'ledger.attachFiles': write(
    'keep',
    z.strictObject({
      voucherId: id,
      files: z.array(fileToken).min(1, '没有选择').max(MAX_ATTACHMENT_FILES, `一次最多 ${MAX_ATTACHMENT_FILES} 个`),
    }),
    output<AttachmentList>(),
  ),
  'ledger.listAttachments': read('view', z.strictObject({ voucherId: id }), output<AttachmentList>()),
  /** Papers of 困难帮扶 need the right to see personal files. */
  'ledger.readAttachment': read('view', z.strictObject({ id }), output<AttachmentContent>()),
  /** Takes it off its voucher while the month is open. The row is kept with who, when and why; the file stays. */
  'ledger.removeAttachment': write('keep', z.strictObject({ id, reason: text(100) }), output<AttachmentList>()),
  /** Writes the plain file into a folder the person picked, under a name that is free. */
  'ledger.saveAttachment': write(
    'keep',
    z.strictObject({ id, folder: fileToken }),
    output<{ fileName: string; folderName: string }>(),
  ),
  /** Opens every file (of one year's vouchers; without a year the members' photos too) and compares it with what was kept. */
  'ledger.checkAttachments': read('review', z.strictObject({ year: yearField.optional() }), output<AttachmentCheck>()),
};
