import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { amountFen, count, dayField, fileToken, id, monthField, nothing, optionalText, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { type BankStatement, STATEMENT_FIELDS, type StatementPreview } from './bank-statement.ts';
import type { CashCount } from './cash-count.ts';
import { METHODS, type Method } from './entry.ts';

export * from './bank-statement.ts';
export * from './cash-count.ts';

export interface JournalLine {
  voucherId?: string;
  day: Day;
  number: string;
  summary: string;
  counterAccount: string;
  debit: Fen;
  credit: Fen;
  balance: Fen;
  kind: 'opening' | 'entry' | 'dayTotal' | 'monthTotal' | 'yearTotal';
}

/** 库存现金, 银行存款, or a detail account of the union's own below one of them. */
export interface MoneyAccount {
  id: string;
  code: string;
  name: string;
  method: Method;
}

/** One movement as the bank states it. */
export interface BankLine {
  id: string;
  day: Day;
  summary: string;
  counterparty: string;
  reference: string;
  /** Above zero: money came in; below: it went out. */
  amount: Fen;
  balance: Fen;
}

/** One entry of the books on a bank account. */
export interface BankEntry {
  voucherId: string;
  line: number;
  day: Day;
  month: Month;
  /** `记-003` */
  number: string;
  summary: string;
  counterparty: string;
  /** Debit minus credit: above zero money came in. */
  amount: Fen;
}

/** An unmatched line with what its words say it is: `purposeId` of 收支登记. */
export interface OpenLine extends BankLine {
  purpose?: { id: string; label: string };
}
export interface OpenEntry extends BankEntry {
  /** Booked before the first statement and marked as not yet moved by the bank then. */
  outstanding: boolean;
}

/** An entry that an exception of the opening concerns, or could concern. */
export interface OpeningEntry extends BankEntry {
  kind?: 'outstanding' | 'settled';
}

/** Where the bank's statements begin, and how the books stood then. */
export interface BankOpening {
  /** First day of the first statement. */
  from: Day;
  /** The bank's balance before it. */
  bank: Fen;
  /** The books' balance at the end of the day before. */
  book: Fen;
  /** Entries booked before it that the bank had not moved yet, in sum. */
  outstanding: Fen;
  /** Entries booked after it that the bank had moved before, in sum. */
  settled: Fen;
  /** What is left unexplained; 0 when the two agree. */
  difference: Fen;
}

/** Two statements that do not join: something of the bank's is missing between them. */
export interface BankGap {
  after: Day;
  before: Day;
  /** What the bank moved in between, fen. */
  difference: Fen;
}

/** 银行存款余额调节表 of one account at the end of a month. */
export interface Reconciliation {
  accountId: string;
  accountCode: string;
  accountName: string;
  month: Month;
  day: Day;
  /** A statement reaches into the month. Without it the bank's balance is the last one known. */
  covered: boolean;
  /** Nothing to reconcile: no balance, no movement, no statement. */
  needed: boolean;
  /** The last day that statements reach. */
  statementTo?: Day;
  /** Not known before the first statement. */
  bankBalance?: Fen;
  bookBalance: Fen;
  /** 企业已收银行未收 and 企业已付银行未付; amounts above zero. */
  bookReceived: BankEntry[];
  bookPaid: BankEntry[];
  /** 银行已收企业未收 and 银行已付企业未付; amounts above zero. A line without id stands for a movement before the first statement. */
  bankReceived: BankLine[];
  bankPaid: BankLine[];
  adjustedBank?: Fen;
  adjustedBook: Fen;
  /** Adjusted bank minus adjusted book; 0 when the statement proves itself. */
  difference?: Fen;
  opening?: BankOpening;
  gaps: BankGap[];
  /** What to look for, in sentences. */
  hints: string[];
}

/** A group to match. `sure` ones are the only possible pair and can be confirmed together. */
export interface MatchSuggestion {
  lines: BankLine[];
  entries: BankEntry[];
  sure: boolean;
  reason: string;
}

export interface BankMatch {
  id: string;
  lastDay: Day;
  madeAt: string;
  operator: string;
  lines: BankLine[];
  entries: BankEntry[];
}

const pieces = count(1_000_000).default(0);
const entryOf = z.strictObject({ voucherId: id, line: z.int().min(1).max(200) });
const chosenFile = {
  file: fileToken,
  sheet: text(100).optional(),
  /** Column index -> field; the guess or what was remembered when left out. */
  mapping: z.record(z.string().regex(/^\d{1,3}$/), z.enum(STATEMENT_FIELDS)).optional(),
  accountId: id.optional(),
  /** The balance before the first row, for files without balances. */
  openingBalance: amountFen.optional(),
  /** First day that the file covers, where it does not say so itself: else the first of the month of its first row. */
  from: dayField.optional(),
};
const ofMonth = { month: monthField, accountId: id.optional() };

export const bankOperations = {
  /** Accounts that hold money, cash first. */
  'ledger.listMoneyAccounts': read('view', nothing, output<MoneyAccount[]>()),
  /** Without `accountId` all cash, or all bank accounts together. */
  'ledger.readJournal': read(
    'view',
    z.strictObject({ method: z.enum(METHODS), accountId: id.optional(), from: monthField, to: monthField }),
    output<{ lines: JournalLine[]; closing: Fen }>(),
  ),

  'ledger.previewStatement': read('keep', z.strictObject(chosenFile), output<StatementPreview>()),
  /** Takes in a whole statement; lines that an earlier one brought are left out. */
  'ledger.takeStatement': write(
    'keep',
    z.strictObject(chosenFile),
    output<{ id: string; lines: number; leftOut: number; from: Day; to: Day; closing: Fen }>(),
  ),
  /** A statement without movements, typed from paper: the balance at the end of a day. */
  'ledger.recordBankBalance': write(
    'keep',
    z.strictObject({ accountId: id.optional(), from: dayField, to: dayField, balance: amountFen }),
    output<BankStatement>(),
  ),
  'ledger.listStatements': read('view', nothing, output<BankStatement[]>()),
  /** Only while none of its lines is matched. */
  'ledger.removeStatement': write('keep', z.strictObject({ id }), output<{ lines: number }>()),

  /** What is not matched up to the end of a month: lines of the bank, entries of the books. */
  'ledger.listOpenItems': read(
    'view',
    z.strictObject(ofMonth),
    output<{ accountId: string; lines: OpenLine[]; entries: OpenEntry[] }>(),
  ),
  'ledger.suggestMatches': read('view', z.strictObject(ofMonth), output<MatchSuggestion[]>()),
  /** The groups that are complete in a month, newest first. */
  'ledger.listMatches': read('view', z.strictObject(ofMonth), output<BankMatch[]>()),
  /** Each group holds lines and entries of equal sums, or items of one side that come to zero. */
  'ledger.matchLines': write(
    'keep',
    z.strictObject({
      groups: z
        .array(
          z.strictObject({
            lines: z.array(id).max(500, '最多 500 笔'),
            entries: z.array(entryOf).max(500, '最多 500 笔'),
          }),
        )
        .min(1, '没有选择')
        .max(500, '最多 500 组'),
    }),
    output<{ matched: number }>(),
  ),
  'ledger.unmatchLines': write(
    'keep',
    z.strictObject({ ids: z.array(id).min(1).max(500) }),
    output<{ undone: number }>(),
  ),
  /** Entries around the first statement that may explain an opening difference, marked ones included. */
  'ledger.listOpeningEntries': read(
    'view',
    z.strictObject({ accountId: id.optional() }),
    output<{ opening?: BankOpening; entries: OpeningEntry[] }>(),
  ),
  /** Marks entries as exceptions of the opening, or takes the mark away. */
  'ledger.markOpening': write(
    'keep',
    z.strictObject({ entries: z.array(entryOf).min(1).max(500), marked: z.boolean() }),
    output<{ changed: number }>(),
  ),
  'ledger.readReconciliation': read('view', z.strictObject(ofMonth), output<Reconciliation>()),
  /** Posts the voucher of an unmatched line and matches the two. Interest and fees need no purpose. */
  'ledger.bookBankLine': write(
    'keep',
    z.strictObject({
      lineId: id,
      purposeId: id.optional(),
      /** The bank's day when left out; a later one when that month is closed. */
      day: dayField.optional(),
      /** What the bank says, or the keyword's own words, when left blank. */
      summary: optionalText(100),
      setAside: amountFen.optional(),
      attachmentCount: count(999).default(1),
      resolutionId: id.optional(),
      fundId: id.optional(),
    }),
    output<{ voucherId: string; number: string; month: Month; purpose: string; amount: Fen }>(),
  ),

  /** Balance of cash at the end of a day. */
  'ledger.readCashBook': read(
    'view',
    z.strictObject({ day: dayField, accountId: id.optional() }),
    output<{ accountId: string; balance: Fen }>(),
  ),
  'ledger.listCashCounts': read('view', nothing, output<CashCount[]>()),
  'ledger.saveCashCount': write(
    'keep',
    z.strictObject({
      accountId: id.optional(),
      day: dayField,
      yuan100: pieces,
      yuan50: pieces,
      yuan20: pieces,
      yuan10: pieces,
      yuan5: pieces,
      yuan1: pieces,
      jiao5: pieces,
      jiao1: pieces,
      countedBy: text(20),
      witnessedBy: text(20),
      note: optionalText(200),
    }),
    output<CashCount>(),
  ),
  /** 长款 -> income; 短款 -> expense, or a receivable until the cause is found. */
  'ledger.bookCashDifference': write(
    'keep',
    z.strictObject({ id, against: z.enum(['income', 'expense', 'receivable']), accountId: id.optional() }),
    output<CashCount>(),
  ),
  /** Only while its difference is not booked. */
  'ledger.removeCashCount': write('keep', z.strictObject({ id }), output<{ removed: Day }>()),
};
