import { waiversOperations as operations } from '#shared/contract/dues/waivers.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listMismatches, waiveMismatches } from './mismatches.ts';
import { listWaivers, readOwed } from './queries.ts';
import { dropTerms, listTerms, saveTerms } from './save-terms.ts';
import { applyAgain, previewWaiver, revokeWaiver, saveWaiver } from './waivers.ts';

export const waiversHandlers = {
  'dues.previewWaiver': bindRead(operations['dues.previewWaiver'], ({ db }, input) => previewWaiver(db, input)),
  'dues.saveWaiver': bindWrite(operations['dues.saveWaiver'], saveWaiver),
  'dues.applyWaiver': bindWrite(operations['dues.applyWaiver'], applyAgain),
  'dues.revokeWaiver': bindWrite(operations['dues.revokeWaiver'], revokeWaiver),
  'dues.listWaivers': bindRead(operations['dues.listWaivers'], ({ db }, input) => listWaivers(db, input)),
  'dues.readOwed': bindRead(operations['dues.readOwed'], ({ db }, { memberId }) => readOwed(db, memberId)),
  'dues.listMismatches': bindRead(operations['dues.listMismatches'], ({ db }, input) => listMismatches(db, input)),
  'dues.waiveMismatches': bindWrite(operations['dues.waiveMismatches'], waiveMismatches),
  'dues.saveTerms': bindWrite(operations['dues.saveTerms'], saveTerms),
  'dues.listTerms': bindRead(operations['dues.listTerms'], ({ db, today }, input) => listTerms(db, today, input)),
  'dues.dropTerms': bindWrite(operations['dues.dropTerms'], dropTerms),
} satisfies Record<keyof typeof operations, Bound>;
