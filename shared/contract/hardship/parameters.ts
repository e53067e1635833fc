import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { dayField, id, nothing, optionalText, positiveFen, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** Parameters of the computation, by place and from a day on; the union edits them (rules.md 4.4, 0.10). */
export interface HardshipParameters {
  id: string;
  place: string;
  from: Day;
  /** 当地低保线, yuan a month a head, in fen. */
  minimumLiving: Fen;
  deepMultiplePercent: number;
  relativeMultiplePercent: number;
  accidentSharePercent: number;
  source: string;
}

/** A set of parameters in the list. */
export interface ListedParameters extends HardshipParameters {
  /** How many files have been computed with it. */
  used: number;
}

const parameterFields = z.strictObject({
  id: id.optional(),
  place: text(40),
  from: dayField,
  minimumLiving: positiveFen,
  deepMultiplePercent: z.int('要写整数').min(1, '至少 1').max(1000, '最多 1000'),
  relativeMultiplePercent: z.int('要写整数').min(1, '至少 1').max(1000, '最多 1000'),
  accidentSharePercent: z.int('要写整数').min(1, '至少 1').max(1000, '最多 1000'),
  source: optionalText(200),
});
export type ParameterInput = z.output<typeof parameterFields>;

export const parametersOperations = {
  'hardship.listParameters': read('view', nothing, output<ListedParameters[]>()),
  'hardship.saveParameters': write('keep', parameterFields, output<HardshipParameters>()),
};
