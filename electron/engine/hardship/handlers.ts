import type { hardshipOperations as operations } from '#shared/contract/hardship.ts';
import type { Bound } from '../bind.ts';
import { aidsHandlers } from './aids/handlers.ts';
import { filesHandlers } from './files/handlers.ts';
import { papersHandlers } from './papers/handlers.ts';
import { parametersHandlers } from './parameters/handlers.ts';
import { procedureHandlers } from './procedure/handlers.ts';
import { reportsHandlers } from './reports/handlers.ts';

export const hardshipHandlers = {
  ...parametersHandlers,
  ...filesHandlers,
  ...procedureHandlers,
  ...papersHandlers,
  ...aidsHandlers,
  ...reportsHandlers,
} satisfies Record<keyof typeof operations, Bound>;
