import type { Month } from '#shared/calendar.ts';
import type { LeaveOut, RosterPreview, RosterPreviewRow, RowVerdict } from '#shared/contract/members.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import { plainName, plainNumber } from '#shared/member-checks.ts';
import type { ReadContext } from '../../context.ts';
import type { Reading } from '../../jobs/jobs.ts';
import { readPeople } from './people.ts';
import { listChanges } from './roster-changes.ts';
import { wantedOf } from './roster-fields.ts';
import type { RosterFile, RosterRow } from './roster-file.ts';
import { RosterJudge } from './roster-judge.ts';
import { inSlices, UNFOLLOWED } from './slices.ts';

/** Nothing is left out. */
export const NOTHING_OUT: LeaveOut = { rows: [], fields: [], cells: [] };

/**
 * Every row's verdict as taking the file in now would give it, with what it would change field by field; numbers and phones
 * whole only for who may see a person's own file.
 * @throws Refusal `file.readingStopped`
 */
export async function previewRoster(
  { db, today, role }: Pick<ReadContext, 'db' | 'today' | 'role'>,
  file: RosterFile,
  wageFrom: Month | undefined,
  reading: Reading = UNFOLLOWED,
): Promise<RosterPreview> {
  const { ownFields } = file;
  const judge = new RosterJudge(readPeople(db, wageFrom, wantedOf(file.columns)), today, ownFields, file.rows);
  const counts: Record<RowVerdict, number> = { new: 0, update: 0, unchanged: 0, duplicate: 0, problem: 0, total: 0 };
  const whole = PERMISSIONS[role].includes('viewPersonal');
  const rows: RosterPreviewRow[] = [];
  await inSlices(file.rows, reading, '正在核对各行', (row) => {
    const judged = judge.judge(row);
    const { verdict, message } = judged;
    counts[verdict] += 1;
    const { name = '', number = '', idNumber = '', group = '' } = row.values;
    rows.push({
      row: row.row,
      verdict,
      message,
      name: plainName(name),
      number: plainNumber(number),
      idNumberMasked: maskIdentityCard(idNumber),
      groupName: group,
      ...(judged.verdict === 'update'
        ? { changes: listChanges(judged.member, judged.draft, judged.changes, { whole, ownFields }) }
        : {}),
    });
  });
  const { fileName, sheets, sheet, headerRows, shape, remembered } = file;
  return {
    fileName,
    sheets,
    sheet,
    headerRows,
    columns: file.columns.map((column) => ({
      ...column,
      samples: samplesOf(file.rows, ({ values, rest }) =>
        column.field === undefined ? rest[column.title || `第 ${column.index + 1} 列`] : values[column.field],
      ),
    })),
    shape,
    ...(remembered === undefined ? {} : { remembered }),
    rows,
    counts,
    ownFields: [...ownFields.values()].map(({ id, title }) => ({ id, title })),
  };
}

const SAMPLES = 3;

/** The first values of a column, personal numbers masked. */
function samplesOf(rows: readonly RosterRow[], textOf: (row: RosterRow) => string | undefined): string[] {
  const samples: string[] = [];
  for (const row of rows) {
    const text = row.isTotal ? undefined : textOf(row);
    if (text !== undefined) samples.push(maskSample(text));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** A column may be mapped wrongly, so the look of the text decides whether it is a personal number. */
export function maskSample(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (/^\d{14,17}[\dX?]{1,3}$/i.test(plain)) return maskIdentityCard(plain);
  return /^1\d{10}$/.test(plain) ? maskPhone(plain) : text;
}
