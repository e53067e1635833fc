import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Params } from '#electron/engine/database.ts';
import { DUE_CARDS, TAKEN_MONTHS } from '#electron/engine/ledger/assets/depreciation.ts';
import { TABLE_CARDS, YEAR_MONTHS, YEAR_RUNS } from '#electron/engine/ledger/assets/depreciation-table.ts';
import {
  CARD_DEPRECIATIONS,
  CARD_DISPOSALS,
  CARD_MOVES,
  CARD_STOCKTAKES,
  LIST_ASSETS,
} from '#electron/engine/ledger/assets/list.ts';
import { REGISTER, SUBTREE_BALANCE } from '#electron/engine/ledger/assets/register.ts';
import { LIST_CATEGORIES } from '#electron/engine/ledger/assets/settings.ts';
import { LIST_FOUND, LIST_STOCKTAKES, STOCKTAKE_LINES } from '#electron/engine/ledger/assets/stocktake-sheet.ts';
import { day } from '#shared/calendar.ts';
import type { OperationName } from '#shared/contract/index.ts';
import { explain, secondConnection } from './explain.ts';
import { disposal, item, opening, purchase, run } from './ledger-assets-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
let bought: { voucher: { id: string }; cards: string[] };
let openingId: string;
let march: string;
let goneId: string;
let countId: string;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
  openingId = (await test.call('ledger.saveOpeningAsset', opening())).id;
  bought = await test.call('ledger.buyAsset', purchase({ assets: [item(), item({ name: '打印机' })] }));
  march = (await run(test, '2026-03')).id;
  goneId = (await test.call('ledger.disposeAsset', disposal(bought.cards.slice(1), { day: day('2026-03-31') }))).id;
  countId = (await test.call('ledger.startStocktake', { day: day('2026-03-31') })).id;
  await test.call('ledger.saveStocktakeFound', { id: countId, name: '音箱', quantity: 1 });
  const { lines } = await test.call('ledger.readStocktake', { id: countId });
  await test.call('ledger.saveStocktakeLines', {
    id: countId,
    lines: lines.map(({ cardId }) => ({ cardId, result: 'agrees' as const })),
  });
  await test.call('ledger.finishStocktake', { id: countId, day: day('2026-03-31'), counters: '陈静' });
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

/** Everything the cards' tables hold. */
const TABLES = [
  'asset_cards',
  'asset_moves',
  'asset_runs',
  'asset_depreciations',
  'asset_disposals',
  'asset_disposal_cards',
  'asset_stocktakes',
  'asset_stocktake_lines',
  'asset_stocktake_found',
  'vouchers',
];
const state = () => JSON.stringify(TABLES.map((table) => db.all(`SELECT * FROM ${table}`)));

