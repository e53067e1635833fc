import { aidsOperations } from './hardship/aids.ts';
import { filesOperations } from './hardship/files.ts';
import { papersOperations } from './hardship/papers.ts';
import { parametersOperations } from './hardship/parameters.ts';
import { procedureOperations } from './hardship/procedure.ts';
import { reportsOperations } from './hardship/reports.ts';

// 困难帮扶 has parts: each has a file here and a folder of the same name in the engine and in the pages.
export * from './hardship/aid-kinds.ts';
export * from './hardship/aids.ts';
export * from './hardship/files.ts';
export * from './hardship/form.ts';
export * from './hardship/measures.ts';
export * from './hardship/papers.ts';
export * from './hardship/parameters.ts';
export * from './hardship/procedure.ts';
export * from './hardship/reports.ts';

export const hardshipOperations = {
  ...parametersOperations,
  ...filesOperations,
  ...procedureOperations,
  ...papersOperations,
  ...aidsOperations,
  ...reportsOperations,
};
