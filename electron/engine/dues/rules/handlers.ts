import { rulesOperations as operations } from '#shared/contract/dues/rules.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listRules, readRuleTemplates } from './list-rules.ts';
import { ruleOf } from './rules.ts';
import { addRule, changeRule, deleteRule } from './save-rule.ts';

export const rulesHandlers = {
  'dues.readRule': bindRead(operations['dues.readRule'], ({ db }, { month }) => ruleOf(db, month)),
  'dues.listRules': bindRead(operations['dues.listRules'], ({ db }) => listRules(db)),
  'dues.listRuleTemplates': bindRead(operations['dues.listRuleTemplates'], ({ assetsFolder }) =>
    readRuleTemplates(assetsFolder),
  ),
  'dues.addRule': bindWrite(operations['dues.addRule'], addRule),
  'dues.changeRule': bindWrite(operations['dues.changeRule'], (context, { ruleId, ...input }) =>
    changeRule(context, ruleId, input),
  ),
  'dues.deleteRule': bindWrite(operations['dues.deleteRule'], (context, { ruleId }) => deleteRule(context, ruleId)),
} satisfies Record<keyof typeof operations, Bound>;