describe('raw SQL', () => {
  const params = (): Params => ({
    card: bought.cards[0],
    gone: bought.cards[1],
    opening: openingId,
    voucher: bought.voucher.id,
    march,
    disposal: goneId,
    count: countId,
  });
  const CARD_COLUMNS =
    'id, number, name, keywords, category_id, quantity, way, acquired_day, original, account_id, voucher_id';
  it.each([
    [
      'a card more than its voucher holds',
      `INSERT INTO asset_cards (${CARD_COLUMNS}) SELECT 'x', 'X', name, keywords, category_id, 1, way, acquired_day, 1, account_id, voucher_id FROM asset_cards WHERE id = :card`,
    ],
    [
      'a card on a voucher of something else',
      `INSERT INTO asset_cards (${CARD_COLUMNS}) SELECT 'x', 'X', name, keywords, category_id, 1, way, acquired_day, 1, '2021:102', voucher_id FROM asset_cards WHERE id = :card`,
    ],
    [
      'a card on no voucher',
      `INSERT INTO asset_cards (${CARD_COLUMNS}) SELECT 'x', 'X', name, keywords, category_id, 1, 'bought', acquired_day, 1, account_id, NULL FROM asset_cards WHERE id = :card`,
    ],
    [
      'an opening card of the books’ own time',
      `INSERT INTO asset_cards (${CARD_COLUMNS}) SELECT 'x', 'X', name, keywords, category_id, 1, 'opening', '2026-01-01', 1, account_id, NULL FROM asset_cards WHERE id = :card`,
    ],
    [
      'a card born disposed of',
      `INSERT INTO asset_cards (${CARD_COLUMNS}, status) SELECT 'x', 'X', name, keywords, category_id, 1, way, acquired_day, 1, account_id, NULL, 'disposed' FROM asset_cards WHERE id = :opening`,
    ],
    ['a card in the place of another', `INSERT OR REPLACE INTO asset_cards SELECT * FROM asset_cards WHERE id = :card`],
    ['its cost', 'UPDATE asset_cards SET original = original - 1 WHERE id = :card'],
    ['its day', "UPDATE asset_cards SET acquired_day = '2026-03-09' WHERE id = :card"],
    ['its voucher', 'UPDATE asset_cards SET voucher_id = :march WHERE id = :card'],
    ['the cost of a depreciated opening card', 'UPDATE asset_cards SET original = original + 1 WHERE id = :opening'],
    ['a residual above what is left', 'UPDATE asset_cards SET residual = original WHERE id = :card'],
    ['its state without papers', "UPDATE asset_cards SET status = 'disposed' WHERE id = :card"],
    ['a disposed card back to life', "UPDATE asset_cards SET status = 'inUse' WHERE id = :gone"],
    ['a card void without a reversal', "UPDATE asset_cards SET status = 'void' WHERE id = :card"],
    ['its place without a move', "UPDATE asset_cards SET place = '家里' WHERE id = :card"],
    ['a bought card away', 'DELETE FROM asset_cards WHERE id = :card'],
    ['a depreciated opening card away', 'DELETE FROM asset_cards WHERE id = :opening'],
    ['a move rewritten', "UPDATE asset_moves SET place = '家里'"],
    ['a move away', 'DELETE FROM asset_moves'],
    [
      'a move out of its order',
      "INSERT INTO asset_moves (card_id, sequence, day, status, recorded_by) VALUES (:card, 9, '2026-04-01', 'idle', 'x')",
    ],
    [
      'a move before the last one',
      "INSERT INTO asset_moves (card_id, sequence, day, status, recorded_by) VALUES (:card, 2, '2026-01-01', 'idle', 'x')",
    ],
    [
      'a disposed card moved',
      "INSERT INTO asset_moves (card_id, sequence, day, status, recorded_by) VALUES (:gone, 2, '2026-04-01', 'idle', 'x')",
    ],
    [
      'a month taken twice',
      'INSERT INTO asset_depreciations SELECT run_id, card_id, month, amount, 1 FROM asset_depreciations',
    ],
    ['another amount of a month', 'UPDATE asset_depreciations SET amount = amount + 1'],
    [
      'a month replaced',
      'INSERT OR REPLACE INTO asset_depreciations SELECT run_id, card_id, month, amount + 1, 1 FROM asset_depreciations',
    ],
    ['a month away', 'DELETE FROM asset_depreciations'],
    ['months freed without a reversal', 'UPDATE asset_runs SET live = 0'],
    ['lines freed under a run that stands', 'UPDATE asset_depreciations SET live = 0'],
    [
      'a month that its voucher does not pay',
      "INSERT INTO asset_depreciations SELECT run_id, card_id, '2026-01', 1, 1 FROM asset_depreciations WHERE card_id = :opening",
    ],
    ['a second run of a month', "INSERT INTO asset_runs (id, month, voucher_id) VALUES ('x', '2026-03', :voucher)"],
    [
      'a run on a voucher of another month',
      "INSERT INTO asset_runs (id, month, voucher_id) VALUES ('x', '2026-04', :voucher)",
    ],
    ['a run away', 'DELETE FROM asset_runs'],
    [
      'a disposal of what its voucher does not write off',
      'INSERT INTO asset_disposal_cards SELECT disposal_id, :card, original, accumulated, status_before, 1 FROM asset_disposal_cards',
    ],
    [
      'a disposal without a voucher of its day',
      "INSERT INTO asset_disposals (id, kind, day, ground, voucher_id) VALUES ('x', 'lost', '2026-04-01', 'x', :voucher)",
    ],
    ['a disposal undone without a reversal', 'UPDATE asset_disposals SET live = 0'],
    ['the ground of a disposal', "UPDATE asset_disposals SET ground = '另有原因'"],
    ['a disposed card out of its disposal', 'UPDATE asset_disposal_cards SET live = 0'],
    ['a disposal away', 'DELETE FROM asset_disposals'],
    ['a disposal’s cards away', 'DELETE FROM asset_disposal_cards'],
    ['a result of a finished stock-take', "UPDATE asset_stocktake_lines SET result = 'missing'"],
    ['a line of a finished stock-take away', 'DELETE FROM asset_stocktake_lines'],
    [
      'a line added to it',
      "INSERT INTO asset_stocktake_lines SELECT stocktake_id, :gone, 'x', name, category, model, quantity, unit, original, net, department, keeper, place, result, note FROM asset_stocktake_lines WHERE card_id = :card",
    ],
    ['what it found', "UPDATE asset_stocktake_found SET name = '别的'"],
    ['what it found away', 'DELETE FROM asset_stocktake_found'],
    ['a finished stock-take opened again', 'UPDATE asset_stocktakes SET finished_day = NULL, finished_by = NULL'],
    ['a finished stock-take away', 'DELETE FROM asset_stocktakes'],
    ['the settings away and back', 'INSERT INTO asset_settings (id) VALUES (2)'],
  ])('is refused: %s', (_, sql) => {
    const before = state();
    expect(() => db.transaction(() => db.run(sql, params()))).toThrow(/ledger\.asset|constraint failed/i);
    expect(state()).toBe(before);
  });

  it('a voucher that later ones rest on is not reversed, by whatever door', () => {
    for (const id of [bought.voucher.id, march]) {
      const before = state();
      const reverse = () =>
        db.transaction(() => {
          db.run(
            `INSERT INTO vouchers (id, month, day, status, summary, source, reverses_id, amount, prepared_by)
             SELECT 'red', '2026-04', '2026-04-01', 'draft', 'x', 'reversal', id, -amount, 'x' FROM vouchers WHERE id = :id`,
            { id },
          );
          db.run(
            "INSERT INTO entries (voucher_id, line, account_id, debit, credit) SELECT 'red', line, account_id, -debit, -credit FROM entries WHERE voucher_id = :id",
            { id },
          );
          db.run("UPDATE vouchers SET status = 'posted', number = 1, posted_at = 'x' WHERE id = 'red'");
        });
      expect(reverse).toThrow('ledger.assetLaterFirst');
      expect(state()).toBe(before);
    }
  });

  it('a disposal reversed by whatever door gives its cards back', () => {
    const rollback = new Error('rolled back on purpose');
    const reverse = () =>
      db.transaction(() => {
        db.run(
          `INSERT INTO vouchers (id, month, day, status, summary, source, reverses_id, amount, prepared_by)
           SELECT 'red', '2026-04', '2026-04-01', 'draft', 'x', 'reversal', id, -amount, 'x' FROM vouchers WHERE id = :goneId`,
          { goneId },
        );
        db.run(
          "INSERT INTO entries (voucher_id, line, account_id, debit, credit) SELECT 'red', line, account_id, -debit, -credit FROM entries WHERE voucher_id = :goneId",
          { goneId },
        );
        db.run("UPDATE vouchers SET status = 'posted', number = 1, posted_at = 'x' WHERE id = 'red'");
        expect(db.get('SELECT status FROM asset_cards WHERE id = :id', { id: bought.cards[1] })).toEqual({
          status: 'inUse',
        });
        expect(db.get('SELECT live FROM asset_disposal_cards')).toEqual({ live: 0 });
        throw rollback;
      });
    expect(reverse).toThrow(rollback);
  });
});

