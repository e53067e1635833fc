import { requestsOperations as operations } from '#shared/contract/visits/requests.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { dropDue, readTasks } from './due.ts';
import { giveDue } from './give-due.ts';
import { getRequest, listRequests } from './queries.ts';
import { decideRequest, dropRequest, quickRequest, saveRequest } from './steps.ts';

export const requestsHandlers = {
  'visits.listRequests': bindRead(operations['visits.listRequests'], ({ db }, input) => listRequests(db, input)),
  'visits.getRequest': bindRead(operations['visits.getRequest'], ({ db }, { id }) => getRequest(db, id)),
  'visits.saveRequest': bindWrite(operations['visits.saveRequest'], saveRequest),
  'visits.quickRequest': bindWrite(operations['visits.quickRequest'], quickRequest),
  'visits.decideRequest': bindWrite(operations['visits.decideRequest'], decideRequest),
  'visits.dropRequest': bindWrite(operations['visits.dropRequest'], dropRequest),
  'visits.readTasks': bindRead(operations['visits.readTasks'], ({ db }, { month }) => readTasks(db, month)),
  'visits.dropDue': bindWrite(operations['visits.dropDue'], dropDue),
  'visits.giveDue': bindWrite(operations['visits.giveDue'], giveDue),
} satisfies Record<keyof typeof operations, Bound>;
