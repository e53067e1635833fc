import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Day, day } from '#shared/calendar.ts';
import { VISIT_FORMS } from '#shared/contract/visits.ts';
import type { Founding } from '../../founding.ts';
import { limitOfSample, readSamples } from './samples.ts';
import { insertLimit } from './save-limit.ts';

const kindsFile = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    forms: z.array(z.enum(VISIT_FORMS)).min(1),
    account: z.string(),
    paperItems: z.array(z.string()).min(1),
    festival: z.boolean(),
    basis: z.string(),
    caseNames: z.array(z.string()).default([]),
    remark: z.string().default(''),
  }),
);

/**
 * Writes the visit kinds and the sample standards that ship with the program; both are the union's to edit. The samples
 * are in force from the first day of the books, and their source says that they are samples: the national rules
 * (总工办发〔2017〕32号) fix kinds and forms, the amounts are set by each province.
 */
export function foundVisits(founding: Founding, year: number): void {
  const { db, assetsFolder } = founding;
  const kinds = kindsFile.parse(JSON.parse(readFileSync(join(assetsFolder, 'visit-kinds.json'), 'utf8')));
  kinds.forEach((kind, position) => {
    db.run(
      `INSERT INTO visit_kinds (id, name, forms, account_id, paper_items, basis, festival, case_names, remark, position)
       VALUES (:id, :name, :forms, :account, :paperItems, :basis, :festival, :caseNames, :remark, :position)`,
      {
        ...kind,
        forms: JSON.stringify(kind.forms),
        paperItems: JSON.stringify(kind.paperItems),
        caseNames: JSON.stringify(kind.caseNames),
        festival: kind.festival ? 1 : 0,
        position,
      },
    );
  });
  foundSamples(founding, day(`${year}-01-01`));
}

function foundSamples({ db, assetsFolder, newId }: Founding, from: Day): void {
  const { founding, sets } = readSamples(assetsFolder);
  for (const { set: id, shapes } of founding) {
    const set = sets.find((candidate) => candidate.id === id);
    if (!set) throw new Error(`a shipped set of standards is missing: ${id}`);
    for (const limit of set.limits) {
      if (shapes === undefined || shapes.includes(limit.shape))
        insertLimit(db, { ...limitOfSample(set, limit, from), id: newId(), kindNames: [] });
    }
  }
}
