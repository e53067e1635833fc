import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Day, day } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import {
  type GivenBefore,
  isSameRule,
  judgeLimit,
  judgeShare,
  type Limit,
  type LimitMeasure,
  limitSentence,
  limitsFor,
  shareOf,
  soFarUnder,
  type VisitFacts,
} from '#shared/visit-limits.ts';

const yuan = (value: number): Fen => fen(Math.round(value * 100));
type Extra = Partial<Pick<Limit, 'level' | 'kindIds' | 'kindNames' | 'caseName' | 'whenOver' | 'from' | 'id'>> & {
  last?: Day;
};
type Share = Extract<Limit, { shape: 'incomeShare' }>;
type Personal = Exclude<Limit, Share>;

let made = 0;
const base = (extra: Extra) => {
  made += 1;
  return {
    id: `limit-${made}`,
    level: 'higher' as const,
    kindIds: ['hospital'],
    kindNames: ['生病住院'],
    caseName: '',
    whenOver: 'approve' as const,
    from: day('2026-01-01'),
    ...extra,
  };
};
const perTime = (value: number, extra: Extra = {}): Personal => ({
  ...base(extra),
  shape: 'perTime',
  amount: yuan(value),
});
const perYear = (value: number, extra: Extra = {}): Personal => ({
  ...base(extra),
  shape: 'perYear',
  amount: yuan(value),
});
const times = (value: number, extra: Extra = {}): Personal => ({ ...base(extra), shape: 'timesPerYear', times: value });
const illness = (value: number, extra: Extra = {}): Personal => ({
  ...base(extra),
  shape: 'oncePerIllness',
  times: value,
});
const festival = (value: number, name = '', extra: Extra = {}): Personal => ({
  ...base(extra),
  shape: 'perFestival',
  amount: yuan(value),
  festival: name,
});
const share = (percent: number, income: Share['income'], incomeOf: Share['incomeOf'] = 'budget'): Share => ({
  ...base({ kindIds: ['festival'], kindNames: ['年节'] }),
  shape: 'incomeShare',
  percent,
  income,
  incomeOf,
});

const visit = (facts: Partial<VisitFacts> = {}): VisitFacts => ({
  kindId: 'hospital',
  day: day('2026-06-01'),
  festival: '',
  caseName: '',
  illness: '',
  ...facts,
});
const given = (amount: number, facts: Partial<GivenBefore> = {}): GivenBefore => ({
  ...visit(),
  times: 1,
  ...facts,
  amount: yuan(amount),
});

