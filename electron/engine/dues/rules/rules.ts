import { z } from 'zod';
import { formatMonth, type Month, month as monthOf } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import {
  DUES_BASE_MONTHS,
  DUES_CASE_METHODS,
  type DuesBaseMonth,
  type DuesCase,
  NATIONAL_DUES_RULE,
} from '#shared/dues-formula.ts';
import { DUES_FREQUENCIES, type DuesFrequency } from '#shared/dues-periods.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import type { Founding } from '../../founding.ts';

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
  frequency: DuesFrequency;
  base_month: DuesBaseMonth;
  branch_share: number;
  source: string;
  note: string;
  cases: string;
}

const storedRule = z.object({
  frequency: z.enum(DUES_FREQUENCIES),
  baseMonth: z.enum(DUES_BASE_MONTHS),
  baseItems: z.array(z.string()),
});
const storedCases = z.array(
  z.object({
    name: z.string(),
    applies: z.enum(['kind', 'newcomer']),
    monthsBelow: z.int().nullable(),
    method: z.enum(DUES_CASE_METHODS),
    flat: z.int().nullable(),
    source: z.string(),
  }),
);

/** A rule with its kinds as one row: they are few, and always wanted together. */
const RULE_COLUMNS = `
  dues_rules.id, dues_rules.name, from_month, rate_basis_points, cut_to, base_items, frequency, base_month, branch_share,
  dues_rules.source, note,
  (SELECT json_group_array(json_object('name', cases.name, 'applies', applies, 'monthsBelow', months_below, 'method', method,
            'flat', flat, 'source', cases.source))
   FROM (SELECT * FROM dues_rule_cases WHERE rule_id = dues_rules.id ORDER BY position) AS cases) AS cases`;

/** The rule in force in a month: the latest that begins not after it. @throws Refusal `dues.noRule` */
export function ruleOf(db: Readable, month: Month): DuesRuleRecord {
  const row = db.get<RuleRow>(
    `SELECT ${RULE_COLUMNS} FROM dues_rules WHERE from_month <= :month ORDER BY from_month DESC LIMIT 1`,
    { month },
  );
  if (!row) throw refuse('dues.noRule', { month: formatMonth(month) });
  return ruleRecord(row);
}

/** @throws Refusal `request.notFound` */
export function readRuleById(db: Readable, id: string): DuesRuleRecord {
  const row = db.get<RuleRow>(`SELECT ${RULE_COLUMNS} FROM dues_rules WHERE id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '会费标准' });
  return ruleRecord(row);
}

/** Every rule, the newest first. */
export function allRules(db: Readable): DuesRuleRecord[] {
  return db.all<RuleRow>(`SELECT ${RULE_COLUMNS} FROM dues_rules ORDER BY from_month DESC`).map(ruleRecord);
}

function ruleRecord(row: RuleRow): DuesRuleRecord {
  const { frequency, baseMonth, baseItems } = storedRule.parse({
    frequency: row.frequency,
    baseMonth: row.base_month,
    baseItems: JSON.parse(row.base_items),
  });
  return {
    id: row.id,
    name: row.name,
    from: monthOf(row.from_month),
    rateBasisPoints: row.rate_basis_points,
    cutTo: fen(row.cut_to),
    baseItems,
    frequency,
    baseMonth,
    cases: storedCases.parse(JSON.parse(row.cases)).map(caseRecord),
    branchShare: row.branch_share,
    source: row.source,
    note: row.note,
  };
}

function caseRecord({ monthsBelow, flat, ...stored }: z.output<typeof storedCases>[number]): DuesCase {
  return {
    ...stored,
    ...(monthsBelow === null ? {} : { monthsBelow }),
    ...(flat === null ? {} : { flat: fen(flat) }),
  };
}
