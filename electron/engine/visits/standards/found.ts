import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { STANDARD_SHAPES, VISIT_FORMS } from '#shared/contract/visits.ts';
import { parseYuan } from '#shared/money.ts';
import type { Founding } from '../../founding.ts';

const kindsFile = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    forms: z.array(z.enum(VISIT_FORMS)).min(1),
    account: z.string(),
    papers: z.string(),
    festival: z.boolean(),
    basis: z.string(),
  }),
);
const standardsFile = z.array(
  z.strictObject({
    kind: z.string(),
    shape: z.enum(STANDARD_SHAPES),
    yuan: z.string().optional(),
    times: z.int().optional(),
    source: z.string(),
  }),
);

/**
 * Writes the visit kinds and the sample standards that ship with the program; both are the union's to edit. The samples
 * are in force from the first day of the books, and their source says that they are samples: the national rules
 * (总工办发〔2017〕32号) fix kinds and forms, the amounts are set by each province.
 */
export function foundVisits({ db, assetsFolder, newId }: Founding, year: number): void {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(assetsFolder, name), 'utf8'));
  kindsFile.parse(read('visit-kinds.json')).forEach((kind, position) => {
    db.run(
      `INSERT INTO visit_kinds (id, name, forms, account_id, papers, basis, festival, position)
       VALUES (:id, :name, :forms, :account, :papers, :basis, :festival, :position)`,
      { ...kind, forms: JSON.stringify(kind.forms), festival: kind.festival ? 1 : 0, position },
    );
  });
  for (const { kind, shape, yuan, times, source } of standardsFile.parse(read('visit-standards.json'))) {
    db.run(
      `INSERT INTO visit_standards (id, kind_id, from_day, shape, amount, times, source)
       VALUES (:id, :kind, :from, :shape, :amount, :times, :source)`,
      { id: newId(), kind, from: `${year}-01-01`, shape, amount: shippedAmount(yuan), times, source },
    );
  }
}

function shippedAmount(yuan: string | undefined): number | undefined {
  if (yuan === undefined) return undefined;
  const amount = parseYuan(yuan);
  if (!amount.ok) throw new Error(`a shipped standard has no amount: ${yuan}`);
  return amount.value;
}
