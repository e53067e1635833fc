import type { Day } from '#shared/calendar.ts';
import type { BudgetAdjustment, BudgetHeadKey } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { assertDecided, readAdoption } from './adoption.ts';
import { adjustedBy, assertLines, budgetInForce, LIST_HEADS, listAdjustments } from './rows.ts';
import { readBudgetRule } from './rule.ts';

export interface AdjustmentInput {
  year: number;
  day: Day;
  resolutionId: string;
  reason: string;
  lines: readonly {
    accountId?: string | undefined;
    head?: BudgetHeadKey | undefined;
    adjusted: Fen;
    note: string;
  }[];
}

/**
 * Adjusts an adopted budget by a decision of its own; what each line was before and after stays. 预算调整原则上每年一次
 * (总工办发〔2017〕32号; rules.md 2.1): how often is the union's setting.
 * @throws Refusal `ledger.budgetDraft`, `ledger.budgetAdjusted` naming the first one, `ledger.budgetUnchanged`, those of
 *   {@link assertDecided} and {@link assertLines}, `ledger.budgetHeadTwice`, `request.invalid` for a day before the adoption
 */
export function adjustBudget(context: WriteContext, { year, day, resolutionId, reason, lines }: AdjustmentInput): void {
  const { db, newId, now, operator } = context;
  const adoption = readAdoption(db, year);
  if (!adoption) throw refuse('ledger.budgetDraft', { year });
  const earlier = listAdjustments(db, year);
  assertMayAdjust(db, year, earlier);
  const { number: resolution } = assertDecided(context, { day, resolutionId });
  const notBefore = earlier.at(-1)?.day ?? adoption.day;
  if (day < notBefore)
    throw refuse('request.invalid', { field: '日期', problem: `早于批准或上一次调整的日期 ${notBefore}` });
  const changes = changesOf(db, { year, lines, earlier });
  const id = newId();
  const number = earlier.length + 1;
  db.run(
    `INSERT INTO budget_adjustments (id, adoption_id, year, number, day, resolution_id, reason, adjusted_at, adjusted_by)
     VALUES (:id, :adoptionId, :year, :number, :day, :resolutionId, :reason, :now, :operator)`,
    { id, adoptionId: adoption.id, year, number, day, resolutionId, reason, now, operator },
  );
  changes.forEach(({ accountId, head, original, adjusted, note }, index) => {
    db.run(
      `INSERT INTO budget_adjustment_lines (adjustment_id, line, account_id, head, original, change, adjusted, note)
       VALUES (:id, :line, :accountId, :head, :original, :change, :adjusted, :note)`,
      { id, line: index + 1, accountId, head, original, change: fen(adjusted - original), adjusted, note },
    );
  });
  db.run('UPDATE budget_adjustments SET sealed = 1 WHERE id = :id', { id });
  context.trail({
    subject: 'budget',
    id: String(year),
    label: `${year} 年预算第 ${number} 次调整 ${resolution}`,
    before: changes.map(({ accountId, head, original }) => ({ accountId, head, amount: original })),
    after: {
      day,
      resolution,
      reason,
      lines: changes.map(({ accountId, head, adjusted }) => ({ accountId, head, amount: adjusted })),
    },
  });
}

function assertMayAdjust(db: Readable, year: number, earlier: readonly BudgetAdjustment[]): void {
  const { adjustmentsPerYear } = readBudgetRule(db);
  const [first] = earlier;
  if (first && earlier.length >= adjustmentsPerYear)
    throw refuse('ledger.budgetAdjusted', {
      year,
      day: first.day,
      resolution: first.resolutionNumber,
      times: adjustmentsPerYear,
    });
}

interface Change {
  accountId?: string | undefined;
  head?: BudgetHeadKey | undefined;
  original: Fen;
  adjusted: Fen;
  note: string;
}

/** The lines that really change, with what is in force until now. */
function changesOf(
  db: Readable,
  { year, lines, earlier }: Pick<AdjustmentInput, 'year' | 'lines'> & { earlier: readonly BudgetAdjustment[] },
): Change[] {
  const named = lines.flatMap(({ accountId }) => (accountId === undefined ? [] : [{ accountId }]));
  assertLines(readAccountTree(db), named);
  const inForce = budgetInForce(db, year);
  const all = new Set([...inForce.keys(), ...named.map(({ accountId }) => accountId)]);
  // a new line under or above a line that is there already would be counted twice
  assertLines(
    readAccountTree(db),
    [...all].map((accountId) => ({ accountId })),
  );
  const heads = new Map(
    db.all<{ head: BudgetHeadKey; amount: Fen }>(LIST_HEADS, { year }).map(({ head, amount }) => [head, amount]),
  );
  for (const [head, change] of adjustedBy(earlier).heads) heads.set(head, fen((heads.get(head) ?? 0) + change));
  const headKeys = lines.flatMap(({ head }) => (head === undefined ? [] : [head]));
  if (new Set(headKeys).size < headKeys.length) throw refuse('ledger.budgetHeadTwice');
  const changes = lines
    .map((line): Change => {
      const original = line.head === undefined ? inForce.get(line.accountId ?? '') : heads.get(line.head);
      return { ...line, original: original ?? ZERO };
    })
    .filter(({ original, adjusted }) => original !== adjusted);
  if (changes.length === 0) throw refuse('ledger.budgetUnchanged');
  return changes;
}
