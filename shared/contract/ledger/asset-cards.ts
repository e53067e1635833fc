import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import type { Entry } from './vouchers.ts';

/** How a card came into the books while they are kept; `opening` cards were there before. */
export const ASSET_SOURCES = ['bought', 'granted', 'donated', 'found'] as const;
export type AssetWay = (typeof ASSET_SOURCES)[number] | 'opening';
export const ASSET_WAY_LABELS: Readonly<Record<AssetWay, string>> = {
  opening: '建账前已有',
  bought: '购置',
  granted: '无偿调入',
  donated: '接受捐赠',
  found: '盘盈',
};

/** States a person may choose; the other two follow from vouchers. */
export const ASSET_USES = ['inUse', 'idle', 'repair'] as const;
export const ASSET_STATUSES = [...ASSET_USES, 'disposed', 'void'] as const;
export type AssetUse = (typeof ASSET_USES)[number];
export type AssetStatus = (typeof ASSET_STATUSES)[number];
export const ASSET_STATUS_LABELS: Readonly<Record<AssetStatus, string>> = {
  inUse: '在用',
  idle: '闲置',
  repair: '维修',
  disposed: '已处置',
  void: '已冲销',
};

export const DISPOSAL_KINDS = ['scrapped', 'sold', 'donated', 'lost'] as const;
export type DisposalKind = (typeof DISPOSAL_KINDS)[number];
export const DISPOSAL_LABELS: Readonly<Record<DisposalKind, string>> = {
  scrapped: '报废',
  sold: '出售',
  donated: '捐出',
  lost: '盘亏',
};

export const COUNT_RESULTS = ['agrees', 'missing', 'damaged', 'moved', 'other'] as const;
export type CountResult = (typeof COUNT_RESULTS)[number];
export const COUNT_RESULT_LABELS: Readonly<Record<CountResult, string>> = {
  agrees: '账实相符',
  missing: '盘亏',
  damaged: '损坏',
  moved: '换了地方或使用人',
  other: '其他不符',
};

export interface AssetCategory {
  id: string;
  name: string;
  /** Left out: not depreciated. */
  usefulMonths?: number;
  /** 专用设备: measured by the higher threshold. */
  special: boolean;
  /** What the life rests on, and how sure that is. */
  remark: string;
  retired: boolean;
}

export interface AssetSettings {
  generalThreshold: Fen;
  specialThreshold: Fen;
  /** Assets are used for longer than this many months. */
  leastMonths: number;
  thresholdBasis: string;
  depreciation: 'off' | 'straightLine';
  /** The first month that is depreciated: that of the purchase or the one after. */
  firstMonth: 'purchase' | 'next';
  residualPercent: number;
  depreciationBasis: string;
  /** 固定资产, 累计折旧, 资产基金: detail accounts that entries may be made on. */
  assetAccountId: string;
  depreciationAccountId: string;
  fundAccountId: string;
  categories: AssetCategory[];
}

export interface AssetCard {
  id: string;
  number: string;
  name: string;
  categoryId: string;
  categoryName: string;
  model: string;
  quantity: number;
  unit: string;
  way: AssetWay;
  acquiredDay: Day;
  /** 原值 of the whole card. */
  original: Fen;
  /** 累计折旧: what it came with and what was taken since. */
  accumulated: Fen;
  net: Fen;
  department: string;
  keeper: string;
  place: string;
  status: AssetStatus;
  note: string;
  /** Left out: not depreciated. */
  usefulMonths?: number;
  /** The voucher that brought it in; none for `opening`. */
  voucherId?: string;
  /** `2026-03 记-001` */
  voucherNumber?: string;
}

/** Where a card was from a day on. The first one is how it began. */
export interface AssetMove {
  /** Counted from 1. */
  sequence: number;
  day: Day;
  department: string;
  keeper: string;
  place: string;
  status: AssetUse;
  reason: string;
  recordedBy: string;
}

