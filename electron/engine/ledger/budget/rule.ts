import type { Budget } from '#shared/contract/ledger.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** How often a year's budget may be adjusted, and what that rests on. */
export function readBudgetRule(db: Readable): Budget['rule'] {
  const rule = db.get<Budget['rule']>(
    'SELECT budget_adjustments_per_year AS adjustmentsPerYear, budget_adjustments_basis AS basis FROM ledger_settings',
  );
  if (!rule) throw new Error('books without ledger settings');
  return rule;
}

export function saveBudgetRule(
  { db, trail }: WriteContext,
  { adjustmentsPerYear, basis }: Budget['rule'],
): Budget['rule'] {
  const before = readBudgetRule(db);
  db.run(
    'UPDATE ledger_settings SET budget_adjustments_per_year = :adjustmentsPerYear, budget_adjustments_basis = :basis',
    { adjustmentsPerYear, basis },
  );
  trail({
    subject: 'budgetRule',
    id: '1',
    label: `预算每年调整 ${adjustmentsPerYear} 次`,
    before,
    after: { adjustmentsPerYear, basis },
  });
  return readBudgetRule(db);
}
