import { formatMonth, monthOf } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import type { OpenLine } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type PurposeRow, readPurpose } from '../chart/purposes.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';
import { draftOf } from '../entry/simple.ts';
import { type EntryDraft, postVoucher } from '../vouchers/post.ts';
import { readBankSide } from './bank-balance.ts';
import { type BankKeyword, keywordOf, readKeywords } from './keywords.ts';
import { matchGroup, type ReadLine, readLine } from './match.ts';
import { moneyAccount, moneyAccountsOf } from './money-accounts.ts';
import { endOf, openEntries, openLines } from './open-items.ts';

/** What is open up to the end of a month, the lines with the purpose that their words name. */
export function listOpenItems(
  { db, assetsFolder }: Pick<ReadContext, 'db' | 'assetsFolder'>,
  { month, accountId }: ParsedInputOf<'ledger.listOpenItems'>,
): ValueOf<'ledger.listOpenItems'> {
  const account = moneyAccount(db, 'bank', accountId).id;
  const day = endOf(month);
  const { from } = readBankSide(db, account, day);
  const keywords = readKeywords(assetsFolder);
  const lines = openLines(db, account, day).map((line): OpenLine => {
    const found = purposeByWords(db, keywords, line);
    return found ? { ...line, purpose: { id: found.purpose.id, label: found.purpose.label } } : line;
  });
  return { accountId: account, lines, entries: openEntries(db, account, day, from) };
}

function purposeByWords(
  db: Readable,
  keywords: readonly BankKeyword[],
  line: Parameters<typeof keywordOf>[1],
): { purpose: PurposeRow; summary: string } | undefined {
  const keyword = keywordOf(keywords, line);
  const purpose = keyword && readPurpose(db, keyword.purpose);
  return keyword && purpose ? { purpose, summary: keyword.summary } : undefined;
}

/**
 * Books an unmatched line of the bank: a voucher on the bank's day (or a later one, where that month is closed), matched at once.
 * @throws Refusal `request.notFound`, `bank.alreadyMatched`, `bank.purposeNeeded`, `bank.purposeFlow`, `bank.bookEarly`,
 *   `bank.monthClosed`, and those of posting
 */
export function bookBankLine(
  context: WriteContext,
  input: ParsedInputOf<'ledger.bookBankLine'>,
): ValueOf<'ledger.bookBankLine'> {
  const { db } = context;
  const line = readLine(db, input.lineId);
  const named = line.summary || `${line.day} 银行流水`;
  if (line.matchId !== null) throw refuse('bank.alreadyMatched', { item: `${line.day} ${line.summary}` });
  const known = purposeByWords(db, readKeywords(context.assetsFolder), line);
  const purpose = input.purposeId === undefined ? known?.purpose : readPurpose(db, input.purposeId);
  if (!purpose)
    throw input.purposeId === undefined
      ? refuse('bank.purposeNeeded', { summary: named })
      : refuse('ledger.purposeMissing');
  const day = input.day ?? line.day;
  if (day < line.day) throw refuse('bank.bookEarly', { day: line.day });
  assertStillOpen(db, line, day);
  const summary = input.summary || (known?.purpose.id === purpose.id ? known.summary : line.summary) || purpose.label;
  const draft = draftOf(db, {
    direction: purpose.direction,
    purposeId: purpose.id,
    amount: fen(Math.abs(line.amount)),
    method: purpose.fixedMethod ?? 'bank',
    day,
    summary: summary.slice(0, 100),
    counterparty: line.counterparty.slice(0, 60),
    attachmentCount: input.attachmentCount,
    ...(input.setAside === undefined ? {} : { setAside: input.setAside }),
    ...(input.resolutionId === undefined ? {} : { resolutionId: input.resolutionId }),
    ...(input.fundId === undefined ? {} : { fundId: input.fundId }),
  }).draft;
  const entries = onAccount(db, draft.entries, line.accountId);
  const own = entries.findIndex(({ accountId }) => accountId === line.accountId);
  const entry = entries[own];
  // the purpose may mean cash, or money going the other way
  if (!entry || entry.debit - entry.credit !== line.amount)
    throw refuse('bank.purposeFlow', {
      summary: named,
      flow: line.amount > 0 ? '收入' : '支出',
      amount: formatYuan(fen(Math.abs(line.amount))),
      purpose: purpose.label,
    });
  const posted = postVoucher(context, { ...draft, source: 'bank', entries });
  matchGroup(context, { lines: [line.id], entries: [{ voucherId: posted.id, line: own + 1 }] });
  return {
    voucherId: posted.id,
    number: posted.number,
    month: posted.month,
    purpose: purpose.label,
    amount: fen(Math.abs(line.amount)),
  };
}

/** @throws Refusal `bank.monthClosed`, which says more than that the month is closed */
function assertStillOpen(db: Readable, line: ReadLine, day: ReadLine['day']): void {
  const month = monthOf(day);
  const period = db.get<{ status: string }>('SELECT status FROM periods WHERE month = :month', { month });
  if (period?.status === 'closed' && month === monthOf(line.day))
    throw refuse('bank.monthClosed', { month: formatMonth(month), day: line.day });
}

/** 收支登记 means the one bank account; a statement knows which of several it is. */
function onAccount(db: Readable, entries: readonly EntryDraft[], accountId: string): EntryDraft[] {
  const bank = new Set([MONEY_ACCOUNT.bank, ...moneyAccountsOf(db, 'bank').map(({ id }) => id)]);
  return entries.map((entry) => (bank.has(entry.accountId) ? { ...entry, accountId } : entry));
}
