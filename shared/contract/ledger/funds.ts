import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { amountFen, fileToken, id, monthField, nothing, optionalText, text, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** Where grants for one purpose only are received: 专项转移支付补助. Kept when a union renumbers its chart. */
export const SPECIAL_SUBSIDY_ACCOUNT = '2021:40302';

/** 专项资金: money for one purpose only. */
export interface Fund {
  id: string;
  name: string;
  /** What it may be spent on. */
  purpose: string;
  /** Who gave it. */
  origin: string;
  retired: boolean;
  /** Left over now: opening plus income minus spending, fen. */
  balance: Fen;
}

/** A fund over some months: opening + income - spending + transfer = balance. */
export interface FundFigures extends Fund {
  /** 年初结转 */
  opening: Fen;
  income: Fen;
  spending: Fen;
  /** 划转: what was moved in from other net assets, negative for what was moved out. */
  transfer: Fen;
  /** At the end of the months. */
  balance: Fen;
  spendingBy: { accountId: string; code: string; name: string; amount: Fen }[];
}

export type FundTotals = Pick<FundFigures, 'opening' | 'income' | 'spending' | 'transfer' | 'balance'>;

/** How the opening balance of 工会资金结转 divides among the funds; only in the books' first year. */
export interface FundDivision {
  year: number;
  /** Of 工会资金结转 with its details. */
  opening: Fen;
  lines: { fundId: string; amount: Fen }[];
  /** 未分到专项 */
  rest: Fen;
  /** False once the first year is carried forward. */
  open: boolean;
}

/** 专项资金表 of January to a month. */
export interface FundReport {
  year: number;
  to: Month;
  funds: FundFigures[];
  totals: FundTotals;
  /** What the funds' balances stand on in the ledger at the end of the months. */
  ledger: {
    /** Balance of 工会资金结转 with its details. */
    carriedForward: Fen;
    /** Of that, what belongs to no fund (未分到专项). */
    undivided: Fen;
    /** Income less spending of the funds that the year-end closing has not carried to 工会资金结转 yet. */
    pending: Fen;
    /** On other net-asset accounts. */
    elsewhere: Fen;
  };
  /** carriedForward = funds - pending - elsewhere + undivided. */
  tied: boolean;
  division: FundDivision;
}

export interface FundLine {
  key: string;
  /** `carried`: the year-end closing took it to 工会资金结转; the fund has as much as before. */
  kind: 'income' | 'spending' | 'transfer' | 'carried';
  voucherId: string;
  day: Day;
  /** `记-001` */
  number: string;
  summary: string;
  accountCode: string;
  accountName: string;
  /** Into the fund positive, out of it negative. */
  amount: Fen;
  /** After this line. */
  balance: Fen;
}

export interface FundYear {
  year: number;
  fund: FundFigures;
  lines: FundLine[];
}

/** How a union gets its 拨缴经费 (rules.md 2.2): all of it, part to be remitted; only its own share; all of it, to keep. */
export const ALLOCATION_WAYS = ['full', 'net', 'refunded'] as const;
export type AllocationWay = (typeof ALLOCATION_WAYS)[number];
export const ALLOCATION_WAY_NAMES: Readonly<Record<AllocationWay, string>> = {
  full: '全额拨来，再上解',
  net: '只到账留成部分',
  refunded: '全额返还',
};

export interface AllocationFigures {
  /** Arrived in full, the part to be remitted included. */
  full: Fen;
  /** Arrived as the union's own share. */
  net: Fen;
  /** Refunded in full. */
  refunded: Fen;
  /** 拨缴经费收入 */
  kept: Fen;
  /** Put on 应付上级经费. */
  setAside: Fen;
  /** 上解 */
  remitted: Fen;
}

export interface Allocation {
  year: number;
  /** The union's usual share to remit, whole per cent; data, never checked hard. */
  percent: number;
  /** Newest first. */
  ways: { fromMonth: Month; way: AllocationWay; note: string }[];
  months: (AllocationFigures & {
    month: Month;
    /** 应付上级经费 at the end of the month. */
    owed: Fen;
  })[];
  totals: AllocationFigures;
  /** 应付上级经费 at the start of the year and now at its end. */
  owedBefore: Fen;
  owed: Fen;
  /** What the percentage says of what arrived in full. */
  expected: Fen;
}

export const fundsOperations = {
  'ledger.listFunds': read('view', nothing, output<Fund[]>()),
  /** Adds a fund, or changes one when `id` is given. A retired fund takes no new entries. */
  'ledger.saveFund': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(40),
      purpose: optionalText(200),
      origin: optionalText(60),
      retired: z.boolean().default(false),
    }),
    output<Fund>(),
  ),
  'ledger.readFund': read('view', z.strictObject({ id, year: yearField }), output<FundYear>()),
  'ledger.readFundReport': read('view', z.strictObject({ year: yearField, to: monthField }), output<FundReport>()),
  /** Replaces the division of the opening balance of 工会资金结转; the rest stays 未分到专项. */
  'ledger.divideFundOpening': write(
    'keep',
    z.strictObject({
      year: yearField,
      lines: z.array(z.strictObject({ fundId: id, amount: amountFen })).max(200, '最多 200 行'),
    }),
    output<FundDivision>(),
  ),
  'ledger.exportFundReport': write(
    'keep',
    z.strictObject({ year: yearField, to: monthField, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
  /** 拨缴经费 of a year: what arrived in which way, what was set aside and remitted, what is still owed. */
  'ledger.readAllocation': read('view', z.strictObject({ year: yearField }), output<Allocation>()),
  /** In which way the union is paid from a month on; without a way the entry of that month goes. */
  'ledger.saveAllocationWay': write(
    'keep',
    z.strictObject({ fromMonth: monthField, way: z.enum(ALLOCATION_WAYS).optional(), note: optionalText(200) }),
    output<Allocation['ways']>(),
  ),
};
