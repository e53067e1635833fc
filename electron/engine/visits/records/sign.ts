import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { NOT_REVERSED, RETURNED } from './reversed.ts';

/**
 * Who signed, '' when nobody did yet.
 * @param usual signs when a day but no name is given
 * @throws Refusal `visit.signedLater`, `request.invalid` (a signer without a day)
 */
export function signerOf(
  context: WriteContext,
  signature: { signedBy: string; signedRelation: string; signedDay?: Day | undefined },
  usual: string,
): string {
  const { signedBy, signedRelation, signedDay } = signature;
  if (signedDay === undefined) {
    if (signedBy + signedRelation !== '') throw refuse('request.invalid', { field: '签收日期', problem: '没有填写' });
    return '';
  }
  if (signedDay > context.today) throw refuse('visit.signedLater', { day: signedDay });
  if (signedBy === '' && signedRelation !== '')
    throw refuse('request.invalid', { field: '签收人', problem: '没有填写，只写了与本人关系' });
  return signedBy === '' ? usual : signedBy;
}

interface Unsigned {
  memberName: string;
  beneficiary: string;
  signedDay: string | null;
  reversed: number;
  returned: number;
  label: string;
}

/**
 * Signs visits off, all or none; a sign-off is final. Without a name each is signed by the person it was given to.
 * @throws Refusal `visit.alreadySigned`, `visit.reversed`, `visit.notReturnable` (it went back into stock), `visit.signedLater`,
 *   `request.notFound`
 */
export function signVisits(context: WriteContext, input: ParsedInputOf<'visits.sign'>): { signed: number } {
  const { db } = context;
  const { signedDay, signedRelation } = input;
  const ids = [...new Set(input.ids)];
  let label = '';
  for (const id of ids) {
    const visit = unsignedVisit(db, id);
    const signedBy = signerOf(context, input, visit.beneficiary === '' ? visit.memberName : visit.beneficiary);
    db.run(
      'UPDATE visits SET signed_by = :signedBy, signed_relation = :signedRelation, signed_day = :signedDay WHERE id = :id',
      { id, signedBy, signedRelation, signedDay },
    );
    label ||= visit.label;
  }
  context.trail({
    subject: 'visitSignOff',
    id: ids[0] ?? '',
    label: ids.length === 1 ? label : `${label} 等 ${ids.length} 人`,
    after: { signedDay, signedBy: input.signedBy, signedRelation, ids },
  });
  return { signed: ids.length };
}

function unsignedVisit(db: Readable, id: string): Unsigned {
  const visit = db.get<Unsigned>(
    `SELECT members.name AS memberName, visits.beneficiary, visits.signed_day AS signedDay, NOT ${NOT_REVERSED} AS reversed,
            ${RETURNED} AS returned, coalesce(batch.name, kind.name) || ' ' || members.name AS label
     FROM visits JOIN members ON members.id = visits.member_id JOIN visit_kinds AS kind ON kind.id = visits.kind_id
     LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id WHERE visits.id = :id`,
    { id },
  );
  if (!visit) throw refuse('request.notFound', { what: '慰问记录' });
  if (visit.signedDay !== null) throw refuse('visit.alreadySigned', { name: visit.memberName });
  if (visit.reversed === 1) throw refuse('visit.reversed', { name: visit.memberName });
  if (visit.returned === 1) throw refuse('visit.notReturnable');
  return visit;
}
