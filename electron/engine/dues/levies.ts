import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesRuleRecord, LevyPreview } from '#shared/contract/dues.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../context.ts';
import type { Readable } from '../database.ts';
import { assertOpen } from '../ledger/commands.ts';
import { activeMembersWithWages, type WagedMember } from '../members/commands.ts';
import { type Assessment, assess, ruleOf } from './rules.ts';

type Levied = WagedMember & Assessment;

interface LevyPlan {
  rule: DuesRuleRecord;
  toLevy: Levied[];
  withoutWage: WagedMember[];
  /** Levies of the month that are there already. */
  already: number;
  retained: number;
}

/**
 * Who will be levied for a month and how much. A wage below ten yuan gives a levy of 0.00, so that the month is complete
 * and the member counts as paid.
 * @throws Refusal `dues.monthClosed`, `ledger.periodMissing`, `dues.noRule`
 */
export function previewLevy(db: Readable, month: Month): LevyPreview {
  const { rule, toLevy, withoutWage, already, retained } = plan(db, month);
  return {
    month,
    rule,
    toLevy: toLevy.length,
    total: totalOf(toLevy),
    already,
    exempt: retained,
    withoutWage: withoutWage.map(({ id, number, name, groupName }) => ({ memberId: id, number, name, groupName })),
    rows: toLevy.map(({ id, number, name, groupName, wage, cutBase, amount }) => ({
      memberId: id,
      number,
      name,
      groupName,
      wage,
      cutBase,
      amount,
      note: amount === 0 ? '工资尾数不计后不用交' : '',
    })),
  };
}

/**
 * Levies every active member who has none for the month. Run twice, nothing doubles. It makes no voucher: dues become
 * income when they are received (收付实现制).
 * @throws Refusal as {@link previewLevy}, and `dues.nothingToLevy`
 */
export function raiseLevy(
  context: WriteContext,
  month: Month,
): { levied: number; total: Fen; already: number; withoutWage: number } {
  const { db, now } = context;
  const { rule, toLevy, withoutWage, already } = plan(db, month);
  if (toLevy.length === 0) throw refuse('dues.nothingToLevy', { month: formatMonth(month) });
  for (const { id, wage, cutBase, amount } of toLevy) {
    db.run(
      `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
       VALUES (:id, :memberId, :month, :ruleId, :wage, :cutBase, :amount, :now)`,
      { id: context.newId(), memberId: id, month, ruleId: rule.id, wage, cutBase, amount, now },
    );
  }
  const result = { levied: toLevy.length, total: totalOf(toLevy), already, withoutWage: withoutWage.length };
  context.trail({
    subject: 'levy',
    id: month,
    label: `计提${formatMonth(month)}会费`,
    before: { levied: already },
    after: { ...result, rule },
  });
  return result;
}

function plan(db: Readable, month: Month): LevyPlan {
  assertMonthOpen(db, month);
  const rule = ruleOf(db, month);
  const { members, retained } = activeMembersWithWages(db, month);
  const levied = new Set(
    db
      .all<{ member_id: string }>('SELECT member_id FROM levies WHERE month = :month', { month })
      .map((row) => row.member_id),
  );
  const toLevy: Levied[] = [];
  const withoutWage: WagedMember[] = [];
  for (const member of members) {
    if (levied.has(member.id)) continue;
    const assessment = assess(member.items, rule);
    if (assessment) toLevy.push({ ...member, ...assessment });
    else withoutWage.push(member);
  }
  return { rule, toLevy, withoutWage, already: levied.size, retained };
}

/** A closed month keeps its figures, levies too. @throws Refusal `dues.monthClosed`, `ledger.periodMissing` */
function assertMonthOpen(db: Readable, month: Month): void {
  try {
    assertOpen(db, month);
  } catch (error) {
    if (error instanceof Refusal && error.detail.code === 'ledger.periodClosed') {
      throw refuse('dues.monthClosed', { month: formatMonth(month) });
    }
    throw error;
  }
}

function totalOf(levies: readonly Assessment[]): Fen {
  return sum(levies.map(({ amount }) => amount));
}
