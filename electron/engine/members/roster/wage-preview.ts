import type { Month } from '#shared/calendar.ts';
import type { WagePreview, WagePreviewRow, WageVerdict } from '#shared/contract/members.ts';
import { plainName, plainNumber } from '#shared/member-checks.ts';
import type { ReadContext } from '../../context.ts';
import type { Reading } from '../../jobs/jobs.ts';
import { maskSample } from './roster-preview.ts';
import { inSlices, UNFOLLOWED } from './slices.ts';
import type { WageFile } from './wage-file.ts';
import { readWagedPeople, WageJudge } from './wage-judge.ts';

const SAMPLES = 3;

/** What taking a wage list in would change, row by row; nothing is written. @throws Refusal `file.readingStopped` */
export async function previewWages(
  { db }: Pick<ReadContext, 'db'>,
  file: WageFile,
  month: Month,
  reading: Reading = UNFOLLOWED,
): Promise<WagePreview> {
  const judge = new WageJudge(readWagedPeople(db, month));
  const counts: Record<WageVerdict, number> = {
    update: 0,
    unchanged: 0,
    unknown: 0,
    mismatch: 0,
    duplicate: 0,
    problem: 0,
    total: 0,
  };
  const rows: WagePreviewRow[] = [];
  await inSlices(file.rows, reading, '正在核对各行', (row) => {
    const judged = judge.judge(row);
    counts[judged.verdict] += 1;
    rows.push({
      row: row.row,
      number: plainNumber(row.number),
      name: plainName(row.name),
      verdict: judged.verdict,
      message: judged.message,
      changes: judged.verdict === 'update' ? judged.changes : [],
    });
  });
  const { fileName, sheets, sheet, headerRows, shape, remembered, items } = file;
  const records = file.rows.filter(({ isTotal }) => !isTotal);
  return {
    fileName,
    sheets,
    sheet,
    headerRows,
    columns: file.columns.map((column) => ({
      ...column,
      samples: records
        .map(({ source }) => (source[column.index] ?? '').trim())
        .filter((text) => text !== '')
        .slice(0, SAMPLES)
        .map(maskSample),
    })),
    shape,
    ...(remembered === undefined ? {} : { remembered }),
    rows,
    counts,
    items,
  };
}
