// What other features may use of the visits.
export { type BarredVisit, barredVisits, type OverStandard, overStandards } from './reports/for-review.ts';
export { searchVisits, type VisitLine, visitLines, visitsWorkbench } from './reports/lines.ts';
export { drivesHolding, type HeldForOthers, heldForOthers } from './reports/others.ts';
export { type OtherExpenses, otherExpenses, otherVouchers } from './reports/reconcile.ts';
export { visitsToDo } from './reports/workbench.ts';
export { foundVisits } from './standards/found.ts';
export { stockTies } from './stock/ties.ts';
