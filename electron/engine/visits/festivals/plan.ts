import { type Day, formatMonth, yearOf } from '#shared/calendar.ts';
import type { FestivalInput, LeftOut, Listed, StandardCheck, VisitKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { type Owing, owingThrough } from '../../dues/commands.ts';
import { type ListedMember, listMembersByFilter } from '../../members/commands.ts';
import { assertFormAllowed, objectionOf } from '../records/judged.ts';
import { COUNTS } from '../records/reversed.ts';
import { dueBy, sentenceOfDebt } from '../standards/debts.ts';
import { assertFestivalNamed } from '../standards/festival-names.ts';
import { judgeFor } from '../standards/judge.ts';

export type Wanted = Pick<
  FestivalInput,
  | 'name'
  | 'festival'
  | 'kindId'
  | 'day'
  | 'form'
  | 'amountEach'
  | 'filter'
  | 'include'
  | 'exclude'
  | 'paidThrough'
  | 'approvalGround'
>;

/** A festival before it is written: who is on the list (in sheet order) and who is not. */
export interface Plan {
  kind: VisitKind;
  /** `findings`: what the standards in force say of each. */
  listed: (Listed & Pick<StandardCheck, 'findings'>)[];
  leftOut: LeftOut[];
  total: Fen;
  whole: StandardCheck['findings'];
  payers: string;
}

/**
 * Judges everybody who fits the filter or was added by hand. Left out are: those taken out by hand; who is on a list of this name already in the
 * same year; for a kind that is for payers of dues, who owes (a person added by hand with a ground is let through); and who is over a limit, unless
 * a ground for approval is given (a limit that bars is never passed).
 * @param today ages of the filter count from it
 * @param anyKind a list of another kind than festivals (birthdays of a month)
 * @throws Refusal `visit.kindMismatch`, `visit.formBarred`, `visit.festivalUnnamed`, `visit.nobody`, `request.notFound` (kind, festival, somebody added), `request.invalid`
 */
export function planFestival(db: Readable, wanted: Wanted, today: Day, anyKind = false): Plan {
  const { kindId, day, form, amountEach: amount, festival, approvalGround } = wanted;
  const judge = judgeFor(db, { kindId, day, form, festival, caseName: '' });
  const { kind } = judge;
  if (!kind.festival && !anyKind) throw refuse('visit.kindMismatch', { kind: kind.name });
  assertFormAllowed(kind, form);
  assertFestivalNamed(db, kind, wanted);
  const members = listMembersByFilter(db, wanted.filter, { include: wanted.include, today });
  if (members.length === 0) throw refuse('visit.nobody');
  const added = assertAdded(members, wanted.include);
  const takenOut = new Set(wanted.exclude);
  const given = givenAlready(db, wanted);
  const through = wanted.paidThrough ?? dueBy(day);
  const owing = kind.payersOnly ? owingThrough(db, through) : new Map<string, Owing>();

  const listed: Plan['listed'] = [];
  const leftOut: LeftOut[] = [];
  for (const member of members) {
    const leave = (sentence: string, byHand = false) => leftOut.push({ ...briefOf(member), sentence, byHand });
    const earlier = given.get(member.id);
    const owes = owing.get(member.id);
    if (takenOut.has(member.id)) leave('手工移出', true);
    else if (earlier?.sameList === 1) leave(`已在「${wanted.name}」名单里（${earlier.day}）`);
    else if (owes && !(added.has(member.id) && approvalGround !== '')) leave(sentenceOfDebt(owes));
    else {
      const check = judge.check(member, { amount, illness: '' });
      if (check.barred || (check.needsApproval && approvalGround === '')) leave(objectionOf(check.findings));
      else {
        const remark = remarkOf(member, {
          ...(earlier ? { given: `${festival}已发 ${formatYuan(earlier.amount)} 元（${earlier.day}）` } : {}),
          owes,
        });
        listed.push({ ...briefOf(member), remark, findings: check.findings });
      }
    }
  }
  if (listed.length * amount > MAX_FEN) throw refuse('request.invalid', { field: '每人金额', problem: '合计太大' });
  const total = fen(listed.length * amount);
  const payers = kind.payersOnly ? `只发给缴清 ${formatMonth(through)}及以前会费的会员（经批准减免的不算欠）` : '';
  return { kind, listed, leftOut, total, whole: total === 0 ? [] : judge.checkWhole(total), payers };
}

const briefOf = ({ id, number, name, groupName }: ListedMember) => ({
  memberId: id,
  memberNumber: number,
  memberName: name,
  groupName,
});

/** @throws Refusal `request.notFound` when somebody who was added is no member */
function assertAdded(members: readonly ListedMember[], include: readonly string[]): Set<string> {
  const known = new Set(members.map(({ id }) => id));
  if (include.some((id) => !known.has(id))) throw refuse('request.notFound', { what: '会员' });
  return new Set(include);
}

const LENT = /借用|借调|挂职|派遣/;

/** What should be looked at before somebody gets it (rules.md 1.1, 1.3: 离退休 are the employer's matter, the lent get it in one place only). */
function remarkOf(
  { status, employment }: ListedMember,
  { given, owes }: { given?: string; owes: Owing | undefined },
): string {
  return [
    status === 'retained' ? '保留会籍，离退休人员的慰问一般由行政列支' : '',
    LENT.test(employment) ? `${employment}，只能在一处享受` : '',
    given ?? '',
    owes ? sentenceOfDebt(owes) : '',
  ]
    .filter((part) => part !== '')
    .join('；');
}

interface Given {
  memberId: string;
  day: Day;
  amount: Fen;
  sameList: number;
}

export const GIVEN_FOR_FESTIVAL = `
  SELECT visits.member_id AS memberId, max(visits.day) AS day, sum(visits.amount) AS amount, max(coalesce(batch.name = :name, 0)) AS sameList
  FROM visits INDEXED BY visits_by_kind LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id
  WHERE visits.kind_id = :kindId AND visits.day BETWEEN :first AND :last
    AND (batch.name = :name OR (:festival <> '' AND visits.festival = :festival)) AND ${COUNTS}
  GROUP BY visits.member_id`;

/** What members got for this festival, or on a list of this name, in the year; what was reversed or returned does not count. */
function givenAlready(db: Readable, { kindId, name, festival, day }: Wanted): Map<string, Given> {
  const year = yearOf(day);
  const params = { kindId, name, festival, first: `${year}-01-01`, last: `${year}-12-31` };
  return new Map(db.all<Given>(GIVEN_FOR_FESTIVAL, params).map((given) => [given.memberId, given]));
}
