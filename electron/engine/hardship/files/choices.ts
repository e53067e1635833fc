import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HardshipChoices } from '#shared/contract/hardship.ts';

const list = z.array(z.string().min(1)).min(1);
const choicesFile: z.ZodType<HardshipChoices> = z.strictObject({
  remark: z.string(),
  health: list,
  disabilityKind: list,
  insurance: list,
  modelKind: list,
  housing: list,
  industry: list,
  workState: list,
  employerKind: list,
  employerState: list,
  marital: list,
  householdKind: list,
  political: list,
  relation: list,
  occupation: list,
  grade: list,
  wageIncome: list,
  otherIncome: list,
  expense: list,
});

/** The usual answers to the form's questions. No national list could be confirmed (rules.md 4.4), so they are data and bind nobody. */
export function readChoices(assetsFolder: string): HardshipChoices {
  return choicesFile.parse(JSON.parse(readFileSync(join(assetsFolder, 'hardship-choices.json'), 'utf8')));
}