// Every figure of rules.md 2.4 and 4.3, by its document. [shape, yuan or times, festival or case]
const ROWS: Record<string, [string, LimitMeasure['shape'], number, string?][]> = {
  '安徽 皖工发〔2025〕18号': [
    ['年节', 'perYear', 2200],
    ['生日', 'perYear', 500],
    ['结婚', 'perTime', 2000],
    ['生育', 'perTime', 2000],
    ['住院', 'perTime', 2000],
    ['住院', 'oncePerIllness', 1],
    ['会员去世', 'perTime', 2000],
    ['亲属去世', 'perTime', 2000],
    ['退休', 'perTime', 2000],
  ],
  '安徽 2023—2024': [
    ['年节', 'perYear', 2000],
    ['生日', 'perYear', 300],
    ['结婚', 'perTime', 2000],
    ['生育', 'perTime', 1000],
    ['住院', 'perTime', 1000],
    ['住院手术', 'perTime', 2000, '手术'],
    ['会员去世', 'perTime', 2000],
    ['亲属去世', 'perTime', 1000],
    ['退休', 'perTime', 1000],
  ],
  '安徽 2018': [
    ['年节', 'perYear', 1500],
    ['生日', 'perYear', 300],
    ['结婚', 'perTime', 600],
    ['生育', 'perTime', 600],
    ['住院', 'perTime', 1000],
    ['会员去世', 'perTime', 2000],
    ['亲属去世', 'perTime', 1000],
    ['退休', 'perTime', 1000],
  ],
  '福建 2018': [
    ['年节', 'perYear', 1300],
    ['生日', 'perYear', 300],
    ['生育', 'perTime', 500],
    ['住院', 'perTime', 500],
    ['住院手术', 'perTime', 1000, '手术'],
    ['会员去世', 'perTime', 2000],
    ['亲属去世', 'perTime', 1000],
    ['退休', 'perTime', 500],
  ],
  '湖北 2018': [
    ['年节', 'perYear', 1200],
    ['生日', 'perYear', 300],
    ['结婚', 'perTime', 1000],
    ['生育', 'perTime', 500],
    ['住院', 'perTime', 1000],
    ['会员去世', 'perTime', 1000],
    ['亲属去世', 'perTime', 1000],
    ['退休', 'perTime', 1000],
  ],
  '贵州 2018': [
    ['春节', 'perFestival', 500, '春节'],
    ['其他节日', 'perFestival', 200],
    ['生日', 'perYear', 300],
  ],
  '江苏某单位 2018': [
    ['年节', 'perYear', 1800],
    ['春节', 'perFestival', 800, '春节'],
    ['端午', 'perFestival', 500, '端午节'],
    ['中秋', 'perFestival', 500, '中秋节'],
    ['生日', 'perYear', 400],
    ['结婚', 'perTime', 1000],
    ['生育', 'perTime', 1000],
  ],
  '新疆 2025 补充通知': [['年节', 'perYear', 2000]],
  '某省指引 2018-03': [
    ['生日', 'perYear', 400],
    ['结婚', 'perTime', 1000],
    ['生育', 'perTime', 1000],
    ['住院', 'perTime', 2000],
    ['会员去世', 'perTime', 3000],
    ['亲属去世', 'perTime', 1000],
    ['退休', 'perTime', 1000],
  ],
  '某省（1600）': [
    ['年节', 'perYear', 1600],
    ['生日', 'perYear', 300],
  ],
  '某省（1800）': [
    ['年节', 'perYear', 1800],
    ['生日', 'perYear', 300],
    ['结婚', 'perTime', 1000],
    ['生育', 'perTime', 1000],
  ],
  '广东工大（单位内规）': [
    ['结婚', 'perTime', 500],
    ['生育', 'perTime', 500],
    ['住院', 'perTime', 500],
    ['住院', 'timesPerYear', 2],
    ['会员去世', 'perTime', 500],
    ['亲属去世', 'perTime', 500],
    ['退休', 'perTime', 500],
  ],
  '送温暖（山东、白银）': [
    ['送温暖', 'perTime', 3000],
    ['送温暖', 'perYear', 6000],
  ],
};

function limitOfRow([, shape, value, which = '']: (typeof ROWS)[string][number]): Personal {
  if (shape === 'perTime') return perTime(value, { caseName: which });
  if (shape === 'perYear') return perYear(value);
  if (shape === 'perFestival') return festival(value, which);
  if (shape === 'timesPerYear') return times(value);
  return illness(value);
}

const CASES = Object.entries(ROWS).flatMap(([source, rows]) =>
  rows.map((row) => {
    const limit = limitOfRow(row);
    return { name: `${source} ${row[0]}\uff1a${limitSentence(limit)}`, limit, which: row[3] ?? '' };
  }),
);

