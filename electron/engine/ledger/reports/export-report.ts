import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ReportChoice } from '#shared/contract/ledger.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { type WorkbookSpec, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readProfile } from '../../union/commands.ts';
import { freeName } from './file-names.ts';
import { readReport } from './read-report.ts';
import { layOutReport } from './report-workbook.ts';

/** The finished workbook, or nothing when it is long enough for a job. */
export type PreparedReport = { name: string; bytes: Uint8Array } | undefined;
type Input = { report: ReportChoice; folder: string };

/**
 * Makes the workbook of a report in memory, so that nothing is on the disk before the export stands on the trail.
 * @throws Refusal those of {@link readReport} but for length, `file.gone` (folder token)
 */
export async function prepareReport(context: ReadContext, { report: choice, folder }: Input): Promise<PreparedReport> {
  context.chosenFolder(folder);
  try {
    const report = readReport(context, choice);
    return { name: reportName(report), bytes: await workbookBytes(reportWorkbook(context, report, nowOf(context))) };
  } catch (error) {
    if (error instanceof Refusal && error.detail.code === 'ledger.reportTooLong') return undefined;
    throw error;
  }
}

/** Writes the workbook under a name that is free, or orders the job. @throws Refusal `file.saveFailed`, `file.gone`, `job.busy` */
export function exportReport(
  context: WriteContext,
  { report: choice, folder }: Input,
  prepared: PreparedReport,
): { fileName: string } | { job: string } {
  const chosen = context.chosenFolder(folder);
  if (!prepared) {
    context.trail({ subject: 'ledger', id: 'report', label: '账表', after: { folder: chosen.name, report: choice } });
    return {
      job: context.schedule({
        kind: 'ledgerExport',
        what: choice,
        folder: chosen.path,
        now: context.now,
      }),
    };
  }
  const fileName = freeName(chosen.path, prepared.name, '.xlsx');
  const partial = join(chosen.path, `${fileName}.${randomUUID()}.part`);
  try {
    writeFileSync(partial, prepared.bytes);
    renameSync(partial, join(chosen.path, fileName));
  } catch {
    rmSync(partial, { force: true });
    throw refuse('file.saveFailed', { file: fileName });
  }
  context.trail({ subject: 'ledger', id: 'report', label: fileName, after: { folder: chosen.name, report: choice } });
  return { fileName };
}

/** A report as a workbook of one sheet. @param writtenAt ISO UTC */
export function reportWorkbook(context: Pick<ReadContext, 'db'>, report: Report, writtenAt: string): WorkbookSpec {
  const unitName = readProfile(context.db).name;
  return { unitName, title: report.title, sheets: [layOutReport(report, unitName)], writtenAt };
}

/** `资产负债表-2026年3月31日`, without ending. */
export function reportName({ title, period }: Report): string {
  return `${title}-${period}`;
}

function nowOf({ clock }: ReadContext): string {
  return clock.now().toISOString();
}
