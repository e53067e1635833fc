import type { StandardShape, VisitStandard } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';

export const SHAPE_NAMES: Readonly<Record<StandardShape, string>> = {
  perTime: '每次不超过',
  perYear: '每人全年不超过',
  timesPerYear: '每人全年次数不超过',
};

/** `1,200.00 元`, `2 次`. */
export function limitText({ amount, times }: Pick<VisitStandard, 'amount' | 'times'>): string {
  if (amount !== undefined) return `${formatYuan(amount)} 元`;
  return times === undefined ? '' : `${times} 次`;
}
