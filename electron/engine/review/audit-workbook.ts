import type { AttachmentCheck } from '#shared/contract/ledger.ts';
import type { Readable } from '../database.ts';
import type { WorkbookSpec } from '../spreadsheet/workbook.ts';
import { AuditBook } from './audit-book.ts';
import { readFacts } from './facts.ts';
import { runSelfCheck } from './self-check.ts';
import { aidSheet } from './sheets/aids.ts';
import { balanceSheet } from './sheets/balance-sheet.ts';
import { type CoverOrder, coverSheet } from './sheets/cover.ts';
import { decisionSheet } from './sheets/decisions.ts';
import { duesSheet } from './sheets/dues.ts';
import { finalAccountsSheet } from './sheets/final-accounts.ts';
import { findingSheet } from './sheets/findings.ts';
import { incomeExpenseSheet } from './sheets/income-expense.ts';
import { journalSheet } from './sheets/journal.ts';
import { trialBalanceSheet } from './sheets/trial-balance.ts';
import { visitSheet } from './sheets/visits.ts';
import { voucherSheet } from './sheets/vouchers.ts';

/**
 * Lays out 送审工作簿 of a year: thirteen sheets that refer to one another. Nothing is written yet; long lists are drawn from the
 * books only while the file is.
 * @returns the sheets in the committee's order, and the book with its comparisons and places of evidence
 */
export function layOutAuditWorkbook(
  db: Readable,
  year: number,
  order: CoverOrder,
  attachments?: AttachmentCheck,
): { book: AuditBook; sheets: WorkbookSpec['sheets'] } {
  const facts = readFacts(db, year);
  const book = new AuditBook(db, facts, runSelfCheck(db, year, facts, attachments));
  // from the ledger outwards, since each sheet refers to those before it
  const trialBalance = trialBalanceSheet(book);
  const statement = incomeExpenseSheet(book, trialBalance);
  const settlement = finalAccountsSheet(book, trialBalance, statement);
  const balances = balanceSheet(book, trialBalance, settlement.closingFund);
  const vouchers = voucherSheet(book, trialBalance);
  const cash = journalSheet(book, 'cash', trialBalance, balances);
  const bank = journalSheet(book, 'bank', trialBalance, balances);
  const dues = duesSheet(book, vouchers, statement);
  const visits = visitSheet(book, vouchers);
  const aids = aidSheet(book, vouchers, statement);
  const decisions = decisionSheet(book);
  const findings = findingSheet(book);
  const cover = coverSheet(book, findings, order);
  const sheets = [
    cover,
    settlement.sheet,
    statement.sheet,
    balances.sheet,
    trialBalance.sheet,
    vouchers.sheet,
    cash,
    bank,
    dues,
    visits,
    aids,
    decisions,
    findings.sheet,
  ];
  return { book, sheets };
}
