import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { Resolution, TrailRow, UnionProfile } from '#shared/contract/union.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { readOpenMonth } from '../ledger/commands.ts';
import { findBrokenLink, trailHead } from '../trail.ts';
import { operationTitle } from './operation-titles.ts';

interface ProfileRow {
  name: string;
  credit_code: string;
  superiors: string;
  chart: '2021';
  first_year: number;
  practice: number;
  large_expense: Fen;
  remittance_percent: number;
  second_review: number;
}

/** The union, its officers in office, and where the books stand. */
export function readProfile(db: Readable): UnionProfile {
  const row = db.get<ProfileRow>(
    'SELECT name, credit_code, superiors, chart, first_year, practice, large_expense, remittance_percent, second_review FROM union_profile',
  );
  if (!row) throw new Error('books without a union');
  const officers = db.all<{ office: string; name: string }>(
    'SELECT office, name FROM officers WHERE to_day IS NULL ORDER BY office, position',
  );
  const holding = (office: string) =>
    officers.filter((officer) => officer.office === office).map((officer) => officer.name);
  const openMonth = readOpenMonth(db);
  const superiors: unknown = JSON.parse(row.superiors);
  return {
    name: row.name,
    creditCode: row.credit_code,
    superiors: Array.isArray(superiors) ? superiors.map(String) : [],
    chair: holding('chair')[0] ?? '',
    accountant: holding('accountant')[0] ?? '',
    cashier: holding('cashier')[0] ?? '',
    reviewDirector: holding('reviewDirector')[0] ?? '',
    reviewMembers: holding('reviewMember'),
    chart: row.chart,
    practice: row.practice === 1,
    firstYear: row.first_year,
    fiscalYear: openMonth ? Number(openMonth.slice(0, 4)) : row.first_year,
    ...(openMonth ? { openMonth } : {}),
    largeExpense: row.large_expense,
    remittancePercent: row.remittance_percent,
    secondReview: row.second_review === 1,
  };
}

export const LIST_RESOLUTIONS = `
  SELECT id, number, day, title, body, amount_limit,
         coalesce((SELECT sum(amount) FROM vouchers WHERE vouchers.resolution_id = resolutions.id AND vouchers.status = 'posted'), 0) AS used
  FROM resolutions ORDER BY day DESC, number`;

interface ResolutionRow {
  id: string;
  number: string;
  day: Day;
  title: string;
  body: string;
  amount_limit: Fen | null;
  used: Fen;
}

/** Every 集体决议, newest first, with what rests on it so far (reversed payments cancel out). */
export function listResolutions(db: Readable): Resolution[] {
  return db
    .all<ResolutionRow>(LIST_RESOLUTIONS)
    .map(({ amount_limit: limit, ...row }) => ({ ...row, ...(limit === null ? {} : { limit }) }));
}

export const LIST_TRAIL = `
  SELECT sequence, at, operator, operation, subject, label, before, after, hash FROM audit_trail
  ORDER BY sequence DESC LIMIT :limit OFFSET :offset`;

/** What these rows changed holds nobody's personal data; of every other row only the head is shown to the committee. */
const IMPERSONAL_SUBJECTS: ReadonlySet<string> = new Set([
  'auditPackage',
  'books',
  'budget',
  'group',
  'hardshipParameters',
  'ledger',
  'levy',
  'memberField',
  'period',
  'resolution',
  'union',
  'visitKind',
  'visitStandard',
  'voucher',
]);

/**
 * A window of the audit trail, newest first, with the chain's head and whether the whole chain is unbroken.
 * @param mayReadPersonal without it `before` and `after` of rows about a person come back empty
 */
export function listTrail(
  db: Readable,
  window: { offset: number; limit: number },
  mayReadPersonal: boolean,
): Window<TrailRow> & { head: string; intact: boolean } {
  const rows = db.all<Omit<TrailRow, 'what'> & { subject: string }>(LIST_TRAIL, window);
  return {
    total: db.get<{ total: number }>('SELECT count(*) AS total FROM audit_trail')?.total ?? 0,
    rows: rows.map(({ subject, ...row }) => ({
      ...row,
      ...(mayReadPersonal || IMPERSONAL_SUBJECTS.has(subject) ? {} : { before: '', after: '' }),
      what: operationTitle(row.operation),
    })),
    head: trailHead(db),
    intact: findBrokenLink(db) === undefined,
  };
}
