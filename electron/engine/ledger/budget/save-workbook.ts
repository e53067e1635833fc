import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from '../../context.ts';

/**
 * Writes a small workbook into a folder that the person picked; an older one of the same name is replaced only by a whole new one.
 * @throws Refusal `file.saveFailed`
 */
export function saveWorkbook(folder: ChosenFile, fileName: string, bytes: Uint8Array): void {
  const partial = join(folder.path, `${fileName}.${randomUUID()}.part`);
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, join(folder.path, fileName));
  } catch {
    rmSync(partial, { force: true });
    throw refuse('file.saveFailed', { file: fileName });
  }
}
