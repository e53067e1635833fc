import { type StandardFinding, VISIT_FORM_NAMES, type VisitForm, type VisitKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { debtFindings } from '../standards/debts.ts';
import { judgeFor, type Occasion } from '../standards/judge.ts';

/** The sentence that speaks against it, one against which no ground helps before others; '' when none does. */
export function objectionOf(findings: readonly StandardFinding[]): string {
  return (findings.find(({ bars }) => bars) ?? findings.find(({ ok }) => !ok))?.sentence ?? '';
}

/** All that was looked at, in one text; it is kept with the visit. */
export const sentenceOf = (findings: readonly StandardFinding[]): string =>
  findings.map(({ sentence }) => sentence).join('；');

/** @throws Refusal `visit.formBarred` */
export function assertFormAllowed(kind: VisitKind, form: VisitForm): void {
  if (!kind.forms.includes(form)) throw refuse('visit.formBarred', { kind: kind.name, form: VISIT_FORM_NAMES[form] });
}

interface Judged {
  kind: VisitKind;
  /** All that was looked at, in one text; it is kept with the visit as it was true on that day. */
  sentence: string;
}

/**
 * Judges what one person is to be given, alone and as part of what the union gives.
 * @param ground of the approval, '' when none was given
 * @throws Refusal `visit.formBarred`, `visit.barred` (against this no ground helps), `visit.needsApproval`, `request.notFound` (kind)
 */
export function judgeGiving(
  db: Readable,
  occasion: Occasion,
  member: { id: string; name: string; status: string },
  { amount, illness, ground }: { amount: Fen; illness: string; ground: string },
): Judged {
  const judge = judgeFor(db, occasion);
  const { kind } = judge;
  assertFormAllowed(kind, occasion.form);
  const check = judge.check(member, { amount, illness });
  const debts = debtFindings(db, kind, member.id, occasion.day);
  const findings = [...check.findings, ...debts, ...judge.checkWhole(amount)];
  const finding = objectionOf(findings);
  if (check.barred || findings.some(({ bars }) => bars)) throw refuse('visit.barred', { name: member.name, finding });
  if (findings.some(({ ok }) => !ok) && ground === '')
    throw refuse('visit.needsApproval', { name: member.name, finding });
  return { kind, sentence: sentenceOf(findings) };
}
