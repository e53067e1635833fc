// What other features may use of the hardship files.
export { type AidGap, aidGaps } from './reports/for-review.ts';
export { type AidLine, aidLines, hardshipWorkbench, searchHardship } from './reports/lines.ts';
