import { closeOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { readCloseChecklist } from './checks.ts';
import { closeMonth, closeYear, readYearChecklist } from './close.ts';
import { listPeriods } from './periods.ts';
import { openNextYear, reopenMonth } from './reopen.ts';

export const closeHandlers = {
  'ledger.listPeriods': bindRead(operations['ledger.listPeriods'], ({ db }, { year }) => listPeriods(db, year)),
  'ledger.readCloseChecklist': bindRead(operations['ledger.readCloseChecklist'], (context, { month }) =>
    readCloseChecklist(context, month),
  ),
  'ledger.closeMonth': bindWrite(operations['ledger.closeMonth'], (context, { month }) => closeMonth(context, month)),
  'ledger.reopenMonth': bindWrite(operations['ledger.reopenMonth'], (context, { month, reason }) =>
    reopenMonth(context, month, reason),
  ),
  'ledger.openNextYear': bindWrite(operations['ledger.openNextYear'], openNextYear),
  'ledger.readYearChecklist': bindRead(operations['ledger.readYearChecklist'], (context, { year }) =>
    readYearChecklist(context, year),
  ),
  'ledger.closeYear': bindWrite(operations['ledger.closeYear'], (context, { year }) => closeYear(context, year)),
} satisfies Record<keyof typeof operations, Bound>;
