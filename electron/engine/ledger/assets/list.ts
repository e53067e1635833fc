import type { Day, Month } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type {
  AssetDetail,
  AssetList,
  AssetMove,
  AssetTotals,
  CountResult,
  DisposalKind,
} from '#shared/contract/ledger.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { monthlyAmount } from './plan.ts';
import { CARDS, type CardRow, fullNumber, readCard, rowPlan, toCard } from './rows.ts';

export const LIST_ASSETS = `${CARDS}
  WHERE card.status IN (SELECT value FROM json_each(:statuses))
    AND (:categoryId IS NULL OR card.category_id = :categoryId)
    AND (:department IS NULL OR card.department = :department)
    AND (:search = '' OR card.keywords LIKE :pattern ESCAPE '\\' OR lower(card.number) LIKE :pattern ESCAPE '\\'
         OR lower(card.model) LIKE :pattern ESCAPE '\\' OR card.keeper LIKE :pattern ESCAPE '\\'
         OR card.department LIKE :pattern ESCAPE '\\' OR card.place LIKE :pattern ESCAPE '\\')
  ORDER BY card.number`;

const PRESENT = ['inUse', 'idle', 'repair'];
const EVERY = [...PRESENT, 'disposed', 'void'];

/**
 * The cards by number. `search` finds parts of number, name (also pinyin and its initials), model, department, keeper and place.
 */
export function listAssets(db: Readable, query: ParsedInputOf<'ledger.listAssets'>): AssetList {
  const statuses = query.status === 'present' ? PRESENT : query.status === 'all' ? EVERY : [query.status];
  const rows = db
    .all<CardRow>(LIST_ASSETS, {
      statuses: JSON.stringify(statuses),
      categoryId: query.categoryId,
      department: query.department,
      search: query.search,
      pattern: likePattern(query.search),
    })
    .map(toCard);
  const departments = db.all<{ department: string }>(
    "SELECT DISTINCT department FROM asset_cards WHERE department <> '' AND status <> 'void' ORDER BY department",
  );
  return {
    rows,
    totals: totalsOf(rows),
    all: db.get<{ total: number }>('SELECT count(*) AS total FROM asset_cards')?.total ?? 0,
    departments: departments.map(({ department }) => department),
  };
}

export function totalsOf(rows: readonly { original: Fen; accumulated: Fen; net: Fen }[]): AssetTotals {
  return {
    cards: rows.length,
    original: sum(rows.map(({ original }) => original)),
    accumulated: sum(rows.map(({ accumulated }) => accumulated)),
    net: sum(rows.map(({ net }) => net)),
  };
}

export const CARD_DEPRECIATIONS = `
  SELECT taken.month AS month, taken.amount AS amount, taken.live AS live, vouchers.id AS voucherId,
         vouchers.month AS voucherMonth, vouchers.number AS number
  FROM asset_depreciations AS taken JOIN asset_runs ON asset_runs.id = taken.run_id JOIN vouchers ON vouchers.id = asset_runs.voucher_id
  WHERE taken.card_id = :id ORDER BY taken.month DESC, taken.live DESC, vouchers.id DESC`;
export const CARD_DISPOSALS = `
  SELECT disposal.kind AS kind, disposal.day AS day, disposal.ground AS ground, resolutions.title AS resolutionTitle,
         disposal.proceeds AS proceeds, disposal.cost AS cost, disposal.live AS live,
         (SELECT count(*) FROM asset_disposal_cards AS together WHERE together.disposal_id = disposal.id) AS cards,
         vouchers.id AS voucherId, vouchers.month AS voucherMonth, vouchers.number AS number
  FROM asset_disposal_cards AS own JOIN asset_disposals AS disposal ON disposal.id = own.disposal_id
  JOIN vouchers ON vouchers.id = disposal.voucher_id LEFT JOIN resolutions ON resolutions.id = disposal.resolution_id
  WHERE own.card_id = :id ORDER BY disposal.day DESC, disposal.id DESC`;
export const CARD_STOCKTAKES = `
  SELECT stocktake.id AS id, stocktake.day AS day, line.result AS result, line.note AS note
  FROM asset_stocktake_lines AS line JOIN asset_stocktakes AS stocktake ON stocktake.id = line.stocktake_id
  WHERE line.card_id = :id ORDER BY stocktake.day DESC, stocktake.id DESC`;

/** One card with its whole life. @throws Refusal `request.notFound` */
export function getAsset(db: Readable, id: string): AssetDetail {
  const row = readCard(db, id);
  const plan = rowPlan(row);
  const depreciations = db.all<{
    month: Month;
    amount: Fen;
    live: number;
    voucherId: string;
    voucherMonth: Month;
    number: number;
  }>(CARD_DEPRECIATIONS, { id });
  const disposals = db.all<{
    kind: DisposalKind;
    day: Day;
    ground: string;
    resolutionTitle: string | null;
    proceeds: Fen;
    cost: Fen;
    cards: number;
    live: number;
    voucherId: string;
    voucherMonth: Month;
    number: number;
  }>(CARD_DISPOSALS, { id });
  const stocktakes = db.all<{ id: string; day: Day; result: CountResult | null; note: string }>(CARD_STOCKTAKES, {
    id,
  });
  return {
    ...toCard(row),
    residual: row.residual,
    openingAccumulated: row.openingAccumulated,
    ...(plan ? { plan: { ...plan, monthly: fen(Math.min(plan.base, monthlyAmount(plan))) } } : {}),
    moves: readMoves(db, id),
    depreciations: depreciations.map(({ voucherMonth, number, live, ...line }) => ({
      ...line,
      voucherNumber: fullNumber(voucherMonth, number),
      live: live === 1,
    })),
    disposals: disposals.map(({ voucherMonth, number, live, resolutionTitle, ...disposal }) => ({
      ...disposal,
      ...(resolutionTitle === null ? {} : { resolutionTitle }),
      voucherNumber: fullNumber(voucherMonth, number),
      live: live === 1,
    })),
    stocktakes: stocktakes.map(({ result, ...line }) => ({ ...line, ...(result === null ? {} : { result }) })),
    correctable: row.way === 'opening' && !depreciations.some(({ live }) => live === 1) && row.status !== 'disposed',
  };
}

export const CARD_MOVES = `
  SELECT sequence, day, department, keeper, place, status, reason, recorded_by AS recordedBy
  FROM asset_moves WHERE card_id = :id ORDER BY sequence`;

export function readMoves(db: Readable, id: string): AssetMove[] {
  return db.all<AssetMove>(CARD_MOVES, { id });
}
