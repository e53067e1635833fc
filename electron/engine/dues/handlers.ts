import type { duesOperations as operations } from '#shared/contract/dues.ts';
import type { Bound } from '../bind.ts';
import { arrearsHandlers } from './arrears/handlers.ts';
import { leviesHandlers } from './levies/handlers.ts';
import { noticesHandlers } from './notices/handlers.ts';
import { receiptsHandlers } from './receipts/handlers.ts';
import { rulesHandlers } from './rules/handlers.ts';
import { shareHandlers } from './share/handlers.ts';
import { waiversHandlers } from './waivers/handlers.ts';

export const duesHandlers = {
  ...rulesHandlers,
  ...leviesHandlers,
  ...waiversHandlers,
  ...receiptsHandlers,
  ...arrearsHandlers,
  ...shareHandlers,
  ...noticesHandlers,
} satisfies Record<keyof typeof operations, Bound>;
