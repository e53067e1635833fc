import type { CheckResult } from '#shared/contract/review.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { ExpenseVoucher } from '../../ledger/commands.ts';
import { type AuditFacts, largeExpenses } from '../facts.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('集体决议与内控');

/** 重大收支集体研究 (rules.md 2.1), and who may do what. */
export function checkDecisions(facts: AuditFacts): CheckResult[] {
  const large = largeExpenses(facts);
  return [
    result('largeExpenses', '大额支出有集体决议', decided(large, facts)),
    result('decidedFirst', '先决议、后支出', decidedFirst(large, facts)),
    result('limits', '支出不超过决议上限', withinLimits(facts)),
    result('separated', '会计、出纳分设', separated(facts)),
    result('reviewers', '经审会成员不兼任工会财务职务', reviewers(facts)),
  ];
}

const nameOf = (voucher: ExpenseVoucher) => `${voucher.number} ${voucher.summary} ${formatYuan(voucher.expense)} 元`;

function decided(large: readonly ExpenseVoucher[], { profile }: AuditFacts): Outcome {
  const from = `${formatYuan(profile.largeExpense)} 元起`;
  if (large.length === 0) return nothingToCheck(`没有大额支出（${from}）`);
  const bare = large.filter((voucher) => voucher.resolutionId === undefined);
  if (bare.length === 0) return good(`大额支出（${from}）${large.length} 笔，都有集体决议`);
  return bad(
    `没有决议（${from}）：${named(bare.map(nameOf), '笔')}`,
    '请找出当时的会议纪要，在「设置」里登记决议；确实没有开会的，向经审会说明并补议',
  );
}

function decidedFirst(large: readonly ExpenseVoucher[], { resolutions }: AuditFacts): Outcome {
  const days = new Map(resolutions.map((resolution) => [resolution.id, resolution.day]));
  const resting = large.filter((voucher) => voucher.resolutionId !== undefined);
  if (resting.length === 0) return nothingToCheck('没有依据决议的大额支出');
  const late = resting.filter((voucher) => (days.get(voucher.resolutionId ?? '') ?? '') > voucher.day);
  if (late.length === 0) return good(`${resting.length} 笔的决议都不晚于支出日期`);
  return bad(
    `决议晚于支出：${named(
      late.map((voucher) => `${nameOf(voucher)}(决议 ${days.get(voucher.resolutionId ?? '')})`),
      '笔',
    )}`,
    '请核对决议日期；确属先支后议的，向经审会说明',
  );
}

function withinLimits({ resolutions, year }: AuditFacts): Outcome {
  const limited = resolutions.filter(
    (resolution) => resolution.limit !== undefined && resolution.day <= `${year}-12-31`,
  );
  if (limited.length === 0) return nothingToCheck('没有写明上限的决议');
  const over = limited.filter((resolution) => resolution.used > (resolution.limit ?? 0));
  if (over.length === 0) return good(`${limited.length} 份写明上限的决议都没有超支`);
  return bad(
    named(
      over.map(({ number, title, limit, used }) => {
        const gap = fen(used - (limit ?? 0));
        return `${number} ${title} 上限 ${formatYuan(limit ?? fen(0))} 元，已支 ${formatYuan(used)} 元，超 ${formatYuan(gap)} 元`;
      }),
      '份',
    ),
    '请补充决议，或把不属于这份决议的支出改挂到正确的决议',
  );
}

function separated({ profile }: AuditFacts): Outcome {
  if (profile.accountant !== profile.cashier) return good(`会计 ${profile.accountant}，出纳 ${profile.cashier}`);
  return bad(`会计和出纳都是 ${profile.accountant}`, '钱账要分管，请由两人分任，并在「设置」里改好');
}

function reviewers({ profile }: AuditFacts): Outcome {
  const committee = [profile.reviewDirector, ...profile.reviewMembers].filter((name) => name !== '');
  const offices = [
    ['工会主席', profile.chair],
    ['会计', profile.accountant],
    ['出纳', profile.cashier],
  ] as const;
  const both = offices.filter(([, name]) => committee.includes(name)).map(([office, name]) => `${office} ${name}`);
  if (both.length === 0) return good(`经审会 ${committee.join('、')}，没有兼任`);
  return bad(`${both.join('、')} 又在经审会任职`, '不能自己审自己，请调整经审会成员');
}
