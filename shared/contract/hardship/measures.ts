import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { dayField, id, nothing, optionalText, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** A help that costs no money; read with the file alone. */
export interface AidMeasure {
  id: string;
  fileId: string;
  day: Day;
  what: string;
  detail: string;
  doneBy: string;
  outcome: string;
}

export const measureOperations = {
  'hardship.listMeasures': read('viewPersonal', z.strictObject({ fileId: id }), output<AidMeasure[]>()),
  'hardship.listMeasureKinds': read('view', nothing, output<string[]>()),
  'hardship.saveMeasure': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      fileId: id,
      day: dayField,
      what: text(20),
      detail: optionalText(200),
      doneBy: text(40),
      outcome: optionalText(200),
    }),
    output<AidMeasure[]>(),
  ),
  'hardship.dropMeasure': write('keep', z.strictObject({ id }), output<AidMeasure[]>()),
};
