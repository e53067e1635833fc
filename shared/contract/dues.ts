import { arrearsOperations } from './dues/arrears.ts';
import { leviesOperations } from './dues/levies.ts';
import { noticesOperations } from './dues/notices.ts';
import { receiptsOperations } from './dues/receipts.ts';
import { rulesOperations } from './dues/rules.ts';
import { shareOperations } from './dues/share.ts';
import { waiversOperations } from './dues/waivers.ts';

// 会费 has parts: each has a file here and a folder of the same name in the engine and in the pages.
export * from './dues/arrears.ts';
export * from './dues/levies.ts';
export * from './dues/notices.ts';
export * from './dues/receipts.ts';
export * from './dues/rules.ts';
export * from './dues/share.ts';
export * from './dues/waivers.ts';

export const duesOperations = {
  ...rulesOperations,
  ...leviesOperations,
  ...waiversOperations,
  ...receiptsOperations,
  ...arrearsOperations,
  ...shareOperations,
  ...noticesOperations,
};
