import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { balanceOf } from '#electron/engine/ledger/commands.ts';
import {
  DRIVE_LIST_SQL,
  donationsHeld,
  MOVES_OF_DRIVE,
  readDrive,
  saveDrive,
} from '#electron/engine/visits/donations/drives.ts';
import {
  collectDonations,
  giftListSql,
  handOverDonations,
  takeBackDonation,
} from '#electron/engine/visits/donations/money.ts';
import { day } from '#shared/calendar.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { fillBank } from './visits-support.ts';

describe('donations', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  let driveId: string;
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四' },
    ]);
    driveId = (
      await test.call('visits.saveDrive', { name: '慈善一日捐', day: day('2026-03-01'), beneficiary: '市慈善总会' })
    ).id;
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const gifts = () => [
    { memberId: member(0), amount: fen(10_000) },
    { memberId: member(1), amount: fen(5_050) },
    { giver: '退休教师协会', amount: fen(20_000) },
    { amount: fen(1) },
  ];
  const collect = () =>
    test.call('visits.collectDonations', { driveId, day: day('2026-03-05'), method: 'cash', gifts: gifts() });
  const handOver = (amount: number) =>
    test.call('visits.handOverDonations', {
      driveId,
      day: day('2026-03-08'),
      method: 'cash',
      receiver: '市慈善总会',
      receiptNumber: 'A-17',
      amount: fen(amount),
    });
  const entries = (voucherId: string) =>
    raw.all<{ account: string; debit: number; credit: number }>(
      'SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :voucherId ORDER BY line',
      { voucherId },
    );
  const stored = () =>
    raw.get(`SELECT (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail,
      (SELECT count(*) FROM donation_gifts) AS gifts, (SELECT count(*) FROM donation_handovers) AS handovers, (SELECT count(*) FROM donation_drives) AS drives`);

  it('passes through 代管经费 alone: dues and income stay as they are', async () => {
    const drive = await collect();
    expect(drive).toMatchObject({ gifts: 4, givers: 2, collected: 35_051, handedOver: 0, left: 35_051 });
    const [collection] = drive.moves;
    expect(entries(collection?.voucherId ?? '')).toEqual([
      { account: '2021:101', debit: 35_051, credit: 0 },
      { account: '2021:221', debit: 0, credit: 35_051 },
    ]);
    const list = await test.call('visits.listGifts', { driveId });
    expect(list.rows.map((gift) => [gift.name, gift.amount])).toEqual([
      ['张三', 10_000],
      ['李四', 5_050],
      ['退休教师协会', 20_000],
      ['匿名', 1],
    ]);
    expect((await test.refusal('visits.closeDrive', { id: driveId, day: '2026-03-09' })).code).toBe('visit.driveOpen');
    const handed = await handOver(35_051);
    expect(entries(handed.moves[1]?.voucherId ?? '')).toEqual([
      { account: '2021:221', debit: 35_051, credit: 0 },
      { account: '2021:101', debit: 0, credit: 35_051 },
    ]);
    expect((await test.call('visits.closeDrive', { id: driveId, day: day('2026-03-09') })).closedDay).toBe(
      '2026-03-09',
    );
    expect(
      (
        await test.refusal('visits.handOverDonations', {
          driveId,
          day: '2026-03-10',
          method: 'cash',
          receiver: 'x',
          amount: 1,
        })
      ).code,
    ).toBe('visit.driveClosed');
    const touched =
      raw.all(`SELECT accounts.code FROM entries JOIN accounts ON accounts.id = account_id JOIN vouchers ON vouchers.id = voucher_id
      WHERE vouchers.source <> 'closing' AND (accounts.class IN ('income', 'expense') OR accounts.id = '2021:401')`);
    expect(touched).toEqual([]);
    expect(
      raw.get(
        'SELECT (SELECT count(*) FROM dues_receipts) AS receipts, (SELECT count(*) FROM dues_batches) AS batches',
      ),
    ).toEqual({
      receipts: 0,
      batches: 0,
    });
    expect(balanceOf(raw, '2021:221')).toBe(0);
  });

  it('takes a wrong collection back with its voucher, but not under what was handed over', async () => {
    const drive = await collect();
    const { id = '', voucherId = '' } = drive.moves[0] ?? {};
    const handed = await handOver(20_000);
    const back = { day: day('2026-03-12'), reason: '登记错了' };
    expect((await test.refusal('visits.takeBackDonation', { moveId: id, ...back })).code).toBe('visit.donationHanded');
    expect((await test.refusal('ledger.reverseVoucher', { id: voucherId, ...back })).sentence).toBe(
      '这些捐款已经转交出去，不能撤回收款；请先撤回转交。',
    );
    await test.call('ledger.reverseVoucher', { id: handed.moves[1]?.voucherId ?? '', ...back });
    const empty = await test.call('visits.takeBackDonation', { moveId: id, ...back });
    expect(empty).toMatchObject({ collected: 0, handedOver: 0, gifts: 0, givers: 0 });
    expect(empty.moves.map((move) => move.reversed)).toEqual([true, true]);
    expect((await test.call('visits.listGifts', { driveId, standingOnly: true })).total).toBe(0);
    expect((await test.refusal('visits.closeDrive', { id: driveId, day: '2026-03-12' })).code).toBe('visit.driveEmpty');
    expect((await test.refusal('visits.dropDrive', { id: driveId })).code).toBe('visit.driveInUse');
  });

  it('keeps a closed drive closed, until it is opened again with a reason', async () => {
    await collect();
    const handed = await handOver(35_051);
    await test.call('visits.closeDrive', { id: driveId, day: day('2026-03-09') });
    const voucher = handed.moves[1]?.voucherId ?? '';
    expect((await test.refusal('ledger.reverseVoucher', { id: voucher, day: '2026-03-10', reason: '错' })).code).toBe(
      'visit.driveClosed',
    );
    expect((await test.refusal('visits.saveDrive', { id: driveId, name: '改名', day: '2026-03-01' })).code).toBe(
      'visit.driveClosed',
    );
    await test.call('visits.reopenDrive', { id: driveId, reason: '收据号写错' });
    expect((await test.refusal('visits.reopenDrive', { id: driveId, reason: '再来' })).code).toBe(
      'visit.driveNotClosed',
    );
    await test.call('visits.takeBackDonation', {
      moveId: handed.moves[1]?.id ?? '',
      day: day('2026-03-10'),
      reason: '错',
    });
  });

  it('offers the members with what they have given', async () => {
    await collect();
    const found = await test.call('visits.listGiverCandidates', { driveId, statuses: ['active'], search: '张' });
    expect(found).toEqual([{ memberId: member(0), number: '0001', name: '张三', groupName: '', given: 10_000 }]);
  });

  it('refuses hostile input in words and writes nothing', async () => {
    await collect();
    const before = stored();
    const unknown = '00000000-0000-7000-8000-000000000000';
    const one = { driveId, day: '2026-03-05', method: 'bank', gifts: [{ amount: 100 }] };
    const out = { driveId, day: '2026-03-08', method: 'cash', receiver: '市慈善总会', amount: 100 };
    const cases: [Parameters<TestEngine['refusal']>[0], unknown, string][] = [
      ['visits.saveDrive', { name: '慈善一日捐', day: '2026-03-01' }, 'visit.driveTaken'],
      ['visits.saveDrive', { name: '新', day: '2026-02-30' }, 'request.invalid'],
      ['visits.saveDrive', { name: '新', day: '2026-03-01', heldAccountId: '2021:408' }, 'visit.heldAccount'],
      ['visits.saveDrive', { name: '新', day: '2026-03-01', resolutionId: unknown }, 'request.notFound'],
      ['visits.saveDrive', { id: driveId, name: '慈善一日捐', day: '2026-03-06' }, 'visit.donationEarly'],
      ['visits.readDrive', { id: unknown }, 'request.notFound'],
      ['visits.collectDonations', { ...one, driveId: unknown }, 'request.notFound'],
      ['visits.collectDonations', { ...one, gifts: [] }, 'request.invalid'],
      ['visits.collectDonations', { ...one, gifts: [{ amount: -1 }] }, 'request.invalid'],
      ['visits.collectDonations', { ...one, gifts: [{ amount: 1.005 }] }, 'request.invalid'],
      ['visits.collectDonations', { ...one, gifts: [{ memberId: unknown, amount: 1 }] }, 'request.notFound'],
      [
        'visits.collectDonations',
        { ...one, gifts: [{ memberId: member(0), giver: '张三', amount: 1 }] },
        'request.invalid',
      ],
      [
        'visits.collectDonations',
        { ...one, gifts: [0, 1].map(() => ({ memberId: member(0), amount: 1 })) },
        'visit.donationTwice',
      ],
      [
        'visits.collectDonations',
        { ...one, gifts: [0, 1].map(() => ({ amount: 99_999_999_999_999 })) },
        'ledger.amountTooLarge',
      ],
      ['visits.collectDonations', { ...one, day: '2026-02-28' }, 'visit.donationEarly'],
      ['visits.collectDonations', { ...one, day: '2031-03-05' }, 'ledger.periodMissing'],
      ['visits.handOverDonations', { ...out, amount: 35_052 }, 'visit.donationOver'],
      ['visits.handOverDonations', { ...out, receiver: ' ' }, 'request.invalid'],
      ['visits.takeBackDonation', { moveId: unknown, day: '2026-03-08', reason: '错' }, 'request.notFound'],
      ['visits.closeDrive', { id: unknown, day: '2026-03-08' }, 'request.notFound'],
    ];
    for (const [operation, input, code] of cases) {
      const refusal = await test.refusal(operation, input);
      expect([operation, input, refusal.code]).toEqual([operation, input, code]);
      expect(refusal.sentence).not.toContain('{');
    }
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month <= '2026-03'");
    expect((await test.refusal('visits.collectDonations', one)).code).toBe('ledger.periodClosed');
    expect(stored()).toEqual(before);
  });

  it('keeps what was posted from raw SQL and reads every list by an index', async () => {
    await collect();
    const final = /ledger\.postedIsFinal/;
    expect(() => raw.run('UPDATE donation_gifts SET amount = 1')).toThrow(final);
    expect(() => raw.run('DELETE FROM donation_gifts')).toThrow(final);
    expect(() => raw.run('DELETE FROM donation_collections')).toThrow(final);
    expect(() => raw.run("UPDATE donation_drives SET held_account_id = '2021:211'")).toThrow(/driveInUse/);
    expect(() => raw.run("UPDATE donation_drives SET closed_day = '2026-03-09'")).toThrow(/driveOpen/);
    expect(() =>
      raw.run('INSERT INTO donation_gifts (collection_id, line, amount) SELECT id, 5, 1 FROM donation_collections'),
    ).toThrow(/donationMismatch/);
    const plan = (sql: string) => explain(raw, sql, { driveId: 'x', id: 'x', limit: 1, offset: 0 }).join('\n');
    expect(plan(DRIVE_LIST_SQL)).toMatch(/drive USING INDEX donation_drives_by_day/);
    expect(plan(giftListSql(false))).toMatch(/collection USING INDEX donation_collections_of_drive/);
    expect(plan(MOVES_OF_DRIVE)).toMatch(/donation_handovers_of_drive/);
  });
});

