import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { StocktakeFound, StocktakeSheet } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable, Writable } from '../../database.ts';
import { assertRunning, labelOf, listFound, readStocktake } from './stocktake-sheet.ts';

/** @throws Refusal `request.notFound`, `ledger.stocktakeFinished` */
export function saveFound(
  context: WriteContext,
  { id, foundId: given, ...fields }: ParsedInputOf<'ledger.saveStocktakeFound'>,
): StocktakeSheet {
  const { db } = context;
  const { day } = assertRunning(db, id);
  const before = given === undefined ? undefined : readFound(db, id, given);
  const foundId = given ?? context.newId();
  if (before)
    db.run(
      'UPDATE asset_stocktake_found SET name = :name, model = :model, quantity = :quantity, place = :place, note = :note WHERE id = :foundId',
      { ...fields, foundId },
    );
  else
    db.run(
      `INSERT INTO asset_stocktake_found (id, stocktake_id, name, model, quantity, place, note)
       VALUES (:foundId, :id, :name, :model, :quantity, :place, :note)`,
      { ...fields, foundId, id },
    );
  context.trail({
    subject: 'stocktake',
    id,
    label: `${labelOf(day)} 盘盈 ${fields.name}`,
    ...(before ? { before } : {}),
    after: fields,
  });
  return readStocktake(db, id);
}

/** @throws Refusal `request.notFound`, `ledger.stocktakeFinished` */
export function dropFound(context: WriteContext, id: string, foundId: string): StocktakeSheet {
  const { db } = context;
  const { day } = assertRunning(db, id);
  const before = readFound(db, id, foundId);
  db.run('DELETE FROM asset_stocktake_found WHERE id = :foundId', { foundId });
  context.trail({ subject: 'stocktake', id, label: `${labelOf(day)} 盘盈 ${before.name}`, before });
  return readStocktake(db, id);
}

function readFound(db: Readable, id: string, foundId: string): StocktakeFound {
  const found = listFound(db, id).find((one) => one.id === foundId);
  if (!found) throw refuse('request.notFound', { what: '盘盈记录' });
  return found;
}

/**
 * Says which card was made of what a stock-take found.
 * @throws Refusal `request.notFound`, `ledger.foundTaken` when a card stands for it already
 */
export function linkFound(db: Writable, foundId: string, cardId: string): void {
  const found = db.get<{ number: string | null }>(
    `SELECT card.number AS number FROM asset_stocktake_found AS found
     LEFT JOIN asset_cards AS card ON card.id = found.card_id AND card.status <> 'void' WHERE found.id = :foundId`,
    { foundId },
  );
  if (!found) throw refuse('request.notFound', { what: '盘盈记录' });
  if (found.number !== null) throw refuse('ledger.foundTaken', { number: found.number });
  db.run('UPDATE asset_stocktake_found SET card_id = :cardId WHERE id = :foundId', { foundId, cardId });
}
