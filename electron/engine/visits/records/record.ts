import type { ParsedInputOf } from '#shared/contract/index.ts';
import {
  type StandardCheck,
  VISIT_FORM_NAMES,
  type VisitInput,
  type VisitKind,
  type VisitRecord,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { kindOf } from '../standards/kinds.ts';
import { checkVisit } from '../standards/standards.ts';
import { payGiving } from '../stock/pay-giving.ts';
import { getVisit } from './queries.ts';
import { NOT_REVERSED } from './reversed.ts';

/** All that was looked at, in one text; kept with the visit as it was true on that day. */
export function sentenceOfCheck(check: StandardCheck): string {
  return check.findings.map((finding) => finding.sentence).join(';');
}

/** The first sentence that speaks against the visit. */
export function objectionOf(check: StandardCheck): string {
  return check.findings.find((finding) => !finding.ok)?.sentence ?? '';
}

/** @throws Refusal `visit.formBarred` */
export function assertFormAllowed(kind: VisitKind, form: VisitInput['form']): void {
  if (!kind.forms.includes(form)) throw refuse('visit.formBarred', { kind: kind.name, form: VISIT_FORM_NAMES[form] });
}

/**
 * Records one visit together with its voucher.
 * @throws Refusal `visit.formBarred`, `visit.needsApproval` (over a limit and no ground given), `visit.signedLater`,
 *   `request.notFound` (member, kind, resolution), and what `postVoucher` refuses
 */
export function recordVisit(
  context: WriteContext,
  input: VisitInput,
): { visit: VisitRecord; voucherId: string; voucherNumber: string } {
  const { db } = context;
  const kind = kindOf(db, input.kindId);
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :id', { id: input.memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const { kindId, memberId, day, form, amount } = input;
  const check = checkVisit(db, { kindId, memberId, day, form, amount });
  assertFormAllowed(kind, form);
  if (check.needsApproval && input.approvalGround === '')
    throw refuse('visit.needsApproval', { name: member.name, finding: objectionOf(check) });
  const signedBy = signerOf(context, input, input.beneficiary === '' ? member.name : input.beneficiary);
  const voucher = payGiving(context, kind, { ...input, summary: `${kind.name}慰问 ${member.name}` });
  const id = context.newId();
  db.run(
    `INSERT INTO visits (id, kind_id, member_id, day, reason, form, goods, amount, beneficiary, relation, place, visitors,
                         resolution_id, approval_ground, standard_sentence, attachment_count, voucher_id, signed_by, signed_day)
     VALUES (:id, :kindId, :memberId, :day, :reason, :form, :goods, :amount, :beneficiary, :relation, :place, :visitors,
             :resolutionId, :approvalGround, :standardSentence, :attachmentCount, :voucherId, :signedBy, :signedDay)`,
    {
      id,
      kindId,
      memberId,
      day,
      reason: input.reason,
      form,
      goods: input.goods,
      amount,
      beneficiary: input.beneficiary,
      relation: input.relation,
      place: input.place,
      visitors: JSON.stringify(input.visitors),
      resolutionId: input.resolutionId,
      approvalGround: input.approvalGround,
      standardSentence: sentenceOfCheck(check),
      attachmentCount: input.attachmentCount,
      voucherId: voucher.id,
      signedBy,
      signedDay: input.signedDay,
    },
  );
  const visit = getVisit(db, id);
  context.trail({
    subject: 'visit',
    id,
    label: `${day} ${kind.name} ${member.name} ${formatYuan(amount)} 元`,
    after: visit,
  });
  return { visit, voucherId: voucher.id, voucherNumber: voucher.number };
}

/**
 * Who signed, '' when nobody did yet. @param usual signs when a day but no name is given
 * @throws Refusal `visit.signedLater`, `request.invalid` (a signer without a day)
 */
function signerOf(
  context: WriteContext,
  { signedBy, signedDay }: Pick<VisitInput, 'signedBy' | 'signedDay'>,
  usual: string,
): string {
  if (signedDay === undefined) {
    if (signedBy !== '') throw refuse('request.invalid', { field: '签收日期', problem: '没有填写' });
    return '';
  }
  if (signedDay > context.today) throw refuse('visit.signedLater', { day: signedDay });
  return signedBy === '' ? usual : signedBy;
}

interface Unsigned {
  memberName: string;
  beneficiary: string;
  signedDay: string | null;
  reversed: number;
  label: string;
}

/**
 * Signs visits off, all or none; a sign-off is final. Without a name each is signed by the person it was given to.
 * @throws Refusal `visit.alreadySigned`, `visit.reversed`, `visit.signedLater`, `request.notFound`
 */
export function signVisits(context: WriteContext, input: ParsedInputOf<'visits.sign'>): { signed: number } {
  const { db } = context;
  const ids = [...new Set(input.ids)];
  let label = '';
  for (const id of ids) {
    const visit = unsignedVisit(db, id);
    const signedBy = signerOf(context, input, visit.beneficiary === '' ? visit.memberName : visit.beneficiary);
    db.run('UPDATE visits SET signed_by = :signedBy, signed_day = :signedDay WHERE id = :id', {
      id,
      signedBy,
      signedDay: input.signedDay,
    });
    label ||= visit.label;
  }
  context.trail({
    subject: 'visitSignOff',
    id: ids[0] ?? '',
    label: ids.length === 1 ? label : `${label} 等 ${ids.length} 人`,
    after: { signedDay: input.signedDay, signedBy: input.signedBy, ids },
  });
  return { signed: ids.length };
}

function unsignedVisit(db: Readable, id: string): Unsigned {
  const visit = db.get<Unsigned>(
    `SELECT members.name AS memberName, visits.beneficiary, visits.signed_day AS signedDay, NOT ${NOT_REVERSED} AS reversed,
            coalesce(batch.name, kind.name) || ' ' || members.name AS label
     FROM visits JOIN members ON members.id = visits.member_id JOIN visit_kinds AS kind ON kind.id = visits.kind_id
     LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id WHERE visits.id = :id`,
    { id },
  );
  if (!visit) throw refuse('request.notFound', { what: '慰问记录' });
  if (visit.signedDay !== null) throw refuse('visit.alreadySigned', { name: visit.memberName });
  if (visit.reversed === 1) throw refuse('visit.reversed', { name: visit.memberName });
  return visit;
}
