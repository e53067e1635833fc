import { tenths, type VisitsYear } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';

type Figures = Omit<VisitsYear, 'sentence' | 'longSentence'>;

/** 慰问品折款 (提货券 too) and 慰问金 apart. */
export function partsOf({ byForm }: Pick<Figures, 'byForm'>): { goods: Fen; money: Fen } {
  const of = (wanted: (form: string) => boolean) =>
    sum(byForm.filter(({ key }) => wanted(key)).map((line) => line.sum.amount));
  return { goods: of((form) => form !== 'money'), money: of((form) => form === 'money') };
}

/** The sentence that annual reports quote. Women by heads: of all who were visited, the share that are women. */
export function shortSentence(figures: Figures): string {
  const { total, year } = figures;
  if (total.times === 0) return `${year}年没有走访慰问。`;
  const { goods } = partsOf(figures);
  const what = goods > 0 ? '慰问金（含慰问品折款）' : '慰问金';
  return `全年走访慰问${total.times}人次，发放${what}${formatYuan(total.amount)}元，其中女职工${total.women}人，占${formatShare(tenths(total.women, total.people))}。`;
}

/** The longer one: by kind, goods and money apart, women by heads and by money, insurance and donations. */
export function longSentence(figures: Figures): string {
  const { year, total, single, festivals, byKind, insurance, claims, donations } = figures;
  const parts: string[] = [];
  if (total.times === 0) parts.push(`${year}年没有走访慰问`);
  else {
    const { goods, money } = partsOf(figures);
    const kinds = byKind
      .filter((line) => line.sum.times > 0)
      .map((line) => `${line.label}${line.sum.times}人次${formatYuan(line.sum.amount)}元`);
    parts.push(
      `${year}年走访慰问职工${total.people}人、${total.times}人次，合计${formatYuan(total.amount)}元，其中慰问金${formatYuan(money)}元，慰问品折款${formatYuan(goods)}元`,
      `日常慰问${single.times}人次${formatYuan(single.amount)}元，节日慰问${festivals.times}人次${formatYuan(festivals.amount)}元`,
      `按类别：${kinds.join('、')}`,
      `女职工${total.women}人，占慰问人数的${formatShare(tenths(total.women, total.people))}，慰问${formatYuan(total.womenAmount)}元，占慰问金额的${formatShare(tenths(total.womenAmount, total.amount))}`,
    );
  }
  const insured = insurance.reduce((all, term) => all + term.participants, 0);
  if (insured > 0)
    parts.push(
      `互助保障参保${insured}人次，保费${formatYuan(fen(insurance.reduce((all, term) => all + term.unionPart + term.memberPart + term.employerPart, 0)))}元，其中工会承担${formatYuan(sum(insurance.map((term) => term.unionPart)))}元`,
    );
  if (claims.people > 0) parts.push(`互助保障赔付${claims.people}人、${formatYuan(claims.amount)}元`);
  if (donations.collected > 0 || donations.handedOver > 0)
    parts.push(`代收捐款${formatYuan(donations.collected)}元，转交${formatYuan(donations.handedOver)}元`);
  return `${parts.join('；')}。`;
}
