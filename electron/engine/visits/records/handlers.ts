import { recordsOperations as operations } from '#shared/contract/visits/records.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { getVisit, listVisits } from './queries.ts';
import { recordVisit, signVisits } from './record.ts';

export const recordsHandlers = {
  'visits.list': bindRead(operations['visits.list'], ({ db }, input) => listVisits(db, input)),
  'visits.get': bindRead(operations['visits.get'], ({ db }, { id }) => getVisit(db, id)),
  'visits.record': bindWrite(operations['visits.record'], recordVisit),
  'visits.sign': bindWrite(operations['visits.sign'], signVisits),
} satisfies Record<keyof typeof operations, Bound>;
