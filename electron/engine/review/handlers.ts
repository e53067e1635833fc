import { reviewOperations as operations } from '#shared/contract/review.ts';
import { type Bound, bindRead, bindWrite } from '../bind.ts';
import { checkAttachmentsPolitely } from '../ledger/commands.ts';
import { orderPackage } from './commands.ts';
import { getPackage, listPackages, listYears } from './queries.ts';
import { runSelfCheck } from './self-check.ts';

export const reviewHandlers = {
  'review.runSelfCheck': bindRead(operations['review.runSelfCheck'], async ({ db, attachmentStore }, { year }) => {
    const attachments = await checkAttachmentsPolitely(db, attachmentStore, year);
    return runSelfCheck(db, year, undefined, attachments);
  }),
  'review.listPackages': bindRead(operations['review.listPackages'], ({ db }) => listPackages(db)),
  'review.exportPackage': bindWrite(operations['review.exportPackage'], orderPackage),
  'review.listYears': bindRead(operations['review.listYears'], ({ db }) => listYears(db)),
  'review.getPackage': bindRead(operations['review.getPackage'], ({ db }, { id }) => getPackage(db, id)),
} satisfies Record<keyof typeof operations, Bound>;
