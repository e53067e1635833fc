import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordReceipt, takeBackBatch } from '#electron/engine/dues/receipts/receipts.ts';
import {
  applyWaivers,
  COVERED_BY_WAIVER,
  COVERED_IN_MONTH,
  COVERED_LEVIES,
} from '#electron/engine/dues/waivers/apply.ts';
import { listMismatches, mismatchSql, waiveMismatches } from '#electron/engine/dues/waivers/mismatches.ts';
import { listWaivers, waiverListSql } from '#electron/engine/dues/waivers/queries.ts';
import { saveTerms, termsListSql } from '#electron/engine/dues/waivers/save-terms.ts';
import { TERMS_UNTIL, termsInForce } from '#electron/engine/dues/waivers/terms.ts';
import { LEVIES_IN_STRETCH, previewWaiver, revokeWaiver, saveWaiver } from '#electron/engine/dues/waivers/waivers.ts';
import { addChange } from '#electron/engine/members/records/write.ts';
import { day, type Month, month, monthsOfYear } from '#shared/calendar.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const MONTHS = monthsOfYear(2026).slice(0, 6);
const ALL = { search: '', offset: 0, limit: 500 };
const [JANUARY, FEBRUARY, MARCH] = [month('2026-01'), month('2026-02'), month('2026-03')];

