import { visitsOperations as operations } from '#shared/contract/visits.ts';
import { type Bound, bindRead, bindWrite } from '../bind.ts';
import { makeFestival, previewFestival } from './festival.ts';
import { listFestivals, readSignOffSheet } from './festival-queries.ts';
import { listKinds, saveKind } from './kinds.ts';
import { getVisit, listVisits } from './queries.ts';
import { recordVisit, signVisits } from './record.ts';
import { checkVisit, dropStandard, listStandards, saveStandard } from './standards.ts';

export const visitsHandlers = {
  'visits.listKinds': bindRead(operations['visits.listKinds'], ({ db }) => listKinds(db)),
  'visits.saveKind': bindWrite(operations['visits.saveKind'], saveKind),
  'visits.listStandards': bindRead(operations['visits.listStandards'], ({ db }) => listStandards(db)),
  'visits.saveStandard': bindWrite(operations['visits.saveStandard'], saveStandard),
  'visits.dropStandard': bindWrite(operations['visits.dropStandard'], (context, { id }) => dropStandard(context, id)),
  'visits.check': bindRead(operations['visits.check'], ({ db }, input) => checkVisit(db, input)),
  'visits.list': bindRead(operations['visits.list'], ({ db }, input) => listVisits(db, input)),
  'visits.get': bindRead(operations['visits.get'], ({ db }, { id }) => getVisit(db, id)),
  'visits.record': bindWrite(operations['visits.record'], recordVisit),
  'visits.sign': bindWrite(operations['visits.sign'], signVisits),
  'visits.previewFestival': bindRead(operations['visits.previewFestival'], ({ db }, input) =>
    previewFestival(db, input),
  ),
  'visits.makeFestival': bindWrite(operations['visits.makeFestival'], makeFestival),
  'visits.listFestivals': bindRead(operations['visits.listFestivals'], ({ db }) => listFestivals(db)),
  'visits.readSignOffSheet': bindRead(operations['visits.readSignOffSheet'], ({ db }, { batchId }) =>
    readSignOffSheet(db, batchId),
  ),
} satisfies Record<keyof typeof operations, Bound>;
