import { setImmediate } from 'node:timers/promises';
import type { Month } from '#shared/calendar.ts';
import type { AttachmentCheck, AttachmentFault } from '#shared/contract/ledger/attachments.ts';
import { AttachmentProblem } from '../../books/attachment-store.ts';
import type { AttachmentStore } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { listKeptPhotos } from '../../members/commands.ts';
import { ownerName } from './rows.ts';

interface KeptFile {
  sha256: string;
  bytes: number;
  name: string;
  month: Month;
  number: number | null;
}

/** Each content once, named by the first voucher that it hangs at; those that were removed too, for their files stay. */
export const KEPT_FILES = `
  SELECT attachment_files.sha256 AS sha256, bytes, name, vouchers.month AS month, vouchers.number AS number, min(attachments.id)
  FROM attachment_files JOIN attachments ON attachments.sha256 = attachment_files.sha256
  JOIN vouchers ON vouchers.id = attachments.voucher_id
  WHERE vouchers.month BETWEEN :from AND :to
  GROUP BY attachment_files.sha256 ORDER BY vouchers.month, vouchers.number, position`;

interface OtherPaper {
  sha256: string;
  bytes: number;
  name: string;
  whose: string;
}

/** What other features keep: a view of the schema, because they already use the ledger and may not be used by it. */
export const OTHER_PAPERS =
  'SELECT sha256, bytes, min(name) AS name, min(whose) AS whose FROM kept_papers GROUP BY sha256 ORDER BY whose, name';

/** One step a file, so that who serves people can let others in between. */
function* walkAttachments(
  db: Readable,
  store: AttachmentStore,
  year?: number,
): Generator<AttachmentFault | undefined, void> {
  const files = db.all<KeptFile>(KEPT_FILES, {
    from: year === undefined ? '' : `${year}-01`,
    to: year === undefined ? '9999' : `${year}-12`,
  });
  for (const { name, month, number, ...file } of files)
    yield faultOf(db, store, file, { name, voucher: ownerName(month, number) });
  // a photo on a member's form and the papers of a hardship file are of no year
  if (year !== undefined) return;
  for (const { number, name, ...file } of listKeptPhotos(db))
    yield faultOf(db, store, file, { name: '照片', voucher: ['会员', number, name].filter(Boolean).join(' ') });
  for (const { name, whose, ...file } of db.all<OtherPaper>(OTHER_PAPERS))
    yield faultOf(db, store, file, { name, voucher: whose });
}

/**
 * Looks at every file that hangs at a voucher (of one year; without a year the members' photos and the papers of hardship
 * files too): it is there, it opens,
 * and its content is what was kept. In one go, for a worker thread.
 */
export function checkAttachments(db: Readable, store: AttachmentStore, year?: number): AttachmentCheck {
  const seen = [...walkAttachments(db, store, year)];
  return { files: seen.length, faults: seen.filter((fault) => fault !== undefined) };
}

/** The same for a request: other requests are let in after every file. */
export async function checkAttachmentsPolitely(
  db: Readable,
  store: AttachmentStore,
  year?: number,
): Promise<AttachmentCheck> {
  const check: { files: number; faults: AttachmentFault[] } = { files: 0, faults: [] };
  for (const fault of walkAttachments(db, store, year)) {
    check.files += 1;
    if (fault) check.faults.push(fault);
    await setImmediate();
  }
  return check;
}

function faultOf(
  db: Readable,
  store: AttachmentStore,
  file: { sha256: string; bytes: number },
  whose: Pick<AttachmentFault, 'name' | 'voucher'>,
): AttachmentFault | undefined {
  try {
    store.read(db, file);
    return undefined;
  } catch (error) {
    if (!(error instanceof AttachmentProblem)) throw error;
    return { ...whose, problem: error.kind, place: error.place };
  }
}
