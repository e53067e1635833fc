import { vouchersOperations as operations } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { postVoucher } from './post.ts';
import { reverseVoucher } from './reverse.ts';
import { listVouchers, readVoucher } from './vouchers.ts';

export const vouchersHandlers = {
  'ledger.postVoucher': bindWrite(operations['ledger.postVoucher'], (context, { resolutionId, entries, ...input }) => {
    const posted = postVoucher(context, {
      ...input,
      source: 'manual',
      ...(resolutionId === undefined ? {} : { resolutionId }),
      entries: entries.map(({ fundId, ...entry }) => ({
        ...entry,
        summary: entry.summary || input.summary,
        ...(fundId === undefined ? {} : { fundId }),
      })),
    });
    return readVoucher(context.db, posted.id);
  }),
  'ledger.reverseVoucher': bindWrite(operations['ledger.reverseVoucher'], (context, { id, day, reason }) => {
    const { source, month, number } = readVoucher(context.db, id);
    // the receipts on a dues voucher must be taken back with it
    if (source === 'dues') throw refuse('ledger.reverseAtSource', { number: `${month} ${number}` });
    return readVoucher(context.db, reverseVoucher(context, { voucherId: id, day, reason }).id);
  }),
  'ledger.listVouchers': bindRead(operations['ledger.listVouchers'], ({ db }, query) => listVouchers(db, query)),
  'ledger.getVoucher': bindRead(operations['ledger.getVoucher'], ({ db }, { id }) => readVoucher(db, id)),
} satisfies Record<keyof typeof operations, Bound>;
