import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, id, optionalText, positiveFen, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';

const quantity = z.int('要写整数').min(1, '至少 1').max(100_000_000, '太大');
/** What is taken out of lots: `stock` of a visit. */
export const stockTaken = z
  .array(z.strictObject({ lotId: id, quantity }))
  .max(20, '最多 20 种')
  .default([]);

export type StockOrigin = 'opening' | 'bought' | 'returned';
export type StockMoveKind = 'opening' | 'bought' | 'returned' | 'given' | 'lost' | 'found';
export const STOCK_MOVE_NAMES: Readonly<Record<StockMoveKind, string>> = {
  opening: '年初',
  bought: '购入',
  returned: '未领退回',
  given: '发放',
  lost: '报损',
  found: '盘盈',
};

/** One purchase of one thing: 库存物品 at one whole-fen price. */
export interface StockLot {
  id: string;
  name: string;
  unit: string;
  unitPrice: Fen;
  origin: StockOrigin;
  /** The festival whose list did not fetch it, '' otherwise. */
  listName: string;
  /** The day it came in. */
  day: Day;
  received: number;
  onHand: number;
  worth: Fen;
  invoice: string;
  place: string;
  note: string;
}

export interface StockMove {
  id: string;
  lotId: string;
  lotName: string;
  unit: string;
  kind: StockMoveKind;
  day: Day;
  /** In is positive, out negative. */
  quantity: number;
  amount: Fen;
  /** To whom or for what it was given. */
  what: string;
  ground: string;
  approval: string;
  voucherId: string;
  /** `记-012`, '' for what was there when the books began. */
  voucherNumber: string;
  /** Its voucher was reversed: the stock is as if it had not been. */
  reversed: boolean;
}

/** 账实: what the lots are worth beside the account 库存物品. */
export interface StockTie {
  lots: Fen;
  balance: Fen;
  /** What the account held when the books began, and how much of it the lots of that day are. */
  opening: Fen;
  openingLots: Fen;
}

const goods = {
  name: text(40),
  unit: optionalText(10),
  quantity,
  unitPrice: positiveFen,
  place: optionalText(40),
  note: optionalText(200),
};

export const stockOperations = {
  /** The lots, those that hold something first by day; all others too when asked for. */
  'visits.listStock': read(
    'view',
    z.strictObject({ withUsedUp: z.boolean().default(false), search: optionalText(40) }),
    output<{ lots: StockLot[]; tie: StockTie }>(),
  ),
  'visits.listStockMoves': read(
    'view',
    z.strictObject({ lotId: id.optional(), ...windowFields }),
    output<Window<StockMove>>(),
  ),
  /** Goods bought for stock: the expense and the second entry in one voucher, one lot a line. */
  'visits.buyStock': write(
    'keep',
    z.strictObject({
      day: dayField,
      accountId: id,
      fundId: id.optional(),
      method: z.enum(['cash', 'bank']),
      supplier: text(60),
      invoice: optionalText(40),
      resolutionId: id.optional(),
      attachmentCount: count(999).default(0),
      lines: z.array(z.strictObject(goods)).min(1, '没有填写').max(50, '最多 50 行'),
    }),
    output<{ lots: number; total: Fen; voucherId: string; voucherNumber: string }>(),
  ),
  /** Goods that were there when the books began; they are part of the opening balance of 库存物品, so there is no voucher. */
  'visits.openStock': write('keep', z.strictObject(goods), output<{ lotId: string; tie: StockTie }>()),
  /** Takes an opening lot out again (a slip of the pen), as long as nothing was taken from it. */
  'visits.dropOpeningStock': write('keep', z.strictObject({ lotId: id }), output<{ tie: StockTie }>()),
  'visits.describeStock': write(
    'keep',
    z.strictObject({ lotId: id, place: optionalText(40), note: optionalText(200) }),
    output<{ lotId: string }>(),
  ),
  /** 盘点: what was counted, lot by lot; what is missing or too much is booked in one voucher, with ground and approval. */
  'visits.countStock': write(
    'keep',
    z.strictObject({
      day: dayField,
      ground: text(200),
      approval: text(100),
      resolutionId: id.optional(),
      attachmentCount: count(999).default(0),
      lines: z
        .array(z.strictObject({ lotId: id, counted: z.int('要写整数').min(0, '不能是负数').max(100_000_000, '太大') }))
        .min(1, '没有填写')
        .max(99, '最多 99 行'),
    }),
    output<{ lost: Fen; found: Fen; voucherId: string; voucherNumber: string }>(),
  ),
  /** What stands in the books on a day, for counting (盘点表). */
  'visits.readStockSheet': read(
    'view',
    z.strictObject({ day: dayField }),
    output<{ unionName: string; lots: StockLot[] }>(),
  ),
};
