import { addDays, type Day, day, type Month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen, sum } from '#shared/money.ts';
import { CHARITY_DAY, MISTAKEN, OPEN_DRIVE, SUMMER_PACKS } from './caring-script.ts';
import { insure, settleClaims } from './insurance.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';
import { kindNamed, VISITORS } from './visiting.ts';

// What the practice union does beside visiting and aiding: mutual insurance, a day of giving, goods in stock, lists for the bank.

/** A month of it, after the month's visits and aids. The unfinished month leaves premiums, a drive and a list for the bank open. */
export async function care(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  await insure(life, current, unfinished);
  await settleClaims(life, current);
  await giveToCharity(life, current);
  await keepGoods(life, current);
  if (current === MISTAKEN.month) await bookByMistake(life, current);
  if (Number(current.slice(5)) % 3 === 0) await listForBank(life, current, unfinished);
}

interface Drive {
  name: string;
  purpose: string;
  beneficiary: string;
  givers: number;
  gifts: readonly number[];
}

async function giveToCharity(life: PracticeYear, current: Month): Promise<void> {
  const year = current.slice(0, 4);
  if (current === OPEN_DRIVE.month) {
    const purpose = '为结对的乡村小学添置图书';
    await collect(life, dayIn(current, 19), { ...OPEN_DRIVE, purpose, beneficiary: '结对乡村小学' });
  }
  const drive = { ...CHARITY_DAY, name: `${year} 年慈善一日捐`, purpose: '扶贫济困', beneficiary: '区慈善项目' };
  if (current.endsWith('-05')) await collect(life, dayIn(current, 11), drive);
  if (current.endsWith('-06')) await handOver(life, drive.name, dayIn(current, 10));
}

/** Most is transferred; what is given in cash, one gift without a name among it, is taken to the bank two days later. */
async function collect({ desk, chance, ids }: PracticeYear, on: Day, drive: Drive): Promise<void> {
  desk.goTo(addDays(on, -4));
  const { name, purpose, beneficiary } = drive;
  const { id: driveId } = await desk.call('visits.saveDrive', {
    name,
    day: on,
    purpose,
    beneficiary,
    notice: '工会委员会倡议书',
  });
  const givers = chance.some([...ids.values()], drive.givers - 1);
  const gifts = givers.map((memberId) => ({ memberId, amount: yuan(chance.pick(drive.gifts)) }));
  const few = Math.floor(gifts.length / 4);
  const inCash: InputOf<'visits.collectDonations'>['gifts'] = [...gifts.slice(0, few), { amount: yuan(50) }];
  desk.goTo(on);
  await desk.call('visits.collectDonations', { driveId, day: on, method: 'bank', gifts: gifts.slice(few) });
  await desk.call('visits.collectDonations', { driveId, day: on, method: 'cash', gifts: inCash, attachmentCount: 1 });
  const cash = sum(inCash.map(({ amount }) => amount));
  desk.goTo(addDays(on, 2));
  await desk.call('ledger.postVoucher', {
    day: addDays(on, 2),
    summary: '捐款现金存入银行',
    attachmentCount: 1,
    entries: [
      { accountId: '2021:102', debit: cash, credit: fen(0) },
      { accountId: '2021:101', debit: fen(0), credit: cash },
    ],
  });
}

async function handOver({ desk }: PracticeYear, name: string, on: Day): Promise<void> {
  const drive = (await desk.call('visits.listDrives', {})).rows.find((candidate) => candidate.name === name);
  if (!drive) throw new Error(`no drive ${name}`);
  desk.goTo(on);
  await desk.call('visits.handOverDonations', {
    driveId: drive.id,
    day: on,
    method: 'bank',
    receiver: CHARITY_DAY.receiver,
    receiptNumber: `慈捐 ${on.slice(0, 4)}-0612`,
    amount: drive.left,
    attachmentCount: 1,
  });
  await desk.call('visits.closeDrive', { id: drive.id, day: on });
}

/** Summer packs bought, carried out and counted; shares of the 中秋节 list that nobody fetched, and who got them then. */
async function keepGoods(life: PracticeYear, current: Month): Promise<void> {
  const number = Number(current.slice(5));
  if (number === 6) await buyPacks(life, current);
  if (number === 7) await carryOut(life, current);
  if (number === 9) await takeBackUnfetched(life, dayIn(current, 28));
  if (number === 10) await giveReturned(life, dayIn(current, 3));
  if (number === 12) await countGoods(life, current);
}

async function buyPacks(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  const on = dayIn(current, 18);
  const year = Number(current.slice(0, 4));
  const { name, bought, account, supplier } = SUMMER_PACKS;
  desk.goTo(on);
  await desk.call('visits.buyStock', {
    day: on,
    accountId: account,
    method: 'bank',
    supplier,
    invoice: `${year}06${SUMMER_PACKS.yuan}21`,
    resolutionId: await decisionOf(life, current),
    attachmentCount: 3,
    lines: [
      {
        name,
        unit: '份',
        quantity: bought,
        unitPrice: yuan(SUMMER_PACKS.yuan + 2 * (year - 2023)),
        place: '职工之家储物柜',
      },
    ],
  });
}

/** To staff who work outdoors, one by one, the oldest packs first. */
async function carryOut(life: PracticeYear, current: Month): Promise<void> {
  const { desk, chance, people, ids } = life;
  const outdoors = people.filter(({ group }) => group === '后勤组' || group === '艺体组');
  const there = outdoors.flatMap(({ number }) => ids.get(number) ?? []);
  await giveFromStock(life, dayIn(current, 14), chance.some(there, SUMMER_PACKS.given), {
    kind: '夏送清凉',
    reason: '高温天气一线慰问',
    place: '校园',
    lots: async () => (await desk.call('visits.listStock', {})).lots.filter(({ name }) => name === SUMMER_PACKS.name),
  });
}

