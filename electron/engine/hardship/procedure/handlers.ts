import { procedureOperations as operations } from '#shared/contract/hardship/procedure.ts';
import { type Bound, bindWrite } from '../../bind.ts';
import { changeStatus } from '../files/save-file.ts';

export const procedureHandlers = {
  'hardship.changeStatus': bindWrite(operations['hardship.changeStatus'], changeStatus),
} satisfies Record<keyof typeof operations, Bound>;
