import { reportsOperations as operations } from '#shared/contract/visits/reports.ts';
import { type Bound, bindPreparedWrite, bindRead } from '../../bind.ts';
import { exportYear, prepareYear } from './workbook.ts';
import { readYear } from './year.ts';

export const reportsHandlers = {
  'visits.readYear': bindRead(operations['visits.readYear'], ({ db }, { year }) => readYear(db, year)),
  'visits.exportYear': bindPreparedWrite(operations['visits.exportYear'], prepareYear, exportYear),
} satisfies Record<keyof typeof operations, Bound>;
