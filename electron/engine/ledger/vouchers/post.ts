import { type Day, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { VoucherSource } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertMoneyCovers } from './money-check.ts';
import { rememberSummaries } from './summaries.ts';

export interface EntryDraft {
  accountId: string;
  /** The voucher's summary when left out. */
  summary?: string;
  debit: Fen;
  credit: Fen;
  /** 专项资金; only on income, expense and net-asset accounts. */
  fundId?: string;
}

export interface VoucherDraft {
  day: Day;
  summary: string;
  source: VoucherSource;
  attachmentCount?: number;
  counterparty?: string;
  resolutionId?: string;
  /** The voucher this one reverses; its entries must mirror that one's with the sign turned. */
  reversesId?: string;
  /** The kept draft that becomes this voucher: it keeps its id and who prepared it. */
  draftId?: string;
  entries: EntryDraft[];
}

export interface PostedVoucher {
  id: string;
  /** `记-001` */
  number: string;
  month: Month;
}

/** `记-001`: numbers start again every month. */
export function voucherNumber(number: number): string {
  return `记-${String(number).padStart(3, '0')}`;
}

/**
 * Posts a balanced voucher with the next number of its month: the only door into the ledger for every feature, and for drafts.
 * Writes the trail row itself.
 * @throws Refusal those of {@link assertPostable}; `ledger.draftPosted` when `draftId` is no draft any more
 */
export function postVoucher(context: WriteContext, draft: VoucherDraft): PostedVoucher {
  const { db } = context;
  const month = monthOf(draft.day);
  const amount = assertPostable(db, draft);
  const id = draft.draftId ?? context.newId();
  writeHead(context, id, draft, amount);
  draft.entries.forEach((entry, index) => {
    db.run(
      'INSERT INTO entries (voucher_id, line, account_id, summary, debit, credit, fund_id) VALUES (:id, :line, :accountId, :summary, :debit, :credit, :fundId)',
      {
        id,
        line: index + 1,
        accountId: entry.accountId,
        summary: entry.summary ?? draft.summary,
        debit: entry.debit,
        credit: entry.credit,
        fundId: entry.fundId,
      },
    );
  });
  const number = nextNumber(db, month);
  db.run("UPDATE vouchers SET status = 'posted', number = :number, posted_at = :now WHERE id = :id", {
    id,
    number,
    now: context.now,
  });
  rememberSummaries(db, draft, context.now);
  const posted = { id, number: voucherNumber(number), month };
  context.trail({
    subject: 'voucher',
    id,
    label: `${month} ${posted.number} ${draft.summary}`,
    after: { ...draft, number: posted.number, amount },
  });
  return posted;
}

/** The voucher's own row, still without a number: a new one, or that of the draft it was kept as. */
function writeHead(context: WriteContext, id: string, draft: VoucherDraft, amount: Fen): void {
  const { db } = context;
  const head = {
    id,
    month: monthOf(draft.day),
    day: draft.day,
    summary: draft.summary,
    attachmentCount: draft.attachmentCount ?? 0,
    counterparty: draft.counterparty ?? '',
    resolutionId: draft.resolutionId,
    amount,
  };
  if (draft.draftId === undefined) {
    db.run(
      `INSERT INTO vouchers (id, month, day, status, summary, attachment_count, source, counterparty, resolution_id, reverses_id, amount, prepared_by)
       VALUES (:id, :month, :day, 'draft', :summary, :attachmentCount, :source, :counterparty, :resolutionId, :reversesId, :amount, :preparedBy)`,
      { ...head, source: draft.source, reversesId: draft.reversesId, preparedBy: context.operator },
    );
    return;
  }
  const kept = db.run(
    `UPDATE vouchers SET month = :month, day = :day, summary = :summary, attachment_count = :attachmentCount,
       counterparty = :counterparty, resolution_id = :resolutionId, amount = :amount
     WHERE id = :id AND status = 'draft'`,
    head,
  );
  if (kept === 0) throw refuse('ledger.draftPosted');
  db.run('DELETE FROM draft_lines WHERE voucher_id = :id', { id });
}