describe('every figure of rules.md 2.4: exactly the limit is allowed, one more is not', () => {
  it.each(CASES)('$name', ({ limit, which }) => {
    const facts = visit({ festival: limit.shape === 'perFestival' ? which || '端午节' : '', caseName: limit.caseName });
    expect(limitsFor([limit], facts)).toEqual([limit]);
    if ('times' in limit) {
      const had = (count: number) => judgeLimit(limit, { amount: fen(0), times: count }, facts, yuan(1)).ok;
      expect([had(limit.times - 1), had(limit.times)]).toEqual([true, false]);
      return;
    }
    const says = (before: Fen, amount: Fen) => judgeLimit(limit, { amount: before, times: 1 }, facts, amount);
    expect(says(fen(0), limit.amount)).toMatchObject({ ok: true, left: limit.amount });
    expect(says(fen(0), fen(limit.amount + 1)).ok).toBe(false);
    expect(says(fen(0), fen(limit.amount + 1)).sentence).toMatch(/\uff0c超出 0\.01 元$/);
    // what was had before counts for a year and a festival, not for a single time
    expect(says(fen(1), limit.amount).ok).toBe(limit.shape === 'perTime');
  });

  it.each<{ name: string; limit: Share; income: number; most: number }>([
    { name: '某省指引 2018-03 年节全年不超过当年经费收入 30%', limit: share(30, 'all'), income: 100_000, most: 30_000 },
    {
      name: '某省（1600） 生日和年节合计不超过会费与留成之和',
      limit: { ...share(100, 'duesAndAllocation'), kindIds: ['festival', 'birthday'], kindNames: ['年节', '生日'] },
      income: 80_000.5,
      most: 80_000.5,
    },
    {
      name: '某省（1800） 年度总额不超过当年留成 50%',
      limit: share(50, 'allocation', 'received'),
      income: 33.33,
      most: 16.66,
    },
  ])('$name', ({ limit, income, most }) => {
    const says = (soFar: Fen, total: Fen) => judgeShare(limit, soFar, { income: yuan(income) }, 2026, total);
    expect(says(fen(0), yuan(most))).toMatchObject({ ok: true, left: yuan(most) });
    expect(says(fen(0), fen(yuan(most) + 1)).ok).toBe(false);
    expect(says(fen(1), yuan(most)).ok).toBe(false);
    expect(judgeShare(limit, fen(0), { income: undefined }, 2026, fen(1)).ok).toBe(false);
  });
});

// what the program ships, set by set
const SHIPPED: Record<string, keyof typeof ROWS> = {
  'anhui-2025': '安徽 皖工发〔2025〕18号',
  'anhui-2023': '安徽 2023—2024',
  'anhui-2018': '安徽 2018',
  'fujian-2018': '福建 2018',
  'hubei-2018': '湖北 2018',
  'guizhou-2018': '贵州 2018',
  'jiangsu-unit-2018': '江苏某单位 2018',
  'xinjiang-2025': '新疆 2025 补充通知',
  'guide-2018-03': '某省指引 2018-03',
  'dues-and-share': '某省（1600）',
  'half-of-share': '某省（1800）',
  gdut: '广东工大（单位内规）',
  warmth: '送温暖（山东、白银）',
};
const KIND_IDS: Record<string, string> = {
  年节: 'festival',
  春节: 'festival',
  端午: 'festival',
  中秋: 'festival',
  其他节日: 'festival',
  生日: 'birthday',
  结婚: 'wedding',
  生育: 'birth',
  住院: 'hospital',
  住院手术: 'hospital',
  会员去世: 'memberDeath',
  亲属去世: 'relativeDeath',
  退休: 'retirement',
  送温暖: 'warmth',
};
interface ShippedLimit {
  kinds: string[];
  shape: string;
  yuan?: string;
  times?: number;
  percent?: number;
  festival?: string;
  caseName?: string;
}
const shipped: { sets: { id: string; source: string; certainty: string; limits: ShippedLimit[] }[] } = JSON.parse(
  readFileSync(new URL('../../assets/visit-standards.json', import.meta.url), 'utf8'),
);

