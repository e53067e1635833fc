import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';

/** A festival while it is being typed. */
export interface FestivalDraft {
  name: string;
  kindId: string | undefined;
  day: Day | undefined;
  form: 'goods' | 'coupon';
  goods: string;
  amountEach: Fen | undefined;
  statuses: readonly ('active' | 'retained')[];
  groupId: string | undefined;
  resolutionId: string | undefined;
  /** 专项资金 that pays. */
  fundId: string | undefined;
  approvalGround: string;
  method: 'cash' | 'bank';
  attachmentCount: number;
}

export function emptyFestival(today: Day, kinds: readonly VisitKind[]): FestivalDraft {
  return {
    name: '',
    kindId: kinds[0]?.id,
    day: today,
    form: 'goods',
    goods: '',
    amountEach: undefined,
    statuses: ['active'],
    groupId: undefined,
    resolutionId: undefined,
    fundId: undefined,
    approvalGround: '',
    method: 'bank',
    attachmentCount: 0,
  };
}

/** What the preview is asked; undefined while something that it needs (or the goods) is missing. */
export function questionOf(draft: FestivalDraft): InputOf<'visits.previewFestival'> | undefined {
  const { name, kindId, day, form, goods, amountEach, statuses, groupId, approvalGround } = draft;
  if (name.trim() === '' || goods.trim() === '' || !kindId || !day || amountEach === undefined) return undefined;
  if (amountEach <= 0 || statuses.length === 0) return undefined;
  return {
    name,
    kindId,
    day,
    form,
    amountEach,
    approvalGround,
    statuses: [...statuses],
    ...(groupId === undefined ? {} : { groupId }),
  };
}
