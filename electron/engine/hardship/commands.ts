// What other features may use of the hardship files.
export { type AidToTransfer, aidsToTransfer, aidToTransfer } from './aids/to-transfer.ts';
export {
  type AidGap,
  type AidOverLimit,
  type AidProcedureGap,
  aidGaps,
  aidProcedureGaps,
  aidsOverLimit,
  aidsWithoutPapers,
} from './reports/for-review.ts';
export { type AidLine, aidLines, type HardshipWorkbench, hardshipWorkbench, searchHardship } from './reports/lines.ts';
