import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { PAYOUT_LIST_SQL, payShares, takeBackShare } from '#electron/engine/dues/share/payouts.ts';
import { RECEIVED_SQL, receivedByGroup } from '#electron/engine/dues/share/received.ts';
import { readShares, STANDING_SQL, shareOf } from '#electron/engine/dues/share/shares.ts';
import { ACCOUNT } from '#electron/engine/ledger/commands.ts';
import { groupsOnDay } from '#electron/engine/members/commands.ts';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import { putBatch, putGroup, putMove, putRefund, putTakeBack } from './dues-hand.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const JANUARY = month('2026-01');
const JUNE = month('2026-06');
const HALF = { from: JANUARY, to: JUNE };
const EXPENSE = '2021:510';

/** Turnover of 会费收入 over some months: income stands on the credit side. */
function turnoverOf401(db: Connection, from: string, to: string): number {
  return (
    db.get<{ amount: number }>(
      `SELECT coalesce(sum(credit - debit), 0) AS amount FROM entries JOIN vouchers ON vouchers.id = voucher_id
       WHERE account_id = :account AND status = 'posted' AND vouchers.month BETWEEN :from AND :to`,
      { account: ACCOUNT.duesIncome, from, to },
    )?.amount ?? 0
  );
}

describe('a share', () => {
  it.each([
    [100_00, 50, 50_00],
    [22_80, 60, 13_68],
    [1, 50, 0],
    [33, 50, 16],
    [-500, 50, 0],
    [0, 40, 0],
    [99_999_999_999_999, 100, 99_999_999_999_999],
  ])('of %i fen at %i percent is %i', (received, percent, share) => {
    expect(shareOf(fen(received), percent)).toBe(share);
  });
});

