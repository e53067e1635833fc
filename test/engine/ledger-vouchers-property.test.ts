import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { closeMonth } from '#electron/engine/ledger/close/close.ts';
import { reopenMonth } from '#electron/engine/ledger/close/reopen.ts';
import { findMiscounts, postVoucher, readTrialBalance, reverseVoucher } from '#electron/engine/ledger/commands.ts';
import { postDraft, removeDraft, saveDraft } from '#electron/engine/ledger/vouchers/drafts.ts';
import { countUnreviewed, reviewVouchers, withdrawReview } from '#electron/engine/ledger/vouchers/reviews.ts';
import { day, firstDay, month, monthsOfYear } from '#shared/calendar.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
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

const ACCOUNTS = ['2021:50504', '2021:50102', '2021:102', '2021:408', '2021:213', '2021:501', '2021:nothing'];
const MONTHS = monthsOfYear(2026).slice(0, 3);

interface Line {
  account: number;
  debit: number;
  credit: number;
}
type Step =
  | { kind: 'save'; target: number; day: number; lines: Line[]; balance: boolean }
  | { kind: 'postDraft'; target: number }
  | { kind: 'removeDraft'; target: number }
  | { kind: 'post'; day: number; amount: number }
  | { kind: 'reverse'; target: number; day: number }
  | { kind: 'review'; target: number; reviewer: number }
  | { kind: 'withdraw'; target: number }
  | { kind: 'close'; month: number }
  | { kind: 'reopen'; month: number };

const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000 }));
const line = fc.record({ account: fc.nat(ACCOUNTS.length), debit: amount, credit: amount });
const target = fc.nat(12);
const day90 = fc.nat(89);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      target,
      day: day90,
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      balance: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('postDraft' as const), target }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('removeDraft' as const), target }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('post' as const), day: day90, amount: fc.integer({ min: 1, max: 9999 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), target, day: day90 }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('review' as const), target, reviewer: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), target }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close' as const), month: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reopen' as const), month: fc.nat(1) }) },
);

const OPERATORS = ['陈静', '接班的会计'];
const rollback = new Error('rolled back on purpose');
const nobody = (): never => {
  throw new Error('no file is chosen here');
};

interface Life {
  context: WriteContext;
  drafts: string[];
  posted: string[];
}

