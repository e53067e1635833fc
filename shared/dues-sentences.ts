import { formatMonth, type Month, monthNumber } from './calendar.ts';
import type { DuesCase } from './dues-formula.ts';
import type { LevyBasis, LevyRule, LevySpread } from './dues-levy.ts';
import { type DuesFrequency, formatPeriod } from './dues-periods.ts';
import { type Fen, fen, formatYuan } from './money.ts';

// Rules and sums in plain words, as the pages and the explanations say them.

export const FREQUENCY_LABELS: Readonly<Record<DuesFrequency, string>> = {
  month: '按月',
  quarter: '按季',
  halfYear: '按半年',
  year: '按年',
};

const BASE_WORDS = {
  own: '本人当月工资',
  previous: '本人上月工资',
  chosen: '本人某一个月（计提时选定）的工资',
} as const;

/** 50 basis points -> `0.5%`. */
export function percentText(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, '0');
  const decimals = digits.slice(-2).replace(/0+$/, '');
  return `${digits.slice(0, -2)}${decimals === '' ? '' : `.${decimals}`}%`;
}

/** Yuan without empty decimals: 1000 fen -> `10`, 5 fen -> `0.05`. */
function shortYuan(amount: Fen): string {
  return formatYuan(amount).replace(/\.00$/, '');
}

type RuleWords = LevyRule & { frequency: DuesFrequency; branchShare: number };

/**
 * A rule as one sentence: `按月收：每月按本人当月工资(岗位工资、薪级工资)的 0.5% 交,工资不足 10 元的尾数不计;学徒工每月 0.05 元。`
 */
export function ruleSentence(rule: RuleWords): string {
  const { rateBasisPoints, cutTo, baseItems, baseMonth, frequency, cases, branchShare } = rule;
  const items = baseItems.length === 0 ? '' : `（${baseItems.join('、')}）`;
  const cut = cutTo > 1 ? `，工资不足 ${shortYuan(cutTo)} 元的尾数不计` : '，尾数不舍';
  const parts = [
    `${FREQUENCY_LABELS[frequency]}收：每月按${BASE_WORDS[baseMonth]}${items}的 ${percentText(rateBasisPoints)} 交${cut}`,
    ...cases.map((each) => caseSentence(each, frequency)),
  ];
  if (branchShare > 0) parts.push(`收到的会费 ${branchShare}% 留给分会`);
  return `${parts.join('；')}。`;
}

const PERIOD_WORDS: Readonly<Record<DuesFrequency, string>> = {
  month: '当月',
  quarter: '每季',
  halfYear: '每半年',
  year: '每年',
};

/** `学徒工每月 0.05 元`, `新会员在本期不足 6 个月的,整期 100 元`. */
export function caseSentence({ name, applies, monthsBelow, method, flat }: DuesCase, frequency: DuesFrequency): string {
  const who = applies === 'newcomer' ? `${name}（入会后到期末不足 ${monthsBelow ?? 0} 个月）` : name;
  if (method === 'previousWage') return `${who}按上月工资计算`;
  const amount = shortYuan(flat ?? fen(0));
  if (method === 'flatMonth') return `${who}每月 ${amount} 元`;
  return applies === 'newcomer' ? `${who}整期共 ${amount} 元` : `${who}${PERIOD_WORDS[frequency]} ${amount} 元`;
}

/** A levy as its steps see it. */
export interface ExplainedLevy {
  month: Month;
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
}

/**
 * How the sum of a levy came about, from what was kept with it.
 * @param basis undefined for a levy made before the basis was kept: wage and rule say it then
 * @param wageOf whose wage it was, in words: the month, or `当月` where months are told together
 */
export function levySteps(
  rule: LevyRule,
  levy: ExplainedLevy,
  basis: LevyBasis | undefined,
  wageOf = formatMonth(basis?.of ?? levy.month),
): string[] {
  const special = basis?.kind === undefined ? undefined : rule.cases.find(({ name }) => name === basis.kind);
  if (special?.flat !== undefined) return fixedSteps(special, special.flat, levy, basis?.spread);
  const { wage, cutBase, amount } = levy;
  const steps: string[] = [];
  if (special) steps.push(`按「${special.name}」计算：用上月工资`);
  steps.push(wageStep(wageOf, levy.wage, basis?.items ?? []));
  if (rule.cutTo > 1) {
    const cut = fen(wage - cutBase);
    const base = `计费基数 ${formatYuan(cutBase)} 元`;
    steps.push(
      cut === 0
        ? `没有不足 ${shortYuan(rule.cutTo)} 元的尾数，${base}`
        : `去掉不足 ${shortYuan(rule.cutTo)} 元的尾数 ${formatYuan(cut)} 元，${base}`,
    );
  }
  steps.push(rateStep(rule, cutBase, amount, basis?.spread));
  return steps;
}

function wageStep(wageOf: string, wage: Fen, items: readonly [string, Fen][]): string {
  const of = `${wageOf}的计费工资`;
  const [first] = items;
  if (first === undefined) return `${of} ${formatYuan(wage)} 元`;
  if (items.length === 1) return `${of}：${first[0]} ${formatYuan(wage)} 元`;
  const parts = items.map(([item, amount]) => `${item} ${formatYuan(amount)}`);
  return `${of}：${parts.join(' + ')} = ${formatYuan(wage)} 元`;
}

function rateStep(rule: LevyRule, cutBase: Fen, amount: Fen, spread: LevySpread | undefined): string {
  const percent = percentText(rule.rateBasisPoints);
  const product = BigInt(cutBase) * BigInt(rule.rateBasisPoints);
  if (!spread) {
    const dropped = product % 10_000n === 0n ? '' : '（不足一分的舍去）';
    return `${formatYuan(cutBase)} × ${percent} = ${formatYuan(amount)} 元${dropped}`;
  }
  return (
    `${formatYuan(cutBase)} × ${percent} 不是整分；${formatPeriod(spread)}里要交的 ${spread.months} 个月合计 ` +
    `${formatYuan(spread.total)} 元（不足一分的舍去），分到各月，本月 ${formatYuan(amount)} 元`
  );
}

function fixedSteps(special: DuesCase, flat: Fen, { amount }: ExplainedLevy, spread: LevySpread | undefined): string[] {
  if (!spread) return [`按「${special.name}」计算：每月定额 ${formatYuan(flat)} 元，与工资无关`];
  return [
    `按「${special.name}」计算：整期定额 ${formatYuan(spread.total)} 元，与工资无关`,
    `分到${formatPeriod(spread)}的 ${spread.months} 个月，本月 ${formatYuan(amount)} 元`,
  ];
}

/** `7 月`, `7 月至 9 月`, for months of one year. */
export function monthsText(months: readonly Month[]): string {
  const first = months[0];
  const last = months.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? `${monthNumber(first)} 月` : `${monthNumber(first)} 月至 ${monthNumber(last)} 月`;
}
