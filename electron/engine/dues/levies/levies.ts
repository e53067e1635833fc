import type { Month } from '#shared/calendar.ts';
import type { LevyPreview, LevyPreviewRow, RaisedLevy } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { caseSentence } from '#shared/dues-sentences.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { rowsAsJson } from '../../rows-json.ts';
import { applyCredit } from '../receipts/credit.ts';
import { applyWaivers } from '../waivers/apply.ts';
import { storeBasis } from './basis.ts';
import { type LevyPlan, type LevyScope, type PlannedLevy, type PlannedMember, planLevy } from './plan.ts';

/**
 * Who will be levied for a period and how much. A wage below ten yuan gives a levy of 0.00, so that the month is complete
 * and the member counts as paid.
 * @throws Refusal as {@link planLevy}
 */
export function previewLevy(context: Pick<ReadContext, 'db' | 'today'>, scope: LevyScope): LevyPreview {
  const plan = planLevy(context, scope);
  const toLevy = plan.members.filter(({ levies }) => levies.length > 0);
  return {
    month: scope.month,
    period: plan.period,
    rule: plan.rule,
    ...(plan.wageMonth === undefined ? {} : { wageMonth: plan.wageMonth }),
    toLevy: toLevy.length,
    levies: countLevies(plan),
    total: totalOf(plan),
    already: plan.already,
    exempt: plan.retained,
    notPaying: plan.notPaying,
    withoutWage: membersWithoutWage(plan).map(({ id, number, name, groupName }) => ({
      memberId: id,
      number,
      name,
      groupName,
    })),
    rows: toLevy.map(previewRow),
  };
}

function previewRow({ id, number, name, groupName, levies }: PlannedMember): LevyPreviewRow {
  const last = levies.at(-1);
  return {
    memberId: id,
    number,
    name,
    groupName,
    months: levies.length,
    wage: last?.wage ?? ZERO,
    cutBase: last?.cutBase ?? ZERO,
    amount: sum(levies.map(({ amount }) => amount)),
    kind: last?.basis.kind ?? '',
    note: last ? noteOf(last) : '',
  };
}

function noteOf({ amount, basis, kind, rule }: PlannedLevy): string {
  if (kind !== '' && basis.kind !== kind) return `标准里没有「${kind}」，按一般会员算`;
  const special = rule.cases.find(({ name }) => name === basis.kind);
  if (special) return caseSentence(special, rule.frequency);
  return amount === 0 ? '工资尾数不计后不用交' : '';
}

/**
 * Levies everybody of the plan who has none for a month yet. Run twice, nothing doubles. It makes no voucher: dues become
 * income when they are received (收付实现制). Then, month by month, waivers in force take off and credit pays.
 * @throws Refusal as {@link planLevy}, and `dues.nothingToLevy`
 */
export function raiseLevy(context: WriteContext, scope: LevyScope): RaisedLevy {
  const plan = planLevy(context, scope);
  const levies = countLevies(plan);
  if (levies === 0) throw refuse('dues.nothingToLevy', { month: formatPeriod(plan.period) });
  const done = afterwards(context, writeLevies(context, plan));
  const result: RaisedLevy = {
    period: plan.period,
    levied: plan.members.filter((member) => member.levies.length > 0).length,
    levies,
    total: totalOf(plan),
    already: plan.already,
    withoutWage: membersWithoutWage(plan).length,
    ...done,
  };
  context.trail({
    subject: 'levy',
    id: plan.period.from,
    label: `计提${formatPeriod(plan.period)}会费`,
    before: { levied: plan.already },
    after: { ...result, rule: plan.rule, ...chosenOf(scope, plan) },
  });
  return result;
}

// One statement a month: handing 20,000 rows over one by one takes half as long again.
const WRITE_LEVIES = `
  INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at, basis)
  SELECT value ->> 0, value ->> 1, :month, value ->> 2, value ->> 3, value ->> 4, value ->> 5, :now, value ->> 6
  FROM json_each(:rows)`;

/** @returns the months in order */
function writeLevies({ db, now, newId }: WriteContext, { members }: LevyPlan): Month[] {
  const byMonth = new Map<Month, unknown[][]>();
  for (const { id, levies } of members) {
    for (const { month, rule, wage, cutBase, amount, basis } of levies) {
      const row = [newId(), id, rule.id, wage, cutBase, amount, storeBasis(basis)];
      const rows = byMonth.get(month);
      if (rows) rows.push(row);
      else byMonth.set(month, [row]);
    }
  }
  const months = [...byMonth.keys()].sort();
  for (const month of months) db.run(WRITE_LEVIES, { month, now, rows: rowsAsJson(byMonth.get(month) ?? []) });
  return months;
}

function afterwards(context: WriteContext, months: readonly Month[]): Pick<RaisedLevy, 'waived' | 'fromCredit'> {
  let waived = { levies: 0, amount: ZERO };
  let fromCredit = { levies: 0, amount: ZERO };
  for (const month of months) {
    waived = plus(waived, applyWaivers(context, month));
    fromCredit = plus(fromCredit, applyCredit(context, month));
  }
  return { waived, fromCredit };
}

/** In one month a member has one levy, so members are levies. */
function plus(all: RaisedLevy['waived'], { members, amount }: { members: number; amount: Fen }): RaisedLevy['waived'] {
  return { levies: all.levies + members, amount: fen(all.amount + amount) };
}

function chosenOf({ memberIds, groupId }: LevyScope, { wageMonth }: LevyPlan): object {
  return {
    ...(memberIds ? { members: memberIds.length } : {}),
    ...(groupId === undefined ? {} : { groupId }),
    ...(wageMonth === undefined ? {} : { wageMonth }),
  };
}

function countLevies({ members }: LevyPlan): number {
  return members.reduce((count, { levies }) => count + levies.length, 0);
}

function membersWithoutWage({ members }: LevyPlan): PlannedMember[] {
  return members.filter(({ withoutWage }) => withoutWage.length > 0);
}

function totalOf({ members }: LevyPlan): Fen {
  return sum(members.flatMap(({ levies }) => levies.map(({ amount }) => amount)));
}
