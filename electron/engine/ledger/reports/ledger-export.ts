import { join } from 'node:path';
import type { ReportChoice } from '#shared/contract/ledger.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { JobCancelled, type Progress } from '../../jobs/protocol.ts';
import { type WorkbookSpec, writeWorkbook } from '../../spreadsheet/workbook.ts';
import { reportName, reportWorkbook } from './export-report.ts';
import { freeName } from './file-names.ts';
import { LEDGER_WORKBOOK, ledgerWorkbook } from './ledger-workbook.ts';
import { readReport } from './read-report.ts';

// Exports that may be long run in the worker thread, with progress and cancelling.

/** The whole ledger, or one long report. */
export type LedgerExport = 'ledger' | ReportChoice;

export interface LedgerExportOrder {
  what: LedgerExport;
  /** The folder that the person chose. */
  folder: string;
  /** ISO UTC. */
  now: string;
  progress: Progress;
}

/**
 * Writes the workbook into the folder under a name that is free; after a cancellation or failure nothing is left.
 * @param context one snapshot of the books
 * @throws JobCancelled; Refusal `file.saveFailed` (disk full, folder gone), and those of the report
 */
export async function writeLedgerExport(
  context: Pick<ReadContext, 'db' | 'assetsFolder'>,
  { what, folder, now, progress }: LedgerExportOrder,
): Promise<{ folder: string; fileName: string; rows: number }> {
  progress(0, 1, '正在读账本');
  const { name, spec } = workbookOf(context, what, now);
  const fileName = freeName(folder, name, '.xlsx');
  let rows = 0;
  try {
    await writeWorkbook(join(folder, fileName), spec, {
      onProgress: (done, total) => {
        rows = total;
        progress(done, total, `正在写「${fileName}」`);
      },
    });
  } catch (error) {
    if (error instanceof JobCancelled || error instanceof Refusal) throw error;
    if (error instanceof Error && 'syscall' in error) throw refuse('file.saveFailed', { file: fileName });
    throw error;
  }
  return { folder, fileName, rows };
}

function workbookOf(
  context: Pick<ReadContext, 'db' | 'assetsFolder'>,
  what: LedgerExport,
  now: string,
): { name: string; spec: WorkbookSpec } {
  if (what === 'ledger') return { name: LEDGER_WORKBOOK, spec: ledgerWorkbook(context.db, now) };
  const report = readReport(context, what, Number.POSITIVE_INFINITY);
  return { name: reportName(report), spec: reportWorkbook(context, report, now) };
}

/** Orders the workbook of the whole ledger. @throws Refusal `file.gone`, `job.busy` */
export function orderLedgerWorkbook(context: WriteContext, { folder }: { folder: string }): { job: string } {
  const chosen = context.chosenFolder(folder);
  context.trail({ subject: 'ledger', id: 'workbook', label: LEDGER_WORKBOOK, after: { folder: chosen.name } });
  return {
    job: context.schedule({ kind: 'ledgerExport', what: 'ledger', folder: chosen.path, now: context.now }),
  };
}