export interface AssetDetail extends AssetCard {
  residual: Fen;
  openingAccumulated: Fen;
  /** How the rest is spread: `monthly` from month `from` on for `months` months, the last one takes what is left. */
  plan?: { from: Month; months: number; base: Fen; monthly: Fen };
  moves: AssetMove[];
  /** Newest first; `live` false once its voucher was reversed. */
  depreciations: { month: Month; amount: Fen; voucherId: string; voucherNumber: string; live: boolean }[];
  disposals: {
    kind: DisposalKind;
    day: Day;
    ground: string;
    resolutionTitle?: string;
    /** Of all cards that were disposed of together. */
    proceeds: Fen;
    cost: Fen;
    cards: number;
    voucherId: string;
    voucherNumber: string;
    live: boolean;
  }[];
  stocktakes: { id: string; day: Day; result?: CountResult; note: string }[];
  /** Nothing hangs on the card yet: what it cost may still be put right (cards from before the books only). */
  correctable: boolean;
}

export interface AssetTotals {
  cards: number;
  original: Fen;
  accumulated: Fen;
  net: Fen;
}

export interface AssetList {
  rows: AssetCard[];
  /** Of the rows. */
  totals: AssetTotals;
  /** Cards of every state together, whatever the filter. */
  all: number;
  departments: string[];
}

/** 账账核对: what the cards add up to beside the account. */
export interface AssetTie {
  /** At the beginning of the books, or now. */
  at: 'opening' | 'now';
  what: 'original' | 'accumulated' | 'net';
  /** `141 固定资产` */
  account: string;
  cards: Fen;
  balance: Fen;
  /** Cards minus account; 0 when they agree. */
  difference: Fen;
}

export interface AssetPreview {
  entries: Entry[];
  cards: { number: string; name: string; quantity: number; original: Fen }[];
  budget?: { name: string; budget: Fen; after: Fen; percent: number };
  warnings: string[];
}

/** What a month would depreciate of one card. */
export interface DepreciationLine {
  cardId: string;
  number: string;
  name: string;
  /** This month, and the missed ones when they are caught up (补提). */
  months: Month[];
  amount: Fen;
  /** 净值 afterwards. */
  netAfter: Fen;
}

export interface DepreciationPreview {
  month: Month;
  day: Day;
  lines: DepreciationLine[];
  amount: Fen;
  /** Months that were not taken before this one, whether they are in `lines` or not. */
  missed: { cards: number; months: number; amount: Fen };
  entries: Entry[];
  notes: string[];
}

export interface DepreciationRun {
  month: Month;
  voucherId: string;
  voucherNumber: string;
  amount: Fen;
  cards: number;
  /** Months of cards that were caught up in it. */
  caughtUp: number;
}

export interface DepreciationTable {
  year: number;
  months: Month[];
  rows: {
    cardId: string;
    number: string;
    name: string;
    original: Fen;
    /** One amount a month of the year, 0 where nothing was taken. */
    amounts: Fen[];
    total: Fen;
    net: Fen;
  }[];
  totals: Fen[];
  /** Depreciation vouchers of the year that stand, oldest first. */
  runs: DepreciationRun[];
  /** The month that comes next, when one is open and due. */
  next?: Month;
}

export interface Stocktake {
  id: string;
  day: Day;
  counters: string;
  note: string;
  startedBy: string;
  finishedDay?: Day;
  finishedBy?: string;
  cards: number;
  counted: number;
  /** Lines that do not agree, and what was found without a card. */
  differences: number;
}

export interface StocktakeLine {
  cardId: string;
  number: string;
  name: string;
  category: string;
  model: string;
  quantity: number;
  unit: string;
  original: Fen;
  net: Fen;
  department: string;
  keeper: string;
  place: string;
  result?: CountResult;
  note: string;
  /** What the card is now, after what was done about a difference. */
  statusNow: AssetStatus;
}

export interface StocktakeFound {
  id: string;
  name: string;
  model: string;
  quantity: number;
  place: string;
  note: string;
  /** The number of the card that was made of it. */
  cardNumber?: string;
}

export interface StocktakeSheet extends Stocktake {
  lines: StocktakeLine[];
  found: StocktakeFound[];
}
