import { festivalsOperations as operations } from '#shared/contract/visits/festivals.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { makeFestival, previewFestival } from './festival.ts';
import { endFestival, signList } from './hand-out.ts';
import { listFestivals, readSignOffSheet } from './queries.ts';

export const festivalsHandlers = {
  'visits.makeFestival': bindWrite(operations['visits.makeFestival'], makeFestival),
  'visits.previewFestival': bindRead(operations['visits.previewFestival'], ({ db, today }, input) =>
    previewFestival(db, input, today),
  ),
  'visits.listFestivals': bindRead(operations['visits.listFestivals'], ({ db }) => listFestivals(db)),
  'visits.readSignOffSheet': bindRead(operations['visits.readSignOffSheet'], ({ db }, { batchId }) =>
    readSignOffSheet(db, batchId),
  ),
  'visits.signList': bindWrite(operations['visits.signList'], signList),
  'visits.endFestival': bindWrite(operations['visits.endFestival'], endFestival),
} satisfies Record<keyof typeof operations, Bound>;
