import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { AidCandidate, AidKind, AidRow, AidSource, HardshipCategory } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { maskName } from '#shared/mask.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';

/** True in SQL where the aid's voucher was not reversed (红字冲销): only then it counts in sums and limits. */
export const AID_STANDS =
  'NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = aids.voucher_id)';

/** True in SQL where a family (`file`) was ever helped: with money that stands, or by a measure without money. */
export const EVER_AIDED = `(EXISTS (SELECT 1 FROM aids WHERE aids.file_id = file.id AND ${AID_STANDS})
  OR EXISTS (SELECT 1 FROM aid_measures WHERE aid_measures.file_id = file.id))`;

/**
 * True in SQL where a file (`file`) was resolved or closed on `:day` and taken on again later. Steps go forward in time, so the newest
 * until that day tells.
 */
export const AWAY_ON_DAY = `coalesce((SELECT step.kind <> 'filing' FROM hardship_steps AS step
  WHERE step.file_id = file.id AND step.kind IN ('filing', 'resolved', 'closed', 'returned') AND step.day <= :day
    AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)
  ORDER BY step.sequence DESC LIMIT 1), 0)`;

/** First and last day of a calendar year, as parameters. */
export const yearRange = (year: number) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

// CROSS JOIN keeps aids outermost, so that a window is read in the order of its index
const JOINS = `
  aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  CROSS JOIN members ON members.id = file.member_id
  CROSS JOIN resolutions ON resolutions.id = aids.resolution_id
  CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  LEFT JOIN funds ON funds.id = aids.fund_id`;
const AIDS = `
  SELECT aids.id, aids.file_id AS fileId, file.number AS fileNumber, members.name AS memberName, aids.recipient,
         aids.recipient_relation AS recipientRelation, aids.school_year AS schoolYear, aids.day, aids.kind, aids.amount, aids.method,
         aids.source, coalesce(funds.name, '') AS fundName, aids.resolution_id AS resolutionId, resolutions.title AS resolutionTitle,
         aids.approval_ground <> '' AS approved, aids.signed_by AS signedBy, aids.signed_relation AS signedRelation,
         aids.signed_day AS signedDay, aids.voucher_id AS voucherId, voucher.number AS voucherNumber, NOT ${AID_STANDS} AS reversed
  FROM ${JOINS}`;

interface StoredAid {
  id: string;
  fileId: string;
  fileNumber: string;
  memberName: string;
  recipient: string;
  recipientRelation: string;
  schoolYear: string;
  day: Day;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  source: AidSource | '';
  fundName: string;
  resolutionId: string;
  resolutionTitle: string;
  approved: number;
  signedBy: string;
  signedRelation: string;
  signedDay: Day | null;
  voucherId: string;
  voucherNumber: number;
  reversed: number;
}

function toAid({ signedDay, voucherNumber: number, reversed, approved, ...row }: StoredAid): AidRow {
  return {
    ...row,
    ...(signedDay === null ? {} : { signedDay }),
    approved: approved === 1,
    voucherNumber: voucherNumber(number),
    reversed: reversed === 1,
  };
}

type Filter = Pick<ParsedInputOf<'hardship.listAids'>, 'year' | 'kind' | 'source'>;

/** `WHERE` of the aids of a year, and its parameters. */
export function aidConditions({ year, kind, source }: Filter): { where: string; params: Params } {
  return {
    where: `aids.day BETWEEN :first AND :last${kind === undefined ? '' : ' AND aids.kind = :kind'}${
      source === undefined ? '' : ' AND aids.source = :source'
    }`,
    params: {
      ...yearRange(year),
      ...(kind === undefined ? {} : { kind }),
      ...(source === undefined ? {} : { source }),
    },
  };
}

/** The SQL of one window of a year's aids, the latest first. */
export const listAidsSql = (filter: Filter) =>
  `${AIDS} WHERE ${aidConditions(filter).where} ORDER BY aids.day DESC, aids.id LIMIT :limit OFFSET :offset`;
export const AIDS_OF_FILE = `${AIDS} WHERE aids.file_id = :fileId ORDER BY aids.day DESC, aids.id`;
export const MEASURES_OF_YEAR = 'SELECT count(*) AS total FROM aid_measures WHERE day BETWEEN :first AND :last';

/**
 * A window of a year's aids with the sums over all that fit; reversed payments are shown and not counted. The family member
 * an aid was for is masked: the file shows the name.
 */
export function listAids(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'hardship.listAids'>,
): Window<AidRow> & { amount: Fen; families: number; unsigned: number; measures: number } {
  const { where, params } = aidConditions(filter);
  const sums = db.get<{ total: number; amount: number | null; families: number; unsigned: number | null }>(
    `SELECT count(*) AS total, sum(iif(${AID_STANDS}, aids.amount, 0)) AS amount,
            count(DISTINCT iif(${AID_STANDS}, aids.file_id, NULL)) AS families,
            sum(${AID_STANDS} AND aids.signed_day IS NULL) AS unsigned
     FROM aids WHERE ${where}`,
    params,
  );
  const rows = db.all<StoredAid>(listAidsSql(filter), { ...params, limit, offset });
  return {
    total: sums?.total ?? 0,
    rows: rows.map((row) => toAid({ ...row, recipient: maskName(row.recipient) })),
    amount: fen(sums?.amount ?? 0),
    families: sums?.families ?? 0,
    unsigned: sums?.unsigned ?? 0,
    measures: db.get<{ total: number }>(MEASURES_OF_YEAR, yearRange(filter.year))?.total ?? 0,
  };
}

/** What families were given in a calendar year, reversed payments left out. */
export function aidsOfYear(db: Readable, year: number): Fen {
  const row = db.get<{ amount: Fen }>(
    `SELECT coalesce(sum(aids.amount), 0) AS amount FROM aids WHERE aids.day BETWEEN :first AND :last AND ${AID_STANDS}`,
    yearRange(year),
  );
  return row?.amount ?? fen(0);
}

/** All aids of one family, the latest first, names whole. */
export function aidsOfFile(db: Readable, fileId: string): AidRow[] {
  return db.all<StoredAid>(AIDS_OF_FILE, { fileId }).map(toAid);
}

/** One aid, names whole. @throws Refusal `request.notFound` */
export function aidOf(db: Readable, id: string): AidRow {
  const row = db.get<StoredAid>(`${AIDS} WHERE aids.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '帮扶记录' });
  return toAid(row);
}

// the files that can be given aid: on file on the day, with consent and a category by then
export const LIST_CANDIDATES = `
  SELECT file.id AS fileId, file.number AS fileNumber, members.name AS memberName, coalesce(groups.name, '') AS groupName, file.category,
         coalesce((SELECT sum(aids.amount) FROM aids
                   WHERE aids.file_id = file.id AND aids.day BETWEEN :first AND :last AND ${AID_STANDS}), 0) AS year
  FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
  WHERE file.status = 'open' AND file.stage = 'filed' AND file.consent_day <= :day AND file.category <> 'none' AND file.opened_day <= :day
    AND NOT ${AWAY_ON_DAY}
  ORDER BY file.number`;

/** The families that can be given aid on a day, in the order of their numbers, each with what it had in that year. */
export function listAidCandidates(db: Readable, day: Day): AidCandidate[] {
  return db.all<AidCandidate & { category: HardshipCategory }>(LIST_CANDIDATES, {
    day,
    ...yearRange(Number(day.slice(0, 4))),
  });
}
