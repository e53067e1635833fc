import { aidsOperations as operations } from '#shared/contract/hardship/aids.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { payAid, payAids, signAid, signAids } from './aids.ts';
import { checkRecipient, payableFile } from './door.ts';
import { checkAid, dropAidLimit, listAidLimits, saveAidLimit } from './limits.ts';
import { dropMeasure, listMeasureKinds, listMeasures, saveMeasure } from './measures.ts';
import { aidsOfFile, listAidCandidates, listAids } from './queries.ts';
import { exportAids, prepareAidExport, readAidSheet } from './sheet.ts';

export const aidsHandlers = {
  'hardship.payAid': bindWrite(operations['hardship.payAid'], payAid),
  'hardship.payAids': bindWrite(operations['hardship.payAids'], payAids),
  'hardship.signAid': bindWrite(operations['hardship.signAid'], signAid),
  'hardship.signAids': bindWrite(operations['hardship.signAids'], signAids),
  'hardship.listAids': bindRead(operations['hardship.listAids'], ({ db }, input) => listAids(db, input)),
  'hardship.listAidsOfFile': bindRead(operations['hardship.listAidsOfFile'], ({ db }, { fileId }) =>
    aidsOfFile(db, fileId),
  ),
  'hardship.checkAid': bindRead(operations['hardship.checkAid'], ({ db }, input) => {
    payableFile(db, input.fileId, input.day);
    return checkAid(db, input);
  }),
  'hardship.checkRecipient': bindRead(operations['hardship.checkRecipient'], ({ db }, input) =>
    checkRecipient(db, input),
  ),
  'hardship.listAidCandidates': bindRead(operations['hardship.listAidCandidates'], ({ db }, { day }) =>
    listAidCandidates(db, day),
  ),
  'hardship.readAidSheet': bindRead(operations['hardship.readAidSheet'], readAidSheet),
  'hardship.exportAids': bindPreparedWrite(operations['hardship.exportAids'], prepareAidExport, exportAids),

  'hardship.listAidLimits': bindRead(operations['hardship.listAidLimits'], ({ db }) => listAidLimits(db)),
  'hardship.saveAidLimit': bindWrite(operations['hardship.saveAidLimit'], saveAidLimit),
  'hardship.dropAidLimit': bindWrite(operations['hardship.dropAidLimit'], (context, { id }) =>
    dropAidLimit(context, id),
  ),

  'hardship.listMeasures': bindRead(operations['hardship.listMeasures'], ({ db }, { fileId }) =>
    listMeasures(db, fileId),
  ),
  'hardship.listMeasureKinds': bindRead(operations['hardship.listMeasureKinds'], ({ db }) => listMeasureKinds(db)),
  'hardship.saveMeasure': bindWrite(operations['hardship.saveMeasure'], saveMeasure),
  'hardship.dropMeasure': bindWrite(operations['hardship.dropMeasure'], (context, { id }) => dropMeasure(context, id)),
} satisfies Record<keyof typeof operations, Bound>;
