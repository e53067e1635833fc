import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { type Fen, fen, MAX_FEN } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  fileToken,
  id,
  monthField,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { type VisitForm, visitCheck } from './standards.ts';
import { stockTaken } from './stock.ts';

/** How a visit or a list is paid: from the cash box, by transfer, or with goods that lie in stock (库存物品). */
export const VISIT_METHODS = ['cash', 'bank', 'stock'] as const;
export type VisitMethod = (typeof VISIT_METHODS)[number];
export const VISIT_METHOD_NAMES: Readonly<Record<VisitMethod, string>> = {
  cash: '现金',
  bank: '银行',
  stock: '库存物品',
};

/** One line of 慰问品. */
export interface VisitGoods {
  name: string;
  unit: string;
  quantity: number;
  unitPrice: Fen;
}
const goodsLine = z.strictObject({
  name: text(40),
  unit: optionalText(10),
  quantity: z.int('要写整数').min(1, '至少 1').max(1_000_000, '数量太大'),
  unitPrice: amountFen,
});

/** What goods are worth together; undefined beyond what one amount may be. */
export function worthOf(goods: readonly Pick<VisitGoods, 'quantity' | 'unitPrice'>[]): Fen | undefined {
  const total = goods.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  return total > MAX_FEN ? undefined : fen(total);
}

/** `床品 1 套、红包袋 2 个`: goods in one line of a list or a sheet. */
export function goodsText(goods: readonly Pick<VisitGoods, 'name' | 'unit' | 'quantity'>[]): string {
  return goods.map(({ name, unit, quantity }) => `${name} ${quantity}${unit === '' ? '' : ` ${unit}`}`).join('、');
}

export interface VisitRow {
  id: string;
  batchId?: string;
  batchName?: string;
  day: Day;
  kindId: string;
  kindName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  reason: string;
  form: VisitForm;
  goods: string;
  amount: Fen;
  method: VisitMethod;
  visitors: string[];
  signed: boolean;
  signedBy: string;
  /** What the signer is to the person, '' when the person signed. */
  signedRelation: string;
  signedDay?: Day;
  voucherId: string;
  voucherNumber: string;
  /** Its voucher was reversed (红字冲销): it stays in the list and counts nowhere. */
  reversed: boolean;
  /** Nobody fetched it and it went back into stock (未领退回): it counts nowhere either. */
  returned: boolean;
}
export interface VisitRecord extends VisitRow {
  place: string;
  beneficiary: string;
  relation: string;
  resolutionId?: string;
  resolutionTitle?: string;
  approvalGround: string;
  standardSentence: string;
  attachmentCount: number;
  festival: string;
  caseName: string;
  /** 病种: sensitive, read here and nowhere else. */
  illness: string;
  payeeName: string;
  payeeBank: string;
  payeeAccount: string;
  /** Papers that were lacking when it was given. */
  papersNote: string;
  goodsLines: VisitGoods[];
  /** 申请 and 决定 that it was paid on. */
  request?: { id: string; askedBy: string; askedDay: Day; decidedBy: string; decidedDay: Day; ground: string };
}

export const visitFields = z.strictObject({
  ...visitCheck,
  amount: positiveFen,
  /** 春节 …, for a kind whose limit is by festival. */
  festival: optionalText(20),
  /** 手术 …, a case with a limit of its own. */
  caseName: optionalText(20),
  /** 病种: health, so it is kept with the visit and shown nowhere else. */
  illness: optionalText(40),
  reason: text(100),
  goods: optionalText(100),
  /** 慰问品 line by line; their worth is the amount then, and `goods` may stay empty. */
  goodsLines: z.array(goodsLine).max(30, '最多 30 行').default([]),
  beneficiary: optionalText(30),
  relation: optionalText(20),
  place: optionalText(60),
  visitors: z.array(text(20)).min(2, '走访要两人以上').max(10, '最多 10 人'),
  resolutionId: id.optional(),
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  approvalGround: optionalText(200),
  method: z.enum(VISIT_METHODS),
  /** Lots and counts, with the method `stock` only; their worth is the amount. */
  stock: stockTaken,
  payeeName: optionalText(40),
  payeeBank: optionalText(60),
  payeeAccount: optionalText(40),
  papersNote: optionalText(300),
  attachmentCount: count(999).default(0),
  signedBy: optionalText(30),
  signedRelation: optionalText(20),
  signedDay: dayField.optional(),
  /** The approved request that this visit fulfils. */
  requestId: id.optional(),
});
export type VisitInput = z.output<typeof visitFields>;

export const visitFilter = {
  search: optionalText(50),
  year: z.int().min(1950).max(2199).optional(),
  /** One month; goes before `year`. */
  month: monthField.optional(),
  kindId: id.optional(),
  method: z.enum(VISIT_METHODS).optional(),
  unsignedOnly: z.boolean().default(false),
};

export const recordsOperations = {
  'visits.list': read(
    'view',
    z.strictObject({ ...visitFilter, batchId: id.optional(), ...windowFields }),
    /** `times`: 人次 that count; `total` are all rows, reversed and returned ones too. */
    output<Window<VisitRow> & { times: number; amount: Fen; unsigned: number }>(),
  ),
  'visits.get': read('viewPersonal', z.strictObject({ id }), output<VisitRecord>()),
  /** One visit and its voucher. */
  'visits.record': write(
    'keep',
    visitFields,
    output<{ visit: VisitRecord; voucherId: string; voucherNumber: string }>(),
  ),
  'visits.sign': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '没有选人').max(30_000, '最多 30000 人'),
      signedDay: dayField,
      signedBy: optionalText(30),
      signedRelation: optionalText(20),
    }),
    output<{ signed: number }>(),
  ),
  /** The records that fit, as a workbook. Illness and whole accounts stand in it only when it is asked for; the asking is on the trail. */
  'visits.exportList': write(
    'keep',
    z.strictObject({ ...visitFilter, masked: z.boolean().default(true), folder: fileToken }),
    output<{ fileName: string; visits: number }>(),
  ),
};
