import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, day, lastDay, type Month, month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan, plainYuan } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import type { PracticeDesk } from './build.ts';
import { care } from './caring.ts';
import type { Chance } from './chance.ts';
import { openFamilies, payAids } from './families.ts';
import { beginLedger, finishMonth, keepAssets, receiveGrant } from './ledger-life.ts';
import { beginMembers, keepRoster, settleDues, staying } from './members-life.ts';
import { paperPdf } from './paper.ts';
import { makePeople, type Person, rosterText } from './people.ts';
import {
  BUDGET,
  CLOSED_YEARS,
  FIRST_YEAR,
  MEMBERS,
  MONTHLY_ALLOCATION_YUAN,
  OPEN_MONTHS,
  OPEN_YEAR,
  OVERPAID,
  PAYMENTS,
  PRACTICE_UNION,
  REMITTED_SHARE_PERCENT,
} from './script.ts';
import { giveFestivals, visitPeople } from './visiting.ts';

export interface PracticeYear {
  desk: PracticeDesk;
  chance: Chance;
  people: readonly Person[];
  /** Member id by number, for those still in the union. */
  ids: Map<string, string>;
  purposes: ValueOf<'ledger.listPurposes'>;
}

/** A day of a month; days past its end become its last. */
export function dayIn(value: Month, date: number): ReturnType<typeof day> {
  const text = `${value}-${String(date).padStart(2, '0')}`;
  return text > lastDay(value) ? lastDay(value) : day(text);
}
export function yuan(amount: number): Fen {
  return fen(Math.round(amount * 100));
}

/** Lives three years and a quarter; `report` hears of every finished month. */
export async function live(
  desk: PracticeDesk,
  chance: Chance,
  report: (done: number, label: string) => void,
): Promise<void> {
  const people = makePeople(chance, MEMBERS);
  desk.goTo(`${FIRST_YEAR}-01-04`);
  await takeRoster(desk, people);
  const life: PracticeYear = {
    desk,
    chance,
    people,
    ids: await memberIds(desk),
    purposes: await desk.call('ledger.listPurposes', {}),
  };
  await beginMembers(life);
  await beginLedger(life);
  let done = 0;
  for (const year of [...CLOSED_YEARS, OPEN_YEAR]) {
    await openTheYear(life, year);
    const months = year === OPEN_YEAR ? OPEN_MONTHS : 12;
    for (let number = 1; number <= months; number += 1) {
      const current = month(`${year}-${String(number).padStart(2, '0')}`);
      report(done, `正在写 ${year} 年 ${number} 月的账`);
      await liveMonth(life, current, year === OPEN_YEAR && number === OPEN_MONTHS);
      done += 1;
    }
    if (year !== OPEN_YEAR) {
      desk.goTo(`${year}-12-31`);
      await desk.call('ledger.closeYear', { year });
    }
  }
  report(done, '正在收尾');
}

async function takeRoster(desk: PracticeDesk, people: readonly Person[]): Promise<void> {
  const path = join(desk.inbox, '会员花名册.csv');
  // two rows that somebody still has to mend: the tray is part of what a newcomer should see
  const broken = people.slice(-2).map((person, index) =>
    index === 0
      ? {
          ...person,
          number: '0901',
          idNumber: `${person.idNumber.slice(0, 17)}${person.idNumber.endsWith('0') ? '1' : '0'}`,
        }
      : { ...person, number: '0902', idNumber: '' },
  );
  writeFileSync(path, rosterText([...people, ...broken]));
  await desk.call('members.takeRoster', { file: desk.hand(path), wageFrom: `${FIRST_YEAR}-01` as Month });
}

async function memberIds(desk: PracticeDesk): Promise<Map<string, string>> {
  const { rows } = await desk.call('members.list', { limit: 500 });
  return new Map(rows.map((row) => [row.number, row.id]));
}

async function openTheYear({ desk }: PracticeYear, year: number): Promise<void> {
  desk.goTo(`${year}-01-05`);
  const resolution = await desk.call('union.saveResolution', {
    number: resolutionNumber(year, 1),
    day: day(`${year}-01-05`),
    title: `${year} 年工会经费预算`,
    body: '工会委员会讨论并经经审会审查，通过本年预算。',
  });
  const accounts = await desk.call('ledger.listAccounts', {});
  const growth = 1 + (year - FIRST_YEAR) * 0.04;
  await desk.call('ledger.saveBudget', {
    year,
    lines: BUDGET.flatMap(([code, amount, note]) => {
      const account = accounts.find((candidate) => candidate.code === code);
      return account
        ? [
            {
              accountId: account.id,
              amount: yuan(Math.round((amount * growth) / 100) * 100),
              lastYear: yuan(year === FIRST_YEAR ? Math.round(amount * 0.94) : 0),
              note,
            },
          ]
        : [];
    }),
  });
  await desk.call('ledger.adoptBudget', { year, day: day(`${year}-01-05`), resolutionId: resolution.id });
}

