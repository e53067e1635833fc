import type { UnionProfile } from '#shared/contract/union.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../context.ts';
import { appointOfficers, checkedCreditCode, type Officers, officerWarnings } from './commands.ts';
import { readProfile } from './queries.ts';

export interface ProfileInput extends Officers {
  name: string;
  creditCode: string;
  superiors: string[];
  largeExpense: Fen;
  remittancePercent: number;
  /** Stays as it is when left out. */
  secondReview?: boolean | undefined;
}

/**
 * Changes the union's own data; officers who change are appointed from today, the old ones stay on record.
 * @throws Refusal `setup.creditCode`
 */
export function saveProfile(context: WriteContext, input: ProfileInput): UnionProfile & { warnings: string[] } {
  const { db } = context;
  const before = readProfile(db);
  const creditCode = checkedCreditCode(input.creditCode);
  db.run(
    `UPDATE union_profile SET name = :name, credit_code = :creditCode, superiors = :superiors,
       large_expense = :largeExpense, remittance_percent = :remittancePercent,
       second_review = :secondReview`,
    {
      name: input.name,
      creditCode,
      superiors: JSON.stringify(input.superiors),
      largeExpense: input.largeExpense,
      remittancePercent: input.remittancePercent,
      secondReview: (input.secondReview ?? before.secondReview) ? 1 : 0,
    },
  );
  appointOfficers(db, context, input, context.today);
  const after = readProfile(db);
  context.trail({ subject: 'union', id: '1', label: after.name, before, after });
  return { ...after, warnings: officerWarnings(input) };
}
