import { addDays, type Day, day, type Month } from '#shared/calendar.ts';
import type { InputOf, ValueOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { workingDaysAfter } from '#shared/working-days.ts';
import { aidFund } from './ledger-life.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';
import { FAMILIES, OPEN_YEAR } from './script.ts';

/** 低保线 of the practice district by year, yuan a month a head; made up. */
const MINIMUM_LIVING: Readonly<Record<string, number>> = { 2023: 1_100, 2024: 1_160, 2025: 1_210, 2026: 1_250 };

interface Family {
  member: number;
  people: number;
  income: number;
  medical: number;
  school: number;
  rent: number;
  cause: 'illness' | 'schooling' | 'accident' | 'disaster';
}
/** Applied in March 2024 and was refused: two flats. */
const REFUSED: Family = { member: 222, people: 3, income: 96_000, medical: 0, school: 0, rent: 0, cause: 'accident' };
/** Applied in the last month; its notice still hangs when the books are handed over. */
const ON_NOTICE: Family = {
  member: 64,
  people: 3,
  income: 70_000,
  medical: 4_000,
  school: 15_000,
  rent: 7_200,
  cause: 'schooling',
};
/** Out of hardship after two years: the number of its member. */
const RESOLVED = { member: 47, year: '2025' };

/**
 * Each January the district's line is entered; each March new families go their way to being on file, the others are looked at
 * again, one is out of hardship after two years, one is refused, and one is on notice when the story ends.
 */
export async function openFamilies(life: PracticeYear, current: Month): Promise<void> {
  const year = current.slice(0, 4);
  if (current.endsWith('-01')) await enterLine(life, year);
  if (!current.endsWith('-03')) return;
  const families = FAMILIES.filter((candidate) => String(candidate.year) === year);
  for (const family of families) await openFamily(life, current, family);
  if (year === '2024') await refuseFamily(life, current, REFUSED);
  if (year === String(OPEN_YEAR)) await putOnNotice(life, current, ON_NOTICE);
  else await lookAgain(life, current);
}

async function enterLine({ desk }: PracticeYear, year: string): Promise<void> {
  desk.goTo(day(`${year}-01-06`));
  await desk.call('hardship.saveParameters', {
    place: '滨江区',
    from: day(`${year}-01-01`),
    minimumLiving: yuan(MINIMUM_LIVING[year] ?? 1_250),
    deepMultiplePercent: 100,
    relativeMultiplePercent: 200,
    accidentSharePercent: 80,
    source: `滨江区 ${year} 年低保标准（练习数据）`,
  });
}

/** The application of a family on a day. @returns the file, or nothing when the member has left */
async function apply(
  { desk, people, ids }: PracticeYear,
  on: Day,
  family: Family,
): Promise<ValueOf<'hardship.save'> | undefined> {
  const person = people[family.member - 1];
  const memberId = person && ids.get(person.number);
  if (!person || memberId === undefined) return undefined;
  desk.goTo(on);
  const wage = yuan(Math.round(family.income * 0.7));
  const year = Number(on.slice(0, 4));
  const child = { birthday: day(`${year - (family.cause === 'schooling' ? 18 : 9)}-06-01`), occupation: '在校学生' };
  return desk.call('hardship.save', {
    fields: {
      memberId,
      people: family.people,
      incomes: [
        { label: '本人工资', yearly: wage, wage: true },
        { label: '家庭其他收入', yearly: yuan(family.income - Math.round(family.income * 0.7)) },
      ],
      expenses: [
        { label: '自付医疗费', yearly: yuan(family.medical) },
        { label: '学费和住宿费', yearly: yuan(family.school) },
        { label: '房租', yearly: yuan(family.rent) },
      ].filter((item) => item.yearly > 0),
      household: Array.from({ length: family.people - 1 }, (_, index) => ({
        name: `${person.name.slice(0, 1)}${['秀', '宝', '安', '福'][index] ?? '吉'}`,
        relation: ['配偶', '子女', '父亲', '母亲'][index] ?? '其他',
        health: index === 0 && family.cause === 'illness' ? '患病' : '健康',
        ...(index === 1 ? child : {}),
        monthlyIncome: index === 0 ? yuan(1_200) : fen(0),
      })),
      cause: family.cause,
      healthStatus: family.cause === 'illness' ? '本人患重病' : '一般',
      housing: family.rent > 0 ? '租住' : '自有住房',
      address: '滨江区（练习数据）',
      assessedDay: on,
    },
  });
}

type Step = InputOf<'hardship.recordSteps'>['steps'][number];
const VISITORS = ['陈静怡', '吴敏'];

/** Steps as they are entered, each on its own day. */
async function go({ desk }: PracticeYear, fileId: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    desk.goTo(step.day);
    await desk.call('hardship.recordSteps', { fileId, steps: [step] });
  }
}

