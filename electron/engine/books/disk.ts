import { closeSync, fsyncSync, openSync } from 'node:fs';
import { isDamage } from '../database.ts';

/** Writes a file's content through to the disk. */
export function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a rename itself durable; Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Why something could not be written, in two or three words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return '磁盘已满';
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|EBUSY|ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code))
    return '文件夹不能写入';
  if (isDamage(error)) return '账本文件有损坏';
  return code.startsWith('SQLITE_IOERR') || code === 'EIO' ? '磁盘读写出错' : '核对不符';
}
