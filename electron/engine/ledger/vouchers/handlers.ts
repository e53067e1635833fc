import { vouchersOperations as operations } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listDrafts, postDraft, readDraft, removeDraft, saveDraft } from './drafts.ts';
import { postVoucher } from './post.ts';
import { readVouchers } from './printed.ts';
import { reverseVoucher } from './reverse.ts';
import { reviewVouchers, withdrawReview } from './reviews.ts';
import { suggestSummaries } from './summaries.ts';
import { listTemplates, removeTemplate, saveTemplate } from './templates.ts';
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
    // so must the cards that hang on a voucher of 固定资产, with their own reasons why not
    if (source === 'assets') throw refuse('ledger.reverseAssetsAtSource', { number: `${month} ${number}` });
    return readVoucher(context.db, reverseVoucher(context, { voucherId: id, day, reason }).id);
  }),
  'ledger.listVouchers': bindRead(operations['ledger.listVouchers'], ({ db }, query) => listVouchers(db, query)),
  'ledger.getVoucher': bindRead(operations['ledger.getVoucher'], ({ db }, { id }) => readVoucher(db, id)),
  'ledger.readVouchers': bindRead(operations['ledger.readVouchers'], ({ db }, input) => readVouchers(db, input)),

  'ledger.saveDraft': bindWrite(operations['ledger.saveDraft'], saveDraft),
  'ledger.postDraft': bindWrite(operations['ledger.postDraft'], (context, { id }) => postDraft(context, id)),
  'ledger.removeDraft': bindWrite(operations['ledger.removeDraft'], (context, { id }) => removeDraft(context, id)),
  'ledger.listDrafts': bindRead(operations['ledger.listDrafts'], ({ db }, window) => listDrafts(db, window)),
  'ledger.getDraft': bindRead(operations['ledger.getDraft'], ({ db }, { id }) => readDraft(db, id)),

  'ledger.reviewVouchers': bindWrite(operations['ledger.reviewVouchers'], reviewVouchers),
  'ledger.withdrawReview': bindWrite(operations['ledger.withdrawReview'], withdrawReview),

  'ledger.listTemplates': bindRead(operations['ledger.listTemplates'], ({ db }) => listTemplates(db)),
  'ledger.saveTemplate': bindWrite(operations['ledger.saveTemplate'], saveTemplate),
  'ledger.removeTemplate': bindWrite(operations['ledger.removeTemplate'], (context, { id }) =>
    removeTemplate(context, id),
  ),

  'ledger.suggestSummaries': bindRead(operations['ledger.suggestSummaries'], ({ db }, { text }) =>
    suggestSummaries(db, text),
  ),
} satisfies Record<keyof typeof operations, Bound>;
