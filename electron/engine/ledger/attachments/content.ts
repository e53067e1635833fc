import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttachmentContent } from '#shared/contract/ledger/attachments.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { refuse } from '#shared/errors.ts';
import { AttachmentProblem } from '../../books/attachment-store.ts';
import type { ChosenFile, ReadContext, WriteContext } from '../../context.ts';
import { fileNameFor, numbered } from './names.ts';
import { type FoundAttachment, findAttachment, readOwner } from './rows.ts';

const MOST_NAMES = 1000;

/**
 * An attachment for showing. One that was removed can still be looked at.
 * @throws Refusal `request.notFound`, `ledger.attachmentPersonal`, `ledger.attachmentMissing`, `ledger.attachmentDamaged`
 */
export function readAttachment(context: ReadContext, id: string): AttachmentContent {
  const found = findAttachment(context.db, id);
  const { source } = readOwner(context.db, found.voucherId);
  // a photo cannot be masked, and the papers of an aid show the family
  if (source === 'hardship' && !PERMISSIONS[context.role].includes('viewPersonal'))
    throw refuse('ledger.attachmentPersonal');
  return { id, name: found.name, kind: found.kind, content: contentOf(context, found).toString('base64') };
}

/**
 * Writes the plain file into a folder the person picked, never over another file.
 * @throws Refusal as {@link readAttachment}, `file.saveFailed`
 */
export function saveAttachment(context: WriteContext, id: string, folder: ChosenFile): string {
  const found = findAttachment(context.db, id);
  const content = contentOf(context, found);
  const fileName = writeNew(folder.path, fileNameFor(found.name, found.kind), content);
  context.trail({
    subject: 'voucher',
    id: found.voucherId,
    label: readOwner(context.db, found.voucherId).label,
    after: { saved: found.name, as: fileName, folder: folder.name },
  });
  return fileName;
}

function contentOf({ db, attachmentStore }: ReadContext, found: FoundAttachment): Buffer {
  try {
    return attachmentStore.read(db, found);
  } catch (error) {
    if (!(error instanceof AttachmentProblem)) throw error;
    const { kind, place } = error;
    throw refuse(kind === 'missing' ? 'ledger.attachmentMissing' : 'ledger.attachmentDamaged', {
      file: found.name,
      place,
    });
  }
}

/** @returns the name it got @throws Refusal `file.saveFailed` */
function writeNew(folder: string, fileName: string, content: Uint8Array): string {
  for (let counter = 1; counter <= MOST_NAMES; counter += 1) {
    const name = numbered(fileName, counter);
    const path = join(folder, name);
    let handle: number;
    try {
      handle = openSync(path, 'wx');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw refuse('file.saveFailed', { file: name });
    }
    try {
      writeFileSync(handle, content, { flush: true });
      return name;
    } catch {
      rmSync(path, { force: true });
      throw refuse('file.saveFailed', { file: name });
    } finally {
      closeSync(handle);
    }
  }
  throw refuse('file.saveFailed', { file: fileName });
}
