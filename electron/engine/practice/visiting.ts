import type { Month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';
import { BIRTHDAY_YUAN, FESTIVALS } from './script.ts';

type Kinds = ValueOf<'visits.listKinds'>;

function kindNamed(kinds: Kinds, word: string): string {
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
      statuses: ['active'],
      resolutionId: await decisionOf(life, current),
      method: 'bank',
      attachmentCount: 4,
    });
    await signAll(life, current, made.id, festival.day + 3);
  }
}

async function signAll({ desk }: PracticeYear, current: Month, batchId: string, date: number): Promise<void> {
  desk.goTo(dayIn(current, date));
  const { rows } = await desk.call('visits.list', { batchId, limit: 500 });
  await desk.call('visits.sign', { ids: rows.map((row) => row.id), signedDay: dayIn(current, date) });
}

/** Birthdays, weddings, births, hospital stays, bereavements; in the unfinished month some are not signed yet. */
export async function visitPeople(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  const { desk, chance, people, ids } = life;
  const kinds = await desk.call('visits.listKinds', {});
  const number = current.slice(5);
  const give = async (
    kind: string,
    memberNumber: string,
    reason: string,
    amount: number,
    form: 'money' | 'coupon' | 'goods',
    goods: string,
    date: number,
  ) => {
    const memberId = ids.get(memberNumber);
    if (memberId === undefined) return;
    const signed = !(unfinished && chance.oneIn(3));
    const on = dayIn(current, date);
    desk.goTo(on);
    await desk.call('visits.record', {
      kindId: kindNamed(kinds, kind),
      memberId,
      day: on,
      form,
      amount: yuan(amount),
      reason,
      goods,
      visitors: ['周明华', '吴敏'],
      place: kind === '生日' ? '职工之家' : '家中或医院',
      method: 'bank',
      attachmentCount: kind === '生日' ? 1 : 3,
      resolutionId: await decisionOf(life, current),
      ...(signed
        ? { signedBy: people.find((person) => person.number === memberNumber)?.name ?? '', signedDay: on }
        : {}),
    });
  };
  for (const person of people.filter((candidate) => candidate.birthday.slice(5, 7) === number)) {
    await give('生日', person.number, '会员生日', BIRTHDAY_YUAN, 'coupon', '蛋糕券', Number(person.birthday.slice(8)));
  }
  const others = chance.some([...ids.keys()], 4);
  const [sick, married, born, bereaved] = others;
  if (sick) await give('住院', sick, '生病住院', 500, 'money', '', chance.whole(8, 25));
  if (married && chance.oneIn(2)) await give('结婚', married, '新婚', 400, 'goods', '床上用品', chance.whole(8, 25));
  if (born && chance.oneIn(3)) await give('生育', born, '生育', 400, 'goods', '婴儿用品', chance.whole(8, 25));
  if (bereaved && chance.oneIn(4)) await give('亲属去世', bereaved, '父亲去世', 500, 'money', '', chance.whole(8, 25));
}
