import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { Entry, Voucher, VoucherRow, VoucherSource } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, parseYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from './post.ts';

interface StoredVoucher {
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
  reversedBy: string | null;
  accounts: string | null;
}

type EntryRow = Omit<Entry, 'fundId' | 'fundName'> & { fundId: string | null; fundName: string | null };

const COLUMNS = `
  SELECT vouchers.id AS id, vouchers.number AS number, vouchers.month AS month, vouchers.day AS day, vouchers.summary AS summary,
         vouchers.counterparty AS counterparty, vouchers.amount AS amount, vouchers.attachment_count AS attachmentCount,
         vouchers.source AS source, vouchers.prepared_by AS preparedBy, vouchers.posted_at AS postedAt,
         vouchers.resolution_id AS resolutionId, resolutions.title AS resolutionTitle,
         vouchers.reverses_id AS reverses, reversal.id AS reversedBy,
         (SELECT group_concat(name, '、') FROM (
            SELECT DISTINCT accounts.name AS name FROM entries JOIN accounts ON accounts.id = entries.account_id
            WHERE entries.voucher_id = vouchers.id ORDER BY entries.line)) AS accounts
  FROM vouchers
  LEFT JOIN resolutions ON resolutions.id = vouchers.resolution_id
  LEFT JOIN vouchers AS reversal ON reversal.reverses_id = vouchers.id AND reversal.status = 'posted'`;

const MATCHES = `vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    AND (:search = ''
         OR vouchers.number = :number OR abs(vouchers.amount) = :amount
         OR vouchers.summary LIKE :pattern ESCAPE '\\' OR vouchers.counterparty LIKE :pattern ESCAPE '\\'
         OR EXISTS (SELECT 1 FROM entries WHERE entries.voucher_id = vouchers.id
                    AND (entries.account_id IN (SELECT value FROM json_each(:accounts)) OR entries.summary LIKE :pattern ESCAPE '\\')))`;

/** Newest first. `source` filters through its own index, so there are two statements. */
export const LIST_VOUCHERS = `${COLUMNS} WHERE ${MATCHES} ORDER BY vouchers.month DESC, vouchers.number DESC LIMIT :limit OFFSET :offset`;
export const LIST_VOUCHERS_OF_SOURCE = `${COLUMNS} WHERE vouchers.source = :source AND ${MATCHES}
  ORDER BY vouchers.month DESC, vouchers.number DESC LIMIT :limit OFFSET :offset`;
const COUNT = `SELECT count(*) AS total FROM vouchers WHERE ${MATCHES}`;
const COUNT_OF_SOURCE = `SELECT count(*) AS total FROM vouchers WHERE vouchers.source = :source AND ${MATCHES}`;

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
    offset: number;
    limit: number;
  },
): Window<VoucherRow> {
  const { offset, limit, source } = query;
  const params = { ...searchParams(db, query.search), from: query.from ?? '', to: query.to ?? '9999' };
  const total =
    source === undefined
      ? db.get<{ total: number }>(COUNT, params)
      : db.get<{ total: number }>(COUNT_OF_SOURCE, { ...params, source });
  const rows =
    source === undefined
      ? db.all<StoredVoucher>(LIST_VOUCHERS, { ...params, offset, limit })
      : db.all<StoredVoucher>(LIST_VOUCHERS_OF_SOURCE, { ...params, offset, limit, source });
  return { total: total?.total ?? 0, rows: rows.map((row) => ({ ...headOf(row), accounts: row.accounts ?? '' })) };
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

export const READ_VOUCHER = `${COLUMNS} WHERE vouchers.id = :id AND vouchers.status = 'posted'`;

/** @throws Refusal `request.notFound` */
export function readVoucher(db: Readable, id: string): Voucher {
  const row = db.get<StoredVoucher>(READ_VOUCHER, { id });
  if (!row) throw refuse('request.notFound', { what: '凭证' });
  const entries = db.all<EntryRow>(
    `SELECT entries.line AS line, entries.account_id AS accountId, accounts.code AS accountCode, accounts.name AS accountName,
            entries.summary AS summary, entries.debit AS debit, entries.credit AS credit, entries.fund_id AS fundId, funds.name AS fundName
     FROM entries JOIN accounts ON accounts.id = entries.account_id LEFT JOIN funds ON funds.id = entries.fund_id WHERE entries.voucher_id = :id ORDER BY entries.line`,
    { id },
  );
  return {
    ...headOf(row),
    entries: entries.map(({ fundId, fundName, ...entry }) => ({
      ...entry,
      ...(fundId === null ? {} : { fundId }),
      ...(fundName === null ? {} : { fundName }),
    })),
  };
}

function headOf(row: StoredVoucher): Omit<Voucher, 'entries'> {
  const { accounts: _, resolutionId, resolutionTitle, reverses, reversedBy, ...rest } = row;
  return {
    ...rest,
    number: voucherNumber(row.number),
    ...(resolutionId === null ? {} : { resolutionId }),
    ...(resolutionTitle === null ? {} : { resolutionTitle }),
    ...(reverses === null ? {} : { reverses }),
    ...(reversedBy === null ? {} : { reversedBy }),
  };
}
