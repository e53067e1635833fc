import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addMonths, type Month, month as toMonth } from '#shared/calendar.ts';
import { ruleTemplate } from '#shared/contract/dues/rules.ts';
import type { DuesRuleRow, DuesRuleTemplate } from '#shared/contract/dues.ts';
import type { Readable } from '../../database.ts';
import { wageItemNames } from '../../members/commands.ts';
import { allRules } from './rules.ts';

/** How often each rule was used, from the index of the levies by their rule. */
export const RULE_USES = `
  SELECT rule_id AS ruleId, count(*) AS levies, min(month) AS first, max(month) AS last FROM levies GROUP BY rule_id`;

interface StoredUse {
  ruleId: string;
  levies: number;
  first: string;
  last: string;
}

/** Every rule, the newest first, with its last month and its use; the wage items on file; the last month that was levied. */
export function listRules(db: Readable): { rules: DuesRuleRow[]; wageItems: string[]; leviedUntil?: Month } {
  const uses = new Map(db.all<StoredUse>(RULE_USES).map((use) => [use.ruleId, use]));
  const rules = allRules(db);
  const until = [...uses.values()]
    .map(({ last }) => last)
    .sort()
    .at(-1);
  return {
    rules: rules.map((rule, index) => {
      const next = rules[index - 1];
      const use = uses.get(rule.id);
      return {
        ...rule,
        ...(next ? { to: addMonths(next.from, -1) } : {}),
        ...(use ? { used: { levies: use.levies, first: toMonth(use.first), last: toMonth(use.last) } } : {}),
      };
    }),
    wageItems: wageItemNames(db),
    ...(until === undefined ? {} : { leviedUntil: toMonth(until) }),
  };
}

/** Rules from published texts, as they ship in dues-rules.json. */
export function readRuleTemplates(assetsFolder: string): DuesRuleTemplate[] {
  return z.array(ruleTemplate).parse(JSON.parse(readFileSync(join(assetsFolder, 'dues-rules.json'), 'utf8')));
}
