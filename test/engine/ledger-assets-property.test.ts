import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { saveAsset } from '#electron/engine/ledger/assets/cards.ts';
import { runDepreciation } from '#electron/engine/ledger/assets/depreciation.ts';
import { disposeAsset } from '#electron/engine/ledger/assets/disposal.ts';
import { getAsset, listAssets } from '#electron/engine/ledger/assets/list.ts';
import { saveOpeningAsset } from '#electron/engine/ledger/assets/opening.ts';
import { buyAsset } from '#electron/engine/ledger/assets/purchase.ts';
import { readSettings, saveSettings } from '#electron/engine/ledger/assets/settings.ts';
import { takeBackDepreciation, takeBackDisposal, takeBackPurchase } from '#electron/engine/ledger/assets/take-back.ts';
import { openNextYear } from '#electron/engine/ledger/close/reopen.ts';
import { assetTies, findMiscounts } from '#electron/engine/ledger/commands.ts';
import { appendTrail } from '#electron/engine/trail.ts';
import { addDays, addMonths, day, month as monthOf, monthsBetween } from '#shared/calendar.ts';
import { assetsOperations as operations } from '#shared/contract/ledger.ts';
import { Refusal } from '#shared/errors.ts';
import { fen, sum } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { disposal, item, opening, purchase } from './ledger-assets-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const nobody = (): never => {
  throw new Error('no file is chosen here');
};
function contextOf(): WriteContext {
  let last = 0;
  return {
    db,
    clock: { now: () => new Date('2028-06-01T00:00:00Z') },
    today: day('2028-06-01'),
    now: '2028-06-01T00:00:00.000Z',
    operator: '陈静',
    role: 'treasurer',
    assetsFolder: fileURLToPath(new URL('../../assets', import.meta.url)),
    attachmentStore: { keep: nobody, read: nobody },
    chosenFile: nobody,
    chosenFolder: nobody,
    newId: () => {
      last += 1;
      return `id-${String(last).padStart(6, '0')}`;
    },
    trail: (entry) => appendTrail(db, '2028-06-01T00:00:00.000Z', '陈静', 'ledger.buyAsset', entry),
    schedule: () => '',
  };
}

const rollback = new Error('rolled back on purpose');
/** Runs something on books of two open years and takes all of it away again. */
function inBooks(work: (context: WriteContext) => void): void {
  expect(() =>
    db.transaction(() => {
      const context = contextOf();
      openNextYear(context);
      work(context);
      throw rollback;
    }),
  ).toThrow(rollback);
}

const FIRST = monthOf('2026-01');
const monthAt = (index: number) => addMonths(FIRST, index);
const dayAt = (index: number) => addDays(day('2026-01-01'), index);

