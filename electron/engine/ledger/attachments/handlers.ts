import { attachmentsOperations as operations } from '#shared/contract/ledger/attachments.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { assertOwnerOpen, attachPapers, removeAttachment } from './attach.ts';
import { checkAttachmentsPolitely } from './check.ts';
import { readPapers } from './chosen.ts';
import { readAttachment, saveAttachment } from './content.ts';
import { listAttachments, readOwner } from './rows.ts';

export const attachmentsHandlers = {
  'ledger.attachFiles': bindPreparedWrite(
    operations['ledger.attachFiles'],
    (context, { voucherId, files }) => {
      assertOwnerOpen(readOwner(context.db, voucherId));
      return readPapers(files.map((token) => context.chosenFile(token)));
    },
    (context, { voucherId }, papers) => {
      attachPapers(context, voucherId, papers);
      return listAttachments(context.db, voucherId);
    },
  ),
  'ledger.listAttachments': bindRead(operations['ledger.listAttachments'], ({ db }, { voucherId }) =>
    listAttachments(db, voucherId),
  ),
  'ledger.readAttachment': bindRead(operations['ledger.readAttachment'], (context, { id }) =>
    readAttachment(context, id),
  ),
  'ledger.removeAttachment': bindWrite(operations['ledger.removeAttachment'], (context, { id, reason }) =>
    listAttachments(context.db, removeAttachment(context, id, reason)),
  ),
  'ledger.saveAttachment': bindWrite(operations['ledger.saveAttachment'], (context, { id, folder }) => {
    const chosen = context.chosenFolder(folder);
    return { fileName: saveAttachment(context, id, chosen), folderName: chosen.name };
  }),
  'ledger.checkAttachments': bindRead(operations['ledger.checkAttachments'], ({ db, attachmentStore }, { year }) =>
    checkAttachmentsPolitely(db, attachmentStore, year),
  ),
} satisfies Record<keyof typeof operations, Bound>;
