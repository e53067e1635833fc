import { reportsOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { exportJournal } from './export-journal.ts';
import { readTrialBalance } from './trial-balance.ts';

export const reportsHandlers = {
  'ledger.readTrialBalance': bindRead(operations['ledger.readTrialBalance'], ({ db }, { from, to }) =>
    readTrialBalance(db, from, to),
  ),
  'ledger.exportJournal': bindWrite(operations['ledger.exportJournal'], (context, { folder }) =>
    exportJournal(context, context.chosenFolder(folder)),
  ),
} satisfies Record<keyof typeof operations, Bound>;
