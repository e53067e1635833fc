import { type Day, type Month, monthOf } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Draft, DraftLine, DraftRow, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertOpen, postVoucher, totalOf } from './post.ts';
import { readVoucher } from './vouchers.ts';

type DraftInput = ParsedInputOf<'ledger.saveDraft'>;

/**
 * Keeps a voucher that is not ready: it may be unbalanced, and its lines may lack account or amount. It has no number and
 * counts nowhere, but its month cannot be closed before it is posted or removed.
 * @throws Refusal `ledger.periodClosed`, `ledger.periodMissing`, `ledger.draftPosted` (the `id` is no draft), `ledger.accountMissing`,
 *   `ledger.fundMissing`, `ledger.amountTooLarge`, `request.notFound` (resolution)
 */
export function saveDraft(context: WriteContext, { id: given, lines, ...head }: DraftInput): Draft {
  const { db } = context;
  const before = given === undefined ? undefined : readDraft(db, given);
  assertOpen(db, monthOf(head.day));
  for (const line of lines) assertKnown(db, line);
  if (
    head.resolutionId !== undefined &&
    !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: head.resolutionId })
  ) {
    throw refuse('request.notFound', { what: '集体决议' });
  }
  const amount = totalOf(lines.map((line) => line.debit));
  totalOf(lines.map((line) => line.credit));
  const id = given ?? context.newId();
  const params = {
    ...head,
    id,
    month: monthOf(head.day),
    resolutionId: head.resolutionId,
    amount,
    preparedBy: context.operator,
  };
  if (before) {
    db.run(
      `UPDATE vouchers SET month = :month, day = :day, summary = :summary, counterparty = :counterparty, attachment_count = :attachmentCount,
         resolution_id = :resolutionId, amount = :amount, prepared_by = :preparedBy WHERE id = :id`,
      params,
    );
    db.run('DELETE FROM draft_lines WHERE voucher_id = :id', { id });
  } else {
    db.run(
      `INSERT INTO vouchers (id, month, day, status, summary, counterparty, attachment_count, source, resolution_id, amount, prepared_by)
       VALUES (:id, :month, :day, 'draft', :summary, :counterparty, :attachmentCount, 'manual', :resolutionId, :amount, :preparedBy)`,
      params,
    );
  }
  lines.forEach((line, index) => {
    db.run(
      `INSERT INTO draft_lines (voucher_id, line, account_id, summary, debit, credit, fund_id)
       VALUES (:id, :line, :accountId, :summary, :debit, :credit, :fundId)`,
      { ...line, id, line: index + 1, accountId: line.accountId, fundId: line.fundId },
    );
  });
  const after = readDraft(db, id);
  context.trail({ subject: 'voucher', id, label: labelOf(after), ...(before ? { before } : {}), after });
  return after;
}

/**
 * Posts a draft as it was saved, by the same door as every voucher.
 * @throws Refusal `ledger.draftPosted`, and those of posting
 */
export function postDraft(context: WriteContext, id: string): Voucher {
  const { db } = context;
  const draft = readDraft(db, id);
  const posted = postVoucher(context, {
    draftId: id,
    day: draft.day,
    summary: draft.summary,
    source: 'manual',
    attachmentCount: draft.attachmentCount,
    counterparty: draft.counterparty,
    ...(draft.resolutionId === undefined ? {} : { resolutionId: draft.resolutionId }),
    entries: draft.lines.map(({ line, accountId, summary, debit, credit, fundId }) => {
      if (accountId === undefined) throw refuse('ledger.lineWithoutAccount', { line });
      return {
        accountId,
        summary: summary || draft.summary,
        debit,
        credit,
        ...(fundId === undefined ? {} : { fundId }),
      };
    }),
  });
  return readVoucher(db, posted.id);
}

/** @throws Refusal `ledger.draftPosted` */
export function removeDraft(context: WriteContext, id: string): { left: number } {
  const { db } = context;
  const before = readDraft(db, id);
  db.run("DELETE FROM vouchers WHERE id = :id AND status = 'draft'", { id });
  context.trail({ subject: 'voucher', id, label: labelOf(before), before });
  return { left: countDrafts(db) };
}

const labelOf = (draft: Draft) => `草稿 ${draft.day} ${draft.summary}`;

