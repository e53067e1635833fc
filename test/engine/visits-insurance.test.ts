import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { balanceOf } from '#electron/engine/ledger/commands.ts';
import { claimListSql } from '#electron/engine/visits/insurance/claims.ts';
import { addParticipants, participantListSql } from '#electron/engine/visits/insurance/participants.ts';
import { savePlan, saveYear, YEARS_OF_PLAN } from '#electron/engine/visits/insurance/plans.ts';
import {
  BATCHES_OF_YEAR,
  postPremiums,
  previewPremiums,
  takeBackPremiums,
} from '#electron/engine/visits/insurance/premiums.ts';
import { RENEWALS } from '#electron/engine/visits/insurance/renewals.ts';
import { insuranceHeld, PREMIUMS_OF_YEAR } from '#electron/engine/visits/insurance/totals.ts';
import { day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { fillBank } from './visits-support.ts';

const terms = (planId: string, change: Partial<InputOf<'visits.saveInsuranceYear'>> = {}) => ({
  planId,
  from: day('2026-01-01'),
  to: day('2026-12-31'),
  premium: fen(10_000),
  unionPart: fen(6_000),
  memberPart: fen(4_000),
  employerPart: fen(0),
  ...change,
});

describe('mutual-aid insurance', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  let planId: string;
  let yearId: string;
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四' },
      { number: '0003', name: '王五', status: 'retained' },
      { number: '0004', name: '赵六', status: 'withdrawn' },
    ]);
    raw.run("UPDATE members SET sex = iif(number = '0002', 'female', 'male')");
    raw.run("UPDATE members SET id_number = '330203199001019699', phone = '13812345678' WHERE number = '0001'");
    planId = (
      await test.call('visits.saveInsurancePlan', { name: '职工医疗互助', organiser: '市总工会', kind: '住院' })
    ).id;
    yearId = (await test.call('visits.saveInsuranceYear', terms(planId))).id;
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const add = (...indexes: number[]) =>
    test.call('visits.addParticipants', { yearId, memberIds: indexes.map((index) => member(index)) });
  const post = (
    kind: 'member' | 'employer' | 'pay',
    total: number,
    more: Partial<InputOf<'visits.postPremiums'>> = {},
  ) =>
    test.call('visits.postPremiums', {
      yearId,
      kind,
      day: day('2026-03-10'),
      method: 'bank',
      total: fen(total),
      ...more,
    });
  const entries = (voucherId: string) =>
    raw.all<{ account: string; debit: number; credit: number }>(
      'SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :voucherId ORDER BY line',
      { voucherId },
    );
  const stored = () =>
    raw.get(`SELECT (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail,
      (SELECT count(*) FROM insurance_participants) AS people, (SELECT count(*) FROM insurance_lines) AS lines,
      (SELECT count(*) FROM insurance_claims) AS claims, (SELECT count(*) FROM insurance_years) AS years`);
  const year = async (id = yearId) => {
    const found = (await test.call('visits.listInsurance', {}))
      .flatMap((plan) => plan.years)
      .find((one) => one.id === id);
    if (!found) throw new Error('no year');
    return found;
  };

  it('collects what members owe, then pays the organiser: expense for the union, 代管经费 in and out for the members', async () => {
    await add(0, 1);
    const early = await test.call('visits.previewPremiums', { yearId, kind: 'pay' });
    expect(early).toMatchObject({ people: 0, total: 0 });
    expect(early.leftOut.map((line) => line.memberName)).toEqual(['张三', '李四']);
    const collected = await post('member', 8_000);
    expect(collected).toMatchObject({ people: 2, unionAmount: 0, heldAmount: 8_000, reversed: false });
    expect(entries(collected.voucherId)).toEqual([
      { account: '2021:102', debit: 8_000, credit: 0 },
      { account: '2021:221', debit: 0, credit: 8_000 },
    ]);
    const paid = await post('pay', 20_000);
    expect(entries(paid.voucherId)).toEqual([
      { account: '2021:50305', debit: 12_000, credit: 0 },
      { account: '2021:221', debit: 8_000, credit: 0 },
      { account: '2021:102', debit: 0, credit: 20_000 },
    ]);
    expect((await year()).totals).toEqual({
      participants: 2,
      women: 1,
      eligible: 2,
      share: 1000,
      unionPart: 12_000,
      memberPart: 8_000,
      employerPart: 0,
      paidPeople: 2,
      paid: 20_000,
      held: 0,
      claims: 0,
      claimPeople: 0,
      claimPaid: 0,
    });
    expect(
      (
        await test.refusal('visits.postPremiums', {
          yearId,
          kind: 'pay',
          day: '2026-03-11',
          method: 'bank',
          total: 20_000,
        })
      ).code,
    ).toBe('visit.insuranceNothing');
  });

  it('frees the participants when a voucher is taken back, in the order the money went, from the ledger too', async () => {
    await add(0, 1);
    const collected = await post('member', 8_000);
    const paid = await post('pay', 20_000);
    const back = { day: day('2026-03-12'), reason: '录错' };
    expect((await test.refusal('visits.takeBackPremiums', { batchId: collected.id, ...back })).code).toBe(
      'visit.insurancePassedOn',
    );
    const refused = await test.refusal('ledger.reverseVoucher', { id: collected.voucherId, ...back });
    expect(refused.sentence).toBe('收来的钱已经转付出去，不能先撤回收款；请先撤回转付。');
    expect((await test.refusal('visits.dropParticipants', { yearId, memberIds: [member(0)] })).code).toBe(
      'visit.insurancePaid',
    );
    await test.call('ledger.reverseVoucher', { id: paid.voucherId, ...back });
    expect((await test.call('visits.previewPremiums', { yearId, kind: 'pay' })).total).toBe(20_000);
    expect(await test.call('visits.takeBackPremiums', { batchId: collected.id, ...back })).toMatchObject({ people: 2 });
    expect((await test.call('visits.dropParticipants', { yearId, memberIds: [member(0)] })).dropped).toBe(1);
    expect((await test.call('visits.listPremiums', { yearId })).map((batch) => [batch.kind, batch.reversed])).toEqual([
      ['pay', true],
      ['member', true],
    ]);
    expect((await test.refusal('visits.takeBackPremiums', { batchId: paid.id, ...back })).code).toBe(
      'ledger.alreadyReversed',
    );
    expect(balanceOf(raw, '2021:221')).toBe(0);
  });

  it("books the employer's part only when it goes through the union", async () => {
    const parts = { unionPart: fen(0), memberPart: fen(4_000), employerPart: fen(6_000) };
    const direct = await test.call(
      'visits.saveInsuranceYear',
      terms(planId, { from: day('2027-01-01'), to: day('2027-12-31'), ...parts }),
    );
    await test.call('visits.addParticipants', { yearId: direct.id, memberIds: [member(0)] });
    expect(await test.call('visits.previewPremiums', { yearId: direct.id, kind: 'employer' })).toMatchObject({
      people: 0,
    });
    const through = await test.call('visits.saveInsuranceYear', {
      ...terms(planId, { from: day('2028-01-01'), to: day('2028-12-31'), ...parts }),
      employerHeld: true,
    });
    await test.call('visits.addParticipants', { yearId: through.id, memberIds: [member(0)] });
    await post('member', 4_000, { yearId: through.id });
    expect((await test.call('visits.previewPremiums', { yearId: through.id, kind: 'pay' })).people).toBe(0);
    await post('employer', 6_000, { yearId: through.id });
    const paid = await post('pay', 10_000, { yearId: through.id });
    expect(entries(paid.voucherId)).toEqual([
      { account: '2021:221', debit: 10_000, credit: 0 },
      { account: '2021:102', debit: 0, credit: 10_000 },
    ]);
  });

  it('never has a member twice in a year, nor two terms of a plan at one time; women only where it says so', async () => {
    await add(0);
    expect(await add(0, 1)).toMatchObject({
      added: 1,
      leftOut: [{ memberName: '张三', sentence: '已经在这个年度里' }],
    });
    expect(() =>
      raw.run('INSERT INTO insurance_participants SELECT * FROM insurance_participants WHERE member_id = :id', {
        id: member(0),
      }),
    ).toThrow(/UNIQUE|PRIMARY/);
    expect(
      (
        await test.refusal(
          'visits.saveInsuranceYear',
          terms(planId, { from: day('2026-12-31'), to: day('2027-12-30') }),
        )
      ).code,
    ).toBe('visit.insuranceOverlap');
    const women = await test.call('visits.saveInsurancePlan', { name: '女职工特疾' });
    const womenYear = await test.call('visits.saveInsuranceYear', terms(women.id, { womenOnly: true }));
    const done = await test.call('visits.addParticipants', {
      yearId: womenYear.id,
      filter: { statuses: ['active', 'retained'] },
    });
    expect(done).toMatchObject({ added: 1 });
    expect(done.leftOut).toHaveLength(2);
    expect((await year(womenYear.id)).totals).toMatchObject({ participants: 1, eligible: 1, share: 1000 });
    expect(() =>
      raw.run(
        `INSERT INTO insurance_participants (year_id, member_id, shares, union_part, member_part, employer_part)
         VALUES (:yearId, :memberId, 1, 6000, 4000, 0)`,
        { yearId: womenYear.id, memberId: member(0) },
      ),
    ).toThrow(/visit\.insuranceWomenOnly/);
  });

  it('carries the people of the term before, and lists who should renew', async () => {
    await add(0, 1, 2, 3);
    expect(await test.call('visits.listRenewals', {})).toEqual([]);
    test.setNow('2026-11-05T02:00:00.000Z');
    expect((await test.call('visits.listRenewals', {})).map((row) => [row.name, row.state, row.to])).toEqual([
      ['张三', 'ending', '2026-12-31'],
      ['李四', 'ending', '2026-12-31'],
      ['王五', 'ending', '2026-12-31'],
    ]);
    const next = await test.call(
      'visits.saveInsuranceYear',
      terms(planId, { from: day('2027-01-01'), to: day('2027-12-31') }),
    );
    expect(await test.call('visits.carryParticipants', { yearId: next.id })).toMatchObject({
      added: 3,
      leftOut: [{ memberName: '赵六', sentence: '已经不在册' }],
    });
    await test.call('visits.dropParticipants', { yearId: next.id, memberIds: [member(1)] });
    expect((await test.call('visits.listRenewals', {})).map((row) => [row.name, row.state, row.yearId])).toEqual([
      ['李四', 'missing', next.id],
    ]);
    expect((await test.refusal('visits.carryParticipants', { yearId })).code).toBe('visit.insuranceNoEarlier');
  });

  it('follows a claim from the application to the member, without a word of what happened outside its own record', async () => {
    await add(0);
    const secret = '胆囊结石手术';
    const claim = await test.call('visits.saveClaim', {
      yearId,
      memberId: member(0),
      applied: day('2026-03-01'),
      event: secret,
    });
    expect(
      (await test.refusal('visits.payClaim', { id: claim.id, step: 'direct', day: '2026-03-10', amount: 1 })).code,
    ).toBe('visit.claimNotApproved');
    await test.call('visits.decideClaim', {
      id: claim.id,
      state: 'approved',
      day: day('2026-03-05'),
      amount: fen(300_000),
    });
    const received = await test.call('visits.payClaim', {
      id: claim.id,
      step: 'received',
      day: day('2026-03-08'),
      amount: fen(300_000),
    });
    expect(received).toMatchObject({ held: 300_000, paid: 0, state: 'approved' });
    expect(balanceOf(raw, '2021:221')).toBe(-300_000);
    expect(
      (await test.refusal('visits.payClaim', { id: claim.id, step: 'handed', day: '2026-03-09', amount: 300_001 }))
        .code,
    ).toBe('visit.claimOverBy');
    const handed = await test.call('visits.payClaim', {
      id: claim.id,
      step: 'handed',
      day: day('2026-03-09'),
      amount: fen(300_000),
    });
    expect(handed).toMatchObject({ held: 0, paid: 300_000, state: 'paid' });
    const [first, second] = handed.payouts;
    const back = { day: day('2026-03-11'), reason: '录错' };
    expect((await test.refusal('visits.takeBackPayout', { payoutId: first?.id, ...back })).code).toBe(
      'visit.insurancePassedOn',
    );
    expect((await test.refusal('ledger.reverseVoucher', { id: first?.voucherId, ...back })).code).toBe(
      'visit.insurancePassedOn',
    );
    await test.call('visits.takeBackPayout', { payoutId: second?.id ?? '', ...back });
    expect((await test.call('visits.takeBackPayout', { payoutId: first?.id ?? '', ...back })).held).toBe(0);
    expect(balanceOf(raw, '2021:221')).toBe(0);
    const direct = await test.call('visits.payClaim', {
      id: claim.id,
      step: 'direct',
      day: day('2026-03-12'),
      amount: fen(300_000),
    });
    expect(direct.state).toBe('paid');
    expect((await year()).totals).toMatchObject({ claims: 1, claimPeople: 1, claimPaid: 300_000 });
    expect(direct.event).toBe(secret);
    expect(JSON.stringify(await test.call('visits.listClaims', {}))).not.toContain(secret);
    expect(JSON.stringify(raw.all('SELECT * FROM audit_trail'))).not.toContain(secret);
    expect(JSON.stringify(raw.all('SELECT summary, counterparty FROM vouchers'))).not.toContain(secret);
  });

  it('exports the list masked, and with whole numbers only when asked, which stands on the trail', async () => {
    await add(0);
    const folder = join(test.folder, 'out');
    mkdirSync(folder);
    const token = () => test.engine.registerPath(folder);
    const masked = await test.call('visits.exportParticipants', { yearId, folder: token() });
    const whole = await test.call('visits.exportParticipants', { yearId, folder: token(), masked: false });
    expect(readdirSync(folder).toSorted()).toEqual([masked.fileName, whole.fileName].toSorted());
    const { unzipSync, strFromU8 } = await import('fflate');
    const textOf = (name: string) =>
      Object.values(unzipSync(readFileSync(join(folder, name))))
        .map((part) => strFromU8(part))
        .join('');
    expect(textOf(masked.fileName)).toContain('330203********9699');
    expect(textOf(masked.fileName)).not.toContain('330203199001019699');
    expect(textOf(whole.fileName)).toContain('330203199001019699');
    const last = raw.get<{ label: string }>('SELECT label FROM audit_trail ORDER BY sequence DESC LIMIT 1');
    expect(last?.label).toContain('完整号码');
    expect(JSON.stringify(raw.all('SELECT * FROM audit_trail'))).not.toContain('330203199001019699');
  });

  it('refuses hostile input in words and writes nothing', async () => {
    await add(0);
    const before = stored();
    const unknown = '00000000-0000-7000-8000-000000000000';
    const premium = { yearId, kind: 'member', day: '2026-03-10', method: 'bank', total: 4_000 };
    const cases: [Parameters<TestEngine['refusal']>[0], unknown, string][] = [
      ['visits.saveInsurancePlan', { name: '职工医疗互助' }, 'visit.planNameTaken'],
      ['visits.saveInsurancePlan', { name: '' }, 'request.invalid'],
      [
        'visits.saveInsuranceYear',
        terms(planId, { from: day('2027-02-01'), to: day('2027-01-01') }),
        'visit.insuranceDays',
      ],
      ['visits.saveInsuranceYear', { ...terms(planId), from: '2027-02-30', to: '2027-12-31' }, 'request.invalid'],
      [
        'visits.saveInsuranceYear',
        { ...terms(planId), from: '2027-01-01', to: '2027-12-31', memberPart: 1 },
        'visit.insuranceParts',
      ],
      [
        'visits.saveInsuranceYear',
        { ...terms(planId), from: '2027-01-01', to: '2027-12-31', premium: 10_000.5 },
        'request.invalid',
      ],
      [
        'visits.saveInsuranceYear',
        { ...terms(planId), id: yearId, premium: 20_000, unionPart: 16_000 },
        'visit.insuranceInUse',
      ],
      [
        'visits.saveInsuranceYear',
        { ...terms(planId), from: '2027-01-01', to: '2027-12-31', expenseAccountId: '2021:401' },
        'visit.kindAccount',
      ],
      [
        'visits.saveInsuranceYear',
        { ...terms(planId), from: '2027-01-01', to: '2027-12-31', heldAccountId: '2021:401' },
        'visit.heldAccount',
      ],
      ['visits.addParticipants', { yearId: unknown, memberIds: [member(0)] }, 'request.notFound'],
      ['visits.addParticipants', { yearId, memberIds: [unknown] }, 'request.notFound'],
      ['visits.addParticipants', { yearId }, 'visit.insuranceNobody'],
      ['visits.addParticipants', { yearId, memberIds: [member(1)], shares: 2 }, 'visit.insuranceShares'],
      [
        'visits.saveParticipant',
        { yearId, memberId: member(0), shares: 1, unionPart: 0, memberPart: 0, employerPart: -1 },
        'request.invalid',
      ],
      [
        'visits.saveParticipant',
        { yearId, memberId: member(0), shares: 1, unionPart: 1, memberPart: 0, employerPart: 0 },
        'visit.insuranceParts',
      ],
      ['visits.dropParticipants', { yearId, memberIds: [member(2)] }, 'request.notFound'],
      ['visits.postPremiums', { ...premium, total: 3_999 }, 'visit.insuranceChanged'],
      ['visits.postPremiums', { ...premium, day: '2026-02-30' }, 'request.invalid'],
      ['visits.postPremiums', { ...premium, day: '2031-01-05' }, 'ledger.periodMissing'],
      ['visits.postPremiums', { ...premium, memberIds: [member(1)] }, 'request.notFound'],
      ['visits.takeBackPremiums', { batchId: unknown, day: '2026-03-10', reason: '错' }, 'request.notFound'],
      ['visits.saveClaim', { yearId, memberId: member(1), applied: '2026-03-01' }, 'visit.claimOutside'],
      ['visits.saveClaim', { yearId, memberId: member(0), applied: '2026-04-01' }, 'visit.claimLater'],
      ['visits.saveClaim', { yearId, memberId: member(0), applied: '2025-12-31' }, 'visit.claimEarly'],
      ['visits.decideClaim', { id: unknown, state: 'refused', day: '2026-03-10' }, 'request.notFound'],
      ['visits.readClaim', { id: unknown }, 'request.notFound'],
    ];
    for (const [operation, input, code] of cases) {
      const refusal = await test.refusal(operation, input);
      expect([operation, input, refusal.code]).toEqual([operation, input, code]);
      expect(refusal.sentence).not.toContain('{');
    }
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month <= '2026-01'");
    expect((await test.refusal('visits.postPremiums', { ...premium, day: '2026-01-31' })).code).toBe(
      'ledger.periodClosed',
    );
    expect(stored()).toEqual(before);
  });

  it('keeps what was posted from raw SQL and reads every list by an index', async () => {
    await add(0);
    const collected = await post('member', 4_000);
    const final = /ledger\.postedIsFinal/;
    expect(() => raw.run('UPDATE insurance_batches SET people = 9')).toThrow(final);
    expect(() => raw.run('DELETE FROM insurance_lines')).toThrow(final);
    expect(() => raw.run('UPDATE insurance_participants SET union_part = 0, member_part = 10000')).toThrow(
      /insurancePaid/,
    );
    expect(() => raw.run('DELETE FROM insurance_participants')).toThrow(/insurancePaid/);
    expect(() => raw.run('UPDATE insurance_years SET premium = 20000, union_part = 16000')).toThrow(/insuranceInUse/);
    expect(() =>
      raw.run(
        `INSERT INTO insurance_batches SELECT 'forged', year_id, kind, day, method, people, 0, held_amount + 1, voucher_id FROM insurance_batches
         WHERE id = :id`,
        { id: collected.id },
      ),
    ).toThrow(/insuranceMismatch/);
    const plan = (sql: string) =>
      explain(raw, sql, { yearId: 'x', planId: 'x', limit: 1, offset: 0, like: '%', today: 'a', until: 'b' }).join(
        '\n',
      );
    expect(plan(participantListSql({ search: '' }))).toMatch(/person USING PRIMARY KEY \(year_id=\?\)/);
    expect(plan(claimListSql({ openOnly: false }))).toMatch(/claim USING INDEX insurance_claims_by_day/);
    expect(plan(claimListSql({ yearId: 'x', openOnly: false }))).toMatch(
      /claim USING INDEX insurance_claims_of_person/,
    );
    expect(plan(BATCHES_OF_YEAR)).toMatch(/batch USING INDEX insurance_batches_of_year/);
    expect(plan(YEARS_OF_PLAN)).toMatch(/year USING INDEX insurance_years_of_plan/);
    expect(plan(PREMIUMS_OF_YEAR)).toMatch(/insurance_batches_of_year/);
    expect(plan(RENEWALS)).toMatch(/person USING PRIMARY KEY \(year_id=\?\)/);
  });
});

