import { hardshipOperations as operations } from '#shared/contract/hardship.ts';
import { type Bound, bindRead, bindWrite } from '../bind.ts';
import { payAid, signAid } from './aid.ts';
import { assess } from './assessment.ts';
import { changeStatus, saveFile } from './file.ts';
import { listParameters, saveParameters } from './parameters.ts';
import { getFile, listAids, listFiles } from './queries.ts';

export const hardshipHandlers = {
  'hardship.list': bindRead(operations['hardship.list'], ({ db, today }, input) => listFiles(db, input, today)),
  'hardship.get': bindRead(operations['hardship.get'], ({ db }, { id }) => getFile(db, id)),
  'hardship.assess': bindRead(operations['hardship.assess'], ({ db }, { openedDay, reviewedDay, ...figures }) =>
    assess(db, figures, reviewedDay ?? openedDay),
  ),
  'hardship.save': bindWrite(operations['hardship.save'], saveFile),
  'hardship.changeStatus': bindWrite(operations['hardship.changeStatus'], changeStatus),
  'hardship.payAid': bindWrite(operations['hardship.payAid'], payAid),
  'hardship.signAid': bindWrite(operations['hardship.signAid'], signAid),
  'hardship.listAids': bindRead(operations['hardship.listAids'], ({ db }, input) => listAids(db, input)),
  'hardship.listParameters': bindRead(operations['hardship.listParameters'], ({ db }) => listParameters(db)),
  'hardship.saveParameters': bindWrite(operations['hardship.saveParameters'], saveParameters),
} satisfies Record<keyof typeof operations, Bound>;