/** Those on duty over 国庆节 get what was left of the 中秋节 list. */
async function giveReturned(life: PracticeYear, on: Day): Promise<void> {
  const { desk, chance, ids } = life;
  const returned = async () =>
    (await desk.call('visits.listStock', {})).lots.filter(({ origin }) => origin === 'returned');
  const shares = (await returned()).reduce((all, { onHand }) => all + onHand, 0);
  await giveFromStock(life, on, chance.some([...ids.values()], shares), {
    kind: '一线坚守',
    reason: '国庆节假期值班',
    place: '值班室',
    lots: returned,
  });
}

type Lots = () => Promise<
  { id: string; name: string; day: Day; onHand: number; unitPrice: InputOf<'visits.record'>['amount'] }[]
>;

async function giveFromStock(
  life: PracticeYear,
  on: Day,
  memberIds: readonly string[],
  { kind, reason, place, lots }: { kind: string; reason: string; place: string; lots: Lots },
): Promise<void> {
  const { desk } = life;
  desk.goTo(on);
  const kindId = kindNamed(await desk.call('visits.listKinds', {}), kind);
  const oldest = [...(await lots())].sort((a, b) => (a.day < b.day ? -1 : 1));
  const shares = oldest.flatMap((lot) => Array.from({ length: lot.onHand }, () => lot));
  for (const [index, memberId] of memberIds.entries()) {
    const lot = shares[index];
    if (!lot) throw new Error(`not enough in stock for ${kind}`);
    await desk.call('visits.record', {
      kindId,
      memberId,
      day: on,
      form: 'goods',
      goods: lot.name,
      amount: lot.unitPrice,
      reason,
      visitors: VISITORS,
      place,
      method: 'stock',
      stock: [{ lotId: lot.id, quantity: 1 }],
      signedDay: on,
    });
  }
}

async function takeBackUnfetched({ desk }: PracticeYear, on: Day): Promise<void> {
  desk.goTo(on);
  for (const list of await desk.call('visits.listFestivals', {})) {
    if (list.open === 0) continue;
    await desk.call('visits.endFestival', {
      batchId: list.id,
      day: on,
      reason: '外出学习、病假，过期未领',
      place: '职工之家储物柜',
    });
  }
}

/** At the stocktakes everything is there, and nothing is booked then; only once one pack was broken. */
async function countGoods(life: PracticeYear, current: Month): Promise<void> {
  if (!current.startsWith(SUMMER_PACKS.broken)) return;
  const { desk } = life;
  const on = dayIn(current, 26);
  desk.goTo(on);
  const { lots } = await desk.call('visits.readStockSheet', { day: on });
  await desk.call('visits.countStock', {
    day: on,
    ground: '受潮损坏 1 份，其余账实相符',
    approval: '工会委员会 12 月会议同意报损',
    resolutionId: await decisionOf(life, current),
    attachmentCount: 1,
    lines: lots.map(({ id, onHand }, index) => ({ lotId: id, counted: index === 0 ? onHand - 1 : onHand })),
  });
}

async function bookByMistake(life: PracticeYear, current: Month): Promise<void> {
  const { desk, chance, ids } = life;
  const on = dayIn(current, MISTAKEN.date);
  desk.goTo(on);
  const { voucherId } = await desk.call('visits.record', {
    kindId: kindNamed(await desk.call('visits.listKinds', {}), MISTAKEN.kind),
    memberId: chance.pick([...ids.values()]),
    day: on,
    form: 'goods',
    goods: MISTAKEN.goods,
    amount: yuan(MISTAKEN.yuan),
    reason: '生育',
    visitors: VISITORS,
    place: '家中',
    method: 'cash',
    attachmentCount: 2,
    resolutionId: await decisionOf(life, current),
  });
  desk.goTo(addDays(on, 1));
  await desk.call('ledger.reverseVoucher', { id: voucherId, day: addDays(on, 1), reason: '慰问对象登记错误' });
}

const OWN_ACCOUNT = '中国工商银行滨江支行 1202020200000000018';

/** Once a quarter: money given by transfer, to accounts that are asked for the first time and kept. */
async function listForBank({ desk, chance }: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  const on = dayIn(current, 27);
  desk.goTo(on);
  const first = day(`${current.slice(0, 4)}-${String(Number(current.slice(5)) - 2).padStart(2, '0')}-01`);
  const { rows } = await desk.call('visits.listTransferCandidates', { from: first, last: on });
  const asked = new Set<string>();
  for (const { memberId, memberName, ready } of rows) {
    if (ready || asked.has(memberId)) continue;
    asked.add(memberId);
    await desk.call('visits.savePayeeAccount', {
      memberId,
      name: memberName,
      bankName: '中国工商银行滨江支行',
      account: `621226${String(chance.whole(0, 9_999_999)).padStart(7, '0')}${String(chance.whole(0, 999_999)).padStart(6, '0')}`,
    });
  }
  if (rows.length === 0) return;
  const payments = rows.map(({ source, id }) => ({ source, id }));
  const list = await desk.call('visits.makeTransferList', { day: on, fromAccount: OWN_ACCOUNT, payments });
  if (unfinished) return;
  desk.goTo(addDays(on, 1));
  await desk.call('visits.markTransferPaid', { id: list.id, day: addDays(on, 1) });
}
