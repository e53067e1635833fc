import { z } from 'zod';
import { type Day, isDay } from '#shared/calendar.ts';
import { type Assessment, HARDSHIP_CATEGORIES, type HardshipFields } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import { assessHardship } from '#shared/hardship-formula.ts';
import { type Fen, isFen, MAX_FEN } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { parametersOn } from '../parameters/parameters.ts';

type Figures = Pick<HardshipFields, 'people' | 'incomes' | 'expenses' | 'accidentExpense' | 'place' | 'assessedDay'>;

/**
 * Computes per-head income and the suggested category with the line of the place in force on the day of the assessment; nothing is
 * written.
 * @throws Refusal `hardship.noParameters`, `hardship.placeNeeded`, `hardship.noLineOfPlace`, `request.invalid` (a sum beyond every
 *   amount, a day that has not come)
 */
export function assess(db: Readable, figures: Figures, today: Day): Assessment {
  const { people, incomes, expenses, accidentExpense, place, assessedDay = today } = figures;
  if (assessedDay > today) throw refuse('request.invalid', { field: '测算日期', problem: `${assessedDay} 还没有到` });
  assertSum('家庭收入', incomes);
  assertSum('刚性支出', expenses);
  const parameters = parametersOn(db, place, assessedDay);
  const named = (items: Figures['expenses']) => items.map(({ label, yearly }) => ({ label, amount: yearly }));
  const assessment = assessHardship(
    {
      people,
      incomes: named(incomes),
      fixedExpenses: named(expenses),
      ...(accidentExpense === undefined ? {} : { accidentExpense }),
    },
    parameters,
  );
  return { ...assessment, parameters };
}

/** A sum of one family stays within one amount, so that every product of the formula is exact. */
function assertSum(field: string, items: Figures['expenses']): void {
  const total = items.reduce((sum, item) => sum + item.yearly, 0);
  if (total > MAX_FEN) throw refuse('request.invalid', { field, problem: '合计太大' });
}

const fenValue = z.custom<Fen>((value) => typeof value === 'number' && isFen(value));
const stored: z.ZodType<Assessment> = z.strictObject({
  steps: z.array(z.strictObject({ label: z.string(), formula: z.string(), amount: fenValue })),
  perHeadMonthly: fenValue,
  suggested: z.enum(HARDSHIP_CATEGORIES),
  reason: z.string(),
  parameters: z.strictObject({
    id: z.string(),
    place: z.string(),
    from: z.custom<Day>((value) => typeof value === 'string' && isDay(value)),
    minimumLiving: fenValue,
    deepMultiplePercent: z.int(),
    relativeMultiplePercent: z.int(),
    accidentSharePercent: z.int(),
    source: z.string(),
  }),
});

/** Reads a computation back as it stood when its file was saved. */
export function storedAssessment(json: string): Assessment {
  return stored.parse(JSON.parse(json));
}
