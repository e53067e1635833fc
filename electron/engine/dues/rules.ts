import { z } from 'zod';
import { formatMonth, type Month, month as monthOf } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import type { WageItem } from '#shared/contract/members.ts';
import { duesOf, NATIONAL_DUES_RULE } from '#shared/dues-formula.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import type { Founding } from '../founding.ts';

/** Where the rule that ships comes from (rules.md 1.1). */
const NATIONAL_SOURCE =
  '全国总工会《关于收交工会会费的通知》（1978年11月13日）第一条：每月交本人每月工资收入的 0.5%，工资尾数不足十元的不计交';

/** Writes the national dues rule, in force from the first month of the books. */
export function foundDues({ db, newId }: Founding, year: number): void {
  db.run(
    `INSERT INTO dues_rules (id, name, from_month, rate_basis_points, cut_to, base_items, source)
     VALUES (:id, :name, :from, :rate, :cutTo, '[]', :source)`,
    {
      id: newId(),
      name: '全国标准',
      from: `${year}-01`,
      rate: NATIONAL_DUES_RULE.rateBasisPoints,
      cutTo: NATIONAL_DUES_RULE.cutTo,
      source: NATIONAL_SOURCE,
    },
  );
}

interface RuleRow {
  id: string;
  name: string;
  from_month: string;
  rate_basis_points: number;
  cut_to: number;
  base_items: string;
  source: string;
}

const itemNames = z.array(z.string());

/** The rule in force in a month: the latest that begins not after it. @throws Refusal `dues.noRule` */
export function ruleOf(db: Readable, month: Month): DuesRuleRecord {
  const row = db.get<RuleRow>('SELECT * FROM dues_rules WHERE from_month <= :month ORDER BY from_month DESC LIMIT 1', {
    month,
  });
  if (!row) throw refuse('dues.noRule', { month: formatMonth(month) });
  return {
    id: row.id,
    name: row.name,
    from: monthOf(row.from_month),
    rateBasisPoints: row.rate_basis_points,
    cutTo: fen(row.cut_to),
    baseItems: itemNames.parse(JSON.parse(row.base_items)),
    source: row.source,
  };
}

/** What one member owes for one month, all in fen. */
export interface Assessment {
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
}

/**
 * @param items the member's wage items in force
 * @returns undefined when none of them counts under the rule: a wage that is not on file is not a wage of zero
 */
export function assess(items: readonly WageItem[], rule: DuesRuleRecord): Assessment | undefined {
  const counted = items.filter(({ item }) => rule.baseItems.length === 0 || rule.baseItems.includes(item));
  if (counted.length === 0) return undefined;
  const wage = sum(counted.map(({ amount }) => amount));
  return { wage, ...duesOf(wage, rule) };
}
