import type { Day, Month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { MemberFilterInput } from '#shared/contract/members.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';

/** A festival while it is being typed. */
export interface FestivalDraft {
  name: string;
  /** 春节 …, undefined when it is none of the festivals. */
  festival: string | undefined;
  kindId: string | undefined;
  day: Day | undefined;
  form: 'goods' | 'coupon';
  goods: string;
  amountEach: Fen | undefined;
  resolutionId: string | undefined;
  /** 专项资金 that pays. */
  fundId: string | undefined;
  method: 'cash' | 'bank' | 'stock';
  /** What each one gets out of stock. */
  stock: readonly { lotId: string; quantity: number }[];
  attachmentCount: number;
  /** A saved choice of members; without it the two below choose. */
  savedId: string | undefined;
  savedFilter: MemberFilterInput | undefined;
  statuses: readonly ('active' | 'retained')[];
  groupId: string | undefined;
  include: readonly string[];
  exclude: readonly string[];
  paidThrough: Month | undefined;
  approvalGround: string;
}

export function emptyFestival(today: Day, kinds: readonly VisitKind[]): FestivalDraft {
  const [kind] = kinds;
  return {
    name: '',
    festival: undefined,
    kindId: kind?.id,
    day: today,
    form: 'goods',
    goods: '',
    amountEach: kind?.defaultAmount,
    resolutionId: undefined,
    fundId: undefined,
    method: 'bank',
    stock: [],
    attachmentCount: 0,
    savedId: undefined,
    savedFilter: undefined,
    statuses: ['active'],
    groupId: undefined,
    include: [],
    exclude: [],
    paidThrough: undefined,
    approvalGround: '',
  };
}

/** Which of the fields of the first step are not filled in. */
export function lacking(
  draft: FestivalDraft,
): readonly ('name' | 'kindId' | 'day' | 'goods' | 'amountEach' | 'stock')[] {
  return [
    ...(draft.name.trim() === '' ? (['name'] as const) : []),
    ...(draft.kindId === undefined ? (['kindId'] as const) : []),
    ...(draft.day === undefined ? (['day'] as const) : []),
    ...(draft.goods.trim() === '' ? (['goods'] as const) : []),
    ...(draft.amountEach === undefined || draft.amountEach <= 0 ? (['amountEach'] as const) : []),
    ...(draft.method === 'stock' && draft.stock.length === 0 ? (['stock'] as const) : []),
  ];
}

/** The filter that chooses the people, before any is taken in or out by hand. */
export function filterOf({ savedFilter, statuses, groupId }: FestivalDraft): MemberFilterInput {
  if (savedFilter) return savedFilter;
  return { statuses: [...statuses], ...(groupId === undefined ? {} : { groupIds: [groupId] }) };
}

/** What the preview is asked; undefined while something that it needs is missing. */
export function questionOf(draft: FestivalDraft): InputOf<'visits.previewFestival'> | undefined {
  const { name, festival, kindId, day, form, amountEach, include, exclude, paidThrough, approvalGround } = draft;
  if (lacking(draft).length > 0 || kindId === undefined || day === undefined || amountEach === undefined)
    return undefined;
  return {
    name,
    kindId,
    day,
    form,
    amountEach,
    filter: filterOf(draft),
    include: [...include],
    exclude: [...exclude],
    approvalGround,
    ...(festival === undefined ? {} : { festival }),
    ...(paidThrough === undefined ? {} : { paidThrough }),
  };
}

/** What is sent to make the list: the question, and how it is paid. */
export function orderOf(
  draft: FestivalDraft,
  question: InputOf<'visits.previewFestival'>,
): InputOf<'visits.makeFestival'> {
  const { goods, method, stock, attachmentCount, resolutionId, fundId } = draft;
  return {
    ...question,
    goods,
    method,
    attachmentCount,
    ...(method === 'stock' ? { stock: stock.map(({ lotId, quantity }) => ({ lotId, each: quantity })) } : {}),
    ...(resolutionId === undefined ? {} : { resolutionId }),
    ...(fundId === undefined || method === 'stock' ? {} : { fundId }),
  };
}
