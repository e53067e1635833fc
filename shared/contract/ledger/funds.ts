import { z } from 'zod';
import type { Fen } from '../../money.ts';
import { id, nothing, optionalText, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

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
};
