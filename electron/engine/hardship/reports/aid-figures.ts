import { type Day, yearOf } from '#shared/calendar.ts';
import {
  AID_KIND_NAMES,
  AID_KINDS,
  AID_SOURCE_NAMES,
  AID_SOURCES,
  type AidFigures,
  type AidKind,
  type AidSource,
  type HardshipAidLine,
  type HardshipAidTable,
} from '#shared/contract/hardship.ts';
import { type Fen, sum } from '#shared/money.ts';
import { sharesOf } from '#shared/shares.ts';
import type { Readable } from '../../database.ts';

/** An aid that counts. */
export interface CountedAid {
  fileId: string;
  recipient: string;
  day: Day;
  kind: AidKind;
  source: AidSource | '';
  amount: Fen;
  woman: boolean;
}

export const COUNTED_AIDS = `
  SELECT aids.file_id AS fileId, aids.recipient, aids.day, aids.kind, aids.source, aids.amount, members.sex = 'female' AS woman
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id CROSS JOIN members ON members.id = file.member_id
  WHERE aids.day BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = aids.voucher_id)
  ORDER BY aids.day`;

/** The aids between two days, both included, without those that were reversed. */
export function countedAids(db: Readable, first: Day, last: Day): CountedAid[] {
  return db
    .all<Omit<CountedAid, 'woman'> & { woman: number | null }>(COUNTED_AIDS, { first, last })
    .map((aid) => ({ ...aid, woman: aid.woman === 1 }));
}

export function measuresBetween(db: Readable, first: Day, last: Day): number {
  const row = db.get<{ count: number }>(
    'SELECT count(*) AS count FROM aid_measures WHERE day BETWEEN :first AND :last',
    {
      first,
      last,
    },
  );
  return row?.count ?? 0;
}

export function figuresOf(aids: readonly CountedAid[]): AidFigures {
  const women = aids.filter(({ woman }) => woman);
  return {
    families: new Set(aids.map(({ fileId }) => fileId)).size,
    times: aids.length,
    amount: sum(aids.map(({ amount }) => amount)),
    womenTimes: women.length,
    womenAmount: sum(women.map(({ amount }) => amount)),
  };
}

/** By kind, month and source of the money; every aid stands on one line of each table. */
export function aidTables(
  aids: readonly CountedAid[],
  lastAids: readonly CountedAid[],
  on: Day,
): Record<HardshipAidTable, HardshipAidLine[]> {
  const months = Array.from({ length: Number(on.slice(5, 7)) }, (_, index) => index + 1);
  return {
    kind: linesOf(
      aids,
      lastAids,
      ({ kind }) => kind,
      AID_KINDS.map((key) => [key, AID_KIND_NAMES[key]]),
    ),
    month: linesOf(
      aids,
      lastAids,
      ({ day }) => day.slice(5, 7),
      months.map((month) => [String(month).padStart(2, '0'), `${yearOf(on)}年${month}月`]),
    ),
    source: linesOf(aids, lastAids, ({ source }) => source, [
      ...AID_SOURCES.map((key) => [key, AID_SOURCE_NAMES[key]] as const),
      ['', '未填来源'],
    ]),
  };
}

/** One line a key, in the order given, without those that neither year has. */
function linesOf(
  aids: readonly CountedAid[],
  lastAids: readonly CountedAid[],
  keyOf: (aid: CountedAid) => string,
  wanted: readonly (readonly [key: string, label: string])[],
): HardshipAidLine[] {
  const lines = wanted
    .map(([key, label]) => {
      const last = figuresOf(lastAids.filter((aid) => keyOf(aid) === key));
      return {
        key,
        label,
        ...figuresOf(aids.filter((aid) => keyOf(aid) === key)),
        lastTimes: last.times,
        lastAmount: last.amount,
      };
    })
    .filter(({ times, lastTimes }) => times > 0 || lastTimes > 0);
  const shares = sharesOf(lines.map(({ amount }) => amount));
  return lines.map((line, place) => ({ ...line, share: shares[place] ?? 0 }));
}
