import { shareOperations as operations } from '#shared/contract/dues/share.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listSharePayouts, payShares, takeBackShare } from './payouts.ts';
import { readShareSettings, saveShareAccount } from './settings.ts';
import { readShares } from './shares.ts';

export const shareHandlers = {
  'dues.readShares': bindRead(operations['dues.readShares'], ({ db }, stretch) => readShares(db, stretch)),
  'dues.payShares': bindWrite(operations['dues.payShares'], payShares),
  'dues.listSharePayouts': bindRead(operations['dues.listSharePayouts'], ({ db }, window) =>
    listSharePayouts(db, window),
  ),
  'dues.takeBackShare': bindWrite(operations['dues.takeBackShare'], takeBackShare),
  'dues.readShareSettings': bindRead(operations['dues.readShareSettings'], ({ db }) => readShareSettings(db)),
  'dues.saveShareAccount': bindWrite(operations['dues.saveShareAccount'], saveShareAccount),
} satisfies Record<keyof typeof operations, Bound>;
