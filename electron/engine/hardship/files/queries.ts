import { addDays, type Day, yearOf } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type {
  AidKind,
  AidRow,
  HardshipCategory,
  HardshipCause,
  HardshipChange,
  HardshipRecord,
  HardshipRow,
  HardshipStatus,
  HardshipTotals,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard } from '#shared/mask.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';
import { storedAssessment } from './assessment.ts';

const NOT_REVERSED = 'NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = aids.voucher_id)';
const STALE_DAYS = 365;

/** The last day of review that counts as a year ago: an open file reviewed on it or before is stale (rules.md 4.4, 一年未改的档案). */
export function staleSince(today: Day): Day {
  return addDays(today, -STALE_DAYS);
}

type Filter = Pick<ParsedInputOf<'hardship.list'>, 'search' | 'status' | 'staleOnly'>;

function conditionsOf({ search, status, staleOnly }: Filter): { where: string; params: Params } {
  const conditions: string[] = [];
  if (status !== undefined) conditions.push('file.status = :status');
  if (staleOnly) conditions.push("file.status = 'open' AND file.reviewed_day <= :staleSince");
  if (search !== '')
    conditions.push("(members.search_text LIKE :like ESCAPE '\\' OR file.number LIKE :like ESCAPE '\\')");
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    params: { status, like: likePattern(search) },
  };
}

/** The SQL of one window of the files, newest number first. */
export function fileListSql(filter: Filter): string {
  return `
    SELECT file.id, file.number, file.member_id AS memberId, members.name AS memberName, coalesce(groups.name, '') AS groupName,
           file.category, file.cause, file.status, file.opened_day AS openedDay, file.reviewed_day AS reviewedDay,
           file.per_head_monthly AS perHeadMonthly, file.status = 'open' AND file.reviewed_day <= :staleSince AS stale,
           coalesce((SELECT sum(aids.amount) FROM aids
                     WHERE aids.file_id = file.id AND aids.day BETWEEN :first AND :last AND ${NOT_REVERSED}), 0) AS aidsYear
    FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
    ${conditionsOf(filter).where} ORDER BY file.number DESC LIMIT :limit OFFSET :offset`;
}

type StoredFileRow = Omit<HardshipRow, 'stale'> & { stale: number };

/** A window of the files with the totals over all of them. Aids are those of the current year, reversed ones left out. */
export function listFiles(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'hardship.list'>,
  today: Day,
): Window<HardshipRow> & HardshipTotals {
  const { where, params } = conditionsOf(filter);
  const total = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id ${where}`,
    { ...params, staleSince: staleSince(today) },
  );
  const rows = db.all<StoredFileRow>(fileListSql(filter), {
    ...params,
    ...yearRange(yearOf(today)),
    staleSince: staleSince(today),
    limit,
    offset,
  });
  return {
    total: total?.total ?? 0,
    rows: rows.map((row) => ({ ...row, stale: row.stale === 1 })),
    ...readTotals(db, today),
  };
}

const yearRange = (year: number) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

function readTotals(db: Readable, today: Day): HardshipTotals {
  const files = db.get<{ open: number; stale: number }>(
    `SELECT (SELECT count(*) FROM hardship_files WHERE status = 'open') AS open, (${STALE_COUNT}) AS stale`,
    { staleSince: staleSince(today) },
  );
  return { open: files?.open ?? 0, stale: files?.stale ?? 0, aidsYear: aidsOf(db, yearOf(today)) };
}

export const STALE_COUNT = "SELECT count(*) FROM hardship_files WHERE status = 'open' AND reviewed_day <= :staleSince";

function aidsOf(db: Readable, year: number): Fen {
  const row = db.get<{ amount: Fen }>(
    `SELECT coalesce(sum(aids.amount), 0) AS amount FROM aids WHERE aids.day BETWEEN :first AND :last AND ${NOT_REVERSED}`,
    yearRange(year),
  );
  return row?.amount ?? fen(0);
}

// CROSS JOIN keeps aids outermost, so that a window is read in the order of its index
const AIDS = `
  SELECT aids.id, aids.file_id AS fileId, members.name AS memberName, aids.day, aids.kind, aids.amount, aids.method,
         resolutions.title AS resolutionTitle, aids.signed_by AS signedBy, aids.signed_day AS signedDay,
         aids.voucher_id AS voucherId, voucher.number AS voucherNumber, NOT ${NOT_REVERSED} AS reversed
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  CROSS JOIN members ON members.id = file.member_id
  CROSS JOIN resolutions ON resolutions.id = aids.resolution_id
  CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id`;
export const LIST_AIDS = `${AIDS} WHERE aids.day BETWEEN :first AND :last ORDER BY aids.day DESC, aids.id LIMIT :limit OFFSET :offset`;
export const AIDS_OF_FILE = `${AIDS} WHERE aids.file_id = :fileId ORDER BY aids.day DESC, aids.id`;

interface StoredAid {
  id: string;
  fileId: string;
  memberName: string;
  day: Day;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  resolutionTitle: string;
  signedBy: string;
  signedDay: Day | null;
  voucherId: string;
  voucherNumber: number;
  reversed: number;
}

function toAid({ signedDay, voucherNumber: number, reversed, ...row }: StoredAid): AidRow {
  return {
    ...row,
    ...(signedDay === null ? {} : { signedDay }),
    voucherNumber: voucherNumber(number),
    reversed: reversed === 1,
  };
}

/** A window of one year's aids; `amount` is the whole year's, reversed payments left out. */
export function listAids(
  db: Readable,
  { year, offset, limit }: ParsedInputOf<'hardship.listAids'>,
): Window<AidRow> & { amount: Fen } {
  const range = yearRange(year);
  const total = db.get<{ total: number }>(
    'SELECT count(*) AS total FROM aids WHERE day BETWEEN :first AND :last',
    range,
  );
  const rows = db.all<StoredAid>(LIST_AIDS, { ...range, limit, offset });
  return { total: total?.total ?? 0, rows: rows.map(toAid), amount: aidsOf(db, year) };
}

/** @throws Refusal `request.notFound` */
export function aidOf(db: Readable, id: string): AidRow {
  const row = db.get<StoredAid>(`${AIDS} WHERE aids.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '帮扶记录' });
  return toAid(row);
}

