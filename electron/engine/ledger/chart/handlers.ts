import { chartOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead } from '../../bind.ts';
import { listAccounts } from './accounts.ts';
import { listPurposes } from './purposes.ts';

export const chartHandlers = {
  'ledger.listAccounts': bindRead(operations['ledger.listAccounts'], ({ db }) => listAccounts(db)),
  'ledger.listPurposes': bindRead(operations['ledger.listPurposes'], ({ db }) => listPurposes(db)),
} satisfies Record<keyof typeof operations, Bound>;
