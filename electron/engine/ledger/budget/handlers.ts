import { budgetOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { adjustBudget } from './adjustments.ts';
import { adoptBudget, withdrawAdoption } from './adoption.ts';
import { readBudget, saveBudget } from './budget.ts';
import { prepareBudget, takeBudget } from './budget-import.ts';
import { readBudgetExecution } from './execution.ts';
import { executionWorkbook } from './execution-workbook.ts';
import { saveBudgetRule } from './rule.ts';
import { weighEntries } from './weigh.ts';

export const budgetHandlers = {
  'ledger.previewBudget': bindRead(
    operations['ledger.previewBudget'],
    async (context, { file }) => (await prepareBudget(context, file)).preview,
  ),
  'ledger.takeBudget': bindPreparedWrite(
    operations['ledger.takeBudget'],
    (context, { file }) => prepareBudget(context, file),
    (context, { year }, prepared) => takeBudget(context, year, prepared),
  ),
  'ledger.saveBudget': bindWrite(operations['ledger.saveBudget'], (context, input) => saveBudget(context, input)),
  'ledger.readBudget': bindRead(operations['ledger.readBudget'], ({ db }, { year }) => readBudget(db, year)),
  'ledger.adoptBudget': bindWrite(operations['ledger.adoptBudget'], (context, input) => {
    adoptBudget(context, input);
    return readBudget(context.db, input.year);
  }),
  'ledger.withdrawAdoption': bindWrite(operations['ledger.withdrawAdoption'], (context, input) => {
    withdrawAdoption(context, input);
    return readBudget(context.db, input.year);
  }),
  'ledger.adjustBudget': bindWrite(operations['ledger.adjustBudget'], (context, input) => {
    adjustBudget(context, input);
    return readBudget(context.db, input.year);
  }),
  'ledger.saveBudgetRule': bindWrite(operations['ledger.saveBudgetRule'], saveBudgetRule),
  'ledger.weighEntries': bindRead(operations['ledger.weighEntries'], ({ db }, { day, entries }) =>
    weighEntries(db, day, entries),
  ),
  'ledger.readBudgetExecution': bindRead(operations['ledger.readBudgetExecution'], ({ db }, { year, to }) =>
    readBudgetExecution(db, year, to),
  ),
  'ledger.exportBudgetExecution': bindPreparedWrite(
    operations['ledger.exportBudgetExecution'],
    (context, { year, to }) => executionWorkbook(context, year, to),
    (context, { to, folder }, { fileName, bytes }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({ subject: 'budget', id: to, label: fileName, after: { folder: chosen.name } });
      return { fileName };
    },
  ),
} satisfies Record<keyof typeof operations, Bound>;
