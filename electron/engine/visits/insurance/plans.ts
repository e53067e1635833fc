import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { InsurancePlan, InsuranceYear } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertExpenseAccount, assertHeldAccount } from '../account-checks.ts';
import { totalsOf } from './totals.ts';

interface StoredYear {
  id: string;
  planId: string;
  planName: string;
  from: Day;
  to: Day;
  premium: Fen;
  unionPart: Fen;
  memberPart: Fen;
  employerPart: Fen;
  employerHeld: number;
  maxShares: number;
  womenOnly: number;
  expenseAccountId: string;
  expenseAccount: string;
  heldAccountId: string;
  heldAccount: string;
  note: string;
}

const YEARS = `
  SELECT year.id, year.plan_id AS planId, plan.name AS planName, year.from_day AS "from", year.to_day AS "to", year.premium,
         year.union_part AS unionPart, year.member_part AS memberPart, year.employer_part AS employerPart,
         year.employer_held AS employerHeld, year.max_shares AS maxShares, year.women_only AS womenOnly,
         year.expense_account_id AS expenseAccountId, expense.code || ' ' || expense.name AS expenseAccount,
         year.held_account_id AS heldAccountId, held.code || ' ' || held.name AS heldAccount, year.note
  FROM insurance_years AS year CROSS JOIN insurance_plans AS plan ON plan.id = year.plan_id
  CROSS JOIN accounts AS expense ON expense.id = year.expense_account_id
  CROSS JOIN accounts AS held ON held.id = year.held_account_id`;
export const YEARS_OF_PLAN = `${YEARS} WHERE year.plan_id = :planId ORDER BY year.from_day DESC`;

/** The terms of a year, without its sums. */
export type YearTerms = Omit<InsuranceYear, 'totals'>;

const termsOf = ({ employerHeld, womenOnly, ...year }: StoredYear): YearTerms => ({
  ...year,
  employerHeld: employerHeld === 1,
  womenOnly: womenOnly === 1,
});

/** @throws Refusal `request.notFound` */
export function requireYear(db: Readable, id: string): YearTerms {
  const stored = db.get<StoredYear>(`${YEARS} WHERE year.id = :id`, { id });
  if (!stored) throw refuse('request.notFound', { what: '参保年度' });
  return termsOf(stored);
}

/** `职工医疗互助 2026-01-01 至 2026-12-31`, what a year is called in vouchers and on the trail. */
export const titleOfYear = ({ planName, from, to }: Pick<YearTerms, 'planName' | 'from' | 'to'>) =>
  `${planName} ${from} 至 ${to}`;

export function readYear(db: Readable, id: string): InsuranceYear {
  const terms = requireYear(db, id);
  return { ...terms, totals: totalsOf(db, terms) };
}

interface StoredPlan {
  id: string;
  name: string;
  organiser: string;
  kind: string;
  note: string;
  retired: number;
}
const PLANS = 'SELECT id, name, organiser, kind, note, retired FROM insurance_plans';

function planOf(db: Readable, { retired, ...plan }: StoredPlan): InsurancePlan {
  const years = db.all<StoredYear>(YEARS_OF_PLAN, { planId: plan.id }).map(termsOf);
  return { ...plan, retired: retired === 1, years: years.map((year) => ({ ...year, totals: totalsOf(db, year) })) };
}

/** Every plan with its years and their sums, plans in use first. */
export function listInsurance(db: Readable): InsurancePlan[] {
  return db.all<StoredPlan>(`${PLANS} ORDER BY retired, name`).map((plan) => planOf(db, plan));
}

/** @throws Refusal `request.notFound` */
function readPlan(db: Readable, id: string): InsurancePlan {
  const stored = db.get<StoredPlan>(`${PLANS} WHERE id = :id`, { id });
  if (!stored) throw refuse('request.notFound', { what: '互助保障项目' });
  return planOf(db, stored);
}

