import { z } from 'zod';
import { dayField, id, text } from '../fields.ts';
import { output, write } from '../operation.ts';
import { HARDSHIP_STATUSES, type HardshipRecord } from './files.ts';

export const procedureOperations = {
  'hardship.changeStatus': write(
    'keep',
    z.strictObject({ id, status: z.enum(HARDSHIP_STATUSES), day: dayField, ground: text(200) }),
    output<HardshipRecord>(),
  ),
};
