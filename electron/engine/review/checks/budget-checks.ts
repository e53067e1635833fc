import type { CheckResult } from '#shared/contract/review.ts';
import { fen, formatYuan, sum } from '#shared/money.ts';
import type { AuditFacts } from '../facts.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('预算');

/** 严禁无预算、超预算支出 (rules.md 2.1). */
export function checkBudget(facts: AuditFacts): CheckResult[] {
  return [result('budgetExists', '本年有预算', exists(facts)), result('budgetKept', '支出没有超预算', kept(facts))];
}

function exists({ budget, year }: AuditFacts): Outcome {
  if (!budget.exists) return bad(`${year} 年没有预算`, '请在「经费账」里导入经审会审查过的预算');
  const total = (direction: 'income' | 'expense') =>
    formatYuan(sum(budget.lines.filter((line) => line.direction === direction).map((line) => line.amount)));
  return good(`收入预算 ${total('income')} 元，支出预算 ${total('expense')} 元`);
}

function kept({ budget }: AuditFacts): Outcome {
  if (!budget.exists) return nothingToCheck('没有预算，无从比较');
  const over = budget.lines.filter((line) => line.direction === 'expense' && line.actual > line.amount);
  if (over.length === 0) return good('各支出科目都在预算之内');
  return bad(
    named(
      over.map(({ code, name, amount, actual }) => {
        const most = amount === 0 ? '没有预算' : `预算 ${formatYuan(amount)} 元`;
        return `${code} ${name} ${most}，支出 ${formatYuan(actual)} 元，超 ${formatYuan(fen(actual - amount))} 元`;
      }),
      '个科目',
    ),
    '请说明原因；需要的应按原程序办理预算调整并经经审会审查',
  );
}
