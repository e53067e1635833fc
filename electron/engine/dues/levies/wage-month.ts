import { type Month, month as toMonth } from '#shared/calendar.ts';
import type { DuesPeriod } from '#shared/dues-periods.ts';
import type { Readable } from '../../database.ts';

/** Any levy of a rule in a period that was made with a wage, by the rule's own rate. */
export const USED_WAGE_MONTH = `
  SELECT coalesce(json_extract(basis, '$.of'), month) AS month FROM levies INDEXED BY levies_month_sums
  WHERE month BETWEEN :from AND :to AND rule_id = :ruleId AND basis <> ''
    AND json_extract(basis, '$.items') IS NOT NULL AND json_extract(basis, '$.kind') IS NULL
  LIMIT 1`;

/** The month whose wage a period was levied with before, so that those who are added later pay by the same. */
export function usedWageMonth(
  db: Readable,
  { rule, period }: { rule: { id: string }; period: DuesPeriod },
): Month | undefined {
  const used = db.get<{ month: string }>(USED_WAGE_MONTH, { ruleId: rule.id, ...period });
  return used && toMonth(used.month);
}
