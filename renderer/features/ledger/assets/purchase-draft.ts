import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { AssetWay, Method } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';

export type PurchaseSource = Exclude<AssetWay, 'opening'>;

/** One line of a purchase while it is being filled in. */
export interface ItemDraft {
  key: number;
  name: string;
  categoryId: string | undefined;
  model: string;
  quantity: number;
  unit: string;
  amount: Fen | undefined;
  separate: boolean;
  usefulMonths: number | undefined;
  department: string;
  keeper: string;
  place: string;
  number: string;
}

export interface PurchaseDraft {
  source: PurchaseSource;
  day: Day | undefined;
  method: Method;
  summary: string;
  counterparty: string;
  attachmentCount: number;
  resolutionId: string | undefined;
  fundId: string | undefined;
  items: readonly ItemDraft[];
  /** What a stock-take found, and this makes a card of. */
  foundId: string | undefined;
}

export function emptyItem(key: number, given: Partial<ItemDraft> = {}): ItemDraft {
  return {
    key,
    name: '',
    categoryId: undefined,
    model: '',
    quantity: 1,
    unit: '台',
    amount: undefined,
    separate: false,
    usefulMonths: undefined,
    department: '',
    keeper: '',
    place: '',
    number: '',
    ...given,
  };
}

const VERBS: Readonly<Record<PurchaseSource, string>> = {
  bought: '购置',
  granted: '无偿调入',
  donated: '接受捐赠',
  found: '盘盈',
};

/** What the voucher is called when nobody writes a summary: `购置笔记本电脑等 2 项`. */
export function usualSummary({ source, items }: Pick<PurchaseDraft, 'source' | 'items'>): string {
  const [first] = items;
  const name = first?.name.trim() ?? '';
  if (name === '') return '';
  return `${VERBS[source]}${name}${items.length > 1 ? `等 ${items.length} 项` : ''}`.slice(0, 100);
}

export type Missing = { day?: string; items: readonly Partial<Record<'name' | 'categoryId' | 'amount', string>>[] };

/** What still has to be filled in, by field. */
export function missingIn({ day, items }: PurchaseDraft): Missing {
  return {
    ...(day === undefined ? { day: '请填写日期。' } : {}),
    items: items.map(({ name, categoryId, amount }) => ({
      ...(name.trim() === '' ? { name: '请写名称。' } : {}),
      ...(categoryId === undefined ? { categoryId: '请选择类别。' } : {}),
      ...(amount === undefined ? { amount: '请填写金额。' } : amount === 0 ? { amount: '金额要大于零。' } : {}),
    })),
  };
}

/** The operation's input, or undefined while something is missing. */
export function inputOf(draft: PurchaseDraft): InputOf<'ledger.buyAsset'> | undefined {
  const { day, source, resolutionId, fundId, foundId } = draft;
  const summary = draft.summary.trim() || usualSummary(draft);
  if (day === undefined || summary === '') return undefined;
  const assets: InputOf<'ledger.buyAsset'>['assets'] = [];
  for (const { key: _, name, categoryId, amount, number, usefulMonths, ...item } of draft.items) {
    if (name.trim() === '' || categoryId === undefined || amount === undefined || amount <= 0) return undefined;
    assets.push({
      ...item,
      name,
      categoryId,
      amount,
      separate: item.separate && item.quantity > 1,
      ...(number.trim() === '' ? {} : { number }),
      ...(usefulMonths === undefined ? {} : { usefulMonths }),
    });
  }
  return {
    source,
    day,
    method: draft.method,
    summary,
    counterparty: draft.counterparty,
    attachmentCount: draft.attachmentCount,
    assets,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    ...(fundId === undefined || source !== 'bought' ? {} : { fundId }),
    ...(foundId === undefined || source !== 'found' ? {} : { foundId }),
  };
}
