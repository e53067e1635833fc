import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Certainty, VisitStandard } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';
import type {
  IncomeSource,
  LimitIncome,
  LimitLevel,
  LimitMeasure,
  StandardShape,
  WhenOver,
} from '#shared/visit-limits.ts';

/** What is chosen first: the shape, in the words of the rules. */
export const SHAPE_NAMES: Readonly<Record<StandardShape, string>> = {
  perTime: '每次不超过',
  perYear: '每人全年不超过',
  timesPerYear: '每人全年次数不超过',
  perFestival: '每个节日不超过',
  oncePerIllness: '同一病种全年次数不超过',
  incomeShare: '全会合计不超过收入的百分比',
};

/** What counts, under the choice of the shape. */
export const SHAPE_HINTS: Readonly<Record<StandardShape, string>> = {
  perTime: '只看这一次，不看以前发过多少',
  perYear: '公历一年内同一会员的累计；选几个类别就合在一起算',
  timesPerYear: '公历一年内同一会员的次数；选几个类别就合在一起算',
  perFestival: '一年内同一会员同一个节日的累计；可以只定某一个节日',
  oncePerIllness: '按登记慰问时写的病种计；没有写病种的算同一种',
  incomeShare: '全会一年内这些类别的合计，与当年的收入比较',
};

export interface StandardDraft {
  shape: StandardShape;
  level: LimitLevel;
  kindIds: string[];
  from: Day | undefined;
  last: Day | undefined;
  amount: Fen | undefined;
  times: number | undefined;
  percent: number | undefined;
  income: LimitIncome;
  incomeOf: IncomeSource;
  /** '' is every festival. */
  festival: string;
  caseName: string;
  whenOver: WhenOver;
  source: string;
  certainty: Certainty;
}

/** A draft like an existing limit, or an empty one. @param from its first day */
export function draftOf(standard: VisitStandard | undefined, from: Day | undefined): StandardDraft {
  return {
    shape: standard?.shape ?? 'perYear',
    level: standard?.level ?? 'higher',
    kindIds: [...(standard?.kindIds ?? [])],
    from,
    last: undefined,
    amount: standard && 'amount' in standard ? standard.amount : undefined,
    times: standard && 'times' in standard ? standard.times : undefined,
    percent: standard?.shape === 'incomeShare' ? standard.percent : undefined,
    income: standard?.shape === 'incomeShare' ? standard.income : 'all',
    incomeOf: standard?.shape === 'incomeShare' ? standard.incomeOf : 'budget',
    festival: standard?.shape === 'perFestival' ? standard.festival : '',
    caseName: standard?.caseName ?? '',
    whenOver: standard?.whenOver ?? 'approve',
    source: standard?.source ?? '',
    certainty: standard?.certainty ?? '',
  };
}

/** What the draft says as a limit; undefined while its figure is missing. */
export function measureOf(draft: StandardDraft): LimitMeasure | undefined {
  const { shape, amount, times, percent, income, incomeOf, festival } = draft;
  switch (shape) {
    case 'perTime':
    case 'perYear':
      return amount === undefined ? undefined : { shape, amount };
    case 'perFestival':
      return amount === undefined ? undefined : { shape, amount, festival };
    case 'timesPerYear':
    case 'oncePerIllness':
      return times === undefined ? undefined : { shape, times };
    case 'incomeShare':
      return percent === undefined ? undefined : { shape, percent, income, incomeOf };
  }
}

/** The draft as it is sent; undefined while something is missing. */
export function inputOf(draft: StandardDraft, id: string | undefined): InputOf<'visits.saveStandard'> | undefined {
  const { level, kindIds, from, last, caseName, whenOver, source, certainty, shape } = draft;
  const measure = measureOf(draft);
  if (!measure || from === undefined || kindIds.length === 0 || source.trim() === '') return undefined;
  return {
    ...measure,
    ...{ level, kindIds, from, whenOver, source, certainty },
    ...(shape === 'incomeShare' || caseName === '' ? {} : { caseName }),
    ...(last === undefined ? {} : { last }),
    ...(id === undefined ? {} : { id }),
  };
}
