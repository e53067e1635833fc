import { parametersOperations as operations } from '#shared/contract/hardship/parameters.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listParameters, saveParameters } from './parameters.ts';

export const parametersHandlers = {
  'hardship.listParameters': bindRead(operations['hardship.listParameters'], ({ db }) => listParameters(db)),
  'hardship.saveParameters': bindWrite(operations['hardship.saveParameters'], saveParameters),
} satisfies Record<keyof typeof operations, Bound>;
