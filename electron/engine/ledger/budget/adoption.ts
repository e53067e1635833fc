import type { Day } from '#shared/calendar.ts';
import type { BudgetAdoption } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readResolutionTerms } from '../../union/commands.ts';

export interface StoredAdoption extends BudgetAdoption {
  id: string;
}

export const READ_ADOPTION = `
  SELECT budget_adoptions.id AS id, budget_adoptions.day AS day, resolution_id AS resolutionId,
         resolutions.number AS resolutionNumber, resolutions.title AS resolutionTitle
  FROM budget_adoptions JOIN resolutions ON resolutions.id = resolution_id
  WHERE year = :year AND withdrawn_at IS NULL`;

/** The adoption that stands for a year, or undefined while its budget is a draft. */
export function readAdoption(db: Readable, year: number): StoredAdoption | undefined {
  return db.get<StoredAdoption>(READ_ADOPTION, { year });
}

/** @throws Refusal `ledger.budgetAdopted` */
export function assertDraft(db: Readable, year: number): void {
  const adoption = readAdoption(db, year);
  if (adoption)
    throw refuse('ledger.budgetAdopted', { year, day: adoption.day, resolution: adoption.resolutionNumber });
}

/**
 * A budget and each change of it rest on a decision (预算和调整都要经工会委员会和经审会; rules.md 5) that was made by then.
 * @throws Refusal `request.notFound` for an unknown resolution, `request.invalid` for a day before the decision or in the future
 */
export function assertDecided(
  { db, today }: Pick<ReadContext, 'db' | 'today'>,
  { day, resolutionId }: { day: Day; resolutionId: string },
): { number: string } {
  const terms = readResolutionTerms(db, resolutionId);
  if (!terms) throw refuse('request.notFound', { what: '集体决议' });
  if (day < terms.day)
    throw refuse('request.invalid', { field: '日期', problem: `早于决议「${terms.number}」的日期 ${terms.day}` });
  if (day > today) throw refuse('request.invalid', { field: '日期', problem: '还没有到' });
  return { number: terms.number };
}

/**
 * Adopts a draft: from now on its lines and heads stay (also for raw SQL), and only adjustments change what is in force.
 * @throws Refusal `ledger.budgetNone`, `ledger.budgetAdopted`, and those of {@link assertDecided}
 */
export function adoptBudget(
  context: WriteContext,
  { year, day, resolutionId }: { year: number; day: Day; resolutionId: string },
): void {
  const { db, newId, now, operator } = context;
  assertDraft(db, year);
  if (!db.get('SELECT 1 FROM budget_lines WHERE year = :year', { year })) throw refuse('ledger.budgetNone', { year });
  const { number } = assertDecided(context, { day, resolutionId });
  db.run(
    `INSERT INTO budget_adoptions (id, year, day, resolution_id, adopted_at, adopted_by)
     VALUES (:id, :year, :day, :resolutionId, :now, :operator)`,
    { id: newId(), year, day, resolutionId, now, operator },
  );
  context.trail({
    subject: 'budget',
    id: String(year),
    label: `${year} 年预算批准 ${number}`,
    before: { adopted: false },
    after: { adopted: true, day, resolution: number },
  });
}

/**
 * Takes back an adoption that was entered by mistake; the budget is a draft again. The adoption and the reason stay on record.
 * @throws Refusal `ledger.budgetDraft`, `ledger.budgetWithdraw` once something was adjusted
 */
export function withdrawAdoption(context: WriteContext, { year, reason }: { year: number; reason: string }): void {
  const { db, now, operator } = context;
  const adoption = readAdoption(db, year);
  if (!adoption) throw refuse('ledger.budgetDraft', { year });
  const adjusted = db.get<{ day: Day }>(
    'SELECT day FROM budget_adjustments WHERE adoption_id = :id ORDER BY number LIMIT 1',
    { id: adoption.id },
  );
  if (adjusted) throw refuse('ledger.budgetWithdraw', { year, day: adjusted.day });
  db.run(
    'UPDATE budget_adoptions SET withdrawn_at = :now, withdrawn_by = :operator, withdrawn_reason = :reason WHERE id = :id',
    { id: adoption.id, now, operator, reason },
  );
  context.trail({
    subject: 'budget',
    id: String(year),
    label: `${year} 年预算撤回批准`,
    before: { adopted: true, day: adoption.day, resolution: adoption.resolutionNumber },
    after: { adopted: false, reason },
  });
}
