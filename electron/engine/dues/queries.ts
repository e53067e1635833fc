import type { Day, Month } from '#shared/calendar.ts';
import type { DuesBatchRow, LevyRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../database.ts';

// Lists show whose record it is, so they join the members' own columns for reading: number, name, group, search text.

/** A text as it stands inside a LIKE pattern with ESCAPE '\'. */
export function likePattern(search: string): string {
  return `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

const LEVY_COLUMNS = `
  levies.id, levies.member_id AS memberId, members.number, members.name,
  coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
  levies.month, levies.wage, levies.cut_base AS cutBase, levies.amount, levies.paid, levies.amount - levies.paid AS owed`;

const STATE_CONDITIONS = {
  paid: 'levies.paid = levies.amount',
  part: 'levies.paid > 0 AND levies.paid < levies.amount',
  owed: 'levies.paid = 0 AND levies.amount > 0',
} as const;

// CROSS JOIN keeps the order: members by number (a covering index), then each one's levy of the month. Nothing is sorted.
const leviesFrom = (search: boolean, state: LevyRow['state'] | undefined) => `
  FROM members CROSS JOIN levies ON levies.member_id = members.id AND levies.month = :month
  WHERE ${search ? "members.search_text LIKE :pattern ESCAPE '\\'" : '1'}
    ${state ? `AND ${STATE_CONDITIONS[state]}` : ''}`;

/** The SQL of the list of a month's levies and of its length, for tests that look at the plan. */
export function levyListSql(search: boolean, state: LevyRow['state'] | undefined): { rows: string; total: string } {
  const from = leviesFrom(search, state);
  return {
    rows: `SELECT ${LEVY_COLUMNS} ${from} ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    total: `SELECT count(*) AS total ${from}`,
  };
}

type StoredLevy = Omit<LevyRow, 'state'>;
const withState = (levy: StoredLevy): LevyRow => ({
  ...levy,
  state: levy.owed === 0 ? 'paid' : levy.paid > 0 ? 'part' : 'owed',
});

/** One window of a month's levies, in the order of the members' numbers. */
export function listLevies(
  db: Readable,
  input: { month: Month; search: string; state?: LevyRow['state'] | undefined; offset: number; limit: number },
): Window<LevyRow> {
  const { month, search, state, offset, limit } = input;
  const sql = levyListSql(search !== '', state);
  const params = { month, ...(search === '' ? {} : { pattern: likePattern(search) }) };
  return {
    total: db.get<{ total: number }>(sql.total, params)?.total ?? 0,
    rows: db.all<StoredLevy>(sql.rows, { ...params, offset, limit }).map(withState),
  };
}

/** @throws Refusal `request.notFound` */
export function readLevy(db: Readable, id: string): LevyRow {
  const levy = db.get<StoredLevy>(
    `SELECT ${LEVY_COLUMNS} FROM levies JOIN members ON members.id = levies.member_id WHERE levies.id = :id`,
    { id },
  );
  if (!levy) throw refuse('request.notFound', { what: '应收会费' });
  return withState(levy);
}

export const BATCH_LIST_SQL = `
  SELECT dues_batches.id, dues_batches.kind, dues_batches.day, dues_batches.month, dues_batches.total,
         dues_batches.voucher_id AS voucherId, dues_batches.voucher_number AS voucherNumber,
         (SELECT count(*) FROM dues_receipts WHERE batch_id = dues_batches.id) AS receipts,
         coalesce(import_batches.file_name,
                  (SELECT members.name FROM dues_receipts JOIN members ON members.id = dues_receipts.member_id
                   WHERE dues_receipts.batch_id = dues_batches.id), '') AS "from",
         dues_take_backs.day AS backDay, dues_take_backs.reason AS backReason,
         dues_take_backs.voucher_number AS backVoucher
  FROM dues_batches
  LEFT JOIN import_batches ON import_batches.id = dues_batches.import_batch_id
  LEFT JOIN dues_take_backs ON dues_take_backs.batch_id = dues_batches.id
  ORDER BY dues_batches.day DESC, dues_batches.id DESC LIMIT :limit OFFSET :offset`;

type StoredBatch = Omit<DuesBatchRow, 'takenBack'> & {
  backDay: Day | null;
  backReason: string | null;
  backVoucher: string | null;
};

/** Receipts as they came together, the newest first; those taken back are marked. */
export function listBatches(db: Readable, { offset, limit }: { offset: number; limit: number }): Window<DuesBatchRow> {
  const rows = db
    .all<StoredBatch>(BATCH_LIST_SQL, { offset, limit })
    .map(({ backDay, backReason, backVoucher, ...batch }) => ({
      ...batch,
      ...(backDay === null
        ? {}
        : { takenBack: { day: backDay, reason: backReason ?? '', voucherNumber: backVoucher ?? '' } }),
    }));
  return { total: db.get<{ total: number }>('SELECT count(*) AS total FROM dues_batches')?.total ?? 0, rows };
}