describe('received by branch', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
  });
  afterEach(() => books.dispose());

  it('adds up to the turnover of 401, whatever was paid, taken back, refunded and moved; shares never exceed it', () => {
    const { db } = books;
    db.run('UPDATE dues_rules SET branch_share = 60');
    const junior = putGroup(db, '初中分会', 'branch');
    const senior = putGroup(db, '高中分会', 'branch');
    const places = [junior, putGroup(db, '初一组', 'group', junior), senior, putGroup(db, '后勤组'), undefined];
    const member = fc.nat({ max: 3 });
    const days = ['2026-01-08', '2026-02-10', '2026-03-15', '2026-05-20'] as const;
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('pay' as const),
        member,
        amount: fc.integer({ min: 1, max: 9999 }),
        on: fc.nat({ max: 3 }),
      }),
      fc.record({ kind: fc.constant('back' as const), which: fc.nat({ max: 5 }), on: fc.nat({ max: 3 }) }),
      fc.record({ kind: fc.constant('refund' as const), which: fc.nat({ max: 5 }), on: fc.nat({ max: 3 }) }),
      fc.record({ kind: fc.constant('move' as const), member, to: fc.nat({ max: 4 }), on: fc.nat({ max: 3 }) }),
    );
    let round = 0;
    class Undo extends Error {}
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        round += 1;
        try {
          books.write((context) => {
            const ids = putMembers(
              db,
              [0, 1, 2, 3].map((one) => ({ number: `${round}-${one}`, name: `会员${one}` })),
            );
            const batches: {
              batchId: string;
              voucherId: string;
              receiptId: string;
              memberId: string;
              on: number;
              amount: Fen;
              gone: boolean;
            }[] = [];
            for (const each of steps) {
              const on = day(days[each.on] ?? '2026-01-08');
              if (each.kind === 'pay') {
                const memberId = ids[each.member] ?? '';
                const { batchId, voucherId, receiptIds } = putBatch(context, on, [
                  { memberId, amount: fen(each.amount) },
                ]);
                batches.push({
                  batchId,
                  voucherId,
                  receiptId: receiptIds[0] ?? '',
                  memberId,
                  on: each.on,
                  amount: fen(each.amount),
                  gone: false,
                });
              } else if (each.kind === 'move') {
                const memberId = ids[each.member] ?? '';
                const last = db.get<{ day: string }>(
                  'SELECT max(day) AS day FROM member_moves WHERE member_id = :memberId',
                  { memberId },
                )?.day;
                const now = db.get<{ g: string | null }>('SELECT group_id AS g FROM members WHERE id = :memberId', {
                  memberId,
                })?.g;
                const to = places[each.to];
                if ((last ?? '') <= on && (now ?? undefined) !== to) putMove(db, memberId, to, on);
              } else {
                const batch = batches[each.which];
                if (!batch || batch.gone || batch.on > each.on) continue;
                batch.gone = true;
                if (each.kind === 'back') putTakeBack(context, batch.batchId, batch.voucherId, on);
                else putRefund(context, batch.memberId, batch.receiptId, batch.amount, on);
              }
            }
            for (const [from, to] of [
              ['2026-01', '2026-06'],
              ['2026-02', '2026-03'],
            ] as const) {
              const shares = readShares(db, { from: month(from), to: month(to) });
              expect(shares.received).toBe(turnoverOf401(db, from, to));
              for (const row of shares.rows) {
                expect(row.share).toBe(shareOf(row.received, 60));
                expect(row.toPay).toBe(row.share);
              }
            }
            // whose receipt it was is the group of its day, as the members' own history tells it
            for (const { receiptId, memberId, on } of batches) {
              const at = day(days[on] ?? '2026-01-08');
              const told = groupsOnDay(db, at).get(memberId) ?? null;
              const groups = receivedByGroup(db, month(at.slice(0, 7)), month(at.slice(0, 7))).map(
                ({ groupId }) => groupId,
              );
              expect(groups).toContain(told);
              expect(receiptId).not.toBe('');
            }
            throw new Undo();
          });
        } catch (error) {
          if (!(error instanceof Undo)) throw error;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('goes by the indexes', () => {
    const plan = explain(books.db, RECEIVED_SQL, HALF).join('\n');
    expect(plan).toMatch(/SEARCH dues_batches USING (COVERING )?INDEX dues_batches_by_month \(month>\? AND month<\?\)/);
    expect(plan).toMatch(/SEARCH dues_receipts USING INDEX sqlite_autoindex_dues_receipts_2 \(batch_id=\?\)/);
    expect(plan).toMatch(/SEARCH member_moves USING PRIMARY KEY \(member_id=\?\)/);
    expect(plan).not.toMatch(/SCAN (?!money|\d|\()\w*dues/);
    expect(explain(books.db, STANDING_SQL, { branchId: 'b', ...HALF }).join('\n')).toContain(
      'SEARCH dues_share_payouts USING INDEX dues_share_payouts_of_branch (branch_id=? AND from_month<?)',
    );
    const list = explain(books.db, PAYOUT_LIST_SQL, { limit: 100, offset: 0 }).join('\n');
    expect(list).toContain('SCAN dues_share_payouts USING INDEX dues_share_payouts_by_day');
    expect(list).not.toContain('TEMP B-TREE');
  });

  it('a month of a branch is never paid out twice, in any order of paying and taking back', () => {
    const { db } = books;
    db.run('UPDATE dues_rules SET branch_share = 50');
    const branch = putGroup(db, '初中分会', 'branch');
    const [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉' }]);
    putMove(db, id, branch, '2024-01-01');
    books.write((context) => {
      for (const of of monthsOfYear(2026).slice(0, 6))
        putBatch(context, day(`${of}-05`), [{ memberId: id, amount: fen(2280) }]);
    });
    const pay = (from: number, to: number) =>
      books.write((context) => {
        const stretch = { from: month(`2026-0${from}`), to: month(`2026-0${to}`) };
        const { toPay } = readShares(db, stretch);
        return payShares(context, {
          ...stretch,
          branchIds: [branch],
          accountId: EXPENSE,
          day: day('2026-06-30'),
          method: 'bank',
          // what is covered already shows nothing to pay; the refusal comes before the sum is compared
          total: toPay === 0 ? fen(1) : toPay,
        });
      });
    const monthPair = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(monthPair, { minLength: 1, maxLength: 5 }), (stretches) => {
        const covered = new Set<number>();
        const made: string[] = [];
        for (const [a, b] of stretches) {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
          if (wanted.some((each) => covered.has(each))) {
            expect(() => pay(from, to)).toThrow('dues.sharePaid');
            continue;
          }
          const { payouts, total } = pay(from, to);
          expect(total).toBe(wanted.length * 1140);
          made.push(payouts[0]?.id ?? '');
          for (const each of wanted) covered.add(each);
        }
        const standing = db.all<{ from: string; to: string; amount: number }>(
          `SELECT from_month AS "from", to_month AS "to", amount FROM dues_share_payouts
           WHERE NOT EXISTS (SELECT 1 FROM dues_share_take_backs WHERE payout_id = dues_share_payouts.id)`,
        );
        expect(standing.reduce((all, { amount }) => all + amount, 0)).toBe(covered.size * 1140);
        for (const payoutId of made)
          books.write((context) => takeBackShare(context, { payoutId, day: day('2026-06-30'), reason: '重付' }));
      }),
      { numRuns: 25 },
    );
    expect(turnoverOf401(db, '2026-01', '2026-12')).toBe(6 * 2280);
    // everything that was paid came back: the account stands at nothing
    expect(
      db.get('SELECT coalesce(sum(debit - credit), 0) AS left FROM entries WHERE account_id = :EXPENSE', { EXPENSE }),
    ).toEqual({ left: 0 });
  });

  it('the schema itself refuses a second payout, a payout without its voucher, on 401, or changed afterwards', () => {
    const { db } = books;
    db.run('UPDATE dues_rules SET branch_share = 50');
    const branch = putGroup(db, '初中分会', 'branch');
    const plain = putGroup(db, '后勤组');
    const [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉' }]);
    putMove(db, id, branch, '2024-01-01');
    const paid = books.write((context) => {
      const { voucherId } = putBatch(context, day('2026-03-05'), [{ memberId: id, amount: fen(2280) }]);
      const { payouts } = payShares(context, {
        ...HALF,
        branchIds: [branch],
        accountId: EXPENSE,
        day: day('2026-06-30'),
        method: 'cash',
        total: fen(1140),
      });
      return { receiptVoucher: voucherId, payout: payouts[0] };
    });
    const again = (change: Record<string, string | number>) => {
      const row = db.get<Record<string, string | number>>('SELECT * FROM dues_share_payouts') ?? {};
      const next = { ...row, id: 'again', ...change };
      const columns = Object.keys(next);
      db.run(
        `INSERT INTO dues_share_payouts (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})`,
        next,
      );
    };
    expect(() => again({})).toThrow(/dues_share_once/);
    expect(() => again({ branch_id: plain })).toThrow(/dues\.shareNoBranch/);
    const later = { from_month: '2026-05', to_month: '2026-06' };
    expect(() => again(later)).toThrow(/dues_share_once/);
    db.run("INSERT INTO groups (id, name, kind) VALUES ('other', '高中分会', 'branch')");
    expect(() => again({ branch_id: 'other', amount: 1141, received: 2282 })).toThrow(/dues_share_matches_voucher/);
    expect(() => again({ branch_id: 'other', percent: 40 })).toThrow(/dues_share_is_percent/);
    // the voucher of the receipts themselves is no payout
    expect(() =>
      again({
        branch_id: 'other',
        voucher_id: paid.receiptVoucher,
        amount: 2280,
        received: 2280,
        percent: 100,
        day: '2026-03-05',
        month: '2026-03',
        to_month: '2026-03',
      }),
    ).toThrow(/dues_share_matches_voucher/);
    expect(() => db.run('UPDATE dues_share_payouts SET amount = 1')).toThrow(/ledger\.postedIsFinal/);
    expect(() => db.run('DELETE FROM dues_share_payouts')).toThrow(/ledger\.postedIsFinal/);
    // taken back only with the reversal of its voucher
    expect(() =>
      db.run(
        "INSERT INTO dues_share_take_backs (payout_id, day, month, reason, voucher_id, voucher_number) VALUES (:payoutId, '2026-06-30', '2026-06', 'x', :voucherId, 'x')",
        { payoutId: paid.payout?.id, voucherId: paid.payout?.voucherId },
      ),
    ).toThrow(/dues_share_matches_voucher/);
    expect(() => db.run('DELETE FROM dues_settings')).toThrow(/ledger\.postedIsFinal/);
  });
});