// Only what `ledger.saveDraft` has kept: those have lines here.
export const LIST_DRAFTS = `
  SELECT vouchers.id AS id, month, vouchers.day AS day, vouchers.summary AS summary, counterparty, attachment_count AS attachmentCount,
         prepared_by AS preparedBy, resolution_id AS resolutionId, resolutions.title AS resolutionTitle,
         (SELECT count(*) FROM draft_lines WHERE voucher_id = vouchers.id) AS lines,
         (SELECT coalesce(sum(debit), 0) FROM draft_lines WHERE voucher_id = vouchers.id) AS debit,
         (SELECT coalesce(sum(credit), 0) FROM draft_lines WHERE voucher_id = vouchers.id) AS credit
  FROM vouchers LEFT JOIN resolutions ON resolutions.id = vouchers.resolution_id
  WHERE vouchers.status = 'draft'`;
export const LIST_DRAFTS_IN_ORDER = `${LIST_DRAFTS} ORDER BY vouchers.day DESC, vouchers.id DESC LIMIT :limit OFFSET :offset`;

interface StoredDraft {
  id: string;
  month: Month;
  day: Day;
  summary: string;
  counterparty: string;
  attachmentCount: number;
  preparedBy: string;
  resolutionId: string | null;
  resolutionTitle: string | null;
  lines: number;
  debit: Fen;
  credit: Fen;
}

/** A window of the drafts, latest day first. */
export function listDrafts(db: Readable, window: { offset: number; limit: number }): Window<DraftRow> {
  return {
    total: countDrafts(db),
    rows: db
      .all<StoredDraft>(LIST_DRAFTS_IN_ORDER, window)
      .map(({ resolutionId: _, resolutionTitle: __, ...row }) => row),
  };
}

export const COUNT_DRAFTS = "SELECT count(*) AS drafts FROM vouchers WHERE status = 'draft'";

function countDrafts(db: Readable): number {
  return db.get<{ drafts: number }>(COUNT_DRAFTS)?.drafts ?? 0;
}

export const READ_DRAFT_LINES = `
  SELECT line, account_id AS accountId, accounts.code AS accountCode, accounts.name AS accountName, summary, debit, credit,
         fund_id AS fundId, funds.name AS fundName
  FROM draft_lines LEFT JOIN accounts ON accounts.id = account_id LEFT JOIN funds ON funds.id = fund_id
  WHERE voucher_id = :id ORDER BY line`;

interface StoredLine {
  line: number;
  accountId: string | null;
  accountCode: string | null;
  accountName: string | null;
  summary: string;
  debit: Fen;
  credit: Fen;
  fundId: string | null;
  fundName: string | null;
}

/** @throws Refusal `ledger.draftPosted` for what is no draft (any more) */
export function readDraft(db: Readable, id: string): Draft {
  const row = db.get<StoredDraft>(`${LIST_DRAFTS} AND vouchers.id = :id`, { id });
  if (!row) throw refuse('ledger.draftPosted');
  const { lines: _, resolutionId, resolutionTitle, ...head } = row;
  return {
    ...head,
    ...(resolutionId === null ? {} : { resolutionId }),
    ...(resolutionTitle === null ? {} : { resolutionTitle }),
    lines: db.all<StoredLine>(READ_DRAFT_LINES, { id }).map(lineOf),
  };
}

function lineOf({ accountId, accountCode, accountName, fundId, fundName, ...line }: StoredLine): DraftLine {
  return {
    ...line,
    ...(accountId === null ? {} : { accountId }),
    ...(accountCode === null ? {} : { accountCode }),
    ...(accountName === null ? {} : { accountName }),
    ...(fundId === null ? {} : { fundId }),
    ...(fundName === null ? {} : { fundName }),
  };
}

/** What a line names must be there; whether it may be booked on is asked when it is posted. */
function assertKnown(db: Readable, { accountId, fundId }: DraftInput['lines'][number]): void {
  if (accountId !== undefined && !db.get('SELECT 1 FROM accounts WHERE id = :accountId', { accountId }))
    throw refuse('ledger.accountMissing', { account: accountId });
  if (fundId !== undefined && !db.get('SELECT 1 FROM funds WHERE id = :fundId', { fundId }))
    throw refuse('ledger.fundMissing', { fund: '' });
}