interface StoredFile {
  id: string;
  number: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  idNumber: string;
  people: number;
  accidentExpense: Fen | null;
  cause: HardshipCause;
  category: HardshipCategory;
  decisionGround: string;
  resolutionId: string | null;
  healthStatus: string;
  housing: string;
  address: string;
  bankName: string;
  bankAccount: string;
  consentDay: Day | null;
  openedDay: Day;
  reviewedDay: Day;
  status: HardshipStatus;
  note: string;
  assessment: string;
}

/** One whole file, unmasked but for the identity number. @throws Refusal `request.notFound` */
export function getFile(db: Readable, id: string): HardshipRecord {
  const stored = db.get<StoredFile>(
    `SELECT file.id, file.number, file.member_id AS memberId, members.name AS memberName, members.number AS memberNumber,
            members.id_number AS idNumber, file.people, file.accident_expense AS accidentExpense, file.cause, file.category,
            file.decision_ground AS decisionGround, file.resolution_id AS resolutionId, file.health_status AS healthStatus,
            file.housing, file.address, file.bank_name AS bankName, file.bank_account AS bankAccount,
            file.consent_day AS consentDay, file.opened_day AS openedDay, file.reviewed_day AS reviewedDay, file.status,
            file.note, file.assessment
     FROM hardship_files AS file JOIN members ON members.id = file.member_id WHERE file.id = :id`,
    { id },
  );
  if (!stored) throw refuse('request.notFound', { what: '困难档案' });
  const { idNumber, accidentExpense, resolutionId, consentDay, assessment, ...file } = stored;
  return {
    ...file,
    ...(accidentExpense === null ? {} : { accidentExpense }),
    ...(resolutionId === null ? {} : { resolutionId }),
    ...(consentDay === null ? {} : { consentDay }),
    idNumberMasked: maskIdentityCard(idNumber),
    household: householdOf(db, id),
    incomes: itemsOf(db, id, 'income'),
    expenses: itemsOf(db, id, 'expense'),
    assessment: storedAssessment(assessment),
    aids: db.all<StoredAid>(AIDS_OF_FILE, { fileId: id }).map(toAid),
    changes: db.all<HardshipChange>(
      `SELECT day, from_status AS "from", to_status AS "to", ground, operator FROM hardship_changes
       WHERE file_id = :id ORDER BY sequence`,
      { id },
    ),
  };
}

type StoredPerson = Omit<HardshipRecord['household'][number], 'birthday'> & { birthday: Day | null };

function householdOf(db: Readable, fileId: string): HardshipRecord['household'] {
  return db
    .all<StoredPerson>(
      `SELECT name, relation, birthday, health, occupation, monthly_income AS monthlyIncome
       FROM household_members WHERE file_id = :fileId ORDER BY line`,
      { fileId },
    )
    .map(({ birthday, ...person }) => ({ ...person, ...(birthday === null ? {} : { birthday }) }));
}

function itemsOf(db: Readable, fileId: string, side: 'income' | 'expense'): HardshipRecord['incomes'] {
  return db.all<HardshipRecord['incomes'][number]>(
    'SELECT label, yearly FROM hardship_items WHERE file_id = :fileId AND side = :side ORDER BY line',
    { fileId, side },
  );
}
