import { standardsOperations as operations } from '#shared/contract/visits/standards.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listFestivalNames, saveFestivalName } from './festival-names.ts';
import { checkVisit } from './judge.ts';
import { listKinds, saveKind } from './kinds.ts';
import { listStandards } from './limits.ts';
import { adoptSample, clearSamples, listSamples } from './samples.ts';
import { dropStandard, endStandard, saveStandard } from './save-limit.ts';

export const standardsHandlers = {
  'visits.listKinds': bindRead(operations['visits.listKinds'], ({ db }, input) => listKinds(db, input.withRetired)),
  'visits.listStandards': bindRead(operations['visits.listStandards'], ({ db }) => listStandards(db)),
  'visits.saveStandard': bindWrite(operations['visits.saveStandard'], saveStandard),
  'visits.endStandard': bindWrite(operations['visits.endStandard'], endStandard),
  'visits.dropStandard': bindWrite(operations['visits.dropStandard'], (context, { id }) => dropStandard(context, id)),
  'visits.saveKind': bindWrite(operations['visits.saveKind'], saveKind),
  'visits.listFestivalNames': bindRead(operations['visits.listFestivalNames'], ({ db }, input) =>
    listFestivalNames(db, input.withRetired),
  ),
  'visits.saveFestivalName': bindWrite(operations['visits.saveFestivalName'], saveFestivalName),
  'visits.listSamples': bindRead(operations['visits.listSamples'], (context, { from }) => listSamples(context, from)),
  'visits.adoptSample': bindWrite(operations['visits.adoptSample'], adoptSample),
  'visits.clearSamples': bindWrite(operations['visits.clearSamples'], (context, { last }) =>
    clearSamples(context, last),
  ),
  'visits.check': bindRead(operations['visits.check'], ({ db }, input) => checkVisit(db, input)),
} satisfies Record<keyof typeof operations, Bound>;