describe('the samples that ship', () => {
  it('are the rows of rules.md, all of them', () => {
    expect(shipped.sets.map(({ id }) => id).sort()).toEqual(Object.keys(SHIPPED).sort());
  });

  it.each(shipped.sets)(
    '$id has the figures of its row, with source and how sure it is',
    ({ id, source, certainty, limits }) => {
      expect([source === '', certainty === '']).toEqual([false, false]);
      const key = (kind: string, shape: string, value: number, which: string) => `${kind} ${shape} ${value} ${which}`;
      // 送温暖 applies to several kinds alike
      const own = limits.filter(
        ({ kinds, shape }) => shape !== 'incomeShare' && (id !== 'warmth' || kinds.includes('warmth')),
      );
      const have = own.map(({ kinds, shape, yuan: amount, times: count, festival: name, caseName }) =>
        key(kinds.join(), shape, count ?? Number(amount), name ?? caseName ?? ''),
      );
      const rows = ROWS[SHIPPED[id] ?? ''] ?? [];
      const want = rows.map(([kind, shape, value, which = '']) => key(KIND_IDS[kind] ?? '', shape, value, which));
      expect(have.sort()).toEqual(want.sort());
    },
  );

  it('know the three shares of income', () => {
    const shares = shipped.sets.flatMap(({ id, limits }) =>
      limits
        .filter(({ shape }) => shape === 'incomeShare')
        .map(({ percent, kinds }) => [id, percent, kinds.length > 1]),
    );
    expect(shares).toEqual([
      ['guide-2018-03', 30, false],
      ['dues-and-share', 100, true],
      ['half-of-share', 50, true],
    ]);
  });
});

const SENTENCES: [string, Personal, { amount: number; times: number }, Partial<VisitFacts>, number, boolean, string][] =
  [
    [
      '每次',
      perTime(1000),
      { amount: 5000, times: 5 },
      {},
      1000,
      true,
      '按上级标准\uff0c每次不超过 1,000.00 元\uff0c本次 1,000.00 元',
    ],
    [
      '每次，一分也算超',
      perTime(1000),
      { amount: 0, times: 0 },
      {},
      1000.01,
      false,
      '按上级标准\uff0c每次不超过 1,000.00 元\uff0c本次 1,000.01 元\uff0c超出 0.01 元',
    ],
    ['只问还剩多少', perTime(1000), { amount: 0, times: 0 }, {}, 0, true, '按上级标准\uff0c每次不超过 1,000.00 元'],
    [
      '本单位更紧的标准写明是本单位的',
      perTime(800, { level: 'own' }),
      { amount: 0, times: 0 },
      {},
      900,
      false,
      '按本单位标准\uff0c每次不超过 800.00 元\uff0c本次 900.00 元\uff0c超出 100.00 元',
    ],
    [
      '手术另定',
      perTime(2000, { caseName: '手术' }),
      { amount: 0, times: 0 },
      { caseName: '手术' },
      2000,
      true,
      '按上级标准\uff08手术\uff09\uff0c每次不超过 2,000.00 元\uff0c本次 2,000.00 元',
    ],
    [
      '全年',
      perYear(1200),
      { amount: 900, times: 3 },
      {},
      300,
      true,
      '按上级标准\uff0c2026 年已有 900.00 元\uff0c全年标准 1,200.00 元\uff0c还可发 300.00 元',
    ],
    [
      '全年累计超',
      perYear(1200),
      { amount: 900, times: 3 },
      {},
      300.01,
      false,
      '按上级标准\uff0c2026 年已有 900.00 元\uff0c全年标准 1,200.00 元\uff0c还可发 300.00 元\uff0c本次 300.01 元\uff0c超出 0.01 元',
    ],
    [
      '调低后已经超过的，还可发 0',
      perYear(1000),
      { amount: 1200, times: 3 },
      {},
      1,
      false,
      '按上级标准\uff0c2026 年已有 1,200.00 元\uff0c全年标准 1,000.00 元\uff0c还可发 0.00 元\uff0c本次 1.00 元\uff0c超出 201.00 元',
    ],
    [
      '几类合计',
      perYear(1500, { kindIds: ['festival', 'birthday'], kindNames: ['年节', '生日'] }),
      { amount: 1300, times: 4 },
      {},
      200,
      true,
      '按上级标准\uff08年节、生日合计\uff09\uff0c2026 年已有 1,300.00 元\uff0c全年标准 1,500.00 元\uff0c还可发 200.00 元',
    ],
    [
      '次数',
      times(2),
      { amount: 500, times: 1 },
      {},
      500,
      true,
      '按上级标准\uff0c2026 年已有 1 次\uff0c全年 2 次\uff0c还可 1 次',
    ],
    [
      '第三次',
      times(2),
      { amount: 1000, times: 2 },
      {},
      500,
      false,
      '按上级标准\uff0c2026 年已有 2 次\uff0c全年 2 次\uff0c还可 0 次\uff0c本次超出',
    ],
    [
      '每节',
      festival(200),
      { amount: 0, times: 0 },
      { festival: '端午节' },
      200,
      true,
      '按上级标准\uff0c2026 年端午节已有 0.00 元\uff0c每个节日标准 200.00 元\uff0c还可发 200.00 元',
    ],
    [
      '同一病种，不写出病名',
      illness(1),
      { amount: 500, times: 1 },
      { illness: '阑尾炎' },
      500,
      false,
      '按上级标准\uff0c2026 年同一病种已有 1 次\uff0c全年 1 次\uff0c还可 0 次\uff0c本次超出',
    ],
    [
      '没有写病种',
      illness(1),
      { amount: 0, times: 0 },
      {},
      500,
      true,
      '按上级标准\uff0c2026 年同一病种\uff08没有写病种的算同一种\uff09已有 0 次\uff0c全年 1 次\uff0c还可 1 次',
    ],
  ];

