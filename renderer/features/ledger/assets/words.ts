import { type Day, dayOf, firstDay, lastDay, monthOf, yearOf } from '#shared/calendar.ts';
import type { AssetStatus, AssetTie } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';

/** Today when its month is open, else the nearest day of an open month. */
export function dayToOffer({ openMonth, fiscalYear }: UnionProfile): Day | undefined {
  const today = dayOf(new Date());
  if (openMonth === undefined) return undefined;
  if (monthOf(today) < openMonth) return firstDay(openMonth);
  return yearOf(today) === fiscalYear ? today : lastDay(openMonth);
}

/** 72 -> `6 年`, 30 -> `2 年 6 个月`; without months it is not depreciated. */
export function lifeText(months: number | undefined): string {
  if (months === undefined) return '不提折旧';
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years > 0 ? `${years} 年` : '', rest > 0 ? `${rest} 个月` : ''].filter(Boolean).join(' ');
}

export const STATUS_TONES: Readonly<Record<AssetStatus, 'teal' | 'neutral' | 'amber'>> = {
  inUse: 'teal',
  idle: 'neutral',
  repair: 'amber',
  disposed: 'neutral',
  void: 'neutral',
};

const TIE_WORDS: Readonly<Record<AssetTie['what'], string>> = {
  original: '原值',
  accumulated: '累计折旧',
  net: '净值',
};

/** `卡片原值 100.00 元，141 固定资产 90.00 元，卡片多 10.00 元` */
export function tieText({ what, account, cards, balance, difference }: AssetTie): string {
  const more = difference > 0 ? '卡片多' : '卡片少';
  const verdict = difference === 0 ? '相符' : `${more} ${formatYuan(difference).replace('-', '')} 元`;
  return `卡片${TIE_WORDS[what]} ${formatYuan(cards)} 元，${account} ${formatYuan(balance)} 元，${verdict}`;
}
