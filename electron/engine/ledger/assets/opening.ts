import { firstDay } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { AssetDetail } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { assertNumberFree, insertCard, keywordsOf, nextNumbers } from './cards.ts';
import { getAsset } from './list.ts';
import { booksBegin, replan } from './replan.ts';
import { cardLabel } from './rows.ts';
import { categoryOf, ensureCategories, readRules } from './settings.ts';

/**
 * Enters a card that was there before the books began (原值 and 累计折旧 as they stood then), or puts one right that nothing
 * hangs on yet.
 * @throws Refusal `ledger.assetBooksBegin`, `ledger.assetAccumulated`, `ledger.assetNumberTaken`, `ledger.assetNotCorrectable`,
 *   `ledger.assetCategoryMissing`, `request.notFound`
 */
export function saveOpeningAsset(
  context: WriteContext,
  { id, number: given, accumulated, ...fields }: ParsedInputOf<'ledger.saveOpeningAsset'>,
): AssetDetail {
  ensureCategories(context);
  const { db } = context;
  const begin = firstDay(booksBegin(db));
  if (fields.acquiredDay >= begin) throw refuse('ledger.assetBooksBegin', { day: fields.acquiredDay, begin });
  if (accumulated > fields.original)
    throw refuse('ledger.assetAccumulated', {
      accumulated: formatYuan(accumulated),
      original: formatYuan(fields.original),
    });
  const before = id === undefined ? undefined : getAsset(db, id);
  if (before && !before.correctable) throw refuse('ledger.assetNotCorrectable', { number: before.number });
  categoryOf(context, fields.categoryId, fields.categoryId === before?.categoryId);
  const [next = ''] = nextNumbers(db, fields.acquiredDay, 1);
  const number = given ?? before?.number ?? next;
  assertNumberFree(db, number, id);
  const card = { ...fields, number, openingAccumulated: accumulated, usefulMonths: fields.usefulMonths };
  if (!before) {
    const made = insertCard(context, { ...card, way: 'opening', voucherId: undefined });
    context.trail({ subject: 'asset', id: made, label: cardLabel(card), after: card });
    return getAsset(db, made);
  }
  // the residual is worked out anew with the plan
  db.run(
    `UPDATE asset_cards SET number = :number, name = :name, keywords = :keywords, category_id = :categoryId, model = :model,
            quantity = :quantity, unit = :unit, useful_months = :usefulMonths, note = :note, acquired_day = :acquiredDay,
            original = :original, opening_accumulated = :openingAccumulated, residual = 0
     WHERE id = :id`,
    {
      id: before.id,
      number,
      name: card.name,
      keywords: keywordsOf(card.name),
      categoryId: card.categoryId,
      model: card.model,
      quantity: card.quantity,
      unit: card.unit,
      usefulMonths: card.usefulMonths,
      note: card.note,
      acquiredDay: card.acquiredDay,
      original: card.original,
      openingAccumulated: accumulated,
    },
  );
  replan(db, before.id, readRules(db));
  context.trail({ subject: 'asset', id: before.id, label: cardLabel(card), before: factsOf(before), after: card });
  return getAsset(db, before.id);
}

/** What a person entered of a card, for the trail. */
function factsOf(card: AssetDetail): Partial<AssetDetail> {
  const { moves: _, depreciations: __, disposals: ___, stocktakes: ____, ...facts } = card;
  return facts;
}

/**
 * Takes a card from before the books away that was entered by mistake and that nothing ever hung on.
 * @throws Refusal `request.notFound`, `ledger.assetNotCorrectable`
 */
export function dropOpeningAsset(context: WriteContext, id: string): { dropped: string } {
  const { db } = context;
  const card = getAsset(db, id);
  if (!card.correctable || card.depreciations.length > 0 || card.disposals.length > 0 || card.stocktakes.length > 0)
    throw refuse('ledger.assetNotCorrectable', { number: card.number });
  db.run('DELETE FROM asset_cards WHERE id = :id', { id });
  context.trail({ subject: 'asset', id, label: cardLabel(card), before: factsOf(card) });
  return { dropped: card.number };
}