/** Makes a plan (no id) or changes one. @throws Refusal `visit.planNameTaken`, `request.notFound` */
export function savePlan(context: WriteContext, input: ParsedInputOf<'visits.saveInsurancePlan'>): InsurancePlan {
  const { db } = context;
  const before = input.id === undefined ? undefined : readPlan(db, input.id);
  const id = before?.id ?? context.newId();
  if (db.get('SELECT 1 FROM insurance_plans WHERE name = :name AND id <> :id', { name: input.name, id }))
    throw refuse('visit.planNameTaken', { name: input.name });
  const values = { ...input, id, retired: input.retired ? 1 : 0 };
  db.run(
    before
      ? 'UPDATE insurance_plans SET name = :name, organiser = :organiser, kind = :kind, note = :note, retired = :retired WHERE id = :id'
      : 'INSERT INTO insurance_plans (id, name, organiser, kind, note, retired) VALUES (:id, :name, :organiser, :kind, :note, :retired)',
    values,
  );
  const after = readPlan(db, id);
  const { years: _, ...shown } = after;
  context.trail({
    subject: 'insurancePlan',
    id,
    label: after.name,
    ...(before ? { before: { ...before, years: before.years.length } } : {}),
    after: shown,
  });
  return after;
}

/**
 * Makes a year of a plan or changes one. Premium, parts and who may take part are fixed once somebody is in, the accounts once
 * a voucher was made.
 * @throws Refusal `visit.insuranceParts` (the parts are not the premium), `visit.insuranceDays`, `visit.insuranceOverlap`,
 *   `visit.insuranceInUse`, `visit.kindAccount`, `visit.heldAccount`, `request.notFound`
 */
export function saveYear(context: WriteContext, input: ParsedInputOf<'visits.saveInsuranceYear'>): InsuranceYear {
  const { db } = context;
  const before = input.id === undefined ? undefined : requireYear(db, input.id);
  const plan = readPlan(db, before?.planId ?? input.planId);
  assertParts(input, input.premium);
  if (input.to < input.from) throw refuse('visit.insuranceDays', { from: input.from, to: input.to });
  assertExpenseAccount(db, input.expenseAccountId);
  assertHeldAccount(db, input.heldAccountId);
  const id = before?.id ?? context.newId();
  if (plan.years.some((year) => year.id !== id && year.from <= input.to && year.to >= input.from))
    throw refuse('visit.insuranceOverlap');
  if (before) assertFree(db, before, input);
  const values = {
    ...input,
    id,
    planId: plan.id,
    employerHeld: input.employerHeld ? 1 : 0,
    womenOnly: input.womenOnly ? 1 : 0,
  };
  db.run(before ? UPDATE_YEAR : INSERT_YEAR, values);
  const after = readYear(db, id);
  const { totals: _, ...terms } = after;
  context.trail({
    subject: 'insuranceYear',
    id,
    label: `${titleOfYear(after)} 每份 ${formatYuan(after.premium)} 元`,
    before,
    after: terms,
  });
  return after;
}

const INSERT_YEAR = `
  INSERT INTO insurance_years (id, plan_id, from_day, to_day, premium, union_part, member_part, employer_part, employer_held, max_shares,
                               women_only, expense_account_id, held_account_id, note)
  VALUES (:id, :planId, :from, :to, :premium, :unionPart, :memberPart, :employerPart, :employerHeld, :maxShares, :womenOnly,
          :expenseAccountId, :heldAccountId, :note)`;
const UPDATE_YEAR = `
  UPDATE insurance_years SET from_day = :from, to_day = :to, premium = :premium, union_part = :unionPart, member_part = :memberPart,
         employer_part = :employerPart, employer_held = :employerHeld, max_shares = :maxShares, women_only = :womenOnly,
         expense_account_id = :expenseAccountId, held_account_id = :heldAccountId, note = :note
  WHERE id = :id`;

/** @throws Refusal `visit.insuranceParts` */
export function assertParts(parts: { unionPart: Fen; memberPart: Fen; employerPart: Fen }, whole: number): void {
  if (parts.unionPart + parts.memberPart + parts.employerPart !== whole) throw refuse('visit.insuranceParts');
}

const TERMS = ['premium', 'unionPart', 'memberPart', 'employerPart', 'employerHeld', 'maxShares', 'womenOnly'] as const;

function assertFree(db: Readable, before: YearTerms, input: ParsedInputOf<'visits.saveInsuranceYear'>): void {
  const terms = TERMS.some((key) => before[key] !== input[key]);
  const accounts = before.expenseAccountId !== input.expenseAccountId || before.heldAccountId !== input.heldAccountId;
  const params = { id: before.id };
  if (
    (terms && db.get('SELECT 1 FROM insurance_participants WHERE year_id = :id LIMIT 1', params)) ||
    (accounts && db.get('SELECT 1 FROM insurance_batches WHERE year_id = :id LIMIT 1', params))
  )
    throw refuse('visit.insuranceInUse');
}
