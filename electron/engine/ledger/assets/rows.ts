import type { Day, Month } from '#shared/calendar.ts';
import type { AssetCard, AssetStatus, AssetWay } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../vouchers/post.ts';
import type { Plan } from './plan.ts';

export interface CardRow {
  id: string;
  number: string;
  name: string;
  categoryId: string;
  categoryName: string;
  model: string;
  quantity: number;
  unit: string;
  way: AssetWay;
  acquiredDay: Day;
  original: Fen;
  openingAccumulated: Fen;
  taken: number;
  residual: Fen;
  usefulMonths: number | null;
  planFrom: Month | null;
  planBase: Fen | null;
  planMonths: number | null;
  accountId: string;
  department: string;
  keeper: string;
  place: string;
  status: AssetStatus;
  note: string;
  voucherId: string | null;
  voucherMonth: Month | null;
  voucherNumber: number | null;
}

/** Cards with what was depreciated of them; narrowed by the caller. */
export const CARDS = `
  SELECT card.id AS id, card.number AS number, card.name AS name, card.category_id AS categoryId, category.name AS categoryName,
         card.model AS model, card.quantity AS quantity, card.unit AS unit, card.way AS way, card.acquired_day AS acquiredDay,
         card.original AS original, card.opening_accumulated AS openingAccumulated,
         (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE card_id = card.id AND live = 1) AS taken,
         card.residual AS residual, card.useful_months AS usefulMonths,
         card.plan_from AS planFrom, card.plan_base AS planBase, card.plan_months AS planMonths, card.account_id AS accountId,
         card.department AS department, card.keeper AS keeper, card.place AS place, card.status AS status, card.note AS note,
         card.voucher_id AS voucherId, vouchers.month AS voucherMonth, vouchers.number AS voucherNumber
  FROM asset_cards AS card CROSS JOIN asset_categories AS category ON category.id = card.category_id
  LEFT JOIN vouchers ON vouchers.id = card.voucher_id`;

/** @throws Refusal `request.notFound` */
export function readCard(db: Readable, id: string): CardRow {
  const row = db.get<CardRow>(`${CARDS} WHERE card.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '资产卡片' });
  return row;
}

/** 累计折旧 of a card: what it came with and what was taken since. */
export function accumulatedOf({ openingAccumulated, taken }: CardRow): Fen {
  return fen(openingAccumulated + taken);
}

export function rowPlan({ planFrom, planBase, planMonths }: CardRow): Plan | undefined {
  if (planFrom === null || planBase === null || planMonths === null) return undefined;
  return { from: planFrom, base: planBase, months: planMonths };
}

/** `2026-03 记-001` */
export const fullNumber = (month: Month, number: number) => `${month} ${voucherNumber(number)}`;

export function toCard(row: CardRow): AssetCard {
  const accumulated = accumulatedOf(row);
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    categoryId: row.categoryId,
    categoryName: row.categoryName,
    model: row.model,
    quantity: row.quantity,
    unit: row.unit,
    way: row.way,
    acquiredDay: row.acquiredDay,
    original: row.original,
    accumulated,
    net: fen(row.original - accumulated),
    department: row.department,
    keeper: row.keeper,
    place: row.place,
    status: row.status,
    note: row.note,
    ...(row.usefulMonths === null ? {} : { usefulMonths: row.usefulMonths }),
    ...(row.voucherId === null || row.voucherMonth === null || row.voucherNumber === null
      ? {}
      : { voucherId: row.voucherId, voucherNumber: fullNumber(row.voucherMonth, row.voucherNumber) }),
  };
}

/** `固定资产卡片 2026-001 电脑`, what the trail calls a card. */
export const cardLabel = ({ number, name }: Pick<CardRow, 'number' | 'name'>) => `固定资产卡片 ${number} ${name}`;
