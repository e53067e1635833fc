import type { visitsOperations as operations } from '#shared/contract/visits.ts';
import type { Bound } from '../bind.ts';
import { donationsHandlers } from './donations/handlers.ts';
import { festivalsHandlers } from './festivals/handlers.ts';
import { insuranceHandlers } from './insurance/handlers.ts';
import { recordsHandlers } from './records/handlers.ts';
import { reportsHandlers } from './reports/handlers.ts';
import { requestsHandlers } from './requests/handlers.ts';
import { standardsHandlers } from './standards/handlers.ts';
import { stockHandlers } from './stock/handlers.ts';
import { transfersHandlers } from './transfers/handlers.ts';

export const visitsHandlers = {
  ...standardsHandlers,
  ...recordsHandlers,
  ...requestsHandlers,
  ...festivalsHandlers,
  ...stockHandlers,
  ...transfersHandlers,
  ...insuranceHandlers,
  ...donationsHandlers,
  ...reportsHandlers,
} satisfies Record<keyof typeof operations, Bound>;
