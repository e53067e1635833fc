import { donationsOperations } from './visits/donations.ts';
import { festivalsOperations } from './visits/festivals.ts';
import { insuranceOperations } from './visits/insurance.ts';
import { recordsOperations } from './visits/records.ts';
import { reportsOperations } from './visits/reports.ts';
import { requestsOperations } from './visits/requests.ts';
import { standardsOperations } from './visits/standards.ts';
import { stockOperations } from './visits/stock.ts';
import { transfersOperations } from './visits/transfers.ts';

// 慰问 has parts: each has a file here and a folder of the same name in the engine and in the pages (claims stand with insurance there).
export * from './visits/claims.ts';
export * from './visits/donations.ts';
export * from './visits/festivals.ts';
export * from './visits/insurance.ts';
export * from './visits/records.ts';
export * from './visits/reports.ts';
export * from './visits/requests.ts';
export * from './visits/standards.ts';
export * from './visits/stock.ts';
export * from './visits/transfers.ts';

export const visitsOperations = {
  ...standardsOperations,
  ...recordsOperations,
  ...requestsOperations,
  ...festivalsOperations,
  ...stockOperations,
  ...transfersOperations,
  ...insuranceOperations,
  ...donationsOperations,
  ...reportsOperations,
};
