import type { OperationName } from '#shared/contract/index.ts';
import type { Bound } from './bind.ts';
import { booksHandlers } from './books/handlers.ts';
import { duesHandlers } from './dues/handlers.ts';
import { hardshipHandlers } from './hardship/handlers.ts';
import { ledgerHandlers } from './ledger/handlers.ts';
import { membersHandlers } from './members/handlers.ts';
import { reviewHandlers } from './review/handlers.ts';
import { unionHandlers } from './union/handlers.ts';
import { visitsHandlers } from './visits/handlers.ts';

/** Every operation of the contract with its handler; a missing one is a type error. */
export const handlers = {
  ...booksHandlers,
  ...unionHandlers,
  ...membersHandlers,
  ...duesHandlers,
  ...hardshipHandlers,
  ...visitsHandlers,
  ...ledgerHandlers,
  ...reviewHandlers,
} satisfies Record<OperationName, Bound>;
