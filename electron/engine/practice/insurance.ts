import { addDays, type Day, day, type Month } from '#shared/calendar.ts';
import type { InputOf, ValueOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { CLAIMS, MUTUAL_AID, WOMENS_PLAN } from './caring-script.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';

type Terms = InputOf<'visits.saveInsuranceYear'>;
type Plan = Pick<ValueOf<'visits.saveInsurancePlan'>, 'id' | 'years'>;

/** The terms that begin in a March; of the one in the unfinished month the members' part is there, and nothing is paid on yet. */
export async function insure(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  if (!current.endsWith('-03')) return;
  await insureAll(life, current, unfinished);
  if (current.startsWith(String(WOMENS_PLAN.year))) await insureWomen(life, current);
}

async function planNamed(
  { desk }: PracticeYear,
  { name, organiser, kind }: { name: string; organiser: string; kind: string },
): Promise<Plan> {
  const known = (await desk.call('visits.listInsurance', {})).find((plan) => plan.name === name);
  return known ?? desk.call('visits.saveInsurancePlan', { name, organiser, kind });
}

/** A term of one year, with everybody who is active in it. @returns its id */
async function beginTerm({ desk }: PracticeYear, on: Day, terms: Omit<Terms, 'to' | 'employerPart'>): Promise<string> {
  desk.goTo(on);
  const to = addDays(day(`${Number(terms.from.slice(0, 4)) + 1}${terms.from.slice(4)}`), -1);
  const { id } = await desk.call('visits.saveInsuranceYear', { ...terms, to, employerPart: fen(0) });
  await desk.call('visits.addParticipants', {
    yearId: id,
    filter: { statuses: ['active'], womenOnly: terms.womenOnly ?? false },
  });
  return id;
}

async function insureAll(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  const { desk } = life;
  const plan = await planNamed(life, MUTUAL_AID);
  const yearId = await beginTerm(life, dayIn(current, 4), {
    planId: plan.id,
    from: dayIn(current, MUTUAL_AID.begins),
    premium: yuan(MUTUAL_AID.unionYuan + MUTUAL_AID.memberYuan),
    unionPart: yuan(MUTUAL_AID.unionYuan),
    memberPart: yuan(MUTUAL_AID.memberYuan),
  });
  // the first ones bring it in cash, the others transfer it
  const { rows } = await desk.call('visits.listParticipants', { yearId, limit: 20 });
  const first = rows.map(({ memberId }) => memberId);
  await post(life, { yearId, kind: 'member', memberIds: first, day: dayIn(current, 10), method: 'cash' });
  await post(life, { yearId, kind: 'member', day: dayIn(current, 11), method: 'bank' });
  if (unfinished) return;
  const resolutionId = await decisionOf(life, current);
  await post(life, { yearId, kind: 'pay', day: dayIn(current, 16), method: 'bank', resolutionId });
}

async function insureWomen(life: PracticeYear, current: Month): Promise<void> {
  const plan = await planNamed(life, WOMENS_PLAN);
  const yearId = await beginTerm(life, dayIn(current, 4), {
    planId: plan.id,
    from: dayIn(current, WOMENS_PLAN.begins),
    premium: yuan(WOMENS_PLAN.unionYuan),
    unionPart: yuan(WOMENS_PLAN.unionYuan),
    memberPart: fen(0),
    womenOnly: true,
  });
  const resolutionId = await decisionOf(life, current);
  await post(life, { yearId, kind: 'pay', day: dayIn(current, 6), method: 'bank', resolutionId });
}

async function post(
  { desk }: PracticeYear,
  batch: Omit<InputOf<'visits.postPremiums'>, 'total' | 'attachmentCount'>,
): Promise<void> {
  desk.goTo(batch.day);
  const { yearId, kind, memberIds = [] } = batch;
  const { total } = await desk.call('visits.previewPremiums', { yearId, kind, memberIds });
  await desk.call('visits.postPremiums', { ...batch, total, attachmentCount: 2 });
}

/** Applied, decided and paid within a month; `waiting` stays with the organiser. */
export async function settleClaims(life: PracticeYear, current: Month): Promise<void> {
  const { desk, chance, ids } = life;
  for (const claim of CLAIMS.filter((candidate) => candidate.month === current)) {
    const applied = dayIn(current, 5);
    const { years } = await planNamed(life, MUTUAL_AID);
    const term = years.find(({ from, to }) => from <= applied && applied <= to);
    if (!term) throw new Error(`no term for a claim of ${current}`);
    const { rows } = await desk.call('visits.listParticipants', { yearId: term.id, limit: 500 });
    const there = new Set(ids.values());
    const { memberId } = chance.pick(rows.filter((row) => there.has(row.memberId)));
    desk.goTo(applied);
    const event = `住院 ${claim.days} 天（练习数据）`;
    const { id } = await desk.call('visits.saveClaim', { yearId: term.id, memberId, applied, event });
    if (claim.way === 'waiting') continue;
    const amount = yuan(claim.yuan);
    const decided = dayIn(current, 17);
    desk.goTo(decided);
    await desk.call('visits.decideClaim', {
      id,
      state: 'approved',
      day: decided,
      amount,
      decision: '互助保障中心核准',
    });
    const steps = claim.way === 'direct' ? (['direct'] as const) : (['received', 'handed'] as const);
    for (const [index, step] of steps.entries()) {
      const on = dayIn(current, 21 + 2 * index);
      desk.goTo(on);
      await desk.call('visits.payClaim', { id, step, day: on, amount, method: 'bank', attachmentCount: 1 });
    }
  }
}
