import { yearOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { TRANSFER_STATE_NAMES, type TransferList } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type Payable, readPayable } from './candidates.ts';
import { keptPayees, type Payee } from './payees.ts';
import { readList } from './queries.ts';

/**
 * Makes a transfer list of visits and aids that stand, were paid by transfer, and are on no live list.
 * @throws Refusal `request.notFound`, `transfer.twice`, `transfer.notBank`, `transfer.festival`, `transfer.reversed`, `transfer.listed`,
 *   `transfer.laterDay`, `transfer.accountMissing`, `transfer.tooLarge`
 */
export function makeTransferList(
  context: WriteContext,
  { day, fromAccount, payments }: ParsedInputOf<'visits.makeTransferList'>,
): TransferList {
  const { db } = context;
  const kept = keptPayees(db);
  const seen = new Set<string>();
  const lines: (Payable & { payee: Payee })[] = [];
  const lacking: string[] = [];
  for (const { source, id } of payments) {
    const payable = readPayable(db, source, id, kept);
    if (!payable) throw refuse('request.notFound', { what: source === 'visit' ? '慰问记录' : '帮扶记录' });
    const { memberName: name, payee } = payable;
    if (seen.has(`${source} ${id}`)) throw refuse('transfer.twice', { name });
    seen.add(`${source} ${id}`);
    if (!payable.byBank) throw refuse('transfer.notBank', { name });
    if (payable.festival) throw refuse('transfer.festival', { name });
    if (!payable.stands) throw refuse('transfer.reversed', { name });
    if (payable.listed !== '') throw refuse('transfer.listed', { name, number: payable.listed });
    if (payable.day > day) throw refuse('transfer.laterDay', { name, day: payable.day });
    if (payee === undefined) lacking.push(name);
    else lines.push({ ...payable, payee });
  }
  if (lacking.length > 0) throw refuse('transfer.accountMissing', { name: lacking[0] ?? '', people: lacking.length });
  const total = lines.reduce((all, line) => all + line.amount, 0);
  if (total > MAX_FEN) throw refuse('transfer.tooLarge');
  const id = context.newId();
  const number = nextNumber(db, yearOf(day));
  db.run(
    `INSERT INTO transfer_lists (id, number, day, from_account, people, total, status, operator)
     VALUES (:id, :number, :day, :fromAccount, :people, :total, 'making', :operator)`,
    { id, number, day, fromAccount, people: lines.length, total, operator: context.operator },
  );
  lines.forEach((line, index) => {
    db.run(
      `INSERT INTO transfer_lines (list_id, line, visit_id, aid_id, voucher_id, member_id, payee, bank, account, amount, purpose)
       VALUES (:list, :line, :visit, :aid, :voucherId, :memberId, :payee, :bank, :account, :amount, :purpose)`,
      {
        list: id,
        line: index + 1,
        visit: line.source === 'visit' ? line.id : undefined,
        aid: line.source === 'aid' ? line.id : undefined,
        voucherId: line.voucherId,
        memberId: line.memberId,
        ...line.payee,
        amount: line.amount,
        purpose: line.purpose,
      },
    );
  });
  db.run("UPDATE transfer_lists SET status = 'open' WHERE id = :id", { id });
  context.trail({
    subject: 'transferList',
    id,
    label: `${number} ${lines.length} 笔 ${formatYuan(fen(total))} 元`,
    after: { number, day, people: lines.length, total },
  });
  return readList(db, id);
}

/** `转-2026-001`, counted anew every year. */
function nextNumber(db: Readable, year: number): string {
  const prefix = `转-${year}-`;
  const row = db.get<{ last: number | null }>(
    `SELECT max(CAST(substr(number, :length + 1) AS INTEGER)) AS last FROM transfer_lists
     WHERE number >= :prefix AND number < :prefix || ':'`,
    { prefix, length: prefix.length },
  );
  return prefix + String((row?.last ?? 0) + 1).padStart(3, '0');
}

/** @throws Refusal `request.notFound`, `transfer.notOpen` */
function openList(db: Readable, id: string): TransferList {
  const list = readList(db, id);
  if (list.state !== 'open')
    throw refuse('transfer.notOpen', { number: list.number, state: TRANSFER_STATE_NAMES[list.state].slice(1) });
  return list;
}

/** Takes a list back that the bank has not paid; its lines are free again. @throws Refusal `request.notFound`, `transfer.notOpen` */
export function withdrawTransferList(
  context: WriteContext,
  { id, reason }: ParsedInputOf<'visits.withdrawTransferList'>,
): TransferList {
  const { db, today } = context;
  const { number } = openList(db, id);
  db.run(
    "UPDATE transfer_lists SET status = 'withdrawn', withdrawn_day = :today, withdrawn_reason = :reason WHERE id = :id",
    { id, today, reason },
  );
  context.trail({ subject: 'transferList', id, label: `${number} 撤回`, after: { reason } });
  return readList(db, id);
}

/** The bank has paid the list on a day. @throws Refusal `request.notFound`, `transfer.notOpen`, `transfer.paidDay` */
export function markTransferPaid(
  context: WriteContext,
  { id, day }: ParsedInputOf<'visits.markTransferPaid'>,
): TransferList {
  const { db, today } = context;
  const list = openList(db, id);
  if (day < list.day || day > today) throw refuse('transfer.paidDay', { number: list.number, day: list.day });
  db.run("UPDATE transfer_lists SET status = 'paid', paid_day = :day WHERE id = :id", { id, day });
  context.trail({ subject: 'transferList', id, label: `${list.number} 已转出`, after: { day } });
  return readList(db, id);
}
