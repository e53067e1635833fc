import type { Day } from '#shared/calendar.ts';
import type { Setup } from '#shared/contract/books.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable, Writable } from '../database.ts';
import { foundDues } from '../dues/commands.ts';
import type { Founding } from '../founding.ts';
import { foundLedger, readOpenMonth } from '../ledger/commands.ts';
import { foundVisits } from '../visits/commands.ts';

export { listResolutions, readProfile } from './queries.ts';

export type Officers = Pick<Setup, 'chair' | 'accountant' | 'cashier' | 'reviewDirector' | 'reviewMembers'>;

/**
 * Writes the first records of new books: the union, its officers, chart of accounts, opening balances, and the rules
 * that ship with the program. Runs inside the transaction that makes the books.
 * @returns sentences the person should read but that stop nothing
 * @throws Refusal `setup.creditCode`, `setup.openingUnbalanced` and the other `setup.*`
 */
export function foundUnion(founding: Founding, setup: Setup, practice: boolean): string[] {
  const creditCode = checkedCreditCode(setup.creditCode);
  founding.db.run(
    `INSERT INTO union_profile (id, name, credit_code, superiors, chart, first_year, practice, created_at)
     VALUES (1, :name, :creditCode, :superiors, :chart, :year, :practice, :now)`,
    {
      name: setup.name,
      creditCode,
      superiors: JSON.stringify(setup.superiors),
      chart: setup.chart,
      year: setup.fiscalYear,
      practice: practice ? 1 : 0,
      now: founding.now,
    },
  );
  appointOfficers(founding.db, founding, setup, `${setup.fiscalYear}-01-01`);
  foundLedger(founding, setup.fiscalYear, setup.opening);
  foundDues(founding, setup.fiscalYear);
  foundVisits(founding, setup.fiscalYear);
  return officerWarnings(setup);
}

/** @throws Refusal `setup.creditCode`; an empty code is allowed (a union may not have one yet). */
export function checkedCreditCode(code: string): string {
  if (code.trim() === '') return '';
  const checked = checkCreditCode(code);
  if (checked.ok) return checked.code;
  const problems = {
    empty: '没有填写',
    length: '不是 18 位',
    characters: '含有不该出现的字符',
    checkDigit: '校验位不符',
  };
  throw refuse('setup.creditCode', { code, problem: problems[checked.problem] });
}

/** Appoints these from a day on. Offices whose holders stay are left alone; the others end on that day and stay on record. */
export function appointOfficers(
  db: Writable,
  { newId }: Pick<Founding, 'newId'>,
  officers: Officers,
  from: string,
): void {
  const held = db.all<{ office: string; name: string }>(
    'SELECT office, name FROM officers WHERE to_day IS NULL ORDER BY office, position',
  );
  const appoint = (office: string, names: readonly string[]) => {
    const before = held.filter((officer) => officer.office === office).map((officer) => officer.name);
    if (JSON.stringify(before) === JSON.stringify(names)) return;
    db.run('UPDATE officers SET to_day = :from WHERE office = :office AND to_day IS NULL', { office, from });
    names.forEach((name, position) => {
      db.run(
        'INSERT INTO officers (id, office, name, position, from_day) VALUES (:id, :office, :name, :position, :from)',
        { id: newId(), office, name, position, from },
      );
    });
  };
  appoint('chair', [officers.chair]);
  appoint('accountant', [officers.accountant]);
  appoint('cashier', [officers.cashier]);
  appoint('reviewDirector', [officers.reviewDirector]);
  appoint('reviewMember', officers.reviewMembers);
}

/** 会计、出纳分设 (rules.md 2.1: 钱账分管, 出纳不得兼稽核、档案、收支账), and reviewers who do not keep the books. */
export function officerWarnings(officers: Officers): string[] {
  const warnings: string[] = [];
  if (officers.accountant === officers.cashier) warnings.push('会计和出纳是同一个人：钱账要分管，请尽快由两人分任。');
  const reviewers = [officers.reviewDirector, ...officers.reviewMembers];
  for (const [office, name] of [
    ['会计', officers.accountant],
    ['出纳', officers.cashier],
    ['工会主席', officers.chair],
  ] as const)
    if (reviewers.includes(name)) warnings.push(`${office}「${name}」又在经审会任职：自己审自己不合规，请调整。`);
  return warnings;
}

/** What stands at the head of every page and report. */
export function readHeading(db: Readable): {
  name: string;
  practice: boolean;
  accountant: string;
  reviewDirector: string;
  fiscalYear: number;
} {
  const profile = db.get<{ name: string; practice: number; first_year: number }>(
    'SELECT name, practice, first_year FROM union_profile',
  );
  if (!profile) throw new Error('books without a union');
  const officer = (office: string) =>
    db.get<{ name: string }>('SELECT name FROM officers WHERE office = :office AND to_day IS NULL ORDER BY position', {
      office,
    })?.name ?? '';
  const openMonth = readOpenMonth(db);
  return {
    name: profile.name,
    practice: profile.practice === 1,
    accountant: officer('accountant'),
    reviewDirector: officer('reviewDirector'),
    fiscalYear: openMonth ? Number(openMonth.slice(0, 4)) : profile.first_year,
  };
}

/** What the union decided about payments: from which amount on a resolution is needed (fen), and what share is remitted (whole per cent). */
export function readPaymentRules(db: Readable): { largeExpense: Fen; remittancePercent: number } {
  const rules = db.get<{ largeExpense: Fen; remittancePercent: number }>(
    'SELECT large_expense AS largeExpense, remittance_percent AS remittancePercent FROM union_profile',
  );
  if (!rules) throw new Error('books without a union');
  return rules;
}

/** Whether the union has every posted voucher reviewed by a second person before its month is closed. */
export function readSecondReview(db: Readable): boolean {
  return db.get<{ wanted: number }>('SELECT second_review AS wanted FROM union_profile')?.wanted === 1;
}

/** Who held an office on a day, in order; empty when nobody did. */
export function officersOn(db: Readable, day: Day): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, string[]>();
  for (const { office, name } of db.all<{ office: string; name: string }>(
    'SELECT office, name FROM officers WHERE from_day <= :day AND (to_day IS NULL OR to_day > :day) ORDER BY office, position',
    { day },
  ))
    held.set(office, [...(held.get(office) ?? []), name]);
  return held;
}

/** What a payment must respect of the decision it rests on; undefined for an unknown id. `used` is in fen, reversals taken off. */
export function readResolutionTerms(
  db: Readable,
  id: string,
): { number: string; day: Day; limit: Fen | null; used: Fen } | undefined {
  return db.get<{ number: string; day: Day; limit: Fen | null; used: Fen }>(
    `SELECT number, day, amount_limit AS "limit",
            coalesce((SELECT sum(amount) FROM vouchers WHERE resolution_id = resolutions.id AND status = 'posted'), 0) AS used
     FROM resolutions WHERE id = :id`,
    { id },
  );
}