describe('on bare books', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
  });
  afterAll(() => books.dispose());

  let serial = 0;
  /** A member in the books since before all months. */
  const putMember = (): string => {
    serial += 1;
    const [id = ''] = putMembers(books.db, [{ number: `W${serial}`, name: `会员${serial}` }]);
    books.db.run(
      `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator)
       VALUES (:id, 1, '2025-01-01', '', 'active', '登记入册', '陈静')`,
      { id },
    );
    return id;
  };
  /** Levies a month on one member as the levies do: then what waivers cover is taken off. */
  const levy = (memberId: string, at: Month, amount: number): string => {
    const levyId = `${memberId}-${at}`;
    books.write((context) => {
      context.db.run(
        `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
         SELECT :levyId, :memberId, :at, id, 100000, 100000, :amount, 'x' FROM dues_rules LIMIT 1`,
        { levyId, memberId, at, amount },
      );
      applyWaivers(context, at);
      context.trail({ subject: 'levy', id: levyId, label: 'x' });
    });
    return levyId;
  };
  const pay = (levyId: string, amount: number): string => {
    const { voucherId } = books.write((context) =>
      recordReceipt(context, {
        levyId,
        amount: fen(amount),
        method: 'bank',
        day: day('2026-03-10'),
        receiptNumber: '',
        reference: '',
      }),
    );
    return (
      books.db.get<{ id: string }>('SELECT id FROM dues_batches WHERE voucher_id = :voucherId', { voucherId })?.id ?? ''
    );
  };
  const waive = (memberId: string, fromMonth: Month, toMonth: Month) =>
    books.write((context) =>
      saveWaiver(context, {
        memberIds: [memberId],
        fromMonth,
        toMonth,
        reason: '因病困难',
        decision: '3 月委员会会议',
        day: day('2026-03-10'),
      }),
    );
  const revoke = (id: string) =>
    books.write((context) => revokeWaiver(context, { id, day: day('2026-03-15'), reason: '登记有误' }));
  const waiversOf = (memberId: string) => listWaivers(books.db, ALL).rows.filter((row) => row.memberId === memberId);
  const sumsOf = (levyId: string) =>
    books.db.get<{ amount: number; paid: number; waived: number }>(
      'SELECT amount, paid, waived FROM levies WHERE id = :levyId',
      { levyId },
    );
  const change = (memberId: string, to: MemberStatus, at: string, ground = '年满六十周岁') =>
    books.write((context) => {
      const from = books.db.get<{ status: MemberStatus }>('SELECT status FROM members WHERE id = :memberId', {
        memberId,
      });
      addChange(context, memberId, {
        from: from?.status ?? 'active',
        to,
        day: day(`${at}-10`),
        month: month(at),
        ground,
        ...(to === 'retained' ? { kind: 'retired' } : {}),
        ...(to === 'active' ? { approval: '会议', approvedDay: day(`${at}-10`) } : {}),
      });
      context.trail({ subject: 'member', id: memberId, label: 'x' });
    });
  const mismatchesOf = (memberId: string) =>
    listMismatches(books.db, ALL).rows.filter((row) => row.memberId === memberId);

  it('takes off what is owed, of levies that are there and of later ones, and leaves what was paid', () => {
    const id = putMember();
    const paid = levy(id, JANUARY, 2000);
    const part = levy(id, FEBRUARY, 2000);
    pay(paid, 2000);
    pay(part, 500);
    expect(previewWaiver(books.db, { memberIds: [id], fromMonth: JANUARY, toMonth: MARCH })).toMatchObject({
      members: 1,
      levies: 1,
      amount: 1500,
      paidLevies: 2,
      paidAmount: 2500,
    });
    expect(waive(id, JANUARY, MARCH)).toEqual({ waivers: 1, levies: 1, amount: 1500 });
    const later = levy(id, MARCH, 2000);
    const after = levy(id, month('2026-04'), 2000);
    expect(sumsOf(paid)).toEqual({ amount: 2000, paid: 2000, waived: 0 });
    expect(sumsOf(part)).toEqual({ amount: 2000, paid: 500, waived: 1500 });
    expect(sumsOf(later)).toEqual({ amount: 2000, paid: 0, waived: 2000 });
    expect(sumsOf(after)).toEqual({ amount: 2000, paid: 0, waived: 0 });
    expect(waiversOf(id)).toMatchObject([{ waived: 3500, paid: 2500, owed: 0 }]);
    const [waiver] = waiversOf(id);
    expect(revoke(waiver?.id ?? '')).toEqual({ levies: 2, amount: 3500 });
    expect(waiversOf(id)).toMatchObject([{ waived: 0, owed: 3500, revoked: { reason: '登记有误' } }]);
    // and a levy raised afterwards is not waived
    expect(sumsOf(levy(id, month('2026-05'), 2000))).toMatchObject({ waived: 0 });
  });

  it('what another waiver covers does not come back when one is revoked', () => {
    const id = putMember();
    const levyId = levy(id, JANUARY, 2000);
    waive(id, JANUARY, JANUARY);
    waive(id, JANUARY, MARCH);
    const first = waiversOf(id).find((row) => row.toMonth === JANUARY);
    expect(revoke(first?.id ?? '')).toEqual({ levies: 0, amount: 0 });
    expect(sumsOf(levyId)).toMatchObject({ waived: 2000 });
    // a levy that two of them cover is taken off once
    waive(id, FEBRUARY, MARCH);
    expect(sumsOf(levy(id, MARCH, 2000))).toEqual({ amount: 2000, paid: 0, waived: 2000 });
  });

  it('a payment taken back is owed again, waived or not', () => {
    const id = putMember();
    const levyId = levy(id, JANUARY, 2000);
    const batchId = pay(levyId, 500);
    waive(id, JANUARY, JANUARY);
    books.write((context) => takeBackBatch(context, { batchId, day: day('2026-03-12'), reason: '错收' }));
    expect(sumsOf(levyId)).toEqual({ amount: 2000, paid: 0, waived: 1500 });
  });

  it('the schema keeps waivers: no more than is open, only of the own months, revoked once, never deleted', () => {
    const id = putMember();
    const levyId = levy(id, JANUARY, 2000);
    const outside = levy(id, MARCH, 2000);
    const foreign = levy(putMember(), JANUARY, 2000);
    pay(levyId, 500);
    waive(id, JANUARY, FEBRUARY);
    const [{ id: waiver } = { id: '' }] = waiversOf(id);
    const put = (levy: string, amount: number) => () =>
      books.db.run('INSERT INTO dues_waived VALUES (:waiver, :levy, :amount)', { waiver, levy, amount });
    expect(put(outside, 100)).toThrow('dues_waived_fits');
    expect(put(foreign, 100)).toThrow('dues_waived_fits');
    expect(() => books.db.run('UPDATE dues_waived SET amount = 1')).toThrow('ledger.postedIsFinal');
    expect(() => books.db.run('DELETE FROM dues_waived')).toThrow('ledger.postedIsFinal');
    expect(() => books.db.run('DELETE FROM dues_waivers')).toThrow('ledger.postedIsFinal');
    expect(() => books.db.run("UPDATE dues_waivers SET reason = 'x'")).toThrow('ledger.postedIsFinal');
    expect(() => books.db.run('UPDATE levies SET waived = 0 WHERE id = :levyId', { levyId })).toThrow(
      'levy_waived_is_recorded',
    );
    expect(() => books.db.run('DELETE FROM levies WHERE id = :levyId', { levyId })).toThrow('ledger.postedIsFinal');
    waive(id, MARCH, MARCH);
    // the open part is gone: nothing more fits
    const second = waiversOf(id).find((row) => row.fromMonth === MARCH)?.id ?? '';
    expect(() =>
      books.db.run('INSERT INTO dues_waived VALUES (:second, :levyId, 1)', { second, levyId: outside }),
    ).toThrow();
    revoke(waiver);
    expect(() => books.db.run("UPDATE dues_waivers SET revoke_reason = 'y' WHERE id = :waiver", { waiver })).toThrow(
      'ledger.postedIsFinal',
    );
    expect(put(levyId, 100)).toThrow('dues_waived_fits');
  });

  it('in any order of levy, pay, take back, waive and revoke: levied = paid + owed + waived, as a simple model says', () => {
    const at = fc.nat(3);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('levy' as const), at, amount: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ kind: fc.constant('pay' as const), at, share: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ kind: fc.constant('takeBack' as const), pick: fc.nat(9) }),
      fc.record({ kind: fc.constant('waive' as const), at, length: fc.nat(2) }),
      fc.record({ kind: fc.constant('revoke' as const), pick: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const id = putMember();
        const levies = new Map<Month, { id: string; amount: number; paid: number }>();
        const payments: { month: Month; amount: number; batchId: string }[] = [];
        const waivers: { id: string; from: Month; to: Month; taken: Map<Month, number> }[] = [];
        const waived = (month: Month) => waivers.reduce((sum, { taken }) => sum + (taken.get(month) ?? 0), 0);
        const cover = (month: Month, by: (typeof waivers)[number]) => {
          const found = levies.get(month);
          const open = found ? found.amount - found.paid - waived(month) : 0;
          if (month >= by.from && month <= by.to && open > 0 && !by.taken.has(month)) by.taken.set(month, open);
        };
        for (const move of steps) {
          if (move.kind === 'levy') {
            const month = MONTHS[move.at] ?? JANUARY;
            if (levies.has(month)) continue;
            levies.set(month, { id: levy(id, month, move.amount), amount: move.amount, paid: 0 });
            for (const waiver of waivers) cover(month, waiver);
          } else if (move.kind === 'pay') {
            const month = MONTHS[move.at] ?? JANUARY;
            const found = levies.get(month);
            const open = found ? found.amount - found.paid - waived(month) : 0;
            const amount = Math.ceil((open * move.share) / 100);
            if (!found || amount === 0) continue;
            payments.push({ month, amount, batchId: pay(found.id, amount) });
            found.paid += amount;
          } else if (move.kind === 'takeBack') {
            const [payment] = payments.splice(move.pick % Math.max(1, payments.length), 1);
            if (!payment) continue;
            const { batchId } = payment;
            books.write((context) => takeBackBatch(context, { batchId, day: day('2026-03-12'), reason: '错收' }));
            const found = levies.get(payment.month);
            if (found) found.paid -= payment.amount;
          } else if (move.kind === 'waive') {
            const from = MONTHS[move.at] ?? JANUARY;
            const to = MONTHS[move.at + move.length] ?? from;
            const known = new Set(waiversOf(id).map((row) => row.id));
            waive(id, from, to);
            const made = waiversOf(id).find((row) => !known.has(row.id));
            const waiver = { id: made?.id ?? '', from, to, taken: new Map<Month, number>() };
            waivers.push(waiver);
            for (const month of MONTHS) cover(month, waiver);
          } else {
            const [waiver] = waivers.splice(move.pick % Math.max(1, waivers.length), 1);
            if (!waiver) continue;
            revoke(waiver.id);
            // others take over what it took off
            for (const month of waiver.taken.keys()) for (const other of waivers) cover(month, other);
          }
          for (const [month, { id: levyId, amount, paid }] of levies) {
            expect(sumsOf(levyId)).toEqual({ amount, paid, waived: waived(month) });
          }
        }
        const standing = waiversOf(id).filter((row) => row.revoked === undefined);
        expect(standing.map((row) => row.waived).sort()).toEqual(
          waivers.map(({ taken }) => [...taken.values()].reduce((sum, amount) => sum + amount, 0)).sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('lists the levies of months in which the member does not pay, with the change as the cause, until they are waived', () => {
    const id = putMember();
    const levies = MONTHS.map((at) => levy(id, at, 2000));
    pay(levies[3] ?? '', 2000);
    expect(mismatchesOf(id)).toEqual([]);
    // from March to May the member does not pay, then again
    change(id, 'retained', '2026-03');
    change(id, 'active', '2026-06', '返聘');
    expect(mismatchesOf(id).map(({ month: at, owed, paid }) => [at, owed, paid])).toEqual([
      ['2026-03', 2000, 0],
      ['2026-04', 0, 2000],
      ['2026-05', 2000, 0],
    ]);
    expect(mismatchesOf(id)[0]?.cause).toMatch(/^2026-03-10 保留会籍.退休..年满六十周岁$/);
    expect(listMismatches(books.db, { ...ALL, state: 'paid', search: `w${serial}` })).toMatchObject({
      total: 1,
      paid: 2000,
    });
    const chosen = [levies[2] ?? '', levies[4] ?? ''];
    expect(books.write((context) => waiveMismatches(context, { levyIds: chosen }))).toEqual({
      waivers: 2,
      levies: 2,
      amount: 4000,
    });
    expect(mismatchesOf(id).map(({ month: at }) => at)).toEqual(['2026-04']);
    expect(waiversOf(id)).toMatchObject([
      { decision: '按会籍变动办理', waived: 2000 },
      { decision: '按会籍变动办理', waived: 2000 },
    ]);
    expect(() => books.write((context) => waiveMismatches(context, { levyIds: chosen }))).toThrow(Refusal);
    // an undo takes the cause away
    books.write((context) => {
      addChange(context, id, {
        from: 'active',
        to: 'retained',
        day: day('2026-06-12'),
        month: month('2026-06'),
        ground: 'x',
        undoes: 3,
      });
      context.trail({ subject: 'member', id, label: 'x' });
    });
    expect(mismatchesOf(id).map(({ month: at }) => at)).toEqual(['2026-04', '2026-06']);
  });

  it('also lists those of an agreement not to pay and of months before joining, each once', () => {
    const id = putMember();
    for (const at of MONTHS.slice(0, 4)) levy(id, at, 1000);
    books.db.run("UPDATE members SET joined = '2026-02-05' WHERE id = :id", { id });
    const terms = (fromMonth: Month, pays: boolean) =>
      books.write((context) =>
        saveTerms(context, { memberIds: [id], fromMonth, pays, kind: '', authorised: '', ground: '长期病假' }),
      );
    terms(MARCH, false);
    terms(month('2026-04'), true);
    change(id, 'retained', '2026-03');
    expect(mismatchesOf(id).map(({ month: at, cause }) => [at, cause.slice(0, 15)])).toEqual(
      [
        ['2026-01', '入会时间是 2026-02-05'.slice(0, 15)],
        ['2026-03', '2026-03-10 保留会籍'],
        ['2026-04', '2026-03-10 保留会籍'],
      ].map(([at, cause]) => [at, (cause ?? '').slice(0, 15)]),
    );
  });

  it('terms hold from their month until the next entry', () => {
    const [first, second] = [putMember(), putMember()];
    const save = (memberIds: string[], fromMonth: Month, pays: boolean) =>
      books.write((context) =>
        saveTerms(context, { memberIds, fromMonth, pays, kind: '', authorised: '', ground: '长期病假' }),
      );
    save([first, second], FEBRUARY, false);
    save([first], month('2026-04'), true);
    const inForce = (at: Month) => {
      const terms = termsInForce(books.db, at);
      return [terms.get(first)?.pays, terms.get(second)?.pays];
    };
    expect(inForce(JANUARY)).toEqual([undefined, undefined]);
    expect(inForce(MARCH)).toEqual([false, false]);
    expect(inForce(month('2026-05'))).toEqual([true, false]);
  });

  it('every list and every levy of a month goes by its indexes', () => {
    const plan = (sql: string, params = {}) => explain(books.db, sql, params).join('\n');
    const inMonth = plan(COVERED_IN_MONTH, { month: MARCH });
    expect(inMonth).toContain('SEARCH dues_waivers USING INDEX dues_waivers_standing');
    expect(inMonth).toContain('SEARCH levies USING INDEX');
    expect(plan(COVERED_BY_WAIVER, { waiverId: 'x' })).not.toContain('SCAN');
    expect(plan(COVERED_LEVIES, { memberId: 'x', levyIds: '[]' })).toContain('dues_waivers_of_member');
    expect(plan(TERMS_UNTIL, { month: MARCH })).toBe('SCAN dues_terms');
    const window = { limit: 10, offset: 0 };
    const waivers = plan(waiverListSql({ search: '' }).rows, window);
    expect(waivers).toContain('SCAN dues_waivers USING INDEX dues_waivers_by_day');
    expect(waivers).not.toContain('TEMP B-TREE');
    expect(plan(LEVIES_IN_STRETCH, { memberIds: '[]', fromMonth: MARCH, toMonth: MARCH })).toContain(
      'SEARCH levies USING INDEX',
    );
    const terms = plan(termsListSql({ search: '' }).rows, { ...window, month: MARCH });
    expect(terms).toContain('SCAN members USING COVERING INDEX members_searched');
    expect(terms).toContain('SEARCH dues_terms USING PRIMARY KEY');
    expect(plan(mismatchSql({ search: '' }).rows, window)).toMatch(
      /SEARCH levies USING INDEX \S+ \(member_id=\? AND month>\? AND month<\?\)/,
    );
  });
});

describe('in the program', () => {
  let test: TestEngine;
  let id = '';
  let levied: Month[] = [];
  beforeAll(async () => {
    test = await startWithBooks();
    const db = await secondConnection(test);
    [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    db.close();
    levied = [FEBRUARY, MARCH];
    for (const at of levied) await test.call('dues.raiseLevy', { month: at });
  });
  afterAll(() => test.dispose());
  const head = async () => (await test.call('union.listTrail', { limit: 1 })).head;
  let waiver: {
    memberIds: string[];
    fromMonth: string;
    toMonth: string;
    reason: string;
    decision: string;
    day: string;
  };
  let terms: { memberIds: string[]; fromMonth: string; pays: boolean; ground: string };
  beforeEach(() => {
    waiver = {
      memberIds: [id],
      fromMonth: FEBRUARY,
      toMonth: MARCH,
      reason: '困难',
      decision: '会议',
      day: '2026-03-10',
    };
    terms = { memberIds: [id], fromMonth: MARCH, pays: false, ground: '病假' };
  });

  it.each([
    ['request.invalid', { toMonth: '2026-01' }],
    ['request.invalid', { toMonth: '2036-02' }],
    ['request.invalid', { fromMonth: '2026-13' }],
    ['request.invalid', { reason: ' ' }],
    ['request.invalid', { decision: '' }],
    ['request.invalid', { day: '2026-02-30' }],
    ['request.invalid', { memberIds: [] }],
    ['request.notFound', { memberIds: ['nobody'] }],
    ['dues.waiverTooLate', { day: '2026-03-16' }],
  ])('%s for a waiver with %j, and nothing is written', async (code, more) => {
    const before = await head();
    const refused = await test.refusal('dues.saveWaiver', { ...waiver, ...more });
    expect(refused.code).toBe(code);
    expect(refused.sentence).toMatch(/。$/);
    expect(await head()).toBe(before);
    expect((await test.call('dues.listWaivers', {})).total).toBe(0);
  });

  it.each([
    ['request.invalid', { fromMonth: '2026-00' }],
    ['request.invalid', { ground: '' }],
    ['request.invalid', { authorised: '2026-02-30' }],
    ['request.invalid', { authorised: '2026-03-16' }],
    ['request.notFound', { memberIds: ['nobody'] }],
    ['dues.kindUnknown', { pays: true, kind: '没有这一类' }],
  ])('%s for terms with %j, and nothing is written', async (code, more) => {
    const before = await head();
    expect((await test.refusal('dues.saveTerms', { ...terms, ...more })).code).toBe(code);
    expect(await head()).toBe(before);
    expect((await test.call('dues.listTerms', {})).total).toBe(0);
  });

  it('a waiver is written, listed, revoked with a reason, and then is done with', async () => {
    const input = { memberIds: [id], fromMonth: FEBRUARY, toMonth: MARCH };
    const preview = await test.call('dues.previewWaiver', input);
    expect(preview).toMatchObject({ members: 1, levies: 2, amount: 4560, paid: [] });
    const made = await test.call('dues.saveWaiver', {
      ...input,
      reason: '困难',
      decision: '会议',
      day: day('2026-03-10'),
    });
    expect(made).toEqual({ waivers: 1, levies: 2, amount: 4560 });
    const { rows, total, waived } = await test.call('dues.listWaivers', { state: 'standing', search: 'X' });
    expect([total, waived]).toEqual([1, 4560]);
    expect(rows[0]).toMatchObject({ name: '侯梅玉', waived: 4560, owed: 0, operator: '陈静' });
    const waiverId = rows[0]?.id ?? '';
    const revoke = { id: waiverId, day: day('2026-03-12'), reason: '不再困难' };
    expect((await test.refusal('dues.applyWaiver', { id: waiverId })).code).toBe('dues.waiverNothingOwed');
    expect((await test.refusal('dues.revokeWaiver', { ...revoke, day: '2026-03-09' })).code).toBe(
      'dues.waiverRevokedEarly',
    );
    expect((await test.refusal('dues.revokeWaiver', { ...revoke, day: '2026-03-16' })).code).toBe('dues.waiverTooLate');
    expect((await test.refusal('dues.revokeWaiver', { ...revoke, reason: '' })).code).toBe('request.invalid');
    expect((await test.refusal('dues.revokeWaiver', { ...revoke, id: 'nothing' })).code).toBe('request.notFound');
    expect(await test.call('dues.revokeWaiver', revoke)).toEqual({ levies: 2, amount: 4560 });
    expect((await test.refusal('dues.revokeWaiver', revoke)).code).toBe('dues.waiverRevoked');
    expect((await test.refusal('dues.applyWaiver', { id: waiverId })).code).toBe('dues.waiverRevoked');
    expect(await test.call('dues.listWaivers', { state: 'standing' })).toMatchObject({ total: 0, waived: 0 });
    expect((await test.refusal('dues.waiveMismatches', { levyIds: ['nothing'] })).code).toBe('dues.mismatchGone');
  });

  it('an agreement that has not begun can be removed, one that has begun stays', async () => {
    const rest = { memberIds: [id], ground: '病假' };
    await test.call('dues.saveTerms', { ...rest, fromMonth: MARCH, pays: false, authorised: day('2026-03-01') });
    await test.call('dues.saveTerms', { ...rest, fromMonth: month('2026-06'), pays: true });
    expect((await test.call('dues.listTerms', {})).rows).toMatchObject([
      { fromMonth: '2026-06', pays: true, state: 'future' },
      { fromMonth: '2026-03', pays: false, state: 'now', authorised: '2026-03-01' },
    ]);
    expect((await test.call('dues.listTerms', { state: 'future' })).total).toBe(1);
    const drop = (at: string) => ({ memberId: id, fromMonth: at });
    expect((await test.refusal('dues.dropTerms', drop('2026-03'))).code).toBe('dues.termsBegun');
    expect((await test.refusal('dues.dropTerms', drop('2026-07'))).code).toBe('request.notFound');
    expect(await test.call('dues.dropTerms', { memberId: id, fromMonth: month('2026-06') })).toEqual({ left: 1 });
  });
});
