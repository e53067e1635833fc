import { leviesOperations as operations } from '#shared/contract/dues/levies.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { explainLevy, explainPreview } from './explain.ts';
import { previewLevy, raiseLevy } from './levies.ts';
import { listMonths, readMonth } from './months.ts';
import { listLevies } from './queries.ts';
import { withdrawLevies } from './withdraw.ts';

export const leviesHandlers = {
  'dues.listMonths': bindRead(operations['dues.listMonths'], ({ db }, { year }) => listMonths(db, year)),
  'dues.readMonth': bindRead(operations['dues.readMonth'], ({ db }, { month }) => readMonth(db, month)),
  'dues.previewLevy': bindRead(operations['dues.previewLevy'], previewLevy),
  'dues.raiseLevy': bindWrite(operations['dues.raiseLevy'], raiseLevy),
  'dues.explainPreview': bindRead(operations['dues.explainPreview'], (context, input) => ({
    steps: explainPreview(context, input),
  })),
  'dues.explainLevy': bindRead(operations['dues.explainLevy'], ({ db }, { levyId }) => explainLevy(db, levyId)),
  'dues.withdrawLevies': bindWrite(operations['dues.withdrawLevies'], withdrawLevies),
  'dues.listLevies': bindRead(operations['dues.listLevies'], ({ db }, input) => listLevies(db, input)),
} satisfies Record<keyof typeof operations, Bound>;
