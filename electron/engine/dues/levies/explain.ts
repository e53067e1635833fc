import { formatMonth, type Month } from '#shared/calendar.ts';
import type { LevyExplanation } from '#shared/contract/dues.ts';
import { levySteps, monthsText } from '#shared/dues-sentences.ts';
import { formatYuan, sum } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readRuleById } from '../rules/rules.ts';
import { readBasis } from './basis.ts';
import { type LevyScope, type PlannedLevy, planLevy } from './plan.ts';
import { readLevy, readStoredLevy } from './queries.ts';
import { changedWages } from './wage-changes.ts';

/**
 * How the sum of a levy came about, by the rule that made it and the facts that were kept with it.
 * @throws Refusal `request.notFound`
 */
export function explainLevy(db: Readable, levyId: string): LevyExplanation {
  const stored = readStoredLevy(db, levyId);
  const rule = readRuleById(db, stored.ruleId);
  const wageNow = changedWages(db, [stored]).get(levyId);
  return {
    levy: { ...readLevy(db, levyId), ...(wageNow === undefined ? {} : { wageNow }) },
    rule,
    steps: [
      `用「${rule.name}」（${formatMonth(rule.from)}起执行）`,
      ...levySteps(rule, stored, readBasis(stored.basis)),
    ],
  };
}

/**
 * How one member's sum in a levy that is to be made comes about. Months with the same figures are told together.
 * @throws Refusal as {@link planLevy}
 */
export function explainPreview(
  context: Pick<ReadContext, 'db' | 'today'>,
  { memberId, ...scope }: Omit<LevyScope, 'memberIds' | 'groupId'> & { memberId: string },
): string[] {
  const levies = planLevy(context, { ...scope, memberIds: [memberId] }).members[0]?.levies ?? [];
  const groups = alike(levies);
  if (levies.length <= 1) return groups.flatMap(stepsOf);
  return [
    ...groups.flatMap((group) => {
      const months = `${monthsText(group.map(({ month }) => month))}${group.length > 1 ? '每月' : ''}`;
      return stepsOf(group).map((step, index) => (index === 0 ? `${months}：${step}` : step));
    }),
    `${levies.length} 个月合计 ${formatYuan(sum(levies.map(({ amount }) => amount)))} 元`,
  ];
}

/** Levies of months that follow each other with the same figures. */
function alike(levies: readonly PlannedLevy[]): PlannedLevy[][] {
  const groups: { key: string; levies: PlannedLevy[] }[] = [];
  for (const levy of levies) {
    const { of: _, ...basis } = levy.basis;
    const key = JSON.stringify([levy.rule.id, levy.wage, levy.cutBase, levy.amount, basis]);
    const last = groups.at(-1);
    if (last?.key === key) last.levies.push(levy);
    else groups.push({ key, levies: [levy] });
  }
  return groups.map((group) => group.levies);
}

function stepsOf(group: readonly PlannedLevy[]): string[] {
  const [first] = group;
  if (!first) return [];
  const { rule, basis } = first;
  const wageMonths = new Set<Month>(group.map((levy) => levy.basis.of ?? levy.month));
  if (wageMonths.size === 1) return levySteps(rule, first, basis);
  return levySteps(rule, first, basis, basis.of === undefined ? '当月' : '上月');
}
