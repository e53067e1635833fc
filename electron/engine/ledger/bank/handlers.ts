import { bankOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { bookBankLine, listOpenItems } from './book-line.ts';
import { bookCashDifference, listCashCounts, readCashBook, removeCashCount, saveCashCount } from './cash-count.ts';
import { readJournal } from './journal.ts';
import { listMatches, matchLines, unmatchLines } from './match.ts';
import { listMoneyAccounts } from './money-accounts.ts';
import { listOpeningEntries, markOpening } from './opening.ts';
import { readReconciliation } from './reconciliation.ts';
import {
  listStatements,
  prepareStatement,
  previewStatement,
  recordBankBalance,
  removeStatement,
  takeStatement,
} from './statements.ts';
import { suggestMatches } from './suggest.ts';

export const bankHandlers = {
  'ledger.listMoneyAccounts': bindRead(operations['ledger.listMoneyAccounts'], ({ db }) => listMoneyAccounts(db)),
  'ledger.readJournal': bindRead(operations['ledger.readJournal'], ({ db }, { method, accountId, from, to }) =>
    readJournal(db, method, from, to, accountId),
  ),
  'ledger.previewStatement': bindRead(operations['ledger.previewStatement'], previewStatement),
  'ledger.takeStatement': bindPreparedWrite(operations['ledger.takeStatement'], prepareStatement, takeStatement),
  'ledger.recordBankBalance': bindWrite(operations['ledger.recordBankBalance'], recordBankBalance),
  'ledger.listStatements': bindRead(operations['ledger.listStatements'], ({ db }) => listStatements(db)),
  'ledger.removeStatement': bindWrite(operations['ledger.removeStatement'], (context, { id }) =>
    removeStatement(context, id),
  ),
  'ledger.listOpenItems': bindRead(operations['ledger.listOpenItems'], listOpenItems),
  'ledger.suggestMatches': bindRead(operations['ledger.suggestMatches'], ({ db }, { month, accountId }) =>
    suggestMatches(db, month, accountId),
  ),
  'ledger.listMatches': bindRead(operations['ledger.listMatches'], ({ db }, { month, accountId }) =>
    listMatches(db, month, accountId),
  ),
  'ledger.matchLines': bindWrite(operations['ledger.matchLines'], matchLines),
  'ledger.unmatchLines': bindWrite(operations['ledger.unmatchLines'], (context, { ids }) => unmatchLines(context, ids)),
  'ledger.listOpeningEntries': bindRead(operations['ledger.listOpeningEntries'], ({ db }, { accountId }) =>
    listOpeningEntries(db, accountId),
  ),
  'ledger.markOpening': bindWrite(operations['ledger.markOpening'], markOpening),
  'ledger.readReconciliation': bindRead(operations['ledger.readReconciliation'], ({ db }, { month, accountId }) =>
    readReconciliation(db, month, accountId),
  ),
  'ledger.bookBankLine': bindWrite(operations['ledger.bookBankLine'], bookBankLine),
  'ledger.readCashBook': bindRead(operations['ledger.readCashBook'], ({ db }, input) => readCashBook(db, input)),
  'ledger.listCashCounts': bindRead(operations['ledger.listCashCounts'], ({ db }) => listCashCounts(db)),
  'ledger.saveCashCount': bindWrite(operations['ledger.saveCashCount'], saveCashCount),
  'ledger.bookCashDifference': bindWrite(operations['ledger.bookCashDifference'], bookCashDifference),
  'ledger.removeCashCount': bindWrite(operations['ledger.removeCashCount'], (context, { id }) =>
    removeCashCount(context, id),
  ),
} satisfies Record<keyof typeof operations, Bound>;