describe('hostile input', () => {
  const at = { day: '2026-03-20' };
  const bad: [string, OperationName, object][] = [
    ['an unknown category', 'ledger.buyAsset', purchase({ assets: [item({ categoryId: 'nobody' })] })],
    ['a closed or missing month', 'ledger.buyAsset', purchase({ day: day('2025-12-31') })],
    ['a negative amount', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), amount: -1 }] }],
    ['three decimals', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), amount: 10.5 }] }],
    ['nothing bought', 'ledger.buyAsset', { ...purchase(), assets: [] }],
    ['30 February', 'ledger.buyAsset', { ...purchase(), day: '2026-02-30' }],
    ['a quantity of none', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), quantity: 0 }] }],
    ['half a piece', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), quantity: 1.5 }] }],
    [
      'a card a fen for more pieces than fen',
      'ledger.buyAsset',
      { ...purchase(), assets: [{ ...item(), quantity: 9, separate: true, amount: 8 }] },
    ],
    [
      'ten thousand cards',
      'ledger.buyAsset',
      { ...purchase(), assets: [{ ...item(), quantity: 10000, separate: true }] },
    ],
    [
      'one number for many cards',
      'ledger.buyAsset',
      { ...purchase(), assets: [{ ...item(), quantity: 2, separate: true, number: 'A' }] },
    ],
    ['a number that is taken', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), number: '2026-001' }] }],
    [
      'one number twice',
      'ledger.buyAsset',
      {
        ...purchase(),
        assets: [
          { ...item(), number: 'A' },
          { ...item(), number: 'A' },
        ],
      },
    ],
    ['more than the bank holds', 'ledger.buyAsset', { ...purchase(), assets: [{ ...item(), amount: 99_999_999_999 }] }],
    ['an unknown resolution', 'ledger.buyAsset', { ...purchase(), resolutionId: 'nobody' }],
    ['an unknown fund', 'ledger.buyAsset', { ...purchase(), fundId: 'nobody' }],
    ['an unknown find', 'ledger.buyAsset', { ...purchase(), source: 'found', foundId: 'nobody' }],
    ['a month that does not exist', 'ledger.runDepreciation', { month: '2026-13' }],
    ['a month that the books do not have', 'ledger.runDepreciation', { month: '2027-01' }],
    ['an unknown card', 'ledger.disposeAsset', { ...disposal(['nobody']) }],
    ['no card', 'ledger.disposeAsset', disposal([])],
    ['no ground', 'ledger.disposeAsset', { ...disposal(['nobody']), ground: ' ' }],
    ['negative proceeds', 'ledger.disposeAsset', { ...disposal(['nobody']), proceeds: -1 }],
    ['an unknown card', 'ledger.moveAssets', { ids: ['nobody'], ...at, place: 'x' }],
    [
      'an unknown card',
      'ledger.saveAsset',
      { id: 'nobody', number: 'A', name: 'x', categoryId: 'computer', quantity: 1 },
    ],
    ['an unknown card', 'ledger.dropOpeningAsset', { id: 'nobody' }],
    ['an unknown voucher', 'ledger.takeBackPurchase', { id: 'nobody', ...at, reason: 'x' }],
    ['an unknown voucher', 'ledger.takeBackDisposal', { id: 'nobody', ...at, reason: 'x' }],
    ['an unknown stock-take', 'ledger.saveStocktakeLines', { id: 'nobody', lines: [{ cardId: 'x' }] }],
    ['a percentage over 99', 'ledger.saveAssetSettings', { residualPercent: 100 }],
    ['a category that is not there', 'ledger.saveAssetCategory', { id: 'nobody', name: 'x' }],
    ['a life of no months', 'ledger.saveAssetCategory', { name: 'x', usefulMonths: 0 }],
  ];
  it.each(bad)('is refused with a sentence, and nothing is written: %s, %s', async (_, operation, input) => {
    const before = state();
    const { code, sentence } = await test.refusal(operation, input);
    expect(code).not.toBe('program.unexpected');
    expect(sentence).toMatch(/[一-鿿].*。$/);
    expect(state()).toBe(before);
  });
});

