import { day, type Month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { aidFund } from './ledger-life.ts';
import { dayIn, decisionOf, type PracticeYear, yuan } from './life.ts';
import { FAMILIES } from './script.ts';

/** 低保线 of the practice district by year, yuan a month a head; made up. */
const MINIMUM_LIVING: Readonly<Record<string, number>> = { 2023: 1_100, 2024: 1_160, 2025: 1_210, 2026: 1_250 };

/** Each January the district's line is entered; each March new families are put on file and the others looked at again. */
export async function openFamilies(life: PracticeYear, current: Month): Promise<void> {
  const { desk, people, ids } = life;
  const year = current.slice(0, 4);
  if (current.endsWith('-01')) {
    desk.goTo(dayIn(current, 6));
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
  if (!current.endsWith('-03')) return;
  for (const family of FAMILIES.filter((candidate) => String(candidate.year) === year)) {
    const person = people[family.member - 1];
    const memberId = person && ids.get(person.number);
    if (!person || memberId === undefined) continue;
    const on = dayIn(current, 15);
    desk.goTo(on);
    const facts = {
      people: family.people,
      incomes: [
        { label: '本人工资', yearly: yuan(Math.round(family.income * 0.7)) },
        { label: '家庭其他收入', yearly: yuan(family.income - Math.round(family.income * 0.7)) },
      ],
      expenses: [
        { label: '自付医疗费', yearly: yuan(family.medical) },
        { label: '学费和住宿费', yearly: yuan(family.school) },
        { label: '房租', yearly: yuan(family.rent) },
      ].filter((item) => item.yearly > 0),
      openedDay: on,
    };
    const { suggested } = await desk.call('hardship.assess', facts);
    await desk.call('hardship.save', {
      fields: {
        ...facts,
        memberId,
        household: Array.from({ length: family.people - 1 }, (_, index) => ({
          name: `${person.name.slice(0, 1)}${['秀', '宝', '安', '福'][index] ?? '吉'}`,
          relation: ['配偶', '子女', '父亲', '母亲'][index] ?? '其他',
          health: index === 0 && family.cause === 'illness' ? '患病' : '健康',
          occupation: index === 1 ? '学生' : '',
          monthlyIncome: index === 0 ? yuan(1_200) : fen(0),
        })),
        cause: family.cause,
        category: suggested === 'none' ? 'relative' : suggested,
        decisionGround: suggested === 'none' ? '委员会认定：本级建档，使用本级资金' : '按测算结果认定',
        resolutionId: await decisionOf(life, current),
        healthStatus: family.cause === 'illness' ? '本人患重病' : '一般',
        address: '滨江区（练习数据）',
        consentDay: on,
      },
    });
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
