import { month } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { stockTies } from '../../visits/commands.ts';
import type { AuditFacts } from '../facts.ts';
import { bad, good, groupOf, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('慰问');

/** 慰问品库存: the goods in the lots are what the account 库存物品 says at the end of the year. */
export function checkStock(db: Readable, { year }: Pick<AuditFacts, 'year'>): CheckResult[] {
  return [result('visitStock', '慰问品库存与「库存物品」科目一致', ties(db, year))];
}

function ties(db: Readable, year: number): Outcome {
  const { lots, balance } = stockTies(db, month(`${year}-12`));
  if (lots === 0 && balance === 0) return nothingToCheck('没有库存物品');
  const text = `库存物品按批次合计 ${formatYuan(lots)} 元，科目余额 ${formatYuan(balance)} 元`;
  if (lots === balance) return good(text);
  return bad(
    `${text}，相差 ${formatYuan(fen(balance - lots))} 元`,
    '年初就有的物品请到「慰问品库存」登记年初库存；手工记到库存物品的凭证请冲销后改由「慰问品库存」登记',
  );
}
