import { addMonths, type Day, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { StandardFinding, VisitKind } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { type Owing, owingThrough } from '../../dues/commands.ts';

/** The dues of this month and earlier ones are to be paid by a day: those of the month before it. */
export const dueBy = (day: Day): Month => addMonths(monthOf(day), -1);

export const sentenceOfDebt = ({ oldest, months, owed }: Owing): string =>
  `${formatMonth(oldest)}起欠会费 ${months} 个月 ${formatYuan(owed)} 元`;

/** What speaks against one person because of dues, for a kind that is for payers only; a list looks at all its people at once. */
export function debtFindings(db: Readable, kind: VisitKind, memberId: string, day: Day): StandardFinding[] {
  const owing = kind.payersOnly ? owingThrough(db, dueBy(day)).get(memberId) : undefined;
  return owing === undefined
    ? []
    : [{ ok: false, sentence: `「${kind.name}」只给缴清会费的会员，这位会员${sentenceOfDebt(owing)}` }];
}
