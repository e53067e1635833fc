import { duesOperations as operations } from '#shared/contract/dues.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../bind.ts';
import { listArrears } from './arrears.ts';
import { previewLevy, raiseLevy } from './levies.ts';
import { listMonths, readMonth } from './months.ts';
import { previewPayroll, takePayroll } from './payroll.ts';
import { readPayrollFile } from './payroll-file.ts';
import { listBatches, listLevies } from './queries.ts';
import { recordReceipt, takeBackBatch } from './receipts.ts';
import { ruleOf } from './rules.ts';

export const duesHandlers = {
  'dues.readRule': bindRead(operations['dues.readRule'], ({ db }, { month }) => ruleOf(db, month)),
  'dues.listMonths': bindRead(operations['dues.listMonths'], ({ db }, { year }) => listMonths(db, year)),
  'dues.readMonth': bindRead(operations['dues.readMonth'], ({ db }, { month }) => readMonth(db, month)),
  'dues.previewLevy': bindRead(operations['dues.previewLevy'], ({ db }, { month }) => previewLevy(db, month)),
  'dues.raiseLevy': bindWrite(operations['dues.raiseLevy'], (context, { month }) => raiseLevy(context, month)),
  'dues.listLevies': bindRead(operations['dues.listLevies'], ({ db }, input) => listLevies(db, input)),
  'dues.previewPayroll': bindRead(operations['dues.previewPayroll'], async ({ db, chosenFile }, { file, month }) =>
    previewPayroll(db, await readPayrollFile(chosenFile(file)), month),
  ),
  'dues.takePayroll': bindPreparedWrite(
    operations['dues.takePayroll'],
    ({ chosenFile }, { file }) => readPayrollFile(chosenFile(file)),
    (context, input, file) => takePayroll(context, file, input),
  ),
  'dues.recordReceipt': bindWrite(operations['dues.recordReceipt'], recordReceipt),
  'dues.listArrears': bindRead(operations['dues.listArrears'], ({ db, today }, input) => listArrears(db, today, input)),
  'dues.listBatches': bindRead(operations['dues.listBatches'], ({ db }, input) => listBatches(db, input)),
  'dues.takeBackBatch': bindWrite(operations['dues.takeBackBatch'], takeBackBatch),
} satisfies Record<keyof typeof operations, Bound>;
