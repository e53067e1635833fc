import { aidsOperations as operations } from '#shared/contract/hardship/aids.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listAids } from '../files/queries.ts';
import { payAid, signAid } from './aids.ts';

export const aidsHandlers = {
  'hardship.payAid': bindWrite(operations['hardship.payAid'], payAid),
  'hardship.signAid': bindWrite(operations['hardship.signAid'], signAid),
  'hardship.listAids': bindRead(operations['hardship.listAids'], ({ db }, input) => listAids(db, input)),
} satisfies Record<keyof typeof operations, Bound>;
