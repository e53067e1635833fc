import { type Day, yearOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { AssetDetail, AssetWay } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import { wordsPinyin } from '#shared/pinyin.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAssetAccounts } from './accounts.ts';
import { getAsset } from './list.ts';
import { replan } from './replan.ts';
import { cardLabel, readCard, toCard } from './rows.ts';
import { categoryOf, readRules } from './settings.ts';

export interface NewCard {
  number: string;
  name: string;
  categoryId: string;
  model: string;
  quantity: number;
  unit: string;
  way: AssetWay;
  acquiredDay: Day;
  original: Fen;
  openingAccumulated: Fen;
  usefulMonths: number | undefined;
  department: string;
  keeper: string;
  place: string;
  note: string;
  voucherId: string | undefined;
}

/** What typing finds a card by: name, pinyin and its initials. */
export function keywordsOf(name: string): string {
  const { full, initials } = wordsPinyin(name);
  return [name, full, initials].join('\n').toLowerCase();
}

/** Writes a card with where it is, and its plan. Leaves no trail. @returns its id */
export function insertCard(context: WriteContext, card: NewCard): string {
  const { db } = context;
  const id = context.newId();
  db.run(
    `INSERT INTO asset_cards (id, number, name, keywords, category_id, model, quantity, unit, way, acquired_day, original,
                              opening_accumulated, useful_months, account_id, voucher_id, department, keeper, place, note)
     VALUES (:id, :number, :name, :keywords, :categoryId, :model, :quantity, :unit, :way, :acquiredDay, :original,
             :openingAccumulated, :usefulMonths, :accountId, :voucherId, :department, :keeper, :place, :note)`,
    { ...card, id, keywords: keywordsOf(card.name), accountId: readAssetAccounts(db).asset },
  );
  db.run(
    `INSERT INTO asset_moves (card_id, sequence, day, department, keeper, place, status, reason, recorded_by)
     VALUES (:id, 1, :day, :department, :keeper, :place, 'inUse', '', :recordedBy)`,
    {
      id,
      day: card.acquiredDay,
      department: card.department,
      keeper: card.keeper,
      place: card.place,
      recordedBy: context.operator,
    },
  );
  replan(db, id, readRules(db));
  return id;
}

const LAST_NUMBER = `
  SELECT max(CAST(substr(number, 6) AS INTEGER)) AS last FROM asset_cards
  WHERE number GLOB :year || '-[0-9][0-9][0-9]*' AND substr(number, 6) NOT GLOB '*[^0-9]*' AND length(number) <= 14`;

/** The next `count` free numbers of a year: `2026-001` … */
export function nextNumbers(db: Readable, day: Day, count: number): string[] {
  const year = String(yearOf(day));
  const last = db.get<{ last: number | null }>(LAST_NUMBER, { year })?.last ?? 0;
  return Array.from({ length: count }, (_, index) => `${year}-${String(last + index + 1).padStart(3, '0')}`);
}

/** @throws Refusal `ledger.assetNumberTaken` */
export function assertNumberFree(db: Readable, number: string, id = ''): void {
  const other = db.get<{ name: string }>('SELECT name FROM asset_cards WHERE number = :number AND id <> :id', {
    number,
    id,
  });
  if (other) throw refuse('ledger.assetNumberTaken', { number, name: other.name });
}

/**
 * Changes what describes a card. Another life counts for the months to come.
 * @throws Refusal `request.notFound`, `ledger.assetNumberTaken`, `ledger.assetCategoryMissing`
 */
export function saveAsset(context: WriteContext, { id, ...fields }: ParsedInputOf<'ledger.saveAsset'>): AssetDetail {
  const { db } = context;
  const before = readCard(db, id);
  assertNumberFree(db, fields.number, id);
  categoryOf(context, fields.categoryId, fields.categoryId === before.categoryId);
  db.run(
    `UPDATE asset_cards SET number = :number, name = :name, keywords = :keywords, category_id = :categoryId, model = :model,
            quantity = :quantity, unit = :unit, useful_months = :usefulMonths, note = :note
     WHERE id = :id`,
    { ...fields, id, usefulMonths: fields.usefulMonths, keywords: keywordsOf(fields.name) },
  );
  const lives = before.status !== 'disposed' && before.status !== 'void';
  if (lives && (before.usefulMonths ?? undefined) !== fields.usefulMonths) replan(db, id, readRules(db));
  context.trail({ subject: 'asset', id, label: cardLabel(fields), before: toCard(before), after: fields });
  return getAsset(db, id);
}
