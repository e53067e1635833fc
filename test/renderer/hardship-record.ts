import { day } from '#shared/calendar.ts';
import type { HardshipParameters, HardshipRecord } from '#shared/contract/hardship.ts';
import { assessHardship } from '#shared/hardship-formula.ts';
import { fen } from '#shared/money.ts';

/** The local line that the sample file is computed with. */
export const LINE: HardshipParameters = {
  id: 'line-1',
  place: '滨江区',
  from: day('2026-01-01'),
  minimumLiving: fen(110_000),
  deepMultiplePercent: 100,
  relativeMultiplePercent: 200,
  accidentSharePercent: 80,
  source: '区民政局公告',
};

const FIGURES = {
  people: 3,
  incomes: [{ label: '本人工资', yearly: fen(6_000_000), wage: true }],
  expenses: [{ label: '药费', yearly: fen(1_800_000) }],
};
const ASSESSMENT = {
  ...assessHardship(
    {
      people: FIGURES.people,
      incomes: FIGURES.incomes.map(({ label, yearly }) => ({ label, amount: yearly })),
      fixedExpenses: FIGURES.expenses.map(({ label, yearly }) => ({ label, amount: yearly })),
    },
    LINE,
  ),
  parameters: LINE,
};

/** A family on record (困-2026-001, 张三), as `hardship.open` gives it; 1,166.66 a head, so 相对困难. */
export function hardshipRecord(change: Partial<HardshipRecord> = {}): HardshipRecord {
  return {
    ...FIGURES,
    id: 'file-1',
    number: '困-2026-001',
    memberId: 'm-1',
    memberName: '张三',
    memberNumber: '0001',
    idNumberMasked: '330203********9699',
    member: { sex: 'male', ethnicity: '汉族', political: '群众', groupName: '语文组', phoneMasked: '138****1111' },
    household: [
      {
        name: '刘梅',
        relation: '配偶',
        political: '',
        idNumber: '',
        insurance: '',
        health: '',
        occupation: '',
        workplace: '',
        grade: '',
        monthlyIncome: fen(100_000),
      },
    ],
    place: '滨江区',
    cause: 'illness',
    furtherCauses: [],
    healthStatus: '',
    disabilityKind: '',
    insurance: '',
    modelKind: '',
    housing: '',
    address: '',
    otherPhone: '',
    postcode: '',
    workStarted: '',
    industry: '',
    workState: '',
    employer: '',
    employerKind: '',
    employerState: '',
    marital: '',
    householdKind: '',
    householdPlace: '',
    bankName: '',
    bankBranch: '',
    bankAccount: '',
    note: '',
    status: 'open',
    stage: 'filed',
    category: 'relative',
    olderCategory: '',
    decisionGround: '',
    resolutionId: 'r-1',
    consentDay: day('2026-03-01'),
    openedDay: day('2026-03-02'),
    reviewedDay: day('2026-03-02'),
    recorder: '陈静',
    assessment: ASSESSMENT,
    assessments: [
      { day: day('2026-03-02'), people: 3, assessment: ASSESSMENT, operator: '陈静', at: '2026-03-02T02:00:00.000Z' },
    ],
    aids: [],
    changes: [],
    ...change,
  };
}
