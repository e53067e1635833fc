import { formatMonth } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { type CashJournal, findMiscounts } from '../../ledger/commands.ts';
import { findBrokenLink, trailLength } from '../../trail.ts';
import { type AuditFacts, bareExpenses, isCarriedForward } from '../facts.ts';
import { bad, good, groupOf, monthSpans, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('账簿');
const ASK_FOR_HELP = '请不要再记账，用「备份」里最近一次备份核对，并联系维护人员';

/** Whether the books hold together by themselves. */
export function checkLedger(db: Readable, facts: AuditFacts): CheckResult[] {
  return [
    result('trail', '操作留痕完整', trail(db)),
    result('opening', '年初余额借贷平衡', balanced('年初余额', facts, 'openingDebit', 'openingCredit')),
    result('trialBalance', '发生额和期末余额试算平衡', trialBalance(facts)),
    result('equation', '资产=负债+净资产', equation(facts)),
    result('turnover', '科目汇总与凭证分录一致', turnover(db, facts)),
    result('numbers', '凭证号逐月连续', numbers(facts)),
    result('drafts', '没有未记账的凭证', drafts(facts)),
    result('cash', '库存现金每天不为负', neverNegative(facts.cash, '库存现金')),
    result('bank', '银行存款每天不为负', neverNegative(facts.bank, '银行存款')),
    result('attachments', '支出凭证都有附件', attachments(facts)),
    result('closed', '各月都已结账', closed(facts)),
    result('carriedForward', '年终结转已办理', carriedForward(facts)),
  ];
}

function trail(db: Readable): Outcome {
  const broken = findBrokenLink(db);
  if (broken === undefined) return good(`共 ${trailLength(db)} 条，逐条校验无误`);
  return bad(`第 ${broken} 条留痕与前一条接不上，账本可能被程序以外的工具改过`, ASK_FOR_HELP);
}

type Totals = AuditFacts['trialBalance']['totals'];

function balanced(
  what: string,
  { trialBalance: { totals } }: AuditFacts,
  debit: keyof Totals,
  credit: keyof Totals,
): Outcome {
  const text = `${what}借方 ${formatYuan(totals[debit])} 元，贷方 ${formatYuan(totals[credit])} 元`;
  if (totals[debit] === totals[credit]) return good(text);
  return bad(`${text}，相差 ${formatYuan(fen(Math.abs(totals[debit] - totals[credit])))} 元`, ASK_FOR_HELP);
}

function trialBalance(facts: AuditFacts): Outcome {
  const turnover = balanced('本年发生额', facts, 'debit', 'credit');
  const closing = balanced('期末余额', facts, 'closingDebit', 'closingCredit');
  if (turnover.state === 'failed') return turnover;
  if (closing.state === 'failed') return closing;
  return good(`${turnover.finding}；${closing.finding}`);
}

/** Debit minus credit at the end of the year over all first-level accounts of a class. */
function netOf({ trialBalance: { lines } }: AuditFacts, wanted: AccountClass): Fen {
  let net = 0;
  for (const line of lines)
    if (line.level === 1 && line.class === wanted) net += line.closingDebit - line.closingCredit;
  return fen(net);
}

function equation(facts: AuditFacts): Outcome {
  const assets = netOf(facts, 'asset');
  const liabilities = fen(-netOf(facts, 'liability'));
  const netAssets = fen(-netOf(facts, 'netAssets'));
  const surplus = fen(-netOf(facts, 'income') - netOf(facts, 'expense'));
  const text = `资产 ${formatYuan(assets)} 元，负债 ${formatYuan(liabilities)} 元，净资产 ${formatYuan(netAssets)} 元，未结转的收支差额 ${formatYuan(surplus)} 元`;
  const gap = assets - liabilities - netAssets - surplus;
  return gap === 0 ? good(text) : bad(`${text}，相差 ${formatYuan(fen(gap))} 元`, ASK_FOR_HELP);
}

function turnover(db: Readable, { from, to }: AuditFacts): Outcome {
  const wrong = findMiscounts(db, from, to).map(({ month, code, name }) => `${formatMonth(month)} ${code} ${name}`);
  if (wrong.length === 0) return good('逐月逐科目核对，与凭证分录一致');
  return bad(`与凭证分录不一致：${named(wrong, '处')}`, ASK_FOR_HELP);
}

function numbers({ months }: AuditFacts): Outcome {
  const posted = months.reduce((total, month) => total + month.posted, 0);
  const gaps = months
    .filter((month) => month.last !== month.posted)
    .map(({ month, last, posted: count }) => `${formatMonth(month)}最大号 ${last}，实有 ${count} 张`);
  if (posted === 0) return nothingToCheck('全年没有凭证');
  return gaps.length === 0
    ? good(`全年 ${posted} 张凭证，各月都从 1 号连续编号`)
    : bad(named(gaps, '个月'), ASK_FOR_HELP);
}

function drafts({ months }: AuditFacts): Outcome {
  const waiting = months.filter((month) => month.drafts > 0);
  if (waiting.length === 0) return good('没有');
  const text = waiting.map(({ month, drafts: count }) => `${formatMonth(month)} ${count} 张`).join('、');
  return bad(`还没有记账：${text}`, '请在「经费账」里记账或删去后再送审');
}

function neverNegative(journal: CashJournal, name: string): Outcome {
  const endOfDay = new Map<string, Fen>();
  for (const line of journal.lines) if (line.kind === 'entry') endOfDay.set(line.day, line.balance);
  const below = [...endOfDay].filter(([, balance]) => balance < 0);
  if (below.length === 0) return good(`期末余额 ${formatYuan(journal.closing)} 元，每天日终都不为负`);
  const days = below.map(([day, balance]) => `${day} 余额 ${formatYuan(balance)} 元`);
  return bad(
    `${name}日终为负：${named(days, '天')}`,
    '请核对这几天的凭证日期：多半是收入登记晚了或日期写错，在未结账的月份用红字冲销更正',
  );
}

function attachments(facts: AuditFacts): Outcome {
  const bare = bareExpenses(facts);
  if (bare.length === 0) return good('每张支出凭证都写了附件张数');
  return bad(
    `附件张数为 0:${named(
      bare.map(({ number, summary }) => `${number} ${summary}`),
      '张',
    )}`,
    '请找齐发票、签领表等原始凭证附在纸质凭证后面，并在审计时说明',
  );
}

function closed({ year, periods }: AuditFacts): Outcome {
  if (periods.length === 0) return bad(`账本里没有 ${year} 年的期间`, '请先办理上一年的年度结转');
  const open = periods.filter((period) => period.status === 'open').map((period) => period.month);
  if (open.length === 0) return good('1 月至 12 月都已结账');
  return bad(`还没有结账：${monthSpans(open)}`, '请在「经费账」里按月份顺序结账；年中送审可以先不结，但要向经审会说明');
}

function carriedForward(facts: AuditFacts): Outcome {
  if (isCarriedForward(facts)) return good('收入和支出已转入本年收支结转，再转入累计结余');
  return bad(`${facts.year} 年还没有办理年终结转`, '12 月的账记完以后，在「经费账」里办理年度结转');
}
