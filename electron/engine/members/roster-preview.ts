import type { Month } from '#shared/calendar.ts';
import type { RosterPreview, RowVerdict } from '#shared/contract/members.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import { plainName, plainNumber } from '#shared/member-checks.ts';
import type { ReadContext } from '../context.ts';
import { readPeople } from './people.ts';
import type { RosterColumn, RosterFile, RosterRow } from './roster-file.ts';
import { RosterJudge } from './roster-judge.ts';

/** Every row's verdict as taking the file in now would give it. */
export function previewRoster(
  { db, today }: Pick<ReadContext, 'db' | 'today'>,
  file: RosterFile,
  wageFrom: Month | undefined,
): RosterPreview {
  const judge = new RosterJudge(readPeople(db, wageFrom), today);
  const counts: Record<RowVerdict, number> = { new: 0, update: 0, unchanged: 0, duplicate: 0, problem: 0, total: 0 };
  const rows = file.rows.map((row) => {
    const { verdict, message } = judge.judge(row);
    counts[verdict] += 1;
    const { name = '', number = '', idNumber = '', group = '' } = row.values;
    return {
      row: row.row,
      verdict,
      message,
      name: plainName(name),
      number: plainNumber(number),
      idNumberMasked: maskIdentityCard(idNumber),
      groupName: group,
    };
  });
  const { fileName, sheets, sheet, headerRows } = file;
  const columns = file.columns.map((column) => ({ ...column, samples: samplesOf(file.rows, column) }));
  return { fileName, sheets, sheet, headerRows, columns, rows, counts };
}

const SAMPLES = 3;

function samplesOf(rows: readonly RosterRow[], { index, title, field }: RosterColumn): string[] {
  const samples: string[] = [];
  for (const { values, rest, isTotal } of rows) {
    const text = field === undefined ? rest[title || `第 ${index + 1} 列`] : values[field];
    if (text !== undefined && !isTotal) samples.push(maskSample(text));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** A column may be mapped wrongly, so the look of the text decides whether it is a personal number. */
function maskSample(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (/^\d{14,17}[\dX?]{1,3}$/i.test(plain)) return maskIdentityCard(plain);
  return /^1\d{10}$/.test(plain) ? maskPhone(plain) : text;
}