describe('whatever is given, handed over and taken back', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
    books.write(fillBank);
  });
  afterAll(() => books.dispose());

  it('代管经费 is what was collected and not handed over, and a collection is its gifts', () => {
    const { db } = books;
    let round = 0;
    const step = fc.record({
      action: fc.constantFrom('in', 'out', 'back'),
      amount: fc.integer({ min: 1, max: 3_000 }),
      pick: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        round += 1;
        const { id: driveId } = books.write((context) =>
          saveDrive(context, {
            name: `募捐${round}`,
            day: day('2026-03-01'),
            purpose: '',
            beneficiary: '',
            notice: '',
            heldAccountId: '2021:221',
          }),
        );
        for (const { action, amount, pick } of steps) {
          const on = { driveId, day: day('2026-03-10'), method: 'bank', attachmentCount: 0 } as const;
          try {
            if (action === 'in') {
              const gifts = Array.from({ length: 1 + (pick % 3) }, (_, index) => ({
                giver: '',
                amount: fen(amount + index),
              }));
              books.write((context) => collectDonations(context, { ...on, gifts }));
            } else if (action === 'out')
              books.write((context) =>
                handOverDonations(context, { ...on, receiver: '慈善会', receiptNumber: '', amount: fen(amount) }),
              );
            else {
              const { moves } = readDrive(db, driveId);
              const move = moves[pick % Math.max(1, moves.length)];
              if (move)
                books.write((context) =>
                  takeBackDonation(context, { moveId: move.id, day: day('2026-03-12'), reason: '错' }),
                );
            }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          const { left } = readDrive(db, driveId);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(balanceOf(db, '2021:221') + donationsHeld(db)).toBe(0);
        }
        expect(
          db.all(`SELECT id FROM donation_collections AS collection
                  WHERE amount <> (SELECT sum(amount) FROM donation_gifts WHERE collection_id = collection.id)`),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(balanceOf(db, '2021:401')).toBe(0);
  });
});
