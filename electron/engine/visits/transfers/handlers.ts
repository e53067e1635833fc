import { transfersOperations as operations } from '#shared/contract/visits/transfers.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listTransferCandidates } from './candidates.ts';
import { exportTransferList, prepareTransferExport, printTransferList } from './export.ts';
import { makeTransferList, markTransferPaid, withdrawTransferList } from './lists.ts';
import { savePayeeAccount } from './payees.ts';
import { listTransferLists, readTransferSheet } from './queries.ts';

export const transfersHandlers = {
  'visits.listTransferCandidates': bindRead(operations['visits.listTransferCandidates'], ({ db }, filter) =>
    listTransferCandidates(db, filter),
  ),
  'visits.savePayeeAccount': bindWrite(operations['visits.savePayeeAccount'], savePayeeAccount),
  'visits.makeTransferList': bindWrite(operations['visits.makeTransferList'], makeTransferList),
  'visits.listTransferLists': bindRead(operations['visits.listTransferLists'], ({ db }, input) =>
    listTransferLists(db, input),
  ),
  'visits.readTransferList': bindRead(operations['visits.readTransferList'], ({ db }, { id }) =>
    readTransferSheet(db, id, false),
  ),
  'visits.withdrawTransferList': bindWrite(operations['visits.withdrawTransferList'], withdrawTransferList),
  'visits.markTransferPaid': bindWrite(operations['visits.markTransferPaid'], markTransferPaid),
  'visits.exportTransferList': bindPreparedWrite(
    operations['visits.exportTransferList'],
    prepareTransferExport,
    exportTransferList,
  ),
  'visits.printTransferList': bindWrite(operations['visits.printTransferList'], (context, { id }) =>
    printTransferList(context, id),
  ),
} satisfies Record<keyof typeof operations, Bound>;
