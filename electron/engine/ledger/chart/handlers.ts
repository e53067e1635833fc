import { chartOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { addAccount, changeAccount, removeAccount, retireAccount } from './account-save.ts';
import { listAccounts } from './accounts.ts';
import { readOldBooksFile } from './old-books-file.ts';
import { previewOldBooks } from './old-books-judge.ts';
import { takeOldBooks } from './old-books-take.ts';
import { savePurpose } from './purpose-save.ts';
import { listPurposes } from './purposes.ts';

export const chartHandlers = {
  'ledger.listAccounts': bindRead(operations['ledger.listAccounts'], ({ db }, input) => listAccounts(db, input)),
  'ledger.addAccount': bindWrite(operations['ledger.addAccount'], addAccount),
  'ledger.changeAccount': bindWrite(operations['ledger.changeAccount'], changeAccount),
  'ledger.retireAccount': bindWrite(operations['ledger.retireAccount'], retireAccount),
  'ledger.removeAccount': bindWrite(operations['ledger.removeAccount'], removeAccount),
  'ledger.listPurposes': bindRead(operations['ledger.listPurposes'], ({ db }, input) => listPurposes(db, input)),
  'ledger.savePurpose': bindWrite(operations['ledger.savePurpose'], savePurpose),
  'ledger.previewOldBooks': bindRead(operations['ledger.previewOldBooks'], async (context, { file, ...choice }) =>
    previewOldBooks(context, await readOldBooksFile(context.chosenFile(file)), choice),
  ),
  'ledger.takeOldBooks': bindPreparedWrite(
    operations['ledger.takeOldBooks'],
    (context, { file }) => readOldBooksFile(context.chosenFile(file)),
    (context, { file: _, vouchers, ...choice }, read) => takeOldBooks(context, read, choice, vouchers),
  ),
} satisfies Record<keyof typeof operations, Bound>;
