import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type {
  TransferLine,
  TransferList,
  TransferSheet,
  TransferSource,
  TransferState,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { readHeading } from '../../union/commands.ts';

const LISTS = `
  SELECT id, number, day, from_account AS fromAccount, people, total, status AS state, paid_day AS paidDay,
         withdrawn_day AS withdrawnDay, withdrawn_reason AS withdrawnReason,
         (SELECT count(*) FROM transfer_lines
          WHERE transfer_lines.list_id = transfer_lists.id
            AND EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = transfer_lines.voucher_id)) AS reversed
  FROM transfer_lists`;
export const transferListsSql = (state: TransferState | undefined) =>
  `${LISTS} ${state === undefined ? '' : 'WHERE status = :state'} ORDER BY day DESC, number DESC LIMIT :limit OFFSET :offset`;

interface StoredList extends Omit<TransferList, 'paidDay' | 'withdrawnDay'> {
  paidDay: Day | null;
  withdrawnDay: Day | null;
}

function listOf({ paidDay, withdrawnDay, fromAccount, ...row }: StoredList): TransferList {
  return {
    ...row,
    fromAccount: maskNumbers(fromAccount),
    ...(paidDay === null ? {} : { paidDay }),
    ...(withdrawnDay === null ? {} : { withdrawnDay }),
  };
}

/** The bank's name may stand before the number: only the digits are hidden. */
function maskNumbers(text: string): string {
  return text.replace(/\d[\d\s-]{6,}\d/g, (digits) => maskBankAccount(digits.replace(/[\s-]/g, '')));
}

/** A window of the lists, the latest first, and what is still with the bank. */
export function listTransferLists(
  db: Readable,
  { state, offset, limit }: ParsedInputOf<'visits.listTransferLists'>,
): Window<TransferList> & { open: number; openTotal: Fen } {
  const sums = db.get<{ total: number; open: number | null; openTotal: number | null }>(
    `SELECT sum(:state IS NULL OR status = :state) AS total, sum(status = 'open') AS open,
            sum(iif(status = 'open', total, 0)) AS openTotal FROM transfer_lists`,
    { state },
  );
  const rows = db.all<StoredList>(transferListsSql(state), {
    offset,
    limit,
    ...(state === undefined ? {} : { state }),
  });
  return {
    total: sums?.total ?? 0,
    rows: rows.map(listOf),
    open: sums?.open ?? 0,
    openTotal: fen(sums?.openTotal ?? 0),
  };
}

/** One list, its own account masked. @throws Refusal `request.notFound` */
export function readList(db: Readable, id: string): TransferList {
  const row = db.get<StoredList>(`${LISTS} WHERE id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '转账清单' });
  return listOf(row);
}

export const TRANSFER_LINES = `
  SELECT line, iif(visit_id IS NULL, 'aid', 'visit') AS source, members.name AS memberName, payee, bank AS bankName, account,
         transfer_lines.amount, purpose, voucher_id AS voucherId, voucher.number AS voucherNumber, voucher.month AS voucherMonth,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = transfer_lines.voucher_id) AS reversed
  FROM transfer_lines CROSS JOIN members ON members.id = transfer_lines.member_id
  CROSS JOIN vouchers AS voucher ON voucher.id = transfer_lines.voucher_id
  WHERE list_id = :id ORDER BY line`;

interface StoredLine {
  line: number;
  source: TransferSource;
  memberName: string;
  payee: string;
  bankName: string;
  account: string;
  amount: Fen;
  purpose: string;
  voucherId: string;
  voucherNumber: number;
  voucherMonth: string;
  reversed: number;
}

/**
 * A list with its lines.
 * @param whole account numbers as the bank needs them; only for operations that stand on the trail
 * @throws Refusal `request.notFound`
 */
export function readTransferSheet(db: Readable, id: string, whole: boolean): TransferSheet {
  const list = readList(db, id);
  const lines = db.all<StoredLine>(TRANSFER_LINES, { id }).map(
    ({ voucherNumber: number, voucherMonth, reversed, account, ...line }): TransferLine => ({
      ...line,
      account: whole ? account : maskBankAccount(account),
      voucherNumber: `${voucherMonth} ${voucherNumber(number)}`,
      reversed: reversed === 1,
    }),
  );
  const fromAccount = whole
    ? (db.get<{ account: string }>('SELECT from_account AS account FROM transfer_lists WHERE id = :id', { id })
        ?.account ?? '')
    : list.fromAccount;
  const unionName = readHeading(db).name;
  return { list: { ...list, fromAccount }, unionName, lines };
}
