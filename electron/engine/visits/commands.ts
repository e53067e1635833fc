// What other features may use of the visits.
export { type BarredVisit, barredVisits, type OverStandard, overStandards } from './reports/for-review.ts';
export { searchVisits, type VisitLine, visitLines, visitsWorkbench } from './reports/lines.ts';
export { foundVisits } from './standards/found.ts';
