import type { Day } from '#shared/calendar.ts';
import type { VisitForm, VisitKind } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import { limitsFor } from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';
import { readLimits } from '../standards/limits.ts';

/** What a kind of visit is usually given; what is not known stays open. */
export interface Usual {
  form?: VisitForm;
  goods: string;
  amount?: Fen;
}

/** The latest visit of a kind that needed no approval of its own. */
export const LATEST_USUAL = `
  SELECT visits.form, visits.goods, visits.amount FROM visits
  WHERE visits.kind_id = :kindId AND visits.day <= :day AND visits.approval_ground = '' AND ${COUNTS}
  ORDER BY visits.day DESC, visits.id LIMIT 1`;

/**
 * What a kind of visit is given as a rule: the amount that the union wrote down for it, else that of the latest visit, else the
 * tightest standard for one time; form and goods as the latest visit had them.
 */
export function usualGiving(db: Readable, kind: VisitKind, day: Day): Usual {
  const found = db.get<{ form: VisitForm; goods: string; amount: Fen }>(LATEST_USUAL, { kindId: kind.id, day });
  const latest = found && kind.forms.includes(found.form) ? found : undefined;
  const form = latest?.form ?? kind.forms[0];
  const amount = kind.defaultAmount ?? latest?.amount ?? perTimeLimit(db, kind, day);
  return {
    goods: latest?.goods ?? '',
    ...(form === undefined ? {} : { form }),
    ...(amount === undefined ? {} : { amount }),
  };
}

function perTimeLimit(db: Readable, { id: kindId }: VisitKind, day: Day): Fen | undefined {
  const occasion = { kindId, day, festival: '', caseName: '', illness: '' };
  const amounts = limitsFor(readLimits(db), occasion).flatMap((limit) =>
    limit.shape === 'perTime' ? [limit.amount] : [],
  );
  return amounts.length === 0 ? undefined : fen(Math.min(...amounts));
}
