import { formatMonth, type Month } from '#shared/calendar.ts';
import type { OwingRow } from '#shared/contract/dues.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { requireMember } from '../../members/commands.ts';
import { CREDIT_OF } from './credit.ts';
import type { Allocation } from './payroll-match.ts';
import { postBatch, type ReceiptDraft } from './receipts.ts';

// 收款登记: the money of one or of many, brought in cash or with one transfer, and what it pays.

const WITHIN_GROUP = `members.group_id IN (
  WITH RECURSIVE within (id) AS (
    SELECT :groupId UNION SELECT groups.id FROM within JOIN groups ON groups.parent_id = within.id)
  SELECT id FROM within)`;
const OWING_BY_MEMBER = `
  (SELECT member_id, count(*) AS months, min(month) AS oldest, sum(amount - paid - waived) AS owed
   FROM levies INDEXED BY levies_owed WHERE paid + waived < amount AND month <= :upTo GROUP BY member_id) AS owing`;

/** The SQL of 收款登记's list and of its sums, for tests that look at the plan. */
export function owingListSql(filter: { search: boolean; group: boolean; owingOnly: boolean }): {
  rows: string;
  sums: string;
} {
  // Those who owe are found through the index of open levies; the others are read in their order beside it.
  const from = filter.owingOnly
    ? `FROM ${OWING_BY_MEMBER} CROSS JOIN members ON members.id = owing.member_id`
    : `FROM members LEFT JOIN ${OWING_BY_MEMBER} ON owing.member_id = members.id`;
  const where = [
    ...(filter.owingOnly ? [] : ["(owing.member_id IS NOT NULL OR members.status IN ('active', 'retained'))"]),
    ...(filter.search ? ["members.search_text LIKE :pattern ESCAPE '\\'"] : []),
    ...(filter.group ? [WITHIN_GROUP] : []),
  ];
  const rest = `${from} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}`;
  return {
    rows: `
      SELECT members.id AS memberId, members.number, members.name,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
             coalesce(owing.months, 0) AS months, owing.oldest, coalesce(owing.owed, 0) AS owed,
             (${CREDIT_OF.replace(':memberId', 'members.id')}) AS credit
      ${rest} ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    sums: `SELECT count(*) AS total, coalesce(sum(owing.owed), 0) AS owed ${rest}`,
  };
}

type OwingFilter = { upTo: Month; groupId?: string | undefined; search?: string; owingOnly?: boolean };

/** Who can pay, in the order of their numbers: what each owes up to a month, and what was paid in advance. */
export function listOwing(
  db: Readable,
  { upTo, groupId, search = '', owingOnly = true, offset, limit }: OwingFilter & { offset: number; limit: number },
): ValueOf<'dues.listOwing'> {
  const sql = owingListSql({ search: search !== '', group: groupId !== undefined, owingOnly });
  const params = {
    upTo,
    ...(search === '' ? {} : { pattern: likePattern(search) }),
    ...(groupId === undefined ? {} : { groupId }),
  };
  const { total = 0, owed = 0 } = db.get<{ total: number; owed: number }>(sql.sums, params) ?? {};
  const rows = db
    .all<Omit<OwingRow, 'oldest'> & { oldest: Month | null }>(sql.rows, { ...params, offset, limit })
    .map(({ oldest, ...row }) => ({ ...row, ...(oldest === null ? {} : { oldest }) }));
  return { total, owed: fen(owed), rows };
}

interface OpenLevy {
  id: string;
  month: Month;
  owed: Fen;
}

/**
 * Takes the money of members with one voucher. Each pays the named month first, where one is named, then the oldest open
 * months; an amount left out is what the member owes up to `upTo` (or for the named month).
 * @throws Refusal `request.notFound`, `dues.payerTwice`, `dues.receiptNumberTwice`, `dues.owesNothing`, `dues.overpaidInAll` (unless
 *   `overToCredit`), `dues.noneOwes`, and those of `postBatch`
 */
export function recordReceipts(
  context: WriteContext,
  input: ParsedInputOf<'dues.recordReceipts'>,
): ValueOf<'dues.recordReceipts'> {
  const { db } = context;
  const { method, day, receiptNumber, reference, payer, attachmentCount } = input;
  const lines = input.lines ?? everybodyOwing(db, input);
  assertNumbersOnce(lines);
  const names: string[] = [];
  const seen = new Set<string>();
  const receipts = lines.map((line): ReceiptDraft => {
    const { name } = requireMember(db, line.memberId);
    if (seen.has(line.memberId)) throw refuse('dues.payerTwice', { name });
    seen.add(line.memberId);
    names.push(name);
    return {
      memberId: line.memberId,
      ...share(db, name, line, input),
      receiptNumber: line.receiptNumber,
      reference: line.reference,
    };
  });
  const who = names.length === 1 ? (names[0] ?? '') : `${names[0]}等 ${names.length} 人`;
  const label = payer === '' ? `收${who}会费` : `收${payer}交来会费（${who}）`;
  const { batchId, total, voucher } = postBatch(context, {
    kind: method,
    day,
    summary: label,
    attachmentCount,
    receiptNumber,
    reference,
    payer,
    receipts,
  });
  const toCredit = sum(receipts.map(({ credit }) => credit));
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `${label} ${formatYuan(total)} 元`,
    after: {
      receipts: receipts.length,
      total,
      toCredit,
      day,
      method,
      receiptNumber,
      reference,
      voucher: voucher.number,
    },
  });
  return {
    batchId,
    receipts: receipts.length,
    total,
    toCredit,
    voucherId: voucher.id,
    voucherNumber: voucher.number,
  };
}

type PayLine = NonNullable<ParsedInputOf<'dues.recordReceipts'>['lines']>[number];

const ALL = 10_000_000;

/** A line for everybody who owes up to the month, of the group where one is named. */
function everybodyOwing(
  db: Readable,
  { upTo, only, groupId }: Pick<ParsedInputOf<'dues.recordReceipts'>, 'upTo' | 'only' | 'groupId'>,
): PayLine[] {
  const { rows } = listOwing(db, { upTo: only ?? upTo, groupId, offset: 0, limit: ALL });
  const lines = rows.map(({ memberId }) => ({ memberId, receiptNumber: '', reference: '' }));
  const owing =
    only === undefined
      ? lines
      : lines.filter(({ memberId }) => openLevies(db, memberId, only).some(({ month }) => month === only));
  if (owing.length === 0) throw refuse('dues.noneOwes', { month: formatMonth(only ?? upTo) });
  return owing;
}

/** Numbers of single lines count once among themselves; what other batches bear the schema knows. */
function assertNumbersOnce(lines: readonly PayLine[]): void {
  const seen = new Set<string>();
  for (const { receiptNumber } of lines) {
    if (receiptNumber === '') continue;
    if (seen.has(receiptNumber)) throw refuse('dues.receiptNumberTwice', { number: receiptNumber });
    seen.add(receiptNumber);
  }
}

export const OPEN_LEVIES_OF = `
  SELECT id, month, amount - paid - waived AS owed FROM levies INDEXED BY levies_owed
  WHERE member_id = :memberId AND paid + waived < amount ORDER BY month`;

/** A member's open levies: the named month first, then the oldest. */
function openLevies(db: Readable, memberId: string, only: Month | undefined): OpenLevy[] {
  const open = db.all<OpenLevy>(OPEN_LEVIES_OF, { memberId });
  return [...open.filter(({ month }) => month === only), ...open.filter(({ month }) => month !== only)];
}

/** What one member's amount pays, month by month, and what of it is left. */
function share(
  db: Readable,
  name: string,
  { memberId, amount: given }: PayLine,
  { upTo, only, overToCredit }: Pick<ParsedInputOf<'dues.recordReceipts'>, 'upTo' | 'only' | 'overToCredit'>,
): { allocations: Allocation[]; credit: Fen } {
  const open = openLevies(db, memberId, only);
  const due = sum(
    open.filter(({ month }) => (only === undefined ? month <= upTo : month === only)).map(({ owed }) => owed),
  );
  const amount = given ?? due;
  if (amount === 0) throw refuse('dues.owesNothing', { name, month: formatMonth(only ?? upTo) });
  const allocations: Allocation[] = [];
  let left = amount;
  for (const { id, owed } of open) {
    const part = fen(Math.min(owed, left));
    if (part === 0) break;
    allocations.push({ levyId: id, amount: part });
    left = fen(left - part);
  }
  if (left > 0 && !overToCredit) {
    throw refuse('dues.overpaidInAll', {
      name,
      owed: formatYuan(sum(open.map(({ owed }) => owed))),
      over: formatYuan(left),
    });
  }
  return { allocations, credit: left };
}
