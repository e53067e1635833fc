import { receiptsOperations as operations } from '#shared/contract/dues/receipts.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listBatches, listReceipts, readBatch } from './batches.ts';
import { listOwing, recordReceipts } from './collect.ts';
import { applyCreditNow, listCredits } from './credit-list.ts';
import { previewPayroll, takePayroll } from './payroll.ts';
import { readPayrollFile } from './payroll-file.ts';
import { recordReceipt, takeBackBatch } from './receipts.ts';
import { listRefunds, refundCredit, takeBackRefund } from './refunds.ts';
import { listPaidMonths, releasePayment } from './release.ts';

export const receiptsHandlers = {
  'dues.previewPayroll': bindRead(operations['dues.previewPayroll'], async ({ db, chosenFile }, { file, ...input }) =>
    previewPayroll(db, await readPayrollFile(chosenFile(file)), input),
  ),
  'dues.takePayroll': bindPreparedWrite(
    operations['dues.takePayroll'],
    ({ chosenFile }, { file }) => readPayrollFile(chosenFile(file)),
    (context, input, file) => takePayroll(context, file, input),
  ),
  'dues.recordReceipt': bindWrite(operations['dues.recordReceipt'], recordReceipt),
  'dues.listOwing': bindRead(operations['dues.listOwing'], ({ db }, input) => listOwing(db, input)),
  'dues.recordReceipts': bindWrite(operations['dues.recordReceipts'], recordReceipts),
  'dues.listBatches': bindRead(operations['dues.listBatches'], ({ db }, input) => listBatches(db, input)),
  'dues.readBatch': bindRead(operations['dues.readBatch'], ({ db }, { batchId }) => readBatch(db, batchId)),
  'dues.listReceipts': bindRead(operations['dues.listReceipts'], ({ db }, input) => listReceipts(db, input)),
  'dues.takeBackBatch': bindWrite(operations['dues.takeBackBatch'], takeBackBatch),
  'dues.listCredits': bindRead(operations['dues.listCredits'], ({ db }, input) => listCredits(db, input)),
  'dues.applyCredit': bindWrite(operations['dues.applyCredit'], applyCreditNow),
  'dues.refundCredit': bindWrite(operations['dues.refundCredit'], refundCredit),
  'dues.listRefunds': bindRead(operations['dues.listRefunds'], ({ db }, input) => listRefunds(db, input)),
  'dues.takeBackRefund': bindWrite(operations['dues.takeBackRefund'], takeBackRefund),
  'dues.listPaidMonths': bindRead(operations['dues.listPaidMonths'], ({ db }, { memberId }) =>
    listPaidMonths(db, memberId),
  ),
  'dues.releasePayment': bindWrite(operations['dues.releasePayment'], releasePayment),
} satisfies Record<keyof typeof operations, Bound>;
