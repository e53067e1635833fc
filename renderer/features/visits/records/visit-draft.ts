import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { VisitForm } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';

/** One visit while it is being typed. */
export interface VisitDraft {
  memberId: string | undefined;
  kindId: string | undefined;
  day: Day | undefined;
  reason: string;
  form: VisitForm | undefined;
  goods: string;
  amount: Fen | undefined;
  method: 'cash' | 'bank';
  beneficiary: string;
  relation: string;
  place: string;
  visitors: readonly string[];
  resolutionId: string | undefined;
  /** 专项资金 that pays. */
  fundId: string | undefined;
  approvalGround: string;
  attachmentCount: number;
  signedDay: Day | undefined;
  signedBy: string;
}

export function emptyVisit(today: Day): VisitDraft {
  return {
    memberId: undefined,
    kindId: undefined,
    day: today,
    reason: '',
    form: undefined,
    goods: '',
    amount: undefined,
    method: 'bank',
    beneficiary: '',
    relation: '',
    place: '',
    visitors: ['', ''],
    resolutionId: undefined,
    fundId: undefined,
    approvalGround: '',
    attachmentCount: 0,
    signedDay: undefined,
    signedBy: '',
  };
}

/** What the standards are asked about; undefined while it is not all there. */
export function questionOf(draft: VisitDraft): InputOf<'visits.check'> | undefined {
  const { memberId, kindId, day, form, amount } = draft;
  if (!memberId || !kindId || !day || !form || amount === undefined || amount <= 0) return undefined;
  return { memberId, kindId, day, form, amount };
}

/** The fields that are still empty, by name. */
export function missingFields(draft: VisitDraft): ReadonlySet<keyof VisitDraft> {
  const missing = new Set<keyof VisitDraft>();
  for (const field of ['memberId', 'kindId', 'day', 'form', 'amount'] as const)
    if (draft[field] === undefined) missing.add(field);
  if (draft.reason.trim() === '') missing.add('reason');
  if (namesOf(draft.visitors).length < 2) missing.add('visitors');
  return missing;
}

const namesOf = (visitors: readonly string[]) => visitors.map((name) => name.trim()).filter((name) => name !== '');

/** The visit as it is recorded; undefined while something is missing. */
export function visitOf(draft: VisitDraft): InputOf<'visits.record'> | undefined {
  const question = questionOf(draft);
  if (question === undefined || missingFields(draft).size > 0) return undefined;
  const { reason, goods, beneficiary, relation, place, method, approvalGround, attachmentCount, signedBy } = draft;
  return {
    ...question,
    reason,
    goods,
    beneficiary,
    relation,
    place,
    method,
    approvalGround,
    attachmentCount,
    signedBy,
    visitors: namesOf(draft.visitors),
    ...(draft.resolutionId === undefined ? {} : { resolutionId: draft.resolutionId }),
    ...(draft.fundId === undefined ? {} : { fundId: draft.fundId }),
    ...(draft.signedDay === undefined ? {} : { signedDay: draft.signedDay }),
  };
}