describe('one sentence a limit', () => {
  it.each(SENTENCES)('%s', (_, limit, soFar, facts, amount, ok, sentence) => {
    const verdict = judgeLimit(limit, { amount: yuan(soFar.amount), times: soFar.times }, visit(facts), yuan(amount));
    expect(verdict.sentence).toBe(sentence);
    expect(verdict.ok).toBe(ok);
  });

  it('of a share says income, per cent and what is left', () => {
    expect(judgeShare(share(30, 'all'), yuan(1000), { income: yuan(10_000) }, 2026, yuan(2000.01)).sentence).toBe(
      '按上级标准\uff0c全会全年不超过 2026 年预算经费收入 10,000.00 元的 30%\uff0c即 3,000.00 元\uff0c已发 1,000.00 元\uff0c还可发 2,000.00 元\uff0c本次 2,000.01 元\uff0c超出 0.01 元',
    );
  });

  it.each<[LimitMeasure & Pick<Limit, 'caseName' | 'whenOver'>, string]>([
    [perTime(1000), '每次不超过 1,000.00 元'],
    [perTime(2000, { caseName: '手术', whenOver: 'bar' }), '手术\uff1a每次不超过 2,000.00 元\uff0c不得突破'],
    [perYear(1200), '每人全年不超过 1,200.00 元'],
    [festival(200), '每人每个节日不超过 200.00 元'],
    [festival(500, '春节'), '每人春节不超过 500.00 元'],
    [times(2), '每人全年不超过 2 次'],
    [illness(1), '每人同一病种全年不超过 1 次'],
    [share(50, 'allocation', 'received'), '全会全年不超过当年已入账拨缴经费留成收入的 50%'],
  ])('by itself: %#', (limit, sentence) => {
    expect(limitSentence(limit)).toBe(sentence);
  });
});

