import { z } from 'zod';
import type { Fen } from '../../money.ts';
import { amountFen, count, dayField, id, optionalText, positiveFen, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { Entry, Voucher } from './vouchers.ts';

export const METHODS = ['cash', 'bank'] as const;

export type Method = (typeof METHODS)[number];

export const DIRECTIONS = ['income', 'expense', 'transfer'] as const;

export type Direction = (typeof DIRECTIONS)[number];

/** One simple income or expense: the form for people who are no accountants. */
export const simpleFields = z.strictObject({
  direction: z.enum(DIRECTIONS),
  purposeId: id,
  amount: positiveFen,
  /** Part of a full allocation that is to be remitted (上解); the union's usual percentage when left out. */
  setAside: amountFen.optional(),
  method: z.enum(METHODS),
  day: dayField,
  summary: text(100),
  counterparty: optionalText(60),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
  /** 专项资金 that is received or spent. */
  fundId: id.optional(),
});

export type SimpleInput = z.output<typeof simpleFields>;

export const entryOperations = {
  /** What `ledger.recordSimple` would post, for showing before it is posted. */
  'ledger.previewSimple': read(
    'keep',
    simpleFields,
    output<{
      entries: Entry[];
      /** Of the budget line the account falls under; `percent` is rounded to whole per cent. */
      budget?: { name: string; budget: Fen; after: Fen; percent: number };
      warnings: string[];
    }>(),
  ),
  'ledger.recordSimple': write('keep', simpleFields, output<Voucher>()),
};
