import { readFile, stat } from 'node:fs/promises';
import {
  type AttachmentKind,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS_BYTES,
} from '#shared/contract/ledger/attachments.ts';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from '../../context.ts';
import { kindOf } from './kind.ts';
import { shownName } from './names.ts';

/** A chosen file in memory, fit to be kept. */
export interface Paper {
  name: string;
  kind: AttachmentKind;
  content: Buffer;
}

/**
 * Reads the files that the person chose, all or none.
 * @throws Refusal naming the first file that cannot be taken: `file.gone`, `file.empty`, `ledger.attachmentTooLarge`,
 *   `ledger.attachmentsTooMuch`, `ledger.attachmentUnreadable`, `ledger.attachmentHeic`, `ledger.attachmentOfd`, `ledger.attachmentKind`
 */
export async function readPapers(files: readonly ChosenFile[]): Promise<Paper[]> {
  let total = 0;
  for (const file of files) {
    total += await sizeOf(file);
    if (total > MAX_ATTACHMENTS_BYTES) throw refuse('ledger.attachmentsTooMuch');
  }
  const papers: Paper[] = [];
  for (const file of files) papers.push(await readPaper(file));
  return papers;
}

/** Asked before reading, so that a huge file is never in memory. */
async function sizeOf({ path, name }: ChosenFile): Promise<number> {
  const file = shownName(name);
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(error, file);
  });
  if (!found.isFile()) throw refuse('ledger.attachmentUnreadable', { file });
  if (found.size > MAX_ATTACHMENT_BYTES) throw refuse('ledger.attachmentTooLarge', { file });
  return found.size;
}

async function readPaper({ path, name }: ChosenFile): Promise<Paper> {
  const file = shownName(name);
  const content = await readFile(path).catch((error: unknown) => {
    throw unreadable(error, file);
  });
  if (content.length === 0) throw refuse('file.empty', { file });
  // it may have grown since
  if (content.length > MAX_ATTACHMENT_BYTES) throw refuse('ledger.attachmentTooLarge', { file });
  const kind = kindOf(content);
  if (kind === 'heic') throw refuse('ledger.attachmentHeic', { file });
  if (kind === 'ofd') throw refuse('ledger.attachmentOfd', { file });
  if (kind === 'other') throw refuse('ledger.attachmentKind', { file });
  return { name: file, kind, content };
}

function unreadable(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return error.code === 'ENOENT' ? refuse('file.gone') : refuse('ledger.attachmentUnreadable', { file });
}
