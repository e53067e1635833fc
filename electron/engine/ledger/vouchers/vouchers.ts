import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { Entry, Voucher, VoucherRow, VoucherSource } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, parseYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from './post.ts';

/** A posted voucher as the statements here read it. */
export interface StoredVoucher {
  id: string;
  number: number;
  month: Month;
  day: Day;
  summary: string;
  counterparty: string;
  amount: Fen;
  attachmentCount: number;
  source: VoucherSource;
  preparedBy: string;
  postedAt: string;
  resolutionId: string | null;
  resolutionTitle: string | null;
  reverses: string | null;
  reversesMonth: Month | null;
  reversesNumber: number | null;
  reversedBy: string | null;
  reversedByMonth: Month | null;
  reversedByNumber: number | null;
  reviewedBy: string | null;
  reviewedAt: string | null;
  accounts: string | null;
}

type EntryRow = Omit<Entry, 'fundId' | 'fundName'> & {
  voucherId: string;
  fundId: string | null;
  fundName: string | null;
};

export const VOUCHER_COLUMNS = `
  SELECT vouchers.id AS id, vouchers.number AS number, vouchers.month AS month, vouchers.day AS day, vouchers.summary AS summary,
         vouchers.counterparty AS counterparty, vouchers.amount AS amount, vouchers.attachment_count AS attachmentCount,
         vouchers.source AS source, vouchers.prepared_by AS preparedBy, vouchers.posted_at AS postedAt,
         vouchers.resolution_id AS resolutionId, resolutions.title AS resolutionTitle,
         vouchers.reverses_id AS reverses, original.month AS reversesMonth, original.number AS reversesNumber,
         reversal.id AS reversedBy, reversal.month AS reversedByMonth, reversal.number AS reversedByNumber,
         voucher_reviews.reviewed_by AS reviewedBy, voucher_reviews.reviewed_at AS reviewedAt,
         (SELECT group_concat(name, '、') FROM (
            SELECT DISTINCT accounts.name AS name FROM entries JOIN accounts ON accounts.id = entries.account_id
            WHERE entries.voucher_id = vouchers.id ORDER BY entries.line)) AS accounts
  FROM vouchers
  LEFT JOIN resolutions ON resolutions.id = vouchers.resolution_id
  LEFT JOIN vouchers AS original ON original.id = vouchers.reverses_id
  LEFT JOIN vouchers AS reversal ON reversal.reverses_id = vouchers.id AND reversal.status = 'posted'
  LEFT JOIN voucher_reviews ON voucher_reviews.voucher_id = vouchers.id`;

const MATCHES = `vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    AND (:search = ''
         OR vouchers.number = :number OR abs(vouchers.amount) = :amount
         OR vouchers.summary LIKE :pattern ESCAPE '\\' OR vouchers.counterparty LIKE :pattern ESCAPE '\\'
         OR EXISTS (SELECT 1 FROM entries WHERE entries.voucher_id = vouchers.id
                    AND (entries.account_id IN (SELECT value FROM json_each(:accounts)) OR entries.summary LIKE :pattern ESCAPE '\\')))`;

/** Posted by a person's doing and looked at by nobody else; closing vouchers are the program's own. */
export const UNREVIEWED = `vouchers.status = 'posted' AND vouchers.source <> 'closing'
    AND NOT EXISTS (SELECT 1 FROM voucher_reviews WHERE voucher_reviews.voucher_id = vouchers.id)`;

// Each filter is its own condition, so that it can be found through its own index.
const FILTERS = {
  source: 'vouchers.source = :source',
  fundId: 'vouchers.id IN (SELECT voucher_id FROM entries WHERE fund_id = :fundId)',
  unreviewedOnly: UNREVIEWED,
} as const;

type Filter = keyof typeof FILTERS;

/** The statements of one combination of filters: the window, newest first, and how many there are. */
export function listStatements(filters: readonly Filter[]): { window: string; count: string } {
  const where = `WHERE ${[...filters.map((filter) => FILTERS[filter]), MATCHES].join(' AND ')}`;
  return {
    window: `${VOUCHER_COLUMNS} ${where} ORDER BY vouchers.month DESC, vouchers.number DESC LIMIT :limit OFFSET :offset`,
    count: `SELECT count(*) AS total FROM vouchers ${where}`,
  };
}

/** Newest first. `source` filters through its own index. */
export const LIST_VOUCHERS = listStatements([]).window;
export const LIST_VOUCHERS_OF_SOURCE = listStatements(['source']).window;

/**
 * A window of the posted vouchers, newest first. `search` finds parts of summary, counterparty and account names, a voucher
 * number (`记-003` or `3`), an account number, or an exact amount in yuan.
 */
