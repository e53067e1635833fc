import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { monthField } from '../fields.ts';
import { output, read } from '../operation.ts';
import { METHODS } from './entry.ts';

export interface JournalLine {
  voucherId?: string;
  day: Day;
  number: string;
  summary: string;
  counterAccount: string;
  debit: Fen;
  credit: Fen;
  balance: Fen;
  kind: 'opening' | 'entry' | 'dayTotal' | 'monthTotal' | 'yearTotal';
}

export const bankOperations = {
  'ledger.readJournal': read(
    'view',
    z.strictObject({ method: z.enum(METHODS), from: monthField, to: monthField }),
    output<{ lines: JournalLine[]; closing: Fen }>(),
  ),
};
