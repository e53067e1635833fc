import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from '../context.ts';

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

/**
 * The same under a name that no file has yet: `会员名册-2026-03-15.xlsx`, then `会员名册-2026-03-15-2.xlsx`.
 * @param name without ending
 * @returns the file's name
 * @throws Refusal `file.saveFailed`
 */
export function saveNewWorkbook(folder: ChosenFile, name: string, bytes: Uint8Array): string {
  const fileName = freeName(folder.path, name);
  saveWorkbook(folder, fileName, bytes);
  return fileName;
}

function freeName(folder: string, name: string): string {
  for (let attempt = 1; ; attempt += 1) {
    const fileName = `${name}${attempt === 1 ? '' : `-${attempt}`}.xlsx`;
    if (!existsSync(join(folder, fileName))) return fileName;
  }
}