describe('the operations', () => {
  let test: TestEngine;
  let db: Connection;
  let junior: string;
  let senior: string;
  const pay = (change: object = {}) => ({
    ...HALF,
    branchIds: [junior, senior],
    accountId: EXPENSE,
    day: day('2026-06-30'),
    method: 'bank' as const,
    total: fen(2680),
    ...change,
  });
  beforeAll(async () => {
    test = await startWithBooks();
    test.setNow('2026-07-05T02:00:00.000Z');
    db = await secondConnection(test);
    db.run('UPDATE dues_rules SET branch_share = 60');
    junior = putGroup(db, '初中分会', 'branch');
    senior = putGroup(db, '高中分会', 'branch');
    const members = putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 4380 },
      { number: '0003', name: '黎明', wage: 3080 },
    ]);
    members.slice(0, 2).forEach((id, index) => {
      putMove(db, id, index === 0 ? junior : senior, '2024-01-01');
    });
    await test.call('dues.raiseLevy', { month: month('2026-03') });
    for (const { id, owed } of (await test.call('dues.listLevies', { month: month('2026-03') })).rows)
      await test.call('dues.recordReceipt', { levyId: id, amount: owed, method: 'bank', day: day('2026-03-05') });
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });

  it('show what came in by branch, pay it with one voucher a branch, and say afterwards that it is paid', async () => {
    const before = await test.call('dues.readShares', HALF);
    expect(
      before.rows.map(({ name, received, share, state, payers }) => [name, received, share, state, payers]),
    ).toEqual([
      ['初中分会', 2280, 1368, 'open', 1],
      ['高中分会', 2190, 1314, 'open', 1],
    ]);
    expect([before.outside, before.received, before.toPay, before.percent]).toEqual([1540, 6010, 2682, 60]);
    expect(before.settings.accountId).toBeUndefined();
    expect(before.settings.basis).toContain('待核');

    // every refusal leaves the books as they are
    const vouchers = () => db.get<{ n: number }>('SELECT count(*) AS n FROM vouchers')?.n;
    const count = vouchers();
    const refusals: [object, string, string][] = [
      [{}, 'dues.shareChanged', '26.82'],
      [{ total: fen(2682), day: day('2026-05-31') }, 'dues.shareTooEarly', '2026年上半年'],
      [{ total: fen(2682), from: JUNE, to: JANUARY }, 'dues.monthsReversed', '写反'],
      [{ total: fen(2682), from: month('2016-01') }, 'dues.stretchTooLong', '36'],
      [{ total: fen(2682), branchIds: ['nobody'] }, 'dues.shareNoBranch', '分会'],
      [{ total: fen(2682), from: JUNE }, 'dues.shareNothing', '初中分会'],
      [{ total: fen(2682), accountId: ACCOUNT.duesIncome }, 'dues.shareAccount', '401 会费收入'],
      [{ total: fen(2682), accountId: ACCOUNT.bank }, 'dues.shareAccount', '102'],
      [{ total: fen(2682), accountId: 'nowhere' }, 'request.notFound', '科目'],
      [{ total: fen(2682), method: 'gold' }, 'request.invalid', '收付方式'],
      [{ total: fen(-1) }, 'request.invalid', '大于零'],
      [{ total: 1.005 }, 'request.invalid', '分'],
      [{ total: fen(2682), day: '2026-02-30' }, 'request.invalid', '2026-02-30'],
      [{ total: fen(2682), day: day('2031-01-31') }, 'ledger.periodMissing', '2031'],
    ];
    for (const [change, code, says] of refusals) {
      const refused = await test.refusal('dues.payShares', pay(change));
      expect([refused.code, refused.sentence.includes(says)], `${JSON.stringify(change)} ${refused.sentence}`).toEqual([
        code,
        true,
      ]);
    }
    expect(vouchers()).toBe(count);
    expect(db.get('SELECT count(*) AS n FROM dues_share_payouts')).toEqual({ n: 0 });

    const done = await test.call('dues.payShares', pay({ total: fen(2682) }));
    expect(done.payouts.map(({ branch, amount, received, percent }) => [branch, amount, received, percent])).toEqual([
      ['初中分会', 1368, 2280, 60],
      ['高中分会', 1314, 2190, 60],
    ]);
    expect(vouchers()).toBe((count ?? 0) + 2);
    const voucher = await test.call('ledger.getVoucher', { id: done.payouts[0]?.voucherId ?? '' });
    expect(voucher.source).toBe('dues');
    expect(voucher.summary).toBe('付初中分会2026年上半年会费留成');
    expect(voucher.entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['510', 1368, 0],
      ['102', 0, 1368],
    ]);
    const after = await test.call('dues.readShares', HALF);
    expect(after.rows.map(({ state, toPay, paid }) => [state, toPay, paid])).toEqual([
      ['paid', 0, 1368],
      ['paid', 0, 1314],
    ]);
    expect(after.settings.accountId).toBe(EXPENSE);
    expect(
      (await test.call('dues.readShares', { ...HALF, to: month('2026-12') })).rows.map(({ state }) => state),
    ).toEqual(['part', 'part']);
    const twice = await test.refusal(
      'dues.payShares',
      pay({ total: fen(2682), from: month('2026-03'), to: month('2026-03') }),
    );
    expect(twice.sentence).toContain('2026年上半年');
    // 401 is what came in, no more and no less
    expect(turnoverOf401(db, '2026-01', '2026-12')).toBe(6010);

    // the voucher cannot be reversed past the payout, only together with it
    const first = done.payouts[0];
    const past = await test.refusal('ledger.reverseVoucher', { id: first?.voucherId, day: '2026-06-30', reason: 'x' });
    expect(past.code).toBe('ledger.reverseAtSource');
    expect(past.sentence).toContain('分会留成');
    await test.call('dues.takeBackShare', { payoutId: first?.id ?? '', day: day('2026-06-30'), reason: '账号写错' });
    expect(
      (await test.refusal('dues.takeBackShare', { payoutId: first?.id, day: '2026-06-30', reason: 'x' })).code,
    ).toBe('dues.shareTakenBack');
    const list = await test.call('dues.listSharePayouts', {});
    expect(list.rows.find(({ id }) => id === first?.id)?.takenBack?.reason).toBe('账号写错');
    expect((await test.call('dues.readShares', HALF)).rows.map(({ state, toPay }) => [state, toPay])).toEqual([
      ['open', 1368],
      ['paid', 0],
    ]);
    await test.call('dues.payShares', pay({ branchIds: [junior], total: fen(1368) }));
  });

  it('keep the account as the union chose it, with the remark', async () => {
    const saved = await test.call('dues.saveShareAccount', { accountId: EXPENSE, basis: '区总工会 2026 年答复' });
    expect(saved).toEqual({ accountId: EXPENSE, account: '510 其他支出', basis: '区总工会 2026 年答复' });
    expect(await test.call('dues.readShareSettings', {})).toEqual(saved);
    const gone = await test.refusal('dues.saveShareAccount', { accountId: ACCOUNT.duesIncome, basis: 'x' });
    expect(gone.code).toBe('dues.shareAccount');
  });

  it('are not paid as one over months whose rules give different percentages', async () => {
    db.run(
      `INSERT INTO dues_rules (id, name, from_month, rate_basis_points, cut_to, base_items, branch_share)
       VALUES ('r2', '新标准', '2026-09', 50, 1000, '[]', 40)`,
    );
    const year = { from: JANUARY, to: month('2026-12') };
    expect((await test.call('dues.readShares', year)).percent).toBeUndefined();
    const refused = await test.refusal('dues.payShares', { ...pay(), ...year, day: '2026-12-31' });
    expect(refused.code).toBe('dues.sharePercentMixed');
  });
});
