// What other features may use of the visits.
export { type BarredVisit, barredVisits, type OverStandard, overStandards } from './for-review.ts';
export { foundVisits } from './found.ts';
export { searchVisits, type VisitLine, visitLines, visitsWorkbench } from './lines.ts';
