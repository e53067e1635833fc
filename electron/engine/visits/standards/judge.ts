import type { Day } from '#shared/calendar.ts';
import type { StandardCheck, VisitForm, VisitKind } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { kindOf } from './kinds.ts';
import { checkMember, limitsOn } from './standards.ts';

/** What is given, apart from to whom and how much. */
export interface Occasion {
  kindId: string;
  day: Day;
  form: VisitForm;
  /** 春节 …, '' outside of festivals. */
  festival: string;
  /** 手术 …, '' for the usual case. */
  caseName: string;
}

/** The standards in force for one occasion, loaded once and asked for one member after another. */
export interface Judge {
  readonly kind: VisitKind;
  /** Everything that concerns one person: form, limits a time, a year, a festival, an illness, and membership. */
  check(member: { id: string; status: string }, giving: { amount: Fen; illness: string }): StandardCheck;
  /** What concerns the union as a whole (share of a year's income), for the total that is to be given at once. */
  checkWhole(total: Fen): StandardCheck['findings'];
}

/** @throws Refusal `request.notFound` (kind) */
export function judgeFor(db: Readable, { kindId, day, form }: Occasion): Judge {
  const kind = kindOf(db, kindId);
  const limits = limitsOn(db, kindId, day);
  return {
    kind,
    check: (member, { amount }) => checkMember(db, kind, limits, member, { day, form, amount }),
    checkWhole: () => [],
  };
}
