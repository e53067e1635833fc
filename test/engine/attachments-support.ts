import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import type { TestEngine } from './support.ts';

/** As much of a test engine as a process of its own can make. */
export type Desk = Pick<TestEngine, 'engine' | 'folder' | 'call'>;

/** Bytes that are told for a JPEG; `text` makes them differ. */
export function photo(text: string): Buffer {
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.from(text), END]);
}
const END = Buffer.from('ffd9', 'hex');
export const png = (text: string) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(text)]);
export const webp = (text: string) =>
  Buffer.concat([Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ', 'latin1'), Buffer.from(text)]);
export const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** Writes a file as a person has it on the desk. @returns its path */
export function onDesk(test: Desk, name: string, content: Uint8Array): string {
  const folder = join(test.folder, 'desk');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The same, handed over as the file dialog does. @returns its token */
export function chosen(test: Desk, name: string, content: Uint8Array): string {
  return test.engine.registerPath(onDesk(test, name, content));
}

/** A small expense. @returns the voucher's id */
export async function spend(test: Desk, at = '2026-03-05'): Promise<string> {
  const { id } = await test.call('ledger.recordSimple', {
    direction: 'expense',
    purposeId: 'ex-sport',
    amount: fen(12_300),
    method: 'bank',
    day: day(at),
    summary: '羽毛球比赛用品',
    attachmentCount: 2,
  });
  return id;
}

export async function booksFileOf(test: TestEngine): Promise<string> {
  const { open } = await test.call('books.readStatus', {});
  const folder = open?.folder ?? '';
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.xjz')) ?? '');
}

/** Everything below 附件 beside a books file, as paths from there. */
export function filesBeside(booksFile: string): string[] {
  const folder = join(dirname(booksFile), '附件');
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}
