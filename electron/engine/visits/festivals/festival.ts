import { type Day, yearOf } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import {
  type FestivalInput,
  type FestivalRow,
  festivalTitle,
  type LeftOut,
  type VisitKind,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertFormAllowed, objectionOf, sentenceOfCheck } from '../records/record.ts';
import { COUNTS } from '../records/reversed.ts';
import { kindOf } from '../standards/kinds.ts';
import { checkMember, limitsOn } from '../standards/standards.ts';
import { payGiving } from '../stock/pay-giving.ts';
import { listFestivals } from './queries.ts';

type Wanted = Pick<
  FestivalInput,
  'name' | 'kindId' | 'day' | 'form' | 'amountEach' | 'statuses' | 'groupId' | 'approvalGround'
>;

/** A festival before it is written: who is on the list (in sheet order) and who is not. */
interface Plan {
  kind: VisitKind;
  listed: { memberId: string; sentence: string }[];
  leftOut: LeftOut[];
}

/**
 * Judges every member of the chosen statuses and group. Those over a standard are left out with the sentence, unless a
 * ground for approval is given; who is on a list of the same festival in the same year already is always left out.
 */
function plan(db: Readable, wanted: Wanted): Plan {
  const { kindId, day, form, amountEach: amount } = wanted;
  const kind = kindOf(db, kindId);
  if (!kind.festival) throw refuse('visit.kindMismatch', { kind: kind.name });
  assertFormAllowed(kind, form);
  if (wanted.groupId !== undefined && !db.get('SELECT 1 FROM groups WHERE id = :id', { id: wanted.groupId }))
    throw refuse('request.notFound', { what: '工会小组' });
  const listed: Plan['listed'] = [];
  const leftOut: LeftOut[] = [];
  const limits = limitsOn(db, kindId, day);
  for (const member of membersFor(db, wanted)) {
    const { id: memberId, name: memberName } = member;
    const earlier = onListAlready(db, memberId, wanted);
    if (earlier !== undefined) {
      leftOut.push({ memberName, sentence: `已在「${wanted.name}」名单里（${earlier}）` });
      continue;
    }
    const check = checkMember(db, kind, limits, member, { day, form, amount });
    if (check.needsApproval && wanted.approvalGround === '') leftOut.push({ memberName, sentence: objectionOf(check) });
    else listed.push({ memberId, sentence: sentenceOfCheck(check) });
  }
  if (listed.length + leftOut.length === 0) throw refuse('visit.nobody');
  return { kind, listed, leftOut };
}

/** Members in the order of a sign-off sheet: by group (those without one last), then number. */
function membersFor(db: Readable, { statuses, groupId }: Wanted): { id: string; name: string; status: string }[] {
  return db.all<{ id: string; name: string; status: string }>(
    `SELECT members.id, members.name, members.status FROM members LEFT JOIN groups ON groups.id = members.group_id
     WHERE members.status IN (SELECT value FROM json_each(:statuses)) ${groupId === undefined ? '' : 'AND members.group_id = :groupId'}
     ORDER BY groups.name IS NULL, groups.name, members.number, members.name, members.id`,
    { statuses: JSON.stringify(statuses), groupId },
  );
}

/** The day on which the member was put on a list of this festival's name this year, if it was not reversed. */
function onListAlready(db: Readable, memberId: string, { kindId, name, day }: Wanted): Day | undefined {
  const year = yearOf(day);
  return db.get<{ day: Day }>(
    `SELECT visits.day FROM visits JOIN visit_batches AS batch ON batch.id = visits.batch_id
     WHERE visits.member_id = :memberId AND visits.kind_id = :kindId AND visits.day BETWEEN :first AND :last
       AND batch.name = :name AND ${COUNTS}`,
    { memberId, kindId, name, first: `${year}-01-01`, last: `${year}-12-31` },
  )?.day;
}

const totalOf = (people: number, each: Fen): Fen => fen(people * each);

/** What {@link makeFestival} would do. @throws Refusal `visit.kindMismatch`, `visit.formBarred`, `visit.nobody`, `request.notFound` */
export function previewFestival(db: Readable, wanted: Wanted): ValueOf<'visits.previewFestival'> {
  const { listed, leftOut } = plan(db, wanted);
  assertTotal(listed.length, wanted.amountEach);
  return { people: listed.length, total: totalOf(listed.length, wanted.amountEach), leftOut };
}

/**
 * Makes the list of a festival: one batch, one visit a member, ONE voucher for the total.
 * @throws Refusal as {@link previewFestival}, `visit.allLeftOut`, and what `postVoucher` refuses
 */
export function makeFestival(
  context: WriteContext,
  input: FestivalInput,
): { festival: FestivalRow; leftOut: LeftOut[] } {
  const { db } = context;
  const { kind, listed, leftOut } = plan(db, input);
  const people = listed.length;
  if (people === 0) {
    const finding = leftOut[0]?.sentence ?? '';
    throw refuse('visit.allLeftOut', { people: leftOut.length, finding });
  }
  assertTotal(people, input.amountEach);
  const total = totalOf(people, input.amountEach);
  const summary = `${festivalTitle(input.name)} ${people} 人 ${input.goods}`;
  const voucher = payGiving(context, kind, { ...input, amount: total, summary });
  const id = context.newId();
  db.run(
    `INSERT INTO visit_batches (id, name, kind_id, day, goods, amount_each, people, resolution_id, voucher_id)
     VALUES (:id, :name, :kindId, :day, :goods, :amountEach, :people, :resolutionId, :voucherId)`,
    {
      id,
      name: input.name,
      kindId: kind.id,
      day: input.day,
      goods: input.goods,
      amountEach: input.amountEach,
      people,
      resolutionId: input.resolutionId,
      voucherId: voucher.id,
    },
  );
  listed.forEach(({ memberId, sentence }, index) => {
    db.run(
      `INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, goods, amount, resolution_id,
                           approval_ground, standard_sentence, voucher_id)
       VALUES (:id, :batchId, :line, :kindId, :memberId, :day, :reason, :form, :goods, :amount, :resolutionId,
               :approvalGround, :sentence, :voucherId)`,
      {
        id: context.newId(),
        batchId: id,
        line: index + 1,
        kindId: kind.id,
        memberId,
        day: input.day,
        reason: input.name,
        form: input.form,
        goods: input.goods,
        amount: input.amountEach,
        resolutionId: input.resolutionId,
        approvalGround: input.approvalGround,
        sentence,
        voucherId: voucher.id,
      },
    );
  });
  const festival = listFestivals(db, id)[0];
  if (!festival) throw new Error('a festival just made is not there');
  context.trail({
    subject: 'visitBatch',
    id,
    label: `${input.name} ${people} 人 ${formatYuan(total)} 元`,
    after: { ...input, people, total, voucherId: voucher.id, leftOut: leftOut.length },
  });
  return { festival, leftOut };
}

/** No total is larger than one amount may be (999,999,999,999.99 yuan). */
function assertTotal(people: number, each: Fen): void {
  if (people * each > MAX_FEN) throw refuse('request.invalid', { field: '每人金额', problem: '合计太大' });
}