describe('every list', () => {
  const plan = (sql: string, params: Params) => explain(db, sql, params).join('\n');
  it.each([
    [
      'cards',
      LIST_ASSETS,
      { statuses: '["inUse"]', categoryId: null, department: null, search: '', pattern: '%%' },
      ['asset_cards_by_status', 'asset_depreciations_of_card'],
    ],
    ['due cards', DUE_CARDS, { month: '2026-04' }, ['asset_cards_by_status', 'asset_depreciations_of_card']],
    ['taken months', TAKEN_MONTHS, { id: 'x' }, ['USING COVERING INDEX asset_depreciation']],
    ['a card’s depreciation', CARD_DEPRECIATIONS, { id: 'x' }, ['asset_depreciations_of_card']],
    ['a card’s disposals', CARD_DISPOSALS, { id: 'x' }, ['asset_disposals_of_card']],
    ['a card’s stock-takes', CARD_STOCKTAKES, { id: 'x' }, ['asset_stocktakes_of_card']],
    ['a card’s moves', CARD_MOVES, { id: 'x' }, ['SEARCH asset_moves USING PRIMARY KEY']],
    ['the months of a year', YEAR_MONTHS, { from: '2026-01', to: '2026-12' }, ['asset_depreciations_by_month']],
    [
      'the table’s cards',
      TABLE_CARDS,
      { from: '2026-01', to: '2026-12' },
      ['asset_depreciations_by_month', 'asset_depreciations_of_card'],
    ],
    ['the runs of a year', YEAR_RUNS, { from: '2026-01', to: '2026-12' }, ['asset_run_once_a_month']],
    ['stock-takes', LIST_STOCKTAKES, {}, ['asset_stocktakes_by_day']],
    ['lines of a stock-take', STOCKTAKE_LINES, { id: 'x' }, ['USING PRIMARY KEY (stocktake_id=?)']],
    ['what was found', LIST_FOUND, { id: 'x' }, ['asset_found_of_stocktake']],
    ['the register', REGISTER, { month: '2026-03' }, ['asset_depreciations_of_card', 'asset_disposals_of_card']],
    ['a balance', SUBTREE_BALANCE, { id: 'x', month: '2026-03' }, ['USING PRIMARY KEY (account_id=? AND month']],
  ])('reads %s by index', (_, sql, params, wanted) => {
    const steps = plan(sql, params);
    for (const part of wanted) expect(steps).toContain(part);
    // whole tables of entries, vouchers or months are never read
    expect(steps).not.toMatch(
      /SCAN (entries|vouchers|taken|asset_depreciations|asset_moves|asset_stocktake_lines|line|account_months)\b(?! USING)/,
    );
  });
  it('reads the few categories', () => {
    expect(plan(LIST_CATEGORIES, {})).toContain('asset_categories');
  });
});
