import { fundsOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listFunds, saveFund } from './funds.ts';

export const fundsHandlers = {
  'ledger.listFunds': bindRead(operations['ledger.listFunds'], ({ db }) => listFunds(db)),
  'ledger.saveFund': bindWrite(operations['ledger.saveFund'], saveFund),
} satisfies Record<keyof typeof operations, Bound>;
