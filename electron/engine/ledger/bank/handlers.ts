import { bankOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead } from '../../bind.ts';
import { readJournal } from './journal.ts';

export const bankHandlers = {
  'ledger.readJournal': bindRead(operations['ledger.readJournal'], ({ db }, { method, from, to }) =>
    readJournal(db, method, from, to),
  ),
} satisfies Record<keyof typeof operations, Bound>;
