import type { Month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { Fen } from '#shared/money.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';
import { BIRTHDAY_YUAN, FESTIVALS } from './script.ts';

type Kinds = ValueOf<'visits.listKinds'>;

export function kindNamed(kinds: Kinds, word: string): string {
  const found = kinds.find((kind) => kind.name.includes(word));
  if (!found) throw new Error(`no kind of visit named ${word}`);
  return found.id;
}

/** Festivals of the month: one list for all members, signed within days. */
export async function giveFestivals(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  const number = Number(current.slice(5));
  for (const festival of FESTIVALS.filter((candidate) => candidate.month === number)) {
    const kind = (await desk.call('visits.listKinds', {})).find((candidate) => candidate.festival);
    if (!kind) throw new Error('no festival kind');
    const on = dayIn(current, festival.day);
    desk.goTo(on);
    const { festival: made } = await desk.call('visits.makeFestival', {
      name: `${current.slice(0, 4)} 年${festival.name}`,
      kindId: kind.id,
      day: on,
      form: 'goods',
      goods: festival.goods,
      amountEach: yuan(festival.yuanEach),
      festival: festival.festival,
      filter: { statuses: ['active'] },
      resolutionId: await decisionOf(life, current),
      method: 'bank',
      attachmentCount: 4,
    });
    await signAll(life, current, made.id, festival.day + 3, festival.absent);
  }
}

/** @param absent so many of the list do not come */
async function signAll(
  { desk, chance }: PracticeYear,
  current: Month,
  batchId: string,
  date: number,
  absent = 0,
): Promise<void> {
  desk.goTo(dayIn(current, date));
  const { rows } = await desk.call('visits.list', { batchId, limit: 500 });
  const ids = rows.map((row) => row.id);
  const away = chance.some(ids, absent);
  await desk.call('visits.sign', { ids: ids.filter((id) => !away.includes(id)), signedDay: dayIn(current, date) });
}

export const VISITORS = ['周明华', '吴敏'];

/**
 * Birthdays as one list a month, weddings, births, hospital stays and bereavements; the latter two are asked for and decided first. In the
 * unfinished month some are not signed yet, and some wait for somebody.
 */
export async function visitPeople(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  await giveBirthdays(life, current, unfinished);
  const { chance, ids } = life;
  const [sick, married, born, bereaved] = chance.some([...ids.keys()], 4);
  if (sick) await visitAsked(life, current, sick, { ...HOSPITAL, date: chance.whole(8, 25) }, unfinished);
  if (married && chance.oneIn(2))
    await visitWithGoods(life, current, married, { ...WEDDING, date: chance.whole(8, 25) }, unfinished);
  if (born && chance.oneIn(3))
    await visitWithGoods(life, current, born, { ...BIRTH, date: chance.whole(8, 25) }, unfinished);
  if (bereaved && chance.oneIn(4))
    await visitAsked(life, current, bereaved, { ...BEREAVED, date: chance.whole(8, 25) }, unfinished);
  if (unfinished) await leaveWaiting(life, current);
}

/** One list with one voucher; of the unfinished month only those of the first days had theirs so far, one by one. */
async function giveBirthdays(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  const { desk, chance } = life;
  const on = dayIn(current, 10);
  desk.goTo(on);
  const { birthdays } = await desk.call('visits.readTasks', { month: current });
  const people = birthdays.people.filter(({ day }) => !unfinished || day <= on);
  if (people.length === 0) return;
  const { batchId } = await desk.call('visits.giveDue', {
    origin: 'birthday',
    month: current,
    memberIds: people.map(({ memberId }) => memberId),
    way: unfinished ? 'single' : 'list',
    day: on,
    form: 'coupon',
    goods: '蛋糕券',
    amount: yuan(BIRTHDAY_YUAN),
    method: 'bank',
    visitors: VISITORS,
    place: '职工之家',
    attachmentCount: 2,
    resolutionId: await decisionOf(life, current),
  });
  if (batchId !== undefined) {
    await signAll(life, current, batchId, 14);
    return;
  }
  const { rows } = await desk.call('visits.list', { month: current, unsignedOnly: true, limit: 500 });
  const ids = rows.filter((row) => row.kindId === birthdays.kindId && !chance.oneIn(3)).map((row) => row.id);
  if (ids.length > 0) await desk.call('visits.sign', { ids, signedDay: on });
}

interface Occasion {
  kind: string;
  reason: string;
  yuan: number;
  date: number;
}
const HOSPITAL = { kind: '住院', occasion: 'hospital', reason: '生病住院', yuan: 500 } as const;
const BEREAVED = { kind: '直系亲属去世', occasion: 'relativeDeath', reason: '父亲去世', yuan: 500 } as const;
/** A long stay, for which the chair approved more than the standard. */
const OVER_STANDARD = { month: '2024-11', yuan: 1500, ground: '主席办公会特批：住院时间长、自付费用高' } as const;

/** Asked for, decided the next day, given and signed for the day after. */
async function visitAsked(
  life: PracticeYear,
  current: Month,
  memberNumber: string,
  occasion: Occasion & { occasion: 'hospital' | 'relativeDeath' },
  unfinished: boolean,
): Promise<void> {
  const { desk, ids, chance } = life;
  const memberId = ids.get(memberNumber);
  if (memberId === undefined) return;
  const over = occasion.occasion === 'hospital' && current === OVER_STANDARD.month;
  const amount = yuan(over ? OVER_STANDARD.yuan : occasion.yuan);
  const request = await ask(life, current, memberId, { ...occasion, date: occasion.date - 2 }, amount);
  const resolutionId = await decisionOf(life, current);
  const ground = over ? OVER_STANDARD.ground : '工会委员会同意';
  desk.goTo(dayIn(current, occasion.date - 1));
  await desk.call('visits.decideRequest', {
    id: request.id,
    approved: true,
    day: dayIn(current, occasion.date - 1),
    decidedBy: '周明华',
    ground,
    resolutionId,
  });
  const on = dayIn(current, occasion.date);
  desk.goTo(on);
  await desk.call('visits.record', {
    requestId: request.id,
    kindId: request.kindId,
    memberId,
    day: on,
    form: 'money',
    amount,
    reason: occasion.reason,
    visitors: VISITORS,
    place: '家中或医院',
    method: 'bank',
    attachmentCount: 3,
    resolutionId,
    ...(over ? { approvalGround: ground } : {}),
    ...(unfinished && chance.oneIn(3) ? {} : { signedDay: on }),
  });
}

/** The three fields of a request, with the amount that this union gives. */
async function ask(
  { desk }: PracticeYear,
  current: Month,
  memberId: string,
  { occasion, reason, date }: { occasion: 'hospital' | 'relativeDeath'; reason: string; date: number },
  amount: Fen,
) {
  const on = dayIn(current, date);
  desk.goTo(on);
  const { id, kindId, askedBy } = await desk.call('visits.quickRequest', { memberId, occasion, eventDay: on });
  return desk.call('visits.saveRequest', {
    id,
    kindId,
    memberId,
    askedBy,
    askedDay: on,
    eventDay: on,
    reason,
    form: 'money',
    amount,
  });
}

const WEDDING = {
  kind: '结婚',
  reason: '新婚',
  yuan: 400,
  goods: [
    { name: '床上用品四件套', unit: '套', quantity: 1, unitPrice: yuan(320) },
    { name: '喜糖礼盒', unit: '盒', quantity: 2, unitPrice: yuan(40) },
  ],
};
const BIRTH = {
  kind: '生育',
  reason: '生育',
  yuan: 400,
  goods: [{ name: '婴儿用品礼盒', unit: '盒', quantity: 1, unitPrice: yuan(400) }],
};

/** Goods, line by line; recorded at once, as a union does that asks for no request. */
async function visitWithGoods(
  life: PracticeYear,
  current: Month,
  memberNumber: string,
  occasion: Occasion & Pick<typeof WEDDING, 'goods'>,
  unfinished: boolean,
): Promise<void> {
  const { desk, ids, chance } = life;
  const memberId = ids.get(memberNumber);
  if (memberId === undefined) return;
  const on = dayIn(current, occasion.date);
  desk.goTo(on);
  await desk.call('visits.record', {
    kindId: kindNamed(await desk.call('visits.listKinds', {}), occasion.kind),
    memberId,
    day: on,
    form: 'goods',
    goodsLines: occasion.goods,
    amount: yuan(occasion.yuan),
    reason: occasion.reason,
    visitors: VISITORS,
    place: '家中',
    method: 'bank',
    attachmentCount: 3,
    resolutionId: await decisionOf(life, current),
    ...(unfinished && chance.oneIn(3) ? {} : { signedDay: on }),
  });
}

/** What a newcomer finds on the page: one request that waits for its decision and one that was approved and not given. */
async function leaveWaiting(life: PracticeYear, current: Month): Promise<void> {
  const { desk, chance, ids } = life;
  const [first, second] = chance.some([...ids.values()], 2);
  if (first === undefined || second === undefined) return;
  const approved = await ask(life, current, first, { ...HOSPITAL, date: 24 }, yuan(HOSPITAL.yuan));
  desk.goTo(dayIn(current, 25));
  await desk.call('visits.decideRequest', {
    id: approved.id,
    approved: true,
    day: dayIn(current, 25),
    decidedBy: '周明华',
    ground: '工会委员会同意',
  });
  await ask(life, current, second, { ...BEREAVED, date: 26 }, yuan(BEREAVED.yuan));
}
