import { type Day, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { SharePayout, ShareRow, Shares } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT, postVoucher, reverseVoucher } from '../../ledger/commands.ts';
import { readShareSettings, saveShareAccount } from './settings.ts';
import { readShares } from './shares.ts';

const PAYOUT = `
  SELECT dues_share_payouts.id, branch_id AS branchId, groups.name AS branch, from_month AS "from", to_month AS "to",
         received, percent, amount, dues_share_payouts.day, method, dues_share_payouts.voucher_id AS voucherId,
         dues_share_payouts.voucher_number AS voucherNumber, operator,
         dues_share_take_backs.day AS backDay, dues_share_take_backs.reason AS backReason,
         dues_share_take_backs.voucher_number AS backVoucher
  FROM dues_share_payouts
  CROSS JOIN groups ON groups.id = branch_id
  LEFT JOIN dues_share_take_backs ON payout_id = dues_share_payouts.id`;
export const PAYOUT_LIST_SQL = `${PAYOUT} ORDER BY dues_share_payouts.day DESC, dues_share_payouts.id DESC LIMIT :limit OFFSET :offset`;

type StoredPayout = Omit<SharePayout, 'takenBack'> & {
  backDay: Day | null;
  backReason: string | null;
  backVoucher: string | null;
};

function payoutOf({ backDay, backReason, backVoucher, ...payout }: StoredPayout): SharePayout {
  if (backDay === null) return payout;
  return { ...payout, takenBack: { day: backDay, reason: backReason ?? '', voucherNumber: backVoucher ?? '' } };
}

/** Payouts, the newest first; those taken back are marked. */
export function listSharePayouts(
  db: Readable,
  { offset, limit }: { offset: number; limit: number },
): Window<SharePayout> {
  return {
    total: db.get<{ total: number }>('SELECT count(*) AS total FROM dues_share_payouts')?.total ?? 0,
    rows: db.all<StoredPayout>(PAYOUT_LIST_SQL, { offset, limit }).map(payoutOf),
  };
}

/** @throws Refusal `request.notFound` */
function readPayout(db: Readable, id: string): SharePayout {
  const row = db.get<StoredPayout>(`${PAYOUT} WHERE dues_share_payouts.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '留成支付' });
  return payoutOf(row);
}

interface PayInput {
  from: Month;
  to: Month;
  branchIds: readonly string[];
  accountId: string;
  day: Day;
  method: 'cash' | 'bank';
  total: Fen;
  resolutionId?: string | undefined;
}

/**
 * Pays the branches chosen their share of a stretch of months, each with one voucher: 借 the account chosen, 贷 银行存款 (or
 * 库存现金). The account is remembered. All of them are paid or none.
 * @throws Refusal `dues.monthsReversed`, `dues.stretchTooLong`, `dues.shareTooEarly`, `dues.sharePercentMixed`,
 *   `dues.shareNoBranch`, `dues.sharePaid`, `dues.shareNothing`, `dues.shareChanged`, those of `saveShareAccount` and `postVoucher`
 */
export function payShares(context: WriteContext, input: PayInput): { payouts: SharePayout[]; total: Fen } {
  const { db } = context;
  const { from, to, accountId, day } = input;
  const shares = readShares(db, { from, to });
  const months = formatPeriod({ from, to });
  if (monthOf(day) < to) throw refuse('dues.shareTooEarly', { months, day });
  if (shares.percent === undefined) throw refuse('dues.sharePercentMixed', { months });
  const rows = [...new Set(input.branchIds)].map((id) => payable(shares, id, months));
  const total = sum(rows.map(({ toPay }) => toPay));
  if (total !== input.total)
    throw refuse('dues.shareChanged', { before: formatYuan(input.total), now: formatYuan(total) });
  const settings = readShareSettings(db);
  if (settings.accountId !== accountId) saveShareAccount(context, { accountId, basis: settings.basis });
  const { percent } = shares;
  const payouts = rows.map((row) => payOne(context, input, row, percent));
  return { payouts, total };
}

/** @throws Refusal `dues.shareNoBranch`, `dues.sharePaid`, `dues.shareNothing` */
function payable({ rows }: Shares, branchId: string, months: string): ShareRow {
  const row = rows.find((candidate) => candidate.branchId === branchId);
  if (!row) throw refuse('dues.shareNoBranch');
  if (row.state === 'open') return row;
  if (row.state === 'nothing') throw refuse('dues.shareNothing', { branch: row.name, months });
  throw refuse('dues.sharePaid', { branch: row.name, months: row.payouts.map(formatPeriod).join('、') });
}

function payOne(context: WriteContext, input: PayInput, row: ShareRow, percent: number): SharePayout {
  const { db, operator } = context;
  const { from, to, day, method, accountId, resolutionId } = input;
  const months = formatPeriod({ from, to });
  const voucher = postVoucher(context, {
    day,
    summary: `付${row.name}${months}会费留成`,
    source: 'dues',
    counterparty: row.name,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    entries: [
      { accountId, debit: row.toPay, credit: ZERO },
      { accountId: method === 'cash' ? ACCOUNT.cash : ACCOUNT.bank, debit: ZERO, credit: row.toPay },
    ],
  });
  const id = context.newId();
  db.run(
    `INSERT INTO dues_share_payouts
       (id, branch_id, from_month, to_month, received, percent, amount, day, month, method, voucher_id, voucher_number, operator)
     VALUES (:id, :branchId, :from, :to, :received, :percent, :amount, :day, :month, :method, :voucherId, :number, :operator)`,
    {
      id,
      branchId: row.branchId,
      from,
      to,
      received: row.received,
      percent,
      amount: row.toPay,
      day,
      month: voucher.month,
      method,
      voucherId: voucher.id,
      number: voucher.number,
      operator,
    },
  );
  context.trail({
    subject: 'duesShare',
    id,
    label: `${row.name} ${months}会费留成 ${formatYuan(row.toPay)} 元`,
    after: { from, to, received: row.received, percent, amount: row.toPay, day, method, voucher: voucher.number },
  });
  return readPayout(db, id);
}

/**
 * Takes one payout back: its voucher is reversed on `day`, and its months can be paid out anew.
 * @throws Refusal `request.notFound`, `dues.shareTakenBack` and those of `reverseVoucher`
 */
export function takeBackShare(
  context: WriteContext,
  { payoutId, day, reason }: { payoutId: string; day: Day; reason: string },
): { voucherNumber: string } {
  const { db } = context;
  const payout = readPayout(db, payoutId);
  if (payout.takenBack) throw refuse('dues.shareTakenBack');
  const reversal = reverseVoucher(context, { voucherId: payout.voucherId, day, reason });
  db.run(
    `INSERT INTO dues_share_take_backs (payout_id, day, month, reason, voucher_id, voucher_number)
     VALUES (:payoutId, :day, :month, :reason, :voucherId, :number)`,
    { payoutId, day, month: reversal.month, reason, voucherId: reversal.id, number: reversal.number },
  );
  context.trail({
    subject: 'duesShare',
    id: payoutId,
    label: `撤回${payout.branch}${formatPeriod(payout)}会费留成`,
    before: { amount: payout.amount, voucher: `${formatMonth(monthOf(payout.day))} ${payout.voucherNumber}` },
    after: { takenBack: day, reason, voucher: reversal.number },
  });
  return { voucherNumber: reversal.number };
}