describe('which limits are over a visit', () => {
  const plain = perTime(1000, { id: 'plain' });
  const surgery = perTime(2000, { id: 'surgery', caseName: '手术' });
  const own = perTime(800, { id: 'own', level: 'own' });
  const ids = (limits: readonly Limit[]) => limits.map((limit) => limit.id);

  it('福建 2018 住院 500、手术 1000: the case stands instead of the usual one, at its own level only', () => {
    expect(ids(limitsFor([plain, surgery, own], visit()))).toEqual(['plain', 'own']);
    expect(ids(limitsFor([plain, surgery, own], visit({ caseName: '手术' })))).toEqual(['surgery', 'own']);
    expect(ids(limitsFor([plain], visit({ caseName: '手术' })))).toEqual(['plain']);
  });

  it('贵州 2018 春节 500、其他每节 200: the named festival stands instead of every festival', () => {
    const every = festival(200, '', { id: 'every' });
    const spring = festival(500, '春节', { id: 'spring' });
    expect(ids(limitsFor([every, spring], visit({ festival: '春节' })))).toEqual(['spring']);
    expect(ids(limitsFor([every, spring], visit({ festival: '中秋节' })))).toEqual(['every']);
  });

  it('from the first day to the last, both included', () => {
    const limit = perTime(1000, { from: day('2026-03-01'), last: day('2026-06-30') });
    const inForce = (on: string) => limitsFor([limit], visit({ day: day(on) })).length;
    expect(['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map(inForce)).toEqual([0, 1, 1, 0]);
  });

  it('a case that has a limit only later counts under the usual one until then', () => {
    const year = perYear(1000, { id: 'year' });
    const late = perYear(3000, { id: 'late', caseName: '手术', from: day('2026-07-01') });
    const before = [
      given(400, { caseName: '手术', day: day('2026-02-01') }),
      given(900, { caseName: '手术', day: day('2026-08-01') }),
    ];
    const soFar = soFarUnder(year, [year, late], before, visit({ day: day('2026-09-01') }));
    expect(soFar).toEqual({ amount: yuan(400), times: 1 });
  });

  it('is the same rule only with the same level, shape, kinds, festival and case', () => {
    const again = perTime(900, { from: day('2027-01-01') });
    expect(isSameRule(plain, again)).toBe(true);
    expect(isSameRule(plain, plain)).toBe(false);
    for (const other of [own, surgery, perYear(1000), perTime(900, { kindIds: ['birth'] })])
      expect(isSameRule(plain, other)).toBe(false);
    expect(isSameRule(festival(200), festival(500, '春节'))).toBe(false);
    expect(isSameRule(share(30, 'all'), share(40, 'all'))).toBe(true);
    expect(isSameRule(share(30, 'all'), share(30, 'dues'))).toBe(false);
  });
});

describe('what counts as given before', () => {
  it('is the whole calendar year, later days too, and no other year', () => {
    const limit = perYear(1000);
    const all = [
      given(100, { day: day('2026-12-31') }),
      given(50, { day: day('2026-01-01') }),
      given(7, { day: day('2025-12-31') }),
    ];
    expect(soFarUnder(limit, [limit], all, visit())).toEqual({ amount: yuan(150), times: 2 });
  });

  it('is one festival by itself, one illness by itself, several kinds together', () => {
    const spring = given(300, { kindId: 'festival', festival: '春节' });
    const moon = given(200, { kindId: 'festival', festival: '中秋节' });
    const birthday = given(100, { kindId: 'birthday' });
    const kinds = { kindIds: ['festival', 'birthday'], kindNames: ['年节', '生日'] };
    const both = perYear(1500, kinds);
    expect(soFarUnder(both, [both], [spring, moon, birthday], visit({ kindId: 'birthday' })).amount).toBe(yuan(600));
    const each = festival(500, '', kinds);
    expect(soFarUnder(each, [each], [spring, moon], visit({ kindId: 'festival', festival: '春节' })).amount).toBe(
      yuan(300),
    );
    const once = illness(1);
    const stays = [given(500, { illness: '甲' }), given(500, { illness: '乙' }), given(500)];
    expect(soFarUnder(once, [once], stays, visit({ illness: '甲' })).times).toBe(1);
    expect(soFarUnder(once, [once], stays, visit()).times).toBe(1);
  });
});

describe('a share of an income', () => {
  it.each([
    [100, 30, 30],
    [101, 30, 30],
    [1, 99, 0],
    [0, 50, 0],
    [-500, 50, 0],
    [99_999_999_999_999, 100, 99_999_999_999_999],
    [99_999_999_999_999, 33, 32_999_999_999_999],
  ])('of %i fen, %i per cent is %i fen: exact, never rounded up', (income, percent, most) => {
    expect(shareOf(fen(income), percent)).toBe(most);
  });
});
