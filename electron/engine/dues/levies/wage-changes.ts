import { type Month, month as toMonth } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import { duesOf } from '#shared/dues-formula.ts';
import { countedItems } from '#shared/dues-levy.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readWagesInForce } from '../../members/commands.ts';
import { readRuleById } from '../rules/rules.ts';
import { readBasis } from './basis.ts';

/** A levy as it has to be known to be held against today's wage. */
export interface KeptLevy {
  id: string;
  memberId: string;
  month: Month;
  ruleId: string;
  cutBase: Fen;
  basis: string;
}

/**
 * The levies whose rule would give another sum of the wage that is on file today for their month, with that wage (zero when
 * none is on file any more). A levy never follows the wage by itself; fixed amounts have none.
 */
export function changedWages(db: Readable, levies: readonly KeptLevy[]): Map<string, Fen> {
  const rules = new Map<string, DuesRuleRecord>();
  const byWageMonth = new Map<Month, KeptLevy[]>();
  for (const levy of levies) {
    if (!rules.has(levy.ruleId)) rules.set(levy.ruleId, readRuleById(db, levy.ruleId));
    const basis = readBasis(levy.basis);
    if (basis && !basis.items) continue;
    const of = basis?.of ?? levy.month;
    const same = byWageMonth.get(of);
    if (same) same.push(levy);
    else byWageMonth.set(of, [levy]);
  }
  const changed = new Map<string, Fen>();
  for (const [of, group] of byWageMonth) {
    const wages = readWagesInForce(
      db,
      of,
      group.map(({ memberId }) => memberId),
    );
    for (const levy of group) {
      const rule = rules.get(levy.ruleId);
      if (!rule) continue;
      const wage = sum(countedItems(rule, wages.get(levy.memberId) ?? []).map(({ amount }) => amount));
      const { cutBase, amount } = duesOf(wage, rule);
      if (cutBase !== levy.cutBase && amount !== duesOf(levy.cutBase, { ...rule, cutTo: fen(1) }).amount) {
        changed.set(levy.id, wage);
      }
    }
  }
  return changed;
}

interface StoredKept {
  id: string;
  memberId: string;
  month: string;
  ruleId: string;
  cutBase: Fen;
  basis: string;
}

/** All levies of a month as {@link changedWages} takes them. */
export function keptLevies(db: Readable, month: Month): KeptLevy[] {
  return db
    .all<StoredKept>(
      `SELECT id, member_id AS memberId, month, rule_id AS ruleId, cut_base AS cutBase, basis FROM levies WHERE month = :month`,
      { month },
    )
    .map((levy) => ({ ...levy, month: toMonth(levy.month) }));
}
