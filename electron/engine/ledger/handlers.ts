import { ledgerOperations as operations } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../bind.ts';
import { listAccounts } from './accounts.ts';
import { readBudget, saveBudget } from './budget.ts';
import { prepareBudget, takeBudget } from './budget-import.ts';
import { closeMonth, closeYear, readYearChecklist } from './close.ts';
import { exportJournal } from './export-journal.ts';
import { readJournal } from './journal.ts';
import { listPeriods, readCloseChecklist } from './periods.ts';
import { postVoucher } from './post.ts';
import { listPurposes } from './purposes.ts';
import { reverseVoucher } from './reverse.ts';
import { previewSimple, recordSimple } from './simple.ts';
import { readTrialBalance } from './trial-balance.ts';
import { listVouchers, readVoucher } from './vouchers.ts';

export const ledgerHandlers = {
  'ledger.listAccounts': bindRead(operations['ledger.listAccounts'], ({ db }) => listAccounts(db)),
  'ledger.listPurposes': bindRead(operations['ledger.listPurposes'], ({ db }) => listPurposes(db)),
  'ledger.previewSimple': bindRead(operations['ledger.previewSimple'], previewSimple),
  'ledger.recordSimple': bindWrite(operations['ledger.recordSimple'], recordSimple),
  'ledger.postVoucher': bindWrite(operations['ledger.postVoucher'], (context, { resolutionId, entries, ...input }) => {
    const posted = postVoucher(context, {
      ...input,
      source: 'manual',
      ...(resolutionId === undefined ? {} : { resolutionId }),
      entries: entries.map((entry) => ({ ...entry, summary: entry.summary || input.summary })),
    });
    return readVoucher(context.db, posted.id);
  }),
  'ledger.reverseVoucher': bindWrite(operations['ledger.reverseVoucher'], (context, { id, day, reason }) => {
    const { source, month, number } = readVoucher(context.db, id);
    // the receipts on a dues voucher must be taken back with it
    if (source === 'dues') throw refuse('ledger.reverseAtSource', { number: `${month} ${number}` });
    return readVoucher(context.db, reverseVoucher(context, { voucherId: id, day, reason }).id);
  }),
  'ledger.listVouchers': bindRead(operations['ledger.listVouchers'], ({ db }, query) => listVouchers(db, query)),
  'ledger.getVoucher': bindRead(operations['ledger.getVoucher'], ({ db }, { id }) => readVoucher(db, id)),
  'ledger.readTrialBalance': bindRead(operations['ledger.readTrialBalance'], ({ db }, { from, to }) =>
    readTrialBalance(db, from, to),
  ),
  'ledger.readJournal': bindRead(operations['ledger.readJournal'], ({ db }, { method, from, to }) =>
    readJournal(db, method, from, to),
  ),
  'ledger.listPeriods': bindRead(operations['ledger.listPeriods'], ({ db }, { year }) => listPeriods(db, year)),
  'ledger.readCloseChecklist': bindRead(operations['ledger.readCloseChecklist'], (context, { month }) =>
    readCloseChecklist(context, month),
  ),
  'ledger.closeMonth': bindWrite(operations['ledger.closeMonth'], (context, { month }) => closeMonth(context, month)),
  'ledger.readYearChecklist': bindRead(operations['ledger.readYearChecklist'], (context, { year }) =>
    readYearChecklist(context, year),
  ),
  'ledger.closeYear': bindWrite(operations['ledger.closeYear'], (context, { year }) => closeYear(context, year)),
  'ledger.previewBudget': bindRead(
    operations['ledger.previewBudget'],
    async (context, { file }) => (await prepareBudget(context, file)).preview,
  ),
  'ledger.takeBudget': bindPreparedWrite(
    operations['ledger.takeBudget'],
    (context, { file }) => prepareBudget(context, file),
    (context, { year }, prepared) => takeBudget(context, year, prepared),
  ),
  'ledger.saveBudget': bindWrite(operations['ledger.saveBudget'], (context, { year, lines }) =>
    saveBudget(context, year, lines),
  ),
  'ledger.readBudget': bindRead(operations['ledger.readBudget'], ({ db }, { year }) => readBudget(db, year)),
  'ledger.exportJournal': bindWrite(operations['ledger.exportJournal'], (context, { folder }) =>
    exportJournal(context, context.chosenFolder(folder)),
  ),
} satisfies Record<keyof typeof operations, Bound>;
