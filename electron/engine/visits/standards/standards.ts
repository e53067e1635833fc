import type { Day } from '#shared/calendar.ts';
import { yearOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import {
  type StandardCheck,
  type StandardShape,
  VISIT_FORM_NAMES,
  type VisitForm,
  type VisitKind,
  type VisitStandard,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';
import { kindOf } from './kinds.ts';

// Limits of visits (rules.md 2.4, 7.4). There is no national amount: every limit is data with a day from which it is in
// force, so a new one never changes what was right on an earlier day.

/** What one member got for one kind in the calendar year of the visit, reversed payments left out. */
export interface SoFar {
  amount: Fen;
  times: number;
}

/** A limit as the judgement needs it. */
export type Limit = { shape: 'perTime' | 'perYear'; amount: Fen } | { shape: 'timesPerYear'; times: number };

/**
 * Judges one visit against the limits in force on its day: one sentence a limit. Exactly the limit is allowed.
 * @param soFar what the member already has in that year for that kind, this visit not included
 */
export function judge(
  kind: Pick<VisitKind, 'name' | 'forms'>,
  limits: readonly Limit[],
  soFar: SoFar,
  visit: { year: number; form: VisitForm; amount: Fen; belongs: boolean },
): StandardCheck {
  const barred = !kind.forms.includes(visit.form);
  const allowed = kind.forms.map((form) => VISIT_FORM_NAMES[form]).join('、');
  const findings = limits.map((limit) => judgeOne(limit, soFar, visit));
  if (limits.length === 0) findings.push({ ok: true, sentence: `「${kind.name}」还没有登记标准，按集体决议执行` });
  if (!visit.belongs) findings.push({ ok: false, sentence: '现在不是在册会员，不享受本会慰问' });
  const needsApproval = findings.some((finding) => !finding.ok);
  if (barred)
    findings.unshift({
      ok: false,
      sentence: `「${kind.name}」只能用${allowed}，不能用${VISIT_FORM_NAMES[visit.form]}`,
    });
  return { findings, needsApproval, barred, yearSoFar: soFar.amount, timesSoFar: soFar.times };
}

function judgeOne(
  limit: Limit,
  soFar: SoFar,
  { year, amount }: { year: number; amount: Fen },
): StandardCheck['findings'][number] {
  switch (limit.shape) {
    case 'perTime': {
      const over = amount - limit.amount;
      const sentence = `每次不超过 ${formatYuan(limit.amount)} 元，本次 ${formatYuan(amount)} 元`;
      return over > 0
        ? { ok: false, sentence: `${sentence}，超出 ${formatYuan(fen(over))} 元` }
        : { ok: true, sentence };
    }
    case 'perYear': {
      const over = soFar.amount + amount - limit.amount;
      const left = fen(Math.max(0, limit.amount - soFar.amount));
      const sentence = `${year} 年已有 ${formatYuan(soFar.amount)} 元，全年标准 ${formatYuan(limit.amount)} 元，还可发 ${formatYuan(left)} 元`;
      return over > 0
        ? { ok: false, sentence: `${sentence}，本次 ${formatYuan(amount)} 元，超出 ${formatYuan(fen(over))} 元` }
        : { ok: true, sentence };
    }
    case 'timesPerYear': {
      const left = Math.max(0, limit.times - soFar.times);
      const sentence = `${year} 年已有 ${soFar.times} 次，全年 ${limit.times} 次，还可 ${left} 次`;
      return left === 0 ? { ok: false, sentence: `${sentence}，本次超出` } : { ok: true, sentence };
    }
  }
}

export const MEMBER_SO_FAR = `
  SELECT coalesce(sum(visits.amount), 0) AS amount, count(*) AS times FROM visits
  WHERE visits.member_id = :memberId AND visits.kind_id = :kindId AND visits.day BETWEEN :first AND :last AND ${COUNTS}`;

/** What the member has from the whole calendar year of `day`, days after it included: a late entry is judged too. */
export function soFarOf(db: Readable, memberId: string, kindId: string, day: Day): SoFar {
  const year = yearOf(day);
  const row = db.get<SoFar>(MEMBER_SO_FAR, { memberId, kindId, first: `${year}-01-01`, last: `${year}-12-31` });
  return row ?? { amount: fen(0), times: 0 };
}

interface LimitRow {
  shape: StandardShape;
  amount: Fen | null;
  times: number | null;
}

/** For each shape the newest limit that is in force on `day`. */
export function limitsOn(db: Readable, kindId: string, day: Day): Limit[] {
  const rows = db.all<LimitRow>(
    `SELECT shape, amount, times FROM visit_standards AS standard
     WHERE kind_id = :kindId AND from_day = (SELECT max(from_day) FROM visit_standards AS newer
       WHERE newer.kind_id = :kindId AND newer.shape = standard.shape AND newer.from_day <= :day)
     ORDER BY shape`,
    { kindId, day },
  );
  return rows.map(({ shape, amount, times }): Limit => {
    if (shape === 'timesPerYear') return { shape, times: times ?? 0 };
    return { shape, amount: amount ?? fen(0) };
  });
}

/** Members who may be given something from union funds: those on the roll, those who keep membership, and the departed. */
const BELONGING: readonly string[] = ['active', 'retained', 'deceased'];

/** @throws Refusal `request.notFound` (kind, member) */
export function checkVisit(db: Readable, input: ParsedInputOf<'visits.check'>): StandardCheck {
  const kind = kindOf(db, input.kindId);
  const member = db.get<{ status: string }>('SELECT status FROM members WHERE id = :id', { id: input.memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  return checkMember(db, kind, limitsOn(db, kind.id, input.day), { id: input.memberId, status: member.status }, input);
}

/** {@link checkVisit} with kind, limits and member at hand, for a list of many. */
export function checkMember(
  db: Readable,
  kind: VisitKind,
  limits: readonly Limit[],
  member: { id: string; status: string },
  { day, form, amount }: { day: Day; form: VisitForm; amount: Fen },
): StandardCheck {
  const belongs = BELONGING.includes(member.status);
  return judge(kind, limits, soFarOf(db, member.id, kind.id, day), { year: yearOf(day), form, amount, belongs });
}

export const LIST_STANDARDS = `
  SELECT standard.id, standard.kind_id AS kindId, kind.name AS kindName, standard.from_day AS "from", standard.shape,
         standard.amount, standard.times, standard.source
  FROM visit_standards AS standard JOIN visit_kinds AS kind ON kind.id = standard.kind_id`;

type StandardRow = Omit<VisitStandard, 'amount' | 'times'> & { amount: Fen | null; times: number | null };

const toStandard = ({ amount, times, ...row }: StandardRow): VisitStandard => ({
  ...row,
  ...(amount === null ? {} : { amount }),
  ...(times === null ? {} : { times }),
});

/** Every standard ever in force, kinds in their order, the newest first. */
export function listStandards(db: Readable): VisitStandard[] {
  return db
    .all<StandardRow>(`${LIST_STANDARDS} ORDER BY kind.position, standard.shape, standard.from_day DESC`)
    .map(toStandard);
}

function standardBy(db: Readable, condition: string, params: Record<string, string>): VisitStandard | undefined {
  const row = db.get<StandardRow>(`${LIST_STANDARDS} WHERE ${condition}`, params);
  return row && toStandard(row);
}

/**
 * Writes a limit from a day on. The same kind, shape and day again corrects that limit; visits keep the sentence that was
 * true when they were recorded.
 * @throws Refusal `visit.standardIncomplete`, `request.notFound`
 */
export function saveStandard(context: WriteContext, input: ParsedInputOf<'visits.saveStandard'>): VisitStandard {
  const { db } = context;
  const kind = kindOf(db, input.kindId);
  const byTimes = input.shape === 'timesPerYear';
  if ((byTimes ? input.times : input.amount) === undefined) throw refuse('visit.standardIncomplete');
  const key = { kindId: kind.id, shape: input.shape, from: input.from };
  const sameKey = 'standard.kind_id = :kindId AND standard.shape = :shape AND standard.from_day = :from';
  const before = standardBy(db, sameKey, key);
  db.run(
    `INSERT INTO visit_standards (id, kind_id, from_day, shape, amount, times, source)
     VALUES (:id, :kindId, :from, :shape, :amount, :times, :source)
     ON CONFLICT (kind_id, shape, from_day) DO UPDATE SET amount = excluded.amount, times = excluded.times, source = excluded.source`,
    {
      ...key,
      id: context.newId(),
      amount: byTimes ? undefined : input.amount,
      times: byTimes ? input.times : undefined,
      source: input.source,
    },
  );
  const after = standardBy(db, sameKey, key);
  if (!after) throw new Error('a standard just written is not there');
  context.trail({ subject: 'visitStandard', id: after.id, label: `${kind.name} ${input.from} 起`, before, after });
  return after;
}

/** Takes a limit out. @returns how many the kind still has. @throws Refusal `request.notFound` */
export function dropStandard(context: WriteContext, id: string): { left: number } {
  const { db } = context;
  const before = standardBy(db, 'standard.id = :id', { id });
  if (!before) throw refuse('request.notFound', { what: '慰问标准' });
  db.run('DELETE FROM visit_standards WHERE id = :id', { id });
  context.trail({ subject: 'visitStandard', id, label: `${before.kindName} ${before.from} 起`, before });
  const row = db.get<{ left: number }>('SELECT count(*) AS left FROM visit_standards WHERE kind_id = :kindId', {
    kindId: before.kindId,
  });
  return { left: row?.left ?? 0 };
}
