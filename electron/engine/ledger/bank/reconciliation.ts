import { firstDay, lastDay, type Month } from '#shared/calendar.ts';
import type { BankEntry, BankLine, MoneyAccount, Reconciliation } from '#shared/contract/ledger.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { balanceThrough } from '../vouchers/money-check.ts';
import { type BankSide, coversMonth, readBankSide } from './bank-balance.ts';
import { moneyAccount, moneyAccountsOf } from './money-accounts.ts';
import { openEntries, openLines } from './open-items.ts';
import { readOpening, settledEntries } from './opening.ts';
import { hintsOf } from './reconciliation-hints.ts';

/**
 * 银行存款余额调节表 at the end of a month: 银行对账单余额 + 企业已收银行未收 − 企业已付银行未付 against 企业账面余额 + 银行已收企业未收 −
 * 银行已付企业未付. The bank's balance is the one the statements state, the books' the one the ledger keeps: neither is made up of the
 * items, so that agreement proves something. What remains is the difference of the opening and of gaps between statements.
 * @throws Refusal `bank.notMoneyAccount`
 */
export function readReconciliation(db: Readable, month: Month, accountId: string | undefined): Reconciliation {
  return reconcile(db, moneyAccount(db, 'bank', accountId), month);
}

function reconcile(db: Readable, account: MoneyAccount, month: Month): Reconciliation {
  const day = lastDay(month);
  const bank = readBankSide(db, account.id, day);
  const opening = readOpening(db, account.id, bank);
  const entries = openEntries(db, account.id, day, bank.from);
  const lines =
    bank.from === undefined ? [] : [...beforeStatements(db, account.id, bank, day), ...openLines(db, account.id, day)];
  const bookBalance = balanceThrough(db, account.id, month);
  const { balance: bankBalance } = bank;
  const adjustedBank = bankBalance === undefined ? undefined : plus(bankBalance, entries);
  const adjustedBook = plus(bookBalance, lines);
  const difference = adjustedBank === undefined ? undefined : fen(adjustedBank - adjustedBook);
  const sides = {
    bookReceived: entries.filter(({ amount }) => amount > 0).map(bare),
    bookPaid: entries
      .filter(({ amount }) => amount < 0)
      .map(turned)
      .map(bare),
    bankReceived: lines.filter(({ amount }) => amount > 0),
    bankPaid: lines.filter(({ amount }) => amount < 0).map(turned),
  };
  return {
    accountId: account.id,
    accountCode: account.code,
    accountName: account.name,
    month,
    day,
    covered: coversMonth(db, account.id, month),
    needed: bookBalance !== 0 || entries.length > 0 || bank.from !== undefined,
    ...(bank.to === undefined ? {} : { statementTo: bank.to }),
    ...(bankBalance === undefined ? {} : { bankBalance }),
    bookBalance,
    ...sides,
    ...(adjustedBank === undefined ? {} : { adjustedBank }),
    adjustedBook,
    ...(difference === undefined ? {} : { difference }),
    ...(opening === undefined ? {} : { opening }),
    gaps: bank.gaps,
    hints: hintsOf({ db, accountId: account.id, month, bank, opening, lines, entries }),
  };
}

function plus(balance: Fen, items: readonly { amount: Fen }[]): Fen {
  return fen(items.reduce((total, { amount }) => total + amount, Number(balance)));
}
const turned = <T extends { amount: Fen }>(item: T): T => ({ ...item, amount: fen(-item.amount) });
const bare = ({ voucherId, line, day, month, number, summary, counterparty, amount }: BankEntry): BankEntry => ({
  voucherId,
  line,
  day,
  month,
  number,
  summary,
  counterparty,
  amount,
});

/** Movements before the first statement that the books took in only after this month: the bank's side of the opening. */
function beforeStatements(
  db: Readable,
  accountId: string,
  { from, opening }: BankSide,
  day: BankLine['day'],
): BankLine[] {
  if (from === undefined || opening === undefined) return [];
  return settledEntries(db, accountId, from)
    .filter((entry) => entry.day > day)
    .map((entry) => ({
      id: '',
      day: from,
      summary: `${entry.summary}（对账单之前）`,
      counterparty: entry.counterparty,
      reference: '',
      amount: entry.amount,
      balance: opening,
    }));
}

/** How the reconciliation of a month stands, for the checklist before closing it. */
export interface ReconciliationState {
  /** Some bank account has money or movements; without one there is nothing to reconcile. */
  needed: boolean;
  /** Statements tell about the month for every account that needs it. */
  hasStatement: boolean;
  /** Every 余额调节表 proves itself. */
  balanced: boolean;
  /** What the adjusted balances differ by, all accounts together; 0 without a statement. */
  difference: Fen;
  /** Open at the end of the month: lines of the bank not in the books, entries of the books not at the bank. */
  unmatchedLines: number;
  unmatchedEntries: number;
  /** Of these the ones that are older than the month. */
  unmatchedOld: number;
}

/** The 余额调节表 of all bank accounts of a month in one state. */
export function reconciliationState(db: Readable, month: Month): ReconciliationState {
  const all = moneyAccountsOf(db, 'bank')
    .map((account) => reconcile(db, account, month))
    .filter(({ needed }) => needed);
  const items = (each: Reconciliation) => [
    ...each.bookReceived,
    ...each.bookPaid,
    ...each.bankReceived,
    ...each.bankPaid,
  ];
  const total = (of: (each: Reconciliation) => number) => all.reduce((sum, each) => sum + of(each), 0);
  return {
    needed: all.length > 0,
    hasStatement: all.every(({ covered }) => covered),
    balanced: all.every(({ difference }) => difference === 0),
    difference: fen(total(({ difference }) => difference ?? ZERO)),
    unmatchedLines: total(({ bankReceived, bankPaid }) => bankReceived.length + bankPaid.length),
    unmatchedEntries: total(({ bookReceived, bookPaid }) => bookReceived.length + bookPaid.length),
    unmatchedOld: total((each) => items(each).filter(({ day }) => day < firstDay(month)).length),
  };
}
