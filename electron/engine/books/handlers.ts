import { booksOperations as operations } from '#shared/contract/books.ts';
import { type Bound, bindHouse } from '../bind.ts';
import { listBackups } from './backup.ts';

export const booksHandlers = {
  'books.readStatus': bindHouse(operations['books.readStatus'], (house) => house.status()),
  'books.create': bindHouse(operations['books.create'], (house, input) =>
    house.create(input.folder, input.setup, input.passphrase),
  ),
  'books.createPractice': bindHouse(operations['books.createPractice'], (house) => house.startPractice()),
  'books.unlock': bindHouse(operations['books.unlock'], (house, input) =>
    house.unlock(input.book, input.passphrase, input.role),
  ),
  'books.recover': bindHouse(operations['books.recover'], (house, input) =>
    house.recover(input.book, input.recoveryCode, input.newPassphrase),
  ),
  'books.lock': bindHouse(operations['books.lock'], (house) => house.lock()),
  'books.changePassphrase': bindHouse(operations['books.changePassphrase'], (house, input) =>
    house.changePassphraseFrom(input.passphrase, input.newPassphrase),
  ),
  'books.backUp': bindHouse(operations['books.backUp'], (house) => house.backUpNow()),
  'books.listBackups': bindHouse(operations['books.listBackups'], (house) => listBackups(house.open().books.file)),
  'jobs.read': bindHouse(operations['jobs.read'], (house, input) => house.jobs.read(input.job)),
  'jobs.cancel': bindHouse(operations['jobs.cancel'], (house, input) => house.jobs.cancel(input.job)),
} satisfies Record<keyof typeof operations, Bound>;
