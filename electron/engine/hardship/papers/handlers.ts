import { papersOperations as operations } from '#shared/contract/hardship/papers.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { readPapers } from '../../ledger/commands.ts';
import { printNotice } from './notice-sheet.ts';
import { addPapers, assertFile, listPapers, readPaper, removePaper } from './papers.ts';
import { printText, readTexts, saveText } from './texts.ts';

export const papersHandlers = {
  'hardship.listPapers': bindRead(operations['hardship.listPapers'], ({ db }, { fileId }) => listPapers(db, fileId)),
  'hardship.addPapers': bindPreparedWrite(
    operations['hardship.addPapers'],
    (context, { fileId, files }) => {
      assertFile(context.db, fileId);
      return readPapers(files.map((token) => context.chosenFile(token)));
    },
    (context, { fileId, paperKind }, papers) => addPapers(context, { fileId, paperKind }, papers),
  ),
  'hardship.readPaper': bindWrite(operations['hardship.readPaper'], (context, { id }) => readPaper(context, id)),
  'hardship.removePaper': bindWrite(operations['hardship.removePaper'], removePaper),
  'hardship.readTexts': bindRead(operations['hardship.readTexts'], ({ db, assetsFolder }) =>
    readTexts(db, assetsFolder),
  ),
  'hardship.saveText': bindWrite(operations['hardship.saveText'], saveText),
  'hardship.printText': bindWrite(operations['hardship.printText'], printText),
  'hardship.printNotice': bindWrite(operations['hardship.printNotice'], (context, { fileIds }) =>
    printNotice(context, fileIds),
  ),
} satisfies Record<keyof typeof operations, Bound>;