async function liveMonth(life: PracticeYear, current: Month, unfinished: boolean): Promise<void> {
  const { desk } = life;
  const number = Number(current.slice(5));
  await decide(life, current);
  await receive(life, current);
  await receiveGrant(life, current);
  // the last month is left as a treasurer finds it on a busy evening: dues not yet levied, some signatures missing
  await settleDues(life, current);
  if (!unfinished) await collectDues(life, current);
  await openFamilies(life, current);
  await spend(life, current);
  await keepAssets(life, current);
  await giveFestivals(life, current);
  await visitPeople(life, current, unfinished);
  await payAids(life, current);
  await care(life, current, unfinished);
  if (number === 8 || number === 2) await changeMembership(life, current);
  await keepRoster(life, current);
  if (unfinished) return;
  await finishMonth(life, current);
  if (number !== 12) await desk.call('ledger.closeMonth', { month: current });
}

/** `工会〔2024〕3号`; number 1 is the budget, 2 to 13 are the monthly meetings. */
export function resolutionNumber(year: number, number: number): string {
  return `滨校工会〔${year}〕${number}号`;
}

async function decide({ desk }: PracticeYear, current: Month): Promise<void> {
  const year = Number(current.slice(0, 4));
  const number = Number(current.slice(5));
  desk.goTo(dayIn(current, 3));
  await desk.call('union.saveResolution', {
    number: resolutionNumber(year, number + 1),
    day: dayIn(current, 3),
    title: `${year} 年 ${number} 月工会委员会会议纪要`,
    body: '研究本月文体活动、慰问和困难帮扶的支出。',
  });
}

/** The id of that month's decision. */
export async function decisionOf({ desk }: PracticeYear, current: Month): Promise<string> {
  const number = resolutionNumber(Number(current.slice(0, 4)), Number(current.slice(5)) + 1);
  const found = (await desk.call('union.listResolutions', {})).find((resolution) => resolution.number === number);
  if (!found) throw new Error(`no decision for ${current}`);
  return found.id;
}

export function purposeFor({ purposes }: PracticeYear, code: string): string {
  const found = purposes.find((purpose) => purpose.accountCode === code);
  if (!found) throw new Error(`no purpose for account ${code}`);
  return found.id;
}

async function receive(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  const number = Number(current.slice(5));
  desk.goTo(dayIn(current, 4));
  const received = yuan(MONTHLY_ALLOCATION_YUAN);
  const above = fen((received * REMITTED_SHARE_PERCENT) / 100);
  await desk.call('ledger.postVoucher', {
    day: dayIn(current, 4),
    summary: `${number} 月拨缴经费`,
    attachmentCount: 1,
    entries: [
      { accountId: '2021:102', debit: received, credit: fen(0) },
      { accountId: '2021:402', summary: `${number} 月拨缴经费留成`, debit: fen(0), credit: fen(received - above) },
      { accountId: '2021:211', summary: `${number} 月应上解经费`, debit: fen(0), credit: above },
    ],
  });
  if (number === 5) {
    await desk.call('ledger.recordSimple', {
      direction: 'income',
      purposeId: purposeFor(life, '40301'),
      amount: yuan(15_000),
      method: 'bank',
      day: dayIn(current, 8),
      summary: '区总工会补助',
      counterparty: '滨江区总工会',
      attachmentCount: 2,
    });
  }
  if (number % 3 === 0) {
    await desk.call('ledger.recordSimple', {
      direction: 'income',
      purposeId: purposeFor(life, '408'),
      amount: fen(life.chance.whole(9_800, 16_500)),
      method: 'bank',
      day: dayIn(current, 21),
      summary: '银行存款结息',
      counterparty: '中国工商银行滨江支行',
      attachmentCount: 1,
    });
  }
}

async function collectDues(life: PracticeYear, current: Month): Promise<void> {
  const { desk, chance } = life;
  desk.goTo(dayIn(current, 5));
  await desk.call('dues.raiseLevy', { month: current });
  const { rows } = await desk.call('dues.listLevies', { month: current, limit: 500 });
  const lines = rows
    .filter((levy) => levy.owed > 0 && !chance.oneIn(90))
    .map(({ number, name, amount, owed }) => {
      const deducted = amount > owed ? owed : chance.oneIn(400) ? fen(amount - 500) : amount;
      const tooMuch = current === OVERPAID.month && number === staying(life, OVERPAID.who)?.number;
      return `${number},${name},${plainYuan(tooMuch ? fen(deducted + yuan(OVERPAID.extraYuan)) : deducted)}`;
    });
  const path = join(desk.inbox, `工资代扣会费-${current.replace('-', '')}.csv`);
  writeFileSync(path, `${['职工编号,姓名,代扣会费(元)', ...lines].join('\n')}\n`);
  await desk.call('dues.takePayroll', {
    file: desk.hand(path),
    month: current,
    day: dayIn(current, 6),
    attachmentCount: 1,
  });
  const owed = await desk.call('dues.listLevies', { month: current, state: 'owed', limit: 500 });
  const used = new Set<number>();
  for (const levy of owed.rows.filter((row) => row.owed > 0 && !chance.oneIn(8))) {
    const on = dayIn(current, chance.whole(10, 26));
    // a 收据 counts once: the next free one where the block was opened
    let receipt = chance.whole(10, 99);
    while (used.has(receipt)) receipt += 1;
    used.add(receipt);
    await desk.call('dues.recordReceipt', {
      levyId: levy.id,
      amount: levy.owed,
      method: 'cash',
      day: on,
      receiptNumber: `${current.replace('-', '')}${receipt}`,
    });
  }
}

