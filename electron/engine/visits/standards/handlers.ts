import { standardsOperations as operations } from '#shared/contract/visits/standards.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listKinds, saveKind } from './kinds.ts';
import { checkVisit, dropStandard, listStandards, saveStandard } from './standards.ts';

export const standardsHandlers = {
  'visits.listKinds': bindRead(operations['visits.listKinds'], ({ db }) => listKinds(db)),
  'visits.listStandards': bindRead(operations['visits.listStandards'], ({ db }) => listStandards(db)),
  'visits.saveStandard': bindWrite(operations['visits.saveStandard'], saveStandard),
  'visits.dropStandard': bindWrite(operations['visits.dropStandard'], (context, { id }) => dropStandard(context, id)),
  'visits.saveKind': bindWrite(operations['visits.saveKind'], saveKind),
  'visits.check': bindRead(operations['visits.check'], ({ db }, input) => checkVisit(db, input)),
} satisfies Record<keyof typeof operations, Bound>;
