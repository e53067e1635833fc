import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dayOf } from '#shared/calendar.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import type { AttachmentStore } from '../context.ts';
import type { Readable } from '../database.ts';
import { JobCancelled, type Progress } from '../jobs/protocol.ts';
import { checkAttachments } from '../ledger/commands.ts';
import { type WorkbookSpec, writeWorkbook } from '../spreadsheet/workbook.ts';
import { trailHead, trailLength } from '../trail.ts';
import { WORKBOOK_FILE } from './audit-book.ts';
import { layOutAuditWorkbook } from './audit-workbook.ts';
import { type CheckCounts, MANIFEST_FILE, type PackageFile } from './package-result.ts';
import { countChecks } from './self-check.ts';
import { layOutWorkingPaper, WORKING_PAPER_FILE } from './working-paper.ts';

export interface PackageOrder {
  packageId: string;
  year: number;
  /** The folder that the person chose; the package becomes a folder in it. */
  folder: string;
  operator: string;
  /** ISO UTC. */
  now: string;
  assetsFolder: string;
  programVersion: string;
  progress: Progress;
  /** With it the self-check opens the year's attachment files too. */
  attachmentStore?: AttachmentStore;
}

/** Progress is told in per cent: laying out, the workbook's rows, the working paper. */
const PERCENT = 100;
const LAID_OUT = 8;
const WORKBOOK_WRITTEN = 92;

/**
 * Writes the audit package (送审包) of a year into a new folder `送审包-<单位>-<年度>` (with -2, -3 … when it is there already):
 * 送审工作簿, 审计工作底稿 and 清单.json. It is made in a hidden folder beside it and gets its name only when it is whole; after a
 * cancellation or failure nothing is left.
 * @param db one snapshot of the books
 * @returns the folder that was made, its files with their sha256, the head of the audit trail, how the self-check ended
 * @throws JobCancelled; Refusal `books.folderNotWritable`, `file.saveFailed` (disk full, folder gone)
 */
export async function writeAuditPackage(
  db: Readable,
  order: PackageOrder,
): Promise<{ folder: string; files: PackageFile[]; trailHead: string; checks: CheckCounts }> {
  order.progress(0, PERCENT, '正在核对账本');
  const madeOn = dayOf(new Date(order.now));
  const trail = { head: trailHead(db), length: trailLength(db) };
  const attachments = order.attachmentStore && checkAttachments(db, order.attachmentStore, order.year);
  const { book, sheets } = layOutAuditWorkbook(db, order.year, { madeOn, trail }, attachments);
  const { name: unit } = book.facts.profile;
  const checks = countChecks(book.checks);
  const name = `送审包-${folderPart(unit)}-${order.year}`;
  const partial = join(order.folder, `.${name}.partial`);
  await makeFolder(partial, order.folder);
  try {
    const head = { unitName: unit, writtenAt: order.now };
    const files = [
      await writeOne(partial, WORKBOOK_FILE, { ...head, title: `${order.year} 年度送审工作簿`, sheets }, order, [
        LAID_OUT,
        WORKBOOK_WRITTEN,
      ]),
      await writeOne(
        partial,
        WORKING_PAPER_FILE,
        {
          ...head,
          title: `${order.year} 年度审计工作底稿`,
          sheets: layOutWorkingPaper(book, order.assetsFolder, madeOn),
        },
        order,
        [WORKBOOK_WRITTEN, PERCENT],
      ),
    ];
    const manifest = {
      unit,
      year: order.year,
      madeAt: order.now,
      madeBy: order.operator,
      program: { name: '小家账本', version: order.programVersion },
      trail,
      checks,
      files,
    };
    files.push(await writeText(partial, MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`));
    order.progress(PERCENT, PERCENT, '正在收尾');
    const folder = await giveName(partial, order.folder, name);
    return { folder, files, trailHead: trail.head, checks };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw refusalOf(error, name);
  }
}

/** @throws Refusal `books.folderNotWritable` */
async function makeFolder(partial: string, folder: string): Promise<void> {
  try {
    // what an attempt left that was ended from outside; nobody else writes packages of this unit and year here
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
  } catch {
    throw refuse('books.folderNotWritable', { folder: basename(folder) });
  }
}

async function writeOne(
  folder: string,
  name: string,
  spec: WorkbookSpec,
  { progress }: PackageOrder,
  [from, to]: readonly [number, number],
): Promise<PackageFile> {
  const label = `正在写「${name}」`;
  progress(from, PERCENT, label);
  const { size, sha256 } = await writeWorkbook(join(folder, name), spec, {
    onProgress: (done, total) => progress(Math.floor(from + ((to - from) * done) / Math.max(1, total)), PERCENT, label),
  });
  return { name, sha256, bytes: size };
}

async function writeText(folder: string, name: string, text: string): Promise<PackageFile> {
  const bytes = Buffer.from(text);
  const file = await open(join(folder, name), 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** Renames the finished folder to the first name that is free; an existing one is never touched. */
async function giveName(partial: string, parent: string, name: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const folder = join(parent, attempt === 1 ? name : `${name}-${attempt}`);
    if (existsSync(folder)) continue;
    try {
      await rename(partial, folder);
      return folder;
    } catch (error) {
      // somebody took the name in between
      if (!existsSync(folder) || !existsSync(partial)) throw error;
    }
  }
}

/** A unit's name as part of a folder name that Windows takes too. */
export function folderPart(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
    .slice(0, 60)
    .replace(/^[. ]+|[. ]+$/g, '');
  return plain === '' ? '工会' : plain;
}

function refusalOf(error: unknown, name: string): unknown {
  if (error instanceof JobCancelled || error instanceof Refusal) return error;
  const isDiskError = error instanceof Error && 'syscall' in error;
  return isDiskError ? refuse('file.saveFailed', { file: name }) : error;
}