async function spend(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  const number = Number(current.slice(5));
  desk.goTo(dayIn(current, 12));
  const owedAbove = await owedToSuperior(life, current);
  await desk.call('ledger.postVoucher', {
    day: dayIn(current, 12),
    summary: '上解工会经费',
    attachmentCount: 1,
    entries: [
      { accountId: '2021:211', debit: owedAbove, credit: fen(0) },
      { accountId: '2021:102', debit: fen(0), credit: owedAbove },
    ],
  });
  if (number % 3 === 1) {
    await desk.call('ledger.postVoucher', {
      day: dayIn(current, 9),
      summary: '提取备用金',
      attachmentCount: 1,
      entries: [
        { accountId: '2021:101', debit: yuan(600), credit: fen(0) },
        { accountId: '2021:102', debit: fen(0), credit: yuan(600) },
      ],
    });
    await desk.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: purposeFor(life, '50504'),
      amount: yuan(30),
      method: 'bank',
      day: dayIn(current, 21),
      summary: '账户管理费',
      counterparty: '中国工商银行滨江支行',
      attachmentCount: 1,
    });
  }
  for (const payment of PAYMENTS.filter((candidate) => candidate.month === number)) {
    const amount = yuan(Math.round(payment.yuan * (0.9 + life.chance.whole(0, 20) / 100)));
    const voucher = await desk.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: purposeFor(life, payment.account),
      amount,
      method: payment.cash ? 'cash' : 'bank',
      day: dayIn(current, payment.day),
      summary: payment.summary,
      counterparty: payment.counterparty,
      attachmentCount: payment.attachments,
      ...(payment.decided ? { resolutionId: await decisionOf(life, current) } : {}),
    });
    if (current >= `${OPEN_YEAR}-01`) await attachReceipt(life, voucher, payment.counterparty);
  }
}

/** A made-up receipt at a voucher of the open quarter, so that a newcomer sees papers beside the figures. */
async function attachReceipt({ desk }: PracticeYear, voucher: Voucher, seller: string): Promise<void> {
  const path = join(desk.inbox, `收据-${voucher.month}-${voucher.number}.pdf`);
  const lines = [
    `日期：${voucher.day}`,
    `付款单位：${PRACTICE_UNION}`,
    `收款单位：${seller}`,
    `内容：${voucher.summary}`,
    `金额：${formatYuan(voucher.amount)} 元（${uppercaseAmount(voucher.amount)}）`,
  ];
  writeFileSync(path, paperPdf({ title: '收据（练习数据）', lines }));
  await desk.call('ledger.attachFiles', { voucherId: voucher.id, files: [desk.hand(path)] });
}

/** Balance of 应付上级经费, which is remitted in full. */
async function owedToSuperior({ desk }: PracticeYear, current: Month): Promise<Fen> {
  const { lines } = await desk.call('ledger.readTrialBalance', { from: current, to: current });
  return lines.find((line) => line.accountId === '2021:211')?.closingCredit ?? fen(0);
}

/** Twice a year some retire and one leaves. */
async function changeMembership({ desk, chance, people, ids }: PracticeYear, current: Month): Promise<void> {
  const [leaver] = chance.some([...ids], 1);
  const eldest = [...people].sort((a, b) => (a.birthday < b.birthday ? -1 : 1)).filter(({ number }) => ids.has(number));
  desk.goTo(dayIn(current, 27));
  for (const { number } of eldest.slice(0, 2)) {
    const id = ids.get(number);
    if (id === undefined || number === leaver?.[0]) continue;
    await desk.call('members.changeStatus', {
      id,
      status: 'retained',
      day: dayIn(current, 27),
      kind: 'retired',
      approval: '工会委员会核准',
      ground: '退休，保留会籍，次月起停缴会费',
    });
    ids.delete(number);
  }
  if (!leaver) return;
  await desk.call('members.changeStatus', {
    id: leaver[1],
    status: 'transferred',
    day: dayIn(current, 27),
    // this month's dues are paid already
    month: addMonths(current, 1),
    destination: '滨江第二中学工会',
    ground: '调往滨江第二中学，组织关系已转出',
  });
  ids.delete(leaver[0]);
}