export function listVouchers(
  db: Readable,
  query: {
    search: string;
    from?: Month | undefined;
    to?: Month | undefined;
    source?: VoucherSource | undefined;
    fundId?: string | undefined;
    unreviewedOnly?: boolean;
    offset: number;
    limit: number;
  },
): Window<VoucherRow> {
  const { offset, limit, source, fundId, unreviewedOnly = false } = query;
  const statements = listStatements([
    ...(source === undefined ? [] : ['source' as const]),
    ...(fundId === undefined ? [] : ['fundId' as const]),
    ...(unreviewedOnly ? ['unreviewedOnly' as const] : []),
  ]);
  const params = {
    ...searchParams(db, query.search),
    from: query.from ?? '',
    to: query.to ?? '9999',
    ...(source === undefined ? {} : { source }),
    ...(fundId === undefined ? {} : { fundId }),
  };
  const rows = db.all<StoredVoucher>(statements.window, { ...params, offset, limit });
  return {
    total: db.get<{ total: number }>(statements.count, params)?.total ?? 0,
    rows: rows.map((row) => ({ ...headOf(row), accounts: row.accounts ?? '' })),
  };
}

/** The named parameters of the searching part. */
export function searchParams(db: Readable, text: string): Record<string, string | number | null> {
  const search = text.trim();
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const number = /^(?:记[-—]?)?0*(\d{1,5})$/.exec(search)?.[1];
  const amount = parseYuan(search);
  const accounts =
    search === ''
      ? []
      : db.all<{ id: string }>(
          `SELECT id FROM accounts WHERE name LIKE :pattern ESCAPE '\\' OR code = :search
     UNION SELECT account_id FROM purposes WHERE old_name LIKE :pattern ESCAPE '\\'`,
          { pattern, search },
        );
  return {
    search,
    pattern,
    number: number === undefined ? null : Number(number),
    amount: amount.ok ? Math.abs(amount.value) : null,
    accounts: JSON.stringify(accounts.map(({ id }) => id)),
  };
}

export const READ_VOUCHER = `${VOUCHER_COLUMNS} WHERE vouchers.id = :id AND vouchers.status = 'posted'`;

/** @throws Refusal `request.notFound` */
export function readVoucher(db: Readable, id: string): Voucher {
  const [voucher] = withEntries(db, db.all<StoredVoucher>(READ_VOUCHER, { id }));
  if (!voucher) throw refuse('request.notFound', { what: '凭证' });
  return voucher;
}

export const ENTRIES_OF = `
  SELECT entries.voucher_id AS voucherId, entries.line AS line, entries.account_id AS accountId, accounts.code AS accountCode,
         accounts.name AS accountName, entries.summary AS summary, entries.debit AS debit, entries.credit AS credit,
         entries.fund_id AS fundId, funds.name AS fundName
  FROM json_each(:ids) AS wanted CROSS JOIN entries ON entries.voucher_id = wanted.value
  JOIN accounts ON accounts.id = entries.account_id LEFT JOIN funds ON funds.id = entries.fund_id
  ORDER BY wanted.key, entries.line`;

/** The vouchers of these rows with their entries, in the same order. */
export function withEntries(db: Readable, rows: readonly StoredVoucher[]): Voucher[] {
  if (rows.length === 0) return [];
  const entries = new Map<string, Entry[]>(rows.map((row) => [row.id, []]));
  const ids = JSON.stringify(rows.map((row) => row.id));
  for (const { voucherId, fundId, fundName, ...entry } of db.all<EntryRow>(ENTRIES_OF, { ids })) {
    entries.get(voucherId)?.push({
      ...entry,
      ...(fundId === null ? {} : { fundId }),
      ...(fundName === null ? {} : { fundName }),
    });
  }
  return rows.map((row) => ({ ...headOf(row), entries: entries.get(row.id) ?? [] }));
}

function headOf(row: StoredVoucher): Omit<Voucher, 'entries'> {
  const {
    accounts: _,
    resolutionId,
    resolutionTitle,
    reverses,
    reversesMonth,
    reversesNumber,
    reversedBy,
    reversedByMonth,
    reversedByNumber,
    reviewedBy,
    reviewedAt,
    ...rest
  } = row;
  return {
    ...rest,
    number: voucherNumber(row.number),
    ...(resolutionId === null ? {} : { resolutionId }),
    ...(resolutionTitle === null ? {} : { resolutionTitle }),
    ...(reverses === null ? {} : { reverses }),
    ...(reversesNumber === null ? {} : { reversesNumber: `${reversesMonth} ${voucherNumber(reversesNumber)}` }),
    ...(reversedBy === null ? {} : { reversedBy }),
    ...(reversedByNumber === null ? {} : { reversedByNumber: `${reversedByMonth} ${voucherNumber(reversedByNumber)}` }),
    ...(reviewedBy === null ? {} : { reviewedBy }),
    ...(reviewedAt === null ? {} : { reviewedAt }),
  };
}
