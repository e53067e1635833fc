import { budgetOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { readBudget, saveBudget } from './budget.ts';
import { prepareBudget, takeBudget } from './budget-import.ts';

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
  'ledger.saveBudget': bindWrite(operations['ledger.saveBudget'], (context, { year, lines }) =>
    saveBudget(context, year, lines),
  ),
  'ledger.readBudget': bindRead(operations['ledger.readBudget'], ({ db }, { year }) => readBudget(db, year)),
} satisfies Record<keyof typeof operations, Bound>;
