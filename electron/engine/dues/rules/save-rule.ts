import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesRuleRecord, DuesRuleTerms } from '#shared/contract/dues.ts';
import type { DuesCase } from '#shared/dues-formula.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readRuleById } from './rules.ts';

export type RuleInput = DuesRuleTerms & { from: Month };

/**
 * A new rule. Months that are levied already keep the sums they have.
 * @throws Refusal `dues.ruleFromTaken`, `dues.ruleCase`
 */
export function addRule(context: WriteContext, input: RuleInput): DuesRuleRecord {
  const { db } = context;
  assertRule(db, input);
  const id = context.newId();
  db.run(
    `INSERT INTO dues_rules (id, name, from_month, rate_basis_points, cut_to, base_items, frequency, base_month, branch_share, source, note)
     VALUES (:id, :name, :from, :rate, :cutTo, :items, :frequency, :baseMonth, :branchShare, :source, :note)`,
    { id, ...ruleParams(input) },
  );
  writeCases(context, id, input.cases);
  const rule = readRuleById(db, id);
  context.trail({ subject: 'duesRule', id, label: labelOf(rule), after: rule });
  return rule;
}

/**
 * Only while nothing was levied with it.
 * @throws Refusal `request.notFound`, `dues.ruleUsed`, `dues.ruleFromTaken`, `dues.ruleCase`
 */
export function changeRule(context: WriteContext, ruleId: string, input: RuleInput): DuesRuleRecord {
  const { db } = context;
  const before = readRuleById(db, ruleId);
  assertUnused(db, ruleId);
  assertRule(db, input, ruleId);
  db.run(
    `UPDATE dues_rules SET name = :name, from_month = :from, rate_basis_points = :rate, cut_to = :cutTo, base_items = :items,
       frequency = :frequency, base_month = :baseMonth, branch_share = :branchShare, source = :source, note = :note
     WHERE id = :id`,
    { id: ruleId, ...ruleParams(input) },
  );
  db.run('DELETE FROM dues_rule_cases WHERE rule_id = :ruleId', { ruleId });
  writeCases(context, ruleId, input.cases);
  const rule = readRuleById(db, ruleId);
  context.trail({ subject: 'duesRule', id: ruleId, label: labelOf(rule), before, after: rule });
  return rule;
}

/** @throws Refusal `request.notFound`, `dues.ruleUsed`, `dues.ruleLast` */
export function deleteRule(context: WriteContext, ruleId: string): { name: string } {
  const { db } = context;
  const before = readRuleById(db, ruleId);
  assertUnused(db, ruleId);
  if (!db.get('SELECT 1 FROM dues_rules WHERE id <> :ruleId', { ruleId })) {
    throw refuse('dues.ruleLast', { name: before.name });
  }
  db.run('DELETE FROM dues_rule_cases WHERE rule_id = :ruleId', { ruleId });
  db.run('DELETE FROM dues_rules WHERE id = :ruleId', { ruleId });
  context.trail({ subject: 'duesRule', id: ruleId, label: labelOf(before), before });
  return { name: before.name };
}

/** The schema holds this too; here it is said before anything is written. */
function assertUnused(db: Readable, ruleId: string): void {
  if (db.get('SELECT 1 FROM levies WHERE rule_id = :ruleId LIMIT 1', { ruleId })) throw refuse('dues.ruleUsed');
}

function assertRule(db: Readable, { from, cases }: RuleInput, ruleId = ''): void {
  const other = db.get<{ name: string }>('SELECT name FROM dues_rules WHERE from_month = :from AND id <> :ruleId', {
    from,
    ruleId,
  });
  if (other) throw refuse('dues.ruleFromTaken', { month: formatMonth(from), name: other.name });
  cases.forEach((each, index) => {
    const problem = caseProblem(each, cases.slice(0, index));
    if (problem !== undefined) throw refuse('dues.ruleCase', { name: each.name, problem });
  });
}

function caseProblem(each: DuesCase, earlier: readonly DuesCase[]): string | undefined {
  const { name, applies, monthsBelow, method, flat } = each;
  if (earlier.some((other) => other.name === name)) return '类别名称写了两次';
  if (applies === 'newcomer' && monthsBelow === undefined) return '没有写不足几个月算新会员';
  if (applies === 'newcomer' && earlier.some((other) => other.applies === 'newcomer')) return '新会员只能有一类';
  if (method !== 'previousWage' && flat === undefined) return '没有写定额';
  return undefined;
}

function ruleParams(input: RuleInput) {
  const {
    name,
    from,
    rateBasisPoints: rate,
    cutTo,
    baseItems,
    frequency,
    baseMonth,
    branchShare,
    source,
    note,
  } = input;
  return {
    name,
    from,
    rate,
    cutTo,
    items: JSON.stringify([...new Set(baseItems)]),
    frequency,
    baseMonth,
    branchShare,
    source,
    note,
  };
}

/** What does not belong to the way a kind pays is left out. */
function writeCases({ db, newId }: WriteContext, ruleId: string, cases: readonly DuesCase[]): void {
  cases.forEach(({ name, applies, monthsBelow, method, flat, source }, position) => {
    db.run(
      `INSERT INTO dues_rule_cases (id, rule_id, position, name, applies, months_below, method, flat, source)
       VALUES (:id, :ruleId, :position, :name, :applies, :monthsBelow, :method, :flat, :source)`,
      {
        id: newId(),
        ruleId,
        position,
        name,
        applies,
        monthsBelow: applies === 'newcomer' ? monthsBelow : null,
        method,
        flat: method === 'previousWage' ? null : flat,
        source,
      },
    );
  });
}

function labelOf({ name, from }: DuesRuleRecord): string {
  return `会费标准「${name}」${formatMonth(from)}起`;
}
