// What the practice union does beside visiting and aiding, by amounts in yuan and by months. Plausible, not real.

/** 职工医疗互助: a term a year from the day in March, for all who are active; the members' part is collected in the days before. */
export const MUTUAL_AID = {
  name: '职工医疗互助',
  organiser: '滨江区职工互助保障中心',
  kind: '住院医疗',
  begins: 20,
  unionYuan: 40,
  memberYuan: 20,
} as const;

/** 女职工特疾: for one term, all of it paid by the union. */
export const WOMENS_PLAN = {
  name: '女职工特疾互助',
  organiser: '滨江区职工互助保障中心',
  kind: '女职工特疾',
  year: 2025,
  begins: 8,
  unionYuan: 20,
} as const;

/** `direct`: the organiser pays the member; `union`: through the union's account; `waiting`: not decided yet. */
export const CLAIMS = [
  { month: '2023-09', days: 9, yuan: 1_260, way: 'direct' },
  { month: '2024-06', days: 6, yuan: 780, way: 'union' },
  { month: '2024-11', days: 14, yuan: 2_150, way: 'direct' },
  { month: '2025-07', days: 8, yuan: 960, way: 'union' },
  { month: '2026-02', days: 11, yuan: 1_480, way: 'waiting' },
] as const;

/** 慈善一日捐: every May, handed over in June; and a small drive of the last month that is still going on. */
export const CHARITY_DAY = { givers: 40, gifts: [20, 50, 50, 100, 100, 200], receiver: '滨江区慈善总会' } as const;
export const OPEN_DRIVE = { month: '2026-03', name: '乡村小学图书角捐款', givers: 12, gifts: [20, 50, 100] } as const;

/** 夏送清凉 of the staff outdoors: bought for stock in June, carried to them in July; some are left each year. */
export const SUMMER_PACKS = {
  name: '夏送清凉包（毛巾、水杯、清凉油）',
  account: '2021:50405',
  supplier: '滨江百货商场',
  bought: 24,
  given: 20,
  yuan: 80,
  /** Found broken at the stocktake of that December. */
  broken: '2024',
} as const;

/** Booked on the wrong person and taken back the next day (红字冲销). */
export const MISTAKEN = { month: '2024-10', date: 15, kind: '生育', goods: '婴儿用品礼盒', yuan: 400 } as const;