const amount = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 3_000_000 }));
const life = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(undefined));
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('buy' as const),
      source: fc.constantFrom('bought' as const, 'granted' as const, 'donated' as const),
      day: fc.nat(600),
      amount,
      life,
      quantity: fc.integer({ min: 1, max: 4 }),
      separate: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('opening' as const),
      amount,
      accumulated: fc.nat(3_000_000),
      life,
      age: fc.integer({ min: 1, max: 900 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      ahead: fc.integer({ min: 0, max: 3 }),
      catchUp: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('dispose' as const),
      card: fc.nat(20),
      days: fc.nat(60),
      proceeds: fc.nat(5000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('takeBack' as const), voucher: fc.nat(30), days: fc.nat(40) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('life' as const), card: fc.nat(20), life }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settings' as const),
      firstMonth: fc.constantFrom('purchase' as const, 'next' as const),
      residualPercent: fc.constantFrom(0, 5, 99),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  context: WriteContext;
  cards: string[];
  vouchers: { id: string; day: string; kind: 'buy' | 'run' | 'dispose' }[];
  /** The month that was depreciated last. */
  month: number;
}

function perform(world: World, action: Step): void {
  const { context, cards, vouchers } = world;
  const cardAt = (index: number) => cards[index % Math.max(1, cards.length)] ?? 'nobody';
  if (action.kind === 'buy') {
    const input = operations['ledger.buyAsset'].input.parse(
      purchase({
        source: action.source,
        day: dayAt(action.day),
        assets: [
          item({
            amount: fen(action.amount),
            usefulMonths: action.life,
            quantity: action.quantity,
            separate: action.separate,
          }),
        ],
      }),
    );
    const bought = buyAsset(context, input);
    cards.push(...bought.cards);
    vouchers.push({ id: bought.voucher.id, day: bought.voucher.day, kind: 'buy' });
  } else if (action.kind === 'opening') {
    const input = operations['ledger.saveOpeningAsset'].input.parse(
      opening({
        original: fen(action.amount),
        accumulated: fen(action.accumulated % (action.amount + 1)),
        usefulMonths: action.life,
        acquiredDay: addDays(day('2026-01-01'), -action.age),
      }),
    );
    cards.push(saveOpeningAsset(context, input).id);
  } else if (action.kind === 'run') {
    const month = monthAt(world.month + action.ahead);
    const voucher = runDepreciation(context, { month, catchUp: action.catchUp, attachmentCount: 0 });
    world.month += action.ahead;
    vouchers.push({ id: voucher.id, day: voucher.day, kind: 'run' });
  } else if (action.kind === 'dispose') {
    const input = operations['ledger.disposeAsset'].input.parse(
      disposal([cardAt(action.card)], {
        day: addDays(day(`${monthAt(world.month)}-01`), action.days),
        proceeds: fen(action.proceeds),
      }),
    );
    const voucher = disposeAsset(context, input);
    vouchers.push({ id: voucher.id, day: voucher.day, kind: 'dispose' });
  } else if (action.kind === 'takeBack') {
    const voucher = vouchers[action.voucher % Math.max(1, vouchers.length)];
    if (!voucher) return;
    const takeBack = { id: voucher.id, day: addDays(day(voucher.day), action.days), reason: '错' };
    if (voucher.kind === 'buy') takeBackPurchase(context, takeBack);
    else if (voucher.kind === 'run') takeBackDepreciation(context, takeBack);
    else takeBackDisposal(context, takeBack);
  } else if (action.kind === 'life') {
    const card = getAsset(db, cardAt(action.card));
    const { id, number, name, categoryId, quantity, model, unit, note } = card;
    saveAsset(context, { id, number, name, categoryId, quantity, model, unit, note, usefulMonths: action.life });
  } else {
    const { categories: _, ...settings } = readSettings(context);
    saveSettings(context, { ...settings, firstMonth: action.firstMonth, residualPercent: action.residualPercent });
  }
}

function assertSound(): void {
  // the accounts hold what the cards say, but for what the books opened with and no card stands for
  const ties = assetTies(db);
  for (const what of ['original', 'accumulated', 'net'] as const) {
    const [before, now] = ['opening', 'now'].map(
      (at) => ties.find((tie) => tie.at === at && tie.what === what)?.difference,
    );
    expect({ what, difference: now }).toEqual({ what, difference: before });
  }
  for (const row of listAssets(db, { search: '', status: 'all' }).rows) {
    const card = getAsset(db, row.id);
    const taken = card.depreciations.filter(({ live }) => live);
    expect(new Set(taken.map(({ month }) => month)).size).toBe(taken.length);
    expect(card.accumulated).toBe(sum([card.openingAccumulated, ...taken.map(({ amount }) => amount)]));
    expect(card.accumulated).toBeLessThanOrEqual(card.original - card.residual);
    expect(card.net).toBe(card.original - card.accumulated);
    // what the plan has left is what is left of the card, for a card that lives
    if (card.plan && card.status !== 'void' && card.status !== 'disposed') {
      const { from } = card.plan;
      const since = sum(taken.filter(({ month }) => month >= from).map(({ amount }) => amount));
      expect(card.plan.base - since).toBe(card.original - card.residual - card.accumulated);
    }
    // the state follows the papers
    expect(card.status === 'disposed').toBe(card.disposals.some(({ live }) => live));
  }
  expect(findMiscounts(db, FIRST, monthOf('2027-12'))).toEqual([]);
}

it('any life of cards leaves 141, 142 and 301 with what the cards say', () => {
  const seen: Record<string, number> = {};
  let refused = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 25, size: 'max' }), (steps) => {
      inBooks((context) => {
        const world: World = { context, cards: [], vouchers: [], month: 0 };
        for (const action of steps) {
          try {
            db.transaction(() => perform(world, action));
            seen[action.kind] = (seen[action.kind] ?? 0) + 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused += 1;
          }
        }
        assertSound();
      });
    }),
    { numRuns: 200 },
  );
  // the property would hold for a program that refuses everything
  for (const kind of ['buy', 'opening', 'run', 'dispose', 'takeBack', 'life', 'settings'])
    expect([kind, (seen[kind] ?? 0) > 20]).toEqual([kind, true]);
  expect(refused).toBeGreaterThan(5);
});

it('a life of months adds up to the cost less the residual to the fen, whatever months were missed and caught up', () => {
  fc.assert(
    fc.property(
      amount,
      fc.integer({ min: 1, max: 18 }),
      fc.constantFrom(0, 3, 50),
      fc.constantFrom('purchase' as const, 'next' as const),
      fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
      (cost, months, residualPercent, firstMonth, skipped) => {
        inBooks((context) => {
          const { categories: _, ...settings } = readSettings(context);
          saveSettings(context, { ...settings, firstMonth, residualPercent });
          const input = operations['ledger.buyAsset'].input.parse(
            purchase({ day: day('2026-02-10'), assets: [item({ amount: fen(cost), usefulMonths: months })] }),
          );
          const [id = ''] = buyAsset(context, input).cards;
          const all = monthsBetween(monthOf('2026-02'), monthOf('2027-12'));
          for (const [index, month] of all.entries()) {
            const last = index === all.length - 1;
            if (skipped[index] && !last) continue;
            try {
              runDepreciation(context, { month, catchUp: last, attachmentCount: 0 });
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
          }
          const card = getAsset(db, id);
          const residual = Number((BigInt(cost) * BigInt(residualPercent)) / 100n);
          expect(card.residual).toBe(residual);
          expect(card.accumulated).toBe(cost - residual);
          const taken = card.depreciations.map(({ month }) => month);
          expect(taken.every((month) => month >= addMonths(monthOf('2026-02'), firstMonth === 'next' ? 1 : 0))).toBe(
            true,
          );
          expect(taken.every((month) => month < addMonths(monthOf('2026-02'), months + 1))).toBe(true);
          assertSound();
        });
      },
    ),
    { numRuns: 60 },
  );
});
