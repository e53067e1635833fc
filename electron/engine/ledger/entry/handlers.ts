import { entryOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { previewSimple, recordSimple } from './simple.ts';

export const entryHandlers = {
  'ledger.previewSimple': bindRead(operations['ledger.previewSimple'], previewSimple),
  'ledger.recordSimple': bindWrite(operations['ledger.recordSimple'], recordSimple),
} satisfies Record<keyof typeof operations, Bound>;
