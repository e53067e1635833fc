import { filesOperations as operations } from '#shared/contract/hardship/files.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { assess } from './assessment.ts';
import { getFile, listFiles } from './queries.ts';
import { saveFile } from './save-file.ts';

export const filesHandlers = {
  'hardship.list': bindRead(operations['hardship.list'], ({ db, today }, input) => listFiles(db, input, today)),
  'hardship.get': bindRead(operations['hardship.get'], ({ db }, { id }) => getFile(db, id)),
  'hardship.assess': bindRead(operations['hardship.assess'], ({ db }, { openedDay, reviewedDay, ...figures }) =>
    assess(db, figures, reviewedDay ?? openedDay),
  ),
  'hardship.save': bindWrite(operations['hardship.save'], saveFile),
} satisfies Record<keyof typeof operations, Bound>;
