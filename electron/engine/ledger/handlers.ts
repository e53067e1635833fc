import type { ledgerOperations as operations } from '#shared/contract/ledger.ts';
import type { Bound } from '../bind.ts';
import { assetsHandlers } from './assets/handlers.ts';
import { attachmentsHandlers } from './attachments/handlers.ts';
import { bankHandlers } from './bank/handlers.ts';
import { budgetHandlers } from './budget/handlers.ts';
import { chartHandlers } from './chart/handlers.ts';
import { closeHandlers } from './close/handlers.ts';
import { entryHandlers } from './entry/handlers.ts';
import { fundsHandlers } from './funds/handlers.ts';
import { reportsHandlers } from './reports/handlers.ts';
import { vouchersHandlers } from './vouchers/handlers.ts';

export const ledgerHandlers = {
  ...chartHandlers,
  ...entryHandlers,
  ...vouchersHandlers,
  ...assetsHandlers,
  ...attachmentsHandlers,
  ...bankHandlers,
  ...budgetHandlers,
  ...fundsHandlers,
  ...closeHandlers,
  ...reportsHandlers,
} satisfies Record<keyof typeof operations, Bound>;
