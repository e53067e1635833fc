import { recordsOperations as operations } from '#shared/contract/visits/records.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { exportVisits, prepareVisitsExport } from './export-list.ts';
import { getVisit, listVisits } from './queries.ts';
import { recordVisit } from './record.ts';
import { signVisits } from './sign.ts';

export const recordsHandlers = {
  'visits.list': bindRead(operations['visits.list'], ({ db }, input) => listVisits(db, input)),
  'visits.get': bindRead(operations['visits.get'], ({ db }, { id }) => getVisit(db, id)),
  'visits.record': bindWrite(operations['visits.record'], recordVisit),
  'visits.sign': bindWrite(operations['visits.sign'], signVisits),
  'visits.exportList': bindPreparedWrite(operations['visits.exportList'], prepareVisitsExport, exportVisits),
} satisfies Record<keyof typeof operations, Bound>;