describe('whatever is collected, paid and taken back', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
    books.write(fillBank);
  });
  afterAll(() => books.dispose());

  it('代管经费 is what was collected and not passed on, nobody pays twice, and a voucher is its lines', () => {
    const { db } = books;
    const step = fc.record({
      action: fc.constantFrom('member', 'employer', 'pay', 'back'),
      pick: fc.nat({ max: 30 }),
    });
    let round = 0;
    fc.assert(
      fc.property(
        fc.nat({ max: 5_000 }),
        fc.nat({ max: 5_000 }),
        fc.nat({ max: 5_000 }),
        fc.boolean(),
        fc.array(step, { maxLength: 12 }),
        (unionPart, memberPart, employerPart, employerHeld, steps) => {
          round += 1;
          fc.pre(unionPart + memberPart + employerPart > 0);
          const people = putMembers(
            db,
            [1, 2, 3].map((index) => ({ number: `I${round}-${index}`, name: `职工${index}` })),
          );
          const plan = books.write((context) =>
            savePlan(context, { name: `项目${round}`, organiser: '', kind: '', note: '', retired: false }),
          );
          const { id: yearId } = books.write((context) =>
            saveYear(context, {
              ...terms(plan.id, {
                premium: fen(unionPart + memberPart + employerPart),
                unionPart: fen(unionPart),
                memberPart: fen(memberPart),
                employerPart: fen(employerPart),
              }),
              employerHeld,
              maxShares: 1,
              womenOnly: false,
              expenseAccountId: '2021:50305',
              heldAccountId: '2021:221',
              note: '',
            }),
          );
          books.write((context) => addParticipants(context, { yearId, memberIds: people, shares: 1 }));
          const posted: string[] = [];
          for (const { action, pick } of steps) {
            try {
              if (action === 'back') {
                const batchId = posted[pick % Math.max(1, posted.length)];
                if (batchId !== undefined)
                  books.write((context) =>
                    takeBackPremiums(context, { batchId, day: day('2026-03-15'), reason: '错' }),
                  );
              } else {
                const memberIds = people.filter((_, index) => (pick >> index) % 2 === 0);
                const wanted = { yearId, kind: action, memberIds } as const;
                const { total } = previewPremiums(db, wanted);
                posted.push(
                  books.write((context) =>
                    postPremiums(context, {
                      ...wanted,
                      day: day('2026-03-10'),
                      method: 'bank',
                      total,
                      attachmentCount: 0,
                    }),
                  ).id,
                );
              }
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
            expect(balanceOf(db, '2021:221') + insuranceHeld(db)).toBe(0);
            expect(insuranceHeld(db)).toBeGreaterThanOrEqual(0);
          }
          expect(
            db.all(
              `SELECT member_id FROM insurance_lines_standing GROUP BY year_id, kind, member_id HAVING count(*) > 1`,
            ),
          ).toEqual([]);
          expect(
            db.all(`SELECT batch.id FROM insurance_batches AS batch JOIN vouchers ON vouchers.id = batch.voucher_id
                    WHERE (SELECT sum(union_amount + held_amount) FROM insurance_lines WHERE batch_id = batch.id) <> vouchers.amount`),
          ).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