function perform({ context, drafts, posted }: Life, action: Step): void {
  const pick = (from: readonly string[], at: number) => from[at % Math.max(1, from.length)] ?? 'nothing';
  const dayAt = (at: number) => day(new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
  if (action.kind === 'save') {
    const lines = action.lines.map(({ account, debit, credit }) => ({
      ...(ACCOUNTS[account] === undefined ? {} : { accountId: ACCOUNTS[account] }),
      summary: '',
      // some have both sides, which is as good a case
      debit: fen(action.balance && credit > 0 ? 0 : debit),
      credit: fen(credit),
    }));
    const rest = lines.reduce((total, { debit, credit }) => total + debit - credit, 0);
    if (action.balance)
      lines.push({
        accountId: '2021:102',
        summary: '',
        debit: fen(Math.max(-rest, 0)),
        credit: fen(Math.max(rest, 0)),
      });
    // one in three changes a draft that is there
    const given = action.target % 3 === 0 ? drafts[action.target % Math.max(1, drafts.length)] : undefined;
    const saved = saveDraft(context, {
      ...(given === undefined ? {} : { id: given }),
      day: dayAt(action.day),
      summary: '随机',
      counterparty: '',
      attachmentCount: 0,
      lines,
    });
    if (given === undefined) drafts.push(saved.id);
  } else if (action.kind === 'postDraft') posted.push(postDraft(context, pick(drafts, action.target)).id);
  else if (action.kind === 'removeDraft') removeDraft(context, pick(drafts, action.target));
  else if (action.kind === 'post')
    posted.push(
      postVoucher(context, {
        day: dayAt(action.day),
        summary: '直接',
        source: 'manual',
        entries: [
          { accountId: '2021:50504', debit: fen(action.amount), credit: fen(0) },
          { accountId: '2021:102', debit: fen(0), credit: fen(action.amount) },
        ],
      }).id,
    );
  else if (action.kind === 'reverse')
    posted.push(
      reverseVoucher(context, { voucherId: pick(posted, action.target), day: dayAt(action.day), reason: '错' }).id,
    );
  else if (action.kind === 'review')
    reviewVouchers(context, {
      ids: [pick(posted, action.target)],
      reviewer: [...OPERATORS, '周明'][action.reviewer],
    });
  else if (action.kind === 'withdraw') withdrawReview(context, { id: pick(posted, action.target), reason: '再看' });
  else if (action.kind === 'close') closeMonth(context, MONTHS[action.month] ?? month('2026-01'));
  else reopenMonth(context, MONTHS[action.month] ?? month('2026-01'), '记错了');
}

/** What the ledger says, which no draft and no review may move. */
const books = () =>
  JSON.stringify([
    db.all("SELECT * FROM vouchers WHERE status = 'posted' ORDER BY id"),
    db.all('SELECT * FROM entries ORDER BY voucher_id, line'),
    db.all('SELECT * FROM account_months ORDER BY account_id, month'),
    readTrialBalance(db, month('2026-01'), month('2026-12')).lines,
  ]);

function assertSound(): void {
  expect(
    db.all(
      `SELECT month FROM vouchers WHERE status = 'posted' GROUP BY month HAVING max(number) <> count(*) OR min(number) <> 1`,
    ),
  ).toEqual([]);
  expect(db.all("SELECT 1 FROM vouchers WHERE status = 'draft' AND number IS NOT NULL")).toEqual([]);
  expect(db.all('SELECT voucher_id FROM entries GROUP BY voucher_id HAVING sum(debit) <> sum(credit)')).toEqual([]);
  // a draft has no entries, a posted voucher no lines of a draft
  expect(
    db.all("SELECT voucher_id FROM entries JOIN vouchers ON vouchers.id = voucher_id WHERE status = 'draft'"),
  ).toEqual([]);
  expect(
    db.all("SELECT voucher_id FROM draft_lines JOIN vouchers ON vouchers.id = voucher_id WHERE status = 'posted'"),
  ).toEqual([]);
  expect(
    db.all(
      "SELECT vouchers.id FROM vouchers JOIN periods USING (month) WHERE vouchers.status = 'draft' AND periods.status = 'closed'",
    ),
  ).toEqual([]);
  expect(
    db.all(
      `SELECT voucher_id FROM voucher_reviews JOIN vouchers ON vouchers.id = voucher_id
       WHERE reviewed_by = prepared_by OR status <> 'posted'`,
    ),
  ).toEqual([]);
  const counted = db.get<{ vouchers: number }>(
    `SELECT (SELECT count(*) FROM vouchers WHERE status = 'posted') - (SELECT count(*) FROM voucher_reviews) AS vouchers`,
  );
  expect(countUnreviewed(db, month('2026-01'), month('2026-12'))).toBe(counted?.vouchers);
  expect(findMiscounts(db, month('2026-01'), month('2026-12'))).toEqual([]);
  expect(readTrialBalance(db, month('2026-01'), month('2026-12')).balanced).toBe(true);
}

it('any order of saving, posting, removing, reviewing and closing leaves no gap, debit = credit, and drafts outside of the books', () => {
  const seen: Record<Step['kind'] | 'refused', number> = {
    save: 0,
    postDraft: 0,
    removeDraft: 0,
    post: 0,
    reverse: 0,
    review: 0,
    withdraw: 0,
    close: 0,
    reopen: 0,
    refused: 0,
  };
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }), (steps) => {
      const run = () =>
        db.transaction(() => {
          let ids = 0;
          let turn = 0;
          const context: WriteContext = {
            db,
            clock: { now: () => new Date('2026-12-01T00:00:00Z') },
            today: firstDay(month('2026-12')),
            get operator() {
              turn += 1;
              return OPERATORS[turn % 2] ?? '';
            },
            role: 'treasurer',
            assetsFolder: '',
            attachmentStore: { keep: () => nobody(), read: () => nobody() },
            chosenFile: () => nobody(),
            chosenFolder: () => nobody(),
            get now() {
              return new Date(Date.UTC(2026, 11, 1) + turn).toISOString();
            },
            newId: () => {
              ids += 1;
              return `id-${ids}`;
            },
            trail: () => undefined,
            schedule: () => '',
          };
          const life: Life = { context, drafts: [], posted: [] };
          for (const action of steps) {
            const before = books();
            try {
              db.transaction(() => perform(life, action));
              seen[action.kind] += 1;
              if (['save', 'removeDraft', 'review', 'withdraw', 'close', 'reopen'].includes(action.kind))
                expect(books()).toBe(before);
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
              seen.refused += 1;
              expect(books()).toBe(before);
            }
          }
          assertSound();
          throw rollback;
        });
      expect(run).toThrow(rollback);
    }),
    { numRuns: 300 },
  );
  // the property would hold for a program that refuses everything
  for (const [kind, count] of Object.entries(seen)) expect([kind, count > 5]).toEqual([kind, true]);
});
