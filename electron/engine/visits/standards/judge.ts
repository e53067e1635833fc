import { type Day, monthOf, yearOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import {
  type StandardCheck,
  type StandardFinding,
  VISIT_FORM_NAMES,
  type VisitForm,
  type VisitKind,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import {
  type GivenBefore,
  judgeLimit,
  judgeShare,
  type Limit,
  limitsFor,
  rivalsOf,
  type SoFar,
  soFarUnder,
  type Verdict,
  type VisitFacts,
} from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { termsInForce } from '../../dues/commands.ts';
import { debtFindings } from './debts.ts';
import { assertFestival } from './festival-names.ts';
import { incomeOfYear } from './income.ts';
import { kindOf } from './kinds.ts';
import { readLimits } from './limits.ts';
import { givenByUnion, givenInYear } from './sums.ts';

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

/** Members who may be given something from union funds: those on the roll, those who keep membership, and the departed. */
const BELONGING: readonly string[] = ['active', 'retained', 'deceased'];

type PersonalLimit = Exclude<Limit, { shape: 'incomeShare' }>;
type SharedLimit = Extract<Limit, { shape: 'incomeShare' }>;

/** A judge that also tells what the union-wide limits leave. */
interface WholeJudge extends Judge {
  verdictsOnWhole(total: Fen): { limit: SharedLimit; verdict: Verdict }[];
}

/**
 * The judge of one occasion. What members got before is read once and kept, so a judge is made anew for every command.
 * @throws Refusal `request.notFound` (kind, festival), `visit.kindRetired`
 */
export function judgeFor(db: Readable, occasion: Occasion): Judge {
  return prepare(db, occasion);
}

function prepare(db: Readable, { kindId, day, form, festival, caseName }: Occasion): WholeJudge {
  const kind = kindOf(db, kindId);
  if (kind.retired) throw refuse('visit.kindRetired', { kind: kind.name });
  assertFestival(db, festival);
  const all = readLimits(db);
  const year = yearOf(day);
  const occasion: VisitFacts = { kindId, day, festival, caseName, illness: '' };
  const inForce: Limit[] = limitsFor(all, occasion);
  const personal = inForce
    .filter((limit): limit is PersonalLimit => limit.shape !== 'incomeShare')
    .map((limit) => ({ limit, rivals: rivalsOf(limit, all), judge: rememberingJudge(limit) }));
  const shares = inForce.filter((limit): limit is SharedLimit => limit.shape === 'incomeShare');
  const kinds = new Set([kindId, ...personal.flatMap(({ limit }) => limit.kindIds)]);
  const given = givenInYear(db, [...kinds], day, personal.some(isFine) ? 'fine' : 'coarse');
  const pays = payerTest(db, kind, day);
  const verdictsOnWhole = (total: Fen) =>
    shares.map((limit) => {
      const figure = { income: incomeOfYear(db, year, limit.income, limit.incomeOf) };
      return { limit, verdict: judgeShare(limit, givenByUnion(db, limit.kindIds, year), figure, year, total) };
    });
  return {
    kind,
    check: (member, { amount, illness }) => {
      const before = given(member.id);
      const visit = { ...occasion, illness };
      const verdicts = personal.map(({ limit, rivals, judge }) => ({
        limit,
        verdict: judge(soFarUnder(limit, rivals, before, visit), visit, amount),
      }));
      const findings = verdicts.map(({ limit, verdict }) => findingOf(limit, verdict));
      if (inForce.length === 0) findings.push({ ok: true, sentence: `「${kind.name}」还没有登记标准，按集体决议执行` });
      if (!BELONGING.includes(member.status))
        findings.push({ ok: false, sentence: '现在不是在册会员，不享受本会慰问' });
      else if (!pays(member))
        findings.push({ ok: false, sentence: `「${kind.name}」只给缴纳会费的会员，这位会员现在不缴会费` });
      return outcome(kind, form, before, findings, leftOf(verdicts.map(({ verdict }) => verdict)));
    },
    checkWhole: (total) => verdictsOnWhole(total).map(({ limit, verdict }) => findingOf(limit, verdict)),
    verdictsOnWhole,
  };
}

/** True for a limit that asks for festival, case or illness, itself or by one that may stand instead of it. */
const isFine = ({ limit, rivals }: { limit: PersonalLimit; rivals: readonly Limit[] }): boolean =>
  limit.shape === 'perFestival' || limit.shape === 'oncePerIllness' || limit.caseName !== '' || rivals.length > 0;

/** {@link judgeLimit} of one limit: on a list most people had the same before, so a sentence is made once for all of them. */
function rememberingJudge(limit: PersonalLimit): (soFar: SoFar, visit: VisitFacts, amount: Fen) => Verdict {
  const known = new Map<string, Verdict>();
  return (soFar, visit, amount) => {
    const key = `${soFar.amount} ${soFar.times} ${amount} ${visit.illness}`;
    const verdict = known.get(key) ?? judgeLimit(limit, soFar, visit, amount);
    known.set(key, verdict);
    return verdict;
  };
}

/** Whether a member may be given something of a kind that is for payers of dues only; everybody may of the others. */
function payerTest(db: Readable, kind: VisitKind, day: Day): (member: { id: string; status: string }) => boolean {
  if (!kind.payersOnly) return () => true;
  const terms = termsInForce(db, monthOf(day));
  return ({ id, status }) => status !== 'retained' && (terms.get(id)?.pays ?? true);
}

function findingOf({ whenOver }: Limit, { ok, sentence }: Verdict): StandardFinding {
  return { ok, sentence, ...(!ok && whenOver === 'bar' ? { bars: true as const } : {}) };
}

/** The least that any limit leaves; undefined when none is about an amount. */
function leftOf(verdicts: readonly Pick<Verdict, 'left'>[]): Fen | undefined {
  const amounts = verdicts.flatMap(({ left }) => (left === undefined ? [] : [left]));
  return amounts.length === 0 ? undefined : fen(Math.min(...amounts));
}

function outcome(
  kind: VisitKind,
  form: VisitForm,
  before: readonly GivenBefore[],
  findings: readonly StandardFinding[],
  left: Fen | undefined,
): StandardCheck {
  const allowed = kind.forms.filter((one) => !(kind.festival && one === 'money'));
  const formBarred = !allowed.includes(form);
  const names = allowed.map((one) => VISIT_FORM_NAMES[one]).join('、');
  const barring: StandardFinding[] = formBarred
    ? [{ ok: false, bars: true, sentence: `「${kind.name}」只能用${names}，不能用${VISIT_FORM_NAMES[form]}` }]
    : [];
  const ofKind = before.filter((one) => one.kindId === kind.id);
  const room = formBarred ? fen(0) : left;
  return {
    findings: [...barring, ...findings],
    needsApproval: findings.some((finding) => !finding.ok && finding.bars === undefined),
    barred: formBarred || findings.some((finding) => finding.bars === true),
    yearSoFar: sum(ofKind.map((one) => one.amount)),
    timesSoFar: ofKind.reduce((times, one) => times + one.times, 0),
    ...(room === undefined ? {} : { left: room }),
  };
}

/**
 * What the standards say to one visit, the union-wide ones with it, before it is recorded.
 * @throws Refusal `request.notFound` (kind, festival, member), `visit.kindRetired`
 */
export function checkVisit(db: Readable, input: ParsedInputOf<'visits.check'>): StandardCheck {
  const { memberId, illness, amount = fen(0), ...occasion } = input;
  const judge = prepare(db, occasion);
  const member = db.get<{ status: string }>('SELECT status FROM members WHERE id = :id', { id: memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const { left, ...check } = judge.check({ id: memberId, status: member.status }, { amount, illness });
  const verdicts = judge.verdictsOnWhole(amount);
  const more = [
    ...debtFindings(db, judge.kind, memberId, occasion.day),
    ...verdicts.map(({ limit, verdict }) => findingOf(limit, verdict)),
  ];
  const leaves = leftOf([...(left === undefined ? [] : [{ left }]), ...verdicts.map((one) => one.verdict)]);
  return {
    ...check,
    findings: [...check.findings, ...more],
    needsApproval: check.needsApproval || more.some((finding) => !finding.ok && finding.bars === undefined),
    barred: check.barred || more.some((finding) => finding.bars === true),
    ...(leaves === undefined ? {} : { left: leaves }),
    papers: judge.kind.paperItems,
    remark: judge.kind.remark,
  };
}