const checked = (on: Day): Step => ({ kind: 'check', day: on, staff: ['陈静怡'], outcome: 'passed' });
const visited = (on: Day): Step => ({
  kind: 'visit',
  day: on,
  staff: VISITORS,
  place: '职工家中',
  record: '家庭人口、收入和支出与申请书一致，已看过户口本和票据（练习数据）。',
  applicationDay: on,
  authorisationDay: on,
  consentDay: on,
});
const noticed = (on: Day): Step => ({ kind: 'notice', day: on, staff: ['吴敏'], place: '教学楼一楼公告栏' });

/** Applied on the 2nd, on notice for five working days, decided and filed on the 15th. */
async function openFamily(life: PracticeYear, current: Month, family: Family): Promise<void> {
  const file = await apply(life, dayIn(current, 2), family);
  if (!file) return;
  const { suggested } = file.assessment;
  let notice = dayIn(current, 8);
  while (workingDaysAfter(notice, NOTICE_DAYS).until >= dayIn(current, 15)) notice = addDays(notice, -1);
  await go(life, file.id, [
    checked(dayIn(current, 3)),
    visited(dayIn(current, 4)),
    noticed(notice),
    {
      kind: 'decision',
      day: dayIn(current, 15),
      outcome: 'accepted',
      category: suggested === 'none' ? 'relative' : suggested,
      ground: suggested === 'none' ? '委员会认定：本级建档，使用本级资金' : '按测算结果认定',
      resolutionId: await decisionOf(life, current),
    },
    { kind: 'filing', day: dayIn(current, 15), staff: ['陈静怡'] },
  ]);
}
const NOTICE_DAYS = 5;

async function refuseFamily(life: PracticeYear, current: Month, family: Family): Promise<void> {
  const file = await apply(life, dayIn(current, 6), family);
  if (!file) return;
  await go(life, file.id, [
    {
      kind: 'check',
      day: dayIn(current, 7),
      staff: ['陈静怡'],
      outcome: 'refused',
      ground: '家庭有两套住房，不符合建档条件；已当面说明',
    },
  ]);
}

async function putOnNotice(life: PracticeYear, current: Month, family: Family): Promise<void> {
  const file = await apply(life, dayIn(current, 19), family);
  if (!file) return;
  await go(life, file.id, [checked(dayIn(current, 20)), visited(dayIn(current, 24)), noticed(dayIn(current, 27))]);
}

/** Every file of an earlier year is looked at again; the family whose two years are over is out of hardship. */
async function lookAgain(life: PracticeYear, current: Month): Promise<void> {
  const { desk, people, ids } = life;
  const on = dayIn(current, 20);
  const out = ids.get(people[RESOLVED.member - 1]?.number ?? '');
  const { rows } = await desk.call('hardship.list', { status: 'open', limit: 500 });
  for (const file of rows.filter(({ openedDay }) => openedDay.slice(0, 4) < current.slice(0, 4))) {
    const ends = file.memberId === out && current.startsWith(RESOLVED.year);
    await go(life, file.id, [
      {
        kind: 'review',
        day: on,
        staff: VISITORS,
        record: ends ? '子女毕业就业，家庭收入增加（练习数据）。' : '家庭情况没有大的变化（练习数据）。',
        category: file.category === 'none' ? 'relative' : file.category,
        ground: '年度复核，维持原认定',
      },
      ...(ends
        ? ([
            {
              kind: 'resolved',
              day: on,
              ground: '子女就业，家庭人均收入已高于标准',
              continued: '节日走访',
              resolutionId: await decisionOf(life, current),
            },
          ] satisfies Step[])
        : []),
    ]);
  }
}

/** Aids before the spring festival and at the start of the school year. */
export async function payAids(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  if (!current.endsWith('-01') && !current.endsWith('-08')) return;
  const { rows } = await desk.call('hardship.list', { status: 'open', limit: 500 });
  for (const file of rows) {
    const on = dayIn(current, 16);
    desk.goTo(on);
    const amount = yuan(file.category === 'deep' ? 2_000 : 1_500);
    const fund = await aidFund(life);
    await desk.call('hardship.payAid', {
      fileId: file.id,
      day: on,
      kind:
        current.endsWith('-08') && file.cause === 'schooling'
          ? 'schooling'
          : file.cause === 'illness'
            ? 'medical'
            : 'living',
      amount,
      ...(fund.balance >= amount ? { fundId: fund.id } : {}),
      method: 'bank',
      resolutionId: await decisionOf(life, current),
      signedBy: file.memberName,
      signedDay: on,
      attachmentCount: 4,
    });
  }
}