/**
 * Everything posting demands, without writing: an open month, balanced entries on usable detail accounts, and money that
 * is there. Cash and bank may not end a month below zero.
 * @returns the sum of the debit side
 * @throws Refusal `ledger.unbalanced`, `ledger.periodClosed`, `ledger.periodMissing`, `ledger.accountMissing`,
 *   `ledger.accountNotDetail`, `ledger.fundAccount`, `ledger.fundMissing`, `ledger.entryBothSides`, `ledger.amountTooLarge`, `ledger.cashNegative`,
 *   `request.notFound` (resolution)
 */
export function assertPostable(db: Readable, draft: VoucherDraft): Fen {
  assertOpen(db, monthOf(draft.day));
  draft.entries.forEach((entry, index) => {
    // what is there must be taken back or carried over, even where the account or fund has been retired since
    assertUsable(db, entry, index + 1, draft.reversesId !== undefined || draft.source === 'closing');
  });
  const amount = assertBalanced(draft.entries);
  if (
    draft.resolutionId !== undefined &&
    !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: draft.resolutionId })
  ) {
    throw refuse('request.notFound', { what: '集体决议' });
  }
  assertMoneyCovers(db, draft);
  return amount;
}

function nextNumber(db: Readable, month: Month): number {
  return (
    (db.get<{ last: number | null }>('SELECT max(number) AS last FROM vouchers WHERE month = :month', { month })
      ?.last ?? 0) + 1
  );
}

/** @throws Refusal `ledger.periodClosed`, `ledger.periodMissing` */
export function assertOpen(db: Readable, month: Month): void {
  const period = db.get<{ status: string }>('SELECT status FROM periods WHERE month = :month', { month });
  if (!period) throw refuse('ledger.periodMissing', { month: formatMonth(month) });
  if (period.status !== 'open') throw refuse('ledger.periodClosed', { month: formatMonth(month) });
}

function assertBalanced(entries: readonly EntryDraft[]): Fen {
  const debit = totalOf(entries.map((entry) => entry.debit));
  const credit = totalOf(entries.map((entry) => entry.credit));
  if (debit === credit && entries.length >= 2) return debit;
  throw refuse('ledger.unbalanced', {
    debit: formatYuan(debit),
    credit: formatYuan(credit),
    difference: formatYuan(fen(Math.abs(debit - credit))),
  });
}

/** Sum of one side. @throws Refusal `ledger.amountTooLarge` beyond what one voucher may hold */
export function totalOf(amounts: readonly Fen[]): Fen {
  let result = 0;
  for (const amount of amounts) {
    result += amount;
    if (Math.abs(result) > MAX_FEN) throw refuse('ledger.amountTooLarge');
  }
  return fen(result);
}

function assertUsable(db: Readable, entry: EntryDraft, line: number, retiredToo: boolean): void {
  if ((entry.debit === 0) === (entry.credit === 0)) throw refuse('ledger.entryBothSides', { line });
  const account = db.get<{ code: string; name: string; class: AccountClass; retired: number; children: number }>(
    `SELECT code, name, class, retired, (SELECT count(*) FROM accounts AS child WHERE child.parent_id = accounts.id) AS children
     FROM accounts WHERE id = :id`,
    { id: entry.accountId },
  );
  if (!account || (account.retired === 1 && !retiredToo))
    throw refuse('ledger.accountMissing', { account: account ? `${account.code} ${account.name}` : entry.accountId });
  if (account.children > 0) throw refuse('ledger.accountNotDetail', { account: `${account.code} ${account.name}` });
  if (entry.fundId === undefined) return;
  if (account.class === 'asset' || account.class === 'liability') throw refuse('ledger.fundAccount');
  const fund = db.get<{ name: string; retired: number }>('SELECT name, retired FROM funds WHERE id = :id', {
    id: entry.fundId,
  });
  if (!fund || (fund.retired === 1 && !retiredToo)) throw refuse('ledger.fundMissing', { fund: fund?.name ?? '' });
}

/** Balance of one account over all posted vouchers and the opening, debit minus credit. */
export function balanceOf(db: Readable, accountId: string): Fen {
  const row = db.get<{ balance: number }>(
    `SELECT coalesce((SELECT sum(debit - credit + closing_debit - closing_credit) FROM account_months WHERE account_id = :id), 0)
          + coalesce((SELECT sum(debit - credit) FROM opening_balances WHERE account_id = :id), 0) AS balance`,
    { id: accountId },
  );
  return fen(row?.balance ?? 0);
}
