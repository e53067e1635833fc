import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { BIRTHDAYS, RETIREMENTS } from '#electron/engine/members/records/occasions.ts';
import { recordVisit } from '#electron/engine/visits/records/record.ts';
import { dueIn, SEEN_TO } from '#electron/engine/visits/requests/due.ts';
import {
  COUNT_REQUESTS,
  countRequests,
  getRequest,
  REQUEST_CHANGES,
  requestListSql,
  WAITING_REQUEST,
} from '#electron/engine/visits/requests/queries.ts';
import { decideRequest, dropRequest, saveRequest } from '#electron/engine/visits/requests/steps.ts';
import { LATEST_USUAL } from '#electron/engine/visits/requests/usual.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { VisitRequestRecord } from '#shared/contract/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { aVisit, fillBank, putResolution, reverse } from './visits-support.ts';

const MARCH = month('2026-03');
const unknown = '00000000-0000-7000-8000-000000000000';

describe('requests through the engine', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四' },
      { number: '0003', name: '王五' },
      { number: '0004', name: '赵六', status: 'withdrawn' },
    ]);
    raw.run("UPDATE members SET birthday = '1980-03-05' WHERE number IN ('0001', '0002')");
    raw.run("UPDATE members SET birthday = '1979-03-28' WHERE number IN ('0003', '0004')");
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const asked = (change: Partial<InputOf<'visits.saveRequest'>> = {}): InputOf<'visits.saveRequest'> => ({
    memberId: member(0),
    kindId: 'hospital',
    askedBy: '数学组组长',
    askedDay: day('2026-03-08'),
    eventDay: day('2026-03-07'),
    reason: '住院',
    form: 'money',
    amount: fen(50_000),
    ...change,
  });
  const decision = (id: string, change: Partial<InputOf<'visits.decideRequest'>> = {}) => ({
    id,
    approved: true,
    day: day('2026-03-09'),
    decidedBy: '周明',
    ...change,
  });
  const approvedOne = async (change: Partial<InputOf<'visits.saveRequest'>> = {}) => {
    const { id } = await test.call('visits.saveRequest', asked(change));
    return test.call('visits.decideRequest', decision(id));
  };
  const stored = () =>
    raw.get(
      `SELECT (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail,
              (SELECT count(*) FROM visit_requests) AS requests, (SELECT count(*) FROM visit_request_changes) AS changes`,
    );

  it('goes its way: asked for, decided, given with its voucher, signed for; every step stays in its history', async () => {
    const resolutionId = putResolution(raw);
    const draft = await test.call('visits.saveRequest', { ...asked({ submit: false }), amount: undefined });
    expect(draft).toMatchObject({ status: 'draft', origin: 'manual', memberName: '张三', kindName: '生病住院' });
    const request = await test.call('visits.saveRequest', { ...asked(), id: draft.id });
    expect(request.status).toBe('requested');
    const changed = await test.call('visits.saveRequest', { ...asked({ reason: '住院手术' }), id: draft.id });
    expect(changed).toMatchObject({ status: 'requested', reason: '住院手术' });
    const approved = await test.call(
      'visits.decideRequest',
      decision(draft.id, { ground: '工会委员会同意', resolutionId }),
    );
    expect(approved).toMatchObject({
      status: 'approved',
      decidedBy: '周明',
      decidedDay: '2026-03-09',
      ground: '工会委员会同意',
      resolutionTitle: '工会委员会会议纪要',
    });
    const { visit } = await test.call('visits.record', { ...aVisit(member(0)), requestId: draft.id });
    expect(visit.request).toEqual({
      id: draft.id,
      askedBy: '数学组组长',
      askedDay: '2026-03-08',
      decidedBy: '周明',
      decidedDay: '2026-03-09',
      ground: '工会委员会同意',
    });
    const given = await test.call('visits.getRequest', { id: draft.id });
    expect(given).toMatchObject({ status: 'given', visitId: visit.id, voucherNumber: '记-001', signed: false });
    await test.call('visits.sign', { ids: [visit.id], signedDay: day('2026-03-10') });
    const signed = await test.call('visits.getRequest', { id: draft.id });
    expect(signed.signed).toBe(true);
    expect(signed.changes.map(({ from, to, operator }) => [from, to, operator])).toEqual([
      ['', 'draft', '陈静'],
      ['draft', 'requested', '陈静'],
      ['requested', 'requested', '陈静'],
      ['requested', 'approved', '陈静'],
      ['approved', 'given', '陈静'],
    ]);
  });

  it('is paid once; after its voucher was reversed it may be given again, or dropped', async () => {
    const { id } = await approvedOne();
    const first = await test.call('visits.record', { ...aVisit(member(0)), requestId: id });
    const before = stored();
    const again = await test.refusal('visits.record', { ...aVisit(member(0)), requestId: id });
    expect(again).toMatchObject({ code: 'visit.requestState' });
    expect(again.sentence).toContain('已发放');
    expect(stored()).toEqual(before);
    expect((await test.refusal('visits.dropRequest', { id, ground: '不办了' })).code).toBe('visit.requestState');
    await test.call('ledger.reverseVoucher', { id: first.voucherId, day: day('2026-03-12'), reason: '发错' });
    expect(await test.call('visits.getRequest', { id })).toMatchObject({ status: 'approved', reversed: true });
    expect((await test.call('visits.listRequests', { status: 'approved' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await test.call('visits.listRequests', { status: 'given' })).total).toBe(0);
    expect((await test.call('visits.listRequests', { memberId: member(0), status: 'approved' })).total).toBe(1);
    expect((await test.call('visits.listRequests', { memberId: member(1) })).total).toBe(0);
    const second = await test.call('visits.record', {
      ...aVisit(member(0), { day: day('2026-03-12') }),
      requestId: id,
    });
    const given = await test.call('visits.getRequest', { id });
    expect(given).toMatchObject({ status: 'given', visitId: second.visit.id, reversed: false });
    expect(given.changes.map(({ visitId }) => visitId).filter(Boolean)).toEqual([first.visit.id, second.visit.id]);
    await test.call('ledger.reverseVoucher', { id: second.voucherId, day: day('2026-03-13'), reason: '又发错' });
    expect(await test.call('visits.dropRequest', { id, ground: '本人不要' })).toMatchObject({ status: 'dropped' });
    expect((await test.refusal('visits.record', { ...aVisit(member(0)), requestId: id })).sentence).toContain(
      '不再办理',
    );
  });

  it('is given as it was approved: the same person, kind and form, and never more', async () => {
    const { id } = await approvedOne();
    const before = stored();
    for (const change of [
      { memberId: member(1) },
      { kindId: 'relativeDeath' },
      { form: 'goods' as const },
      { amount: fen(50_001) },
    ])
      expect((await test.refusal('visits.record', { ...aVisit(member(0), change), requestId: id })).code).toBe(
        'visit.requestMismatch',
      );
    expect(stored()).toEqual(before);
    await test.call('visits.record', { ...aVisit(member(0), { amount: fen(30_000) }), requestId: id });
  });

  it('is not recorded past its request, so that it cannot be paid twice, nor given before it was decided', async () => {
    const { id } = await approvedOne();
    const before = stored();
    const past = await test.refusal('visits.record', aVisit(member(0)));
    expect(past.code).toBe('visit.requestWaiting');
    expect(past.sentence).toMatch(/「张三」.*2026-03-08.*「生病住院」.*按申请发放/);
    const early = await test.refusal('visits.record', {
      ...aVisit(member(0), { day: day('2026-03-08') }),
      requestId: id,
    });
    expect(early.code).toBe('visit.givenEarly');
    expect(early.sentence).toMatch(/「张三」.*2026-03-09.*2026-03-08/);
    expect(stored()).toEqual(before);
    // another kind, another person, and what is not to be given any more stand in nobody's way
    await test.call('visits.record', aVisit(member(0), { kindId: 'warmth', amount: fen(10_000) }));
    await test.call('visits.record', aVisit(member(1)));
    const given = await test.call('visits.record', { ...aVisit(member(0)), requestId: id });
    await test.call('ledger.reverseVoucher', { id: given.voucherId, day: day('2026-03-12'), reason: '发错' });
    expect((await test.refusal('visits.record', aVisit(member(0)))).code).toBe('visit.requestWaiting');
    await test.call('visits.dropRequest', { id, ground: '改为直接登记' });
    await test.call('visits.record', aVisit(member(0)));
  });

  it('is summed up without what was refused or dropped, unless the filter asks for it', async () => {
    await approvedOne({ amount: fen(10_000) });
    const refused = await test.call('visits.saveRequest', asked({ memberId: member(1), amount: fen(20_000) }));
    await test.call('visits.decideRequest', decision(refused.id, { approved: false, ground: '不属慰问范围' }));
    const dropped = await test.call('visits.saveRequest', asked({ memberId: member(2), amount: fen(40_000) }));
    await test.call('visits.dropRequest', { id: dropped.id, ground: '本人不要' });
    expect(await test.call('visits.listRequests', {})).toMatchObject({ total: 3, amount: 10_000 });
    expect(await test.call('visits.listRequests', { status: 'refused' })).toMatchObject({ total: 1, amount: 20_000 });
    expect(await test.call('visits.listRequests', { status: 'dropped' })).toMatchObject({ total: 1, amount: 40_000 });
  });

  it('over the standard is approved with a ground only, and a refusal says why', async () => {
    const { id } = await test.call('visits.saveRequest', asked({ amount: fen(150_000) }));
    const over = await test.refusal('visits.decideRequest', decision(id));
    expect(over.code).toBe('visit.needsApproval');
    expect(over.sentence).toContain('张三');
    expect((await test.refusal('visits.decideRequest', { ...decision(id), approved: false })).sentence).toContain(
      '决定依据',
    );
    await test.call('visits.decideRequest', decision(id, { ground: '主席办公会 2026-03-09 特批' }));
    const other = await test.call('visits.saveRequest', asked({ memberId: member(1) }));
    const refused = await test.call(
      'visits.decideRequest',
      decision(other.id, { approved: false, ground: '不属慰问范围' }),
    );
    expect(refused.status).toBe('refused');
    expect((await test.refusal('visits.decideRequest', decision(other.id))).sentence).toContain('不同意');
    expect((await test.refusal('visits.saveRequest', { ...asked(), id })).code).toBe('visit.requestState');
  });

  it('needs nothing but member, occasion and day for a hospital stay or a bereavement; the rest is what is usual', async () => {
    const first = await test.call('visits.quickRequest', {
      memberId: member(0),
      occasion: 'hospital',
      eventDay: day('2026-03-06'),
    });
    expect(first).toMatchObject({
      origin: 'hospital',
      status: 'requested',
      kindId: 'hospital',
      eventDay: '2026-03-06',
      askedDay: '2026-03-15',
      askedBy: '陈静',
      form: 'money',
      amount: 100_000,
    });
    await test.call('visits.record', aVisit(member(1), { amount: fen(40_000) }));
    await test.call('visits.record', aVisit(member(2), { amount: fen(150_000), approvalGround: '特批' }));
    const second = await test.call('visits.quickRequest', {
      memberId: member(1),
      occasion: 'hospital',
      eventDay: day('2026-03-14'),
    });
    expect(second.amount).toBe(40_000);
    const death = await test.call('visits.quickRequest', {
      memberId: member(1),
      occasion: 'relativeDeath',
      eventDay: day('2026-03-14'),
    });
    expect(death).toMatchObject({ origin: 'bereavement', kindId: 'relativeDeath', reason: '直系亲属去世' });
  });

  it('birthdays and retirements of the month come by themselves, and reading writes nothing', async () => {
    raw.run(
      `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, kind, ground, operator)
       SELECT id, (SELECT coalesce(max(sequence), 0) + 1 FROM member_changes WHERE member_id = id), '2026-03-02', 'active', 'retained', 'retired', '退休', '陈静' FROM members WHERE number = '0002'`,
    );
    raw.run("UPDATE members SET status = 'retained' WHERE number = '0002'");
    const before = stored();
    const tasks = await test.call('visits.readTasks', { month: MARCH });
    expect(stored()).toEqual(before);
    expect(tasks.birthdays.people.map(({ memberName, day: on }) => [memberName, on])).toEqual([
      ['张三', '2026-03-05'],
      ['王五', '2026-03-28'],
    ]);
    expect(tasks.retirements.people.map(({ memberName, day: on }) => [memberName, on])).toEqual([
      ['李四', '2026-03-02'],
    ]);
    expect(tasks).toMatchObject({ drafts: 0, requested: 0, approved: 0, unsigned: 0 });
    await test.call('visits.dropDue', {
      origin: 'birthday',
      month: MARCH,
      memberIds: [member(2)],
      ground: '本人不过生日',
    });
    expect((await test.call('visits.readTasks', { month: MARCH })).birthdays.people).toHaveLength(1);
    const gone = await test.refusal('visits.dropDue', {
      origin: 'birthday',
      month: MARCH,
      memberIds: [member(2)],
      ground: '再来',
    });
    expect(gone.code).toBe('visit.duePassed');
    expect(gone.sentence).toContain('王五');
    await test.call('visits.record', {
      ...aVisit(member(0), { kindId: 'birthday', form: 'coupon', goods: '蛋糕券', amount: fen(10_000) }),
    });
    expect((await test.call('visits.readTasks', { month: MARCH })).birthdays.people).toEqual([]);
  });

  it('gives the birthdays of a month one by one in one go, all or none', async () => {
    const input: InputOf<'visits.giveDue'> = {
      origin: 'birthday',
      month: MARCH,
      memberIds: [member(0), member(1), member(2)],
      way: 'single',
      day: day('2026-03-12'),
      form: 'coupon',
      goods: '蛋糕券',
      amount: fen(10_000),
      method: 'bank',
      visitors: ['周明', '吴敏'],
    };
    const before = stored();
    expect((await test.refusal('visits.giveDue', { ...input, visitors: ['周明'] })).sentence).toContain('两人以上');
    expect((await test.refusal('visits.giveDue', { ...input, memberIds: [member(0), member(3)] })).code).toBe(
      'visit.duePassed',
    );
    expect((await test.refusal('visits.giveDue', { ...input, amount: 500_000 })).code).toBe('visit.needsApproval');
    expect(stored()).toEqual(before);
    const given = await test.call('visits.giveDue', input);
    expect(given).toMatchObject({ people: 3, amount: 30_000, vouchers: ['记-001', '记-002', '记-003'] });
    expect((await test.call('visits.readTasks', { month: MARCH })).birthdays).toMatchObject({
      people: [],
      form: 'coupon',
      goods: '蛋糕券',
      amount: 10_000,
    });
    expect((await test.refusal('visits.giveDue', input)).code).toBe('visit.duePassed');
  });

  it('gives them as one list with one voucher and one sheet to sign', async () => {
    const given = await test.call('visits.giveDue', {
      origin: 'birthday',
      month: MARCH,
      memberIds: [member(0), member(2)],
      way: 'list',
      day: day('2026-03-12'),
      form: 'coupon',
      goods: '蛋糕券',
      amount: fen(10_000),
      method: 'bank',
    });
    expect(given).toMatchObject({ people: 2, amount: 20_000, vouchers: ['记-001'] });
    const sheet = await test.call('visits.readSignOffSheet', { batchId: given.batchId ?? '' });
    expect(sheet.festival.name).toBe('2026 年 3 月生日');
    expect(sheet.lines.map(({ name }) => name).sort()).toEqual(['张三', '王五'].sort());
    expect(
      (await test.call('visits.readTasks', { month: MARCH })).birthdays.people.map(({ memberName }) => memberName),
    ).toEqual(['李四']);
  });

  it('lets in on the list who owes dues once a ground is given, as its refusal says', async () => {
    raw.run("UPDATE visit_kinds SET payers_only = 1 WHERE id = 'birthday'");
    const rule = raw.get<{ id: string }>('SELECT id FROM dues_rules LIMIT 1')?.id ?? '';
    raw.run(
      `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
       VALUES ('levy', :member, '2026-01', :rule, 400000, 400000, 2000, 'x')`,
      { member: member(0), rule },
    );
    const input: InputOf<'visits.giveDue'> = {
      origin: 'birthday',
      month: MARCH,
      memberIds: [member(0), member(2)],
      way: 'list',
      day: day('2026-03-12'),
      form: 'coupon',
      goods: '蛋糕券',
      amount: fen(10_000),
      method: 'bank',
    };
    const before = stored();
    const refusal = await test.refusal('visits.giveDue', input);
    expect(refusal).toMatchObject({ code: 'visit.needsApproval' });
    expect(refusal.sentence).toContain('张三');
    expect(stored()).toEqual(before);
    expect(await test.call('visits.giveDue', { ...input, approvalGround: '主席办公会' })).toMatchObject({ people: 2 });
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['30 February', { eventDay: '2026-02-30' }, 'request.invalid', /「事情发生日期」不是一个存在的日期/],
    ['a day to come', { askedDay: '2026-03-16' }, 'request.invalid', /「申请日期」还没有到/],
    ['three decimals', { amount: 100.5 }, 'request.invalid', /「金额」最多写到分/],
    ['a negative amount', { amount: -1 }, 'request.invalid', /「金额」要大于零/],
    ['nobody who asks', { askedBy: ' ' }, 'visit.requestIncomplete', /申请人/],
    ['no amount', { amount: undefined }, 'visit.requestIncomplete', /金额/],
    ['a form that the rules bar', { kindId: 'birthday' }, 'visit.formBarred', /不能用慰问金/],
    ['an unknown member', { memberId: unknown }, 'request.notFound', /会员/],
    ['an unknown kind', { kindId: unknown }, 'request.notFound', /慰问类别/],
    ['an unknown request', { id: unknown }, 'request.notFound', /慰问申请/],
  ])('refuses %s and writes nothing', async (_, change, code, sentence) => {
    const before = stored();
    const refusal = await test.refusal('visits.saveRequest', { ...asked(), ...change });
    expect(refusal.code).toBe(code);
    expect(refusal.sentence).toMatch(sentence);
    expect(stored()).toEqual(before);
  });

  it('refuses hostile input of every other operation in words', async () => {
    const { id } = await test.call('visits.saveRequest', asked());
    const before = stored();
    const refusals: [Parameters<TestEngine['refusal']>[0], unknown, string][] = [
      ['visits.getRequest', { id: unknown }, 'request.notFound'],
      ['visits.listRequests', { status: 'paid' }, 'request.invalid'],
      ['visits.decideRequest', { ...decision(id), day: '2026-03-07' }, 'request.invalid'],
      ['visits.decideRequest', { ...decision(id), day: '2026-03-16' }, 'request.invalid'],
      ['visits.decideRequest', { ...decision(id), decidedBy: '' }, 'request.invalid'],
      ['visits.decideRequest', { ...decision(id), resolutionId: unknown }, 'request.notFound'],
      ['visits.decideRequest', decision(unknown), 'request.notFound'],
      ['visits.dropRequest', { id, ground: '' }, 'request.invalid'],
      ['visits.record', { ...aVisit(member(0)), requestId: id }, 'visit.requestState'],
      ['visits.record', { ...aVisit(member(0)), requestId: unknown }, 'request.notFound'],
      ['visits.quickRequest', { memberId: unknown, occasion: 'hospital', eventDay: '2026-03-01' }, 'request.notFound'],
      ['visits.quickRequest', { memberId: member(0), occasion: 'wedding', eventDay: '2026-03-01' }, 'request.invalid'],
      ['visits.quickRequest', { memberId: member(0), occasion: 'hospital', eventDay: '2026-03-16' }, 'request.invalid'],
      ['visits.readTasks', { month: '2026-13' }, 'request.invalid'],
      ['visits.dropDue', { origin: 'birthday', month: '2026-03', memberIds: [], ground: 'x' }, 'request.invalid'],
      [
        'visits.dropDue',
        { origin: 'birthday', month: '2026-03', memberIds: [unknown], ground: 'x' },
        'request.notFound',
      ],
      ['visits.giveDue', { origin: 'manual' }, 'request.invalid'],
    ];
    for (const [operation, input, code] of refusals)
      expect([operation, (await test.refusal(operation, input)).code]).toEqual([operation, code]);
    expect(stored()).toEqual(before);
  });

  it('is kept from raw SQL: no step without its history, no second payment, nothing decided is edited or deleted', async () => {
    const { id } = await approvedOne();
    const other = await approvedOne({ memberId: member(1) });
    const { visit } = await test.call('visits.record', { ...aVisit(member(0)), requestId: id });
    const run = (sql: string) => () => raw.run(sql, { id, other: other.id, visit: visit.id });
    const final = /visit\.requestFinal/;
    for (const change of [
      'amount = 1',
      "member_id = 'x'",
      "reason = '改'",
      "ground = '改'",
      "decided_day = '2026-03-01'",
      "origin = 'birthday'",
    ])
      expect(run(`UPDATE visit_requests SET ${change} WHERE id = :id`)).toThrow(final);
    expect(run('DELETE FROM visit_requests WHERE id = :id')).toThrow(final);
    expect(run("UPDATE visit_requests SET status = 'approved', visit_id = NULL WHERE id = :id")).toThrow(
      /audit\.appendOnly|visit\.requestFinal/,
    );
    expect(run("UPDATE visit_requests SET status = 'dropped' WHERE id = :other")).toThrow(/audit\.appendOnly/);
    expect(run("UPDATE visit_requests SET status = 'given', visit_id = :visit WHERE id = :other")).toThrow();
    expect(run('DELETE FROM visit_request_changes')).toThrow(/audit\.appendOnly/);
    expect(run("UPDATE visit_request_changes SET note = 'x'")).toThrow(/audit\.appendOnly/);
    expect(() =>
      raw.run(
        `INSERT INTO visit_request_changes (request_id, sequence, day, from_status, to_status, visit_id, operator, recorded_at)
         VALUES (:other, 3, '2026-03-10', 'approved', 'given', :visit, 'x', 'x')`,
        { other: other.id, visit: visit.id },
      ),
    ).not.toThrow();
    // even with its history written: one visit is one request's, and of its own person
    expect(run("UPDATE visit_requests SET status = 'given', visit_id = :visit WHERE id = :other")).toThrow(
      /visit\.requestMismatch|UNIQUE/,
    );
  });
});

describe('lists of requests', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
  });
  afterAll(() => books.dispose());

  it('are read by an index', () => {
    const plan = (sql: string) =>
      explain(books.db, sql, {
        limit: 100,
        offset: 0,
        status: 'draft',
        memberId: 'x',
        first: 'a',
        last: 'b',
        like: '%',
        id: 'x',
        kindId: 'x',
        origin: 'birthday',
        year: '2026',
        day: '2026-03-01',
        number: '03',
        lastDay: '2026-03-31',
      }).join('\n');
    const all = { search: '' };
    expect(plan(requestListSql(all))).toMatch(/request USING INDEX visit_requests_by_day/);
    expect(plan(requestListSql({ ...all, year: 2026 }))).toMatch(
      /visit_requests_by_day \(asked_day>\? AND asked_day<\?\)/,
    );
    expect(plan(requestListSql({ ...all, status: 'requested' }))).toMatch(/visit_requests_by_status \(status=\?\)/);
    expect(plan(requestListSql({ ...all, status: 'given' }))).toMatch(/visit_requests_by_status \(status=\?\)/);
    expect(plan(requestListSql({ ...all, memberId: 'x', status: 'approved' }))).toMatch(
      /visit_requests_of_member \(member_id=\?\)/,
    );
    for (const status of ['requested', 'given', 'approved'] as const)
      expect(plan(requestListSql({ ...all, status }))).not.toMatch(/TEMP B-TREE/);
    expect(plan(REQUEST_CHANGES)).toMatch(/USING PRIMARY KEY/);
    expect(plan(COUNT_REQUESTS)).toMatch(/visit_requests_by_status/);
    expect(plan(WAITING_REQUEST)).toMatch(/visit_requests_of_member \(member_id=\? AND kind_id=\?\)/);
    expect(plan(LATEST_USUAL)).toMatch(/visits_by_kind \(kind_id=\? AND day<\?\)/);
    expect(plan(SEEN_TO)).toMatch(/visits_by_kind \(kind_id=\? AND day>\? AND day<\?\)/);
    expect(plan(BIRTHDAYS)).toMatch(/COVERING INDEX members_filtered/);
    expect(plan(RETIREMENTS)).toMatch(/member_changes_by_day \(day>\? AND day<\?\)/);
  });
});

describe('the life of a request', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
    books.write(fillBank);
  });
  afterAll(() => books.dispose());

  type Deed = 'save' | 'approve' | 'refuse' | 'drop' | 'give' | 'reverse';
  const allowed: Readonly<Record<Deed, readonly string[]>> = {
    save: ['draft', 'requested'],
    approve: ['requested'],
    refuse: ['requested'],
    drop: ['draft', 'requested', 'approved'],
    give: ['approved'],
    reverse: ['given'],
  };

  it('whatever is tried: it is given once, voucher = visit = request, and only a reversal sets it free', () => {
    let round = 0;
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.constantFrom<Deed[]>('save', 'approve', 'approve', 'refuse', 'drop', 'give', 'give', 'reverse'), {
          maxLength: 14,
        }),
        (submit, amount, deeds) => {
          round += 1;
          const [memberId = ''] = putMembers(books.db, [{ number: `L${round}`, name: `会员${round}` }]);
          const facts = {
            memberId,
            kindId: 'hospital',
            askedBy: '组长',
            askedDay: day('2026-03-01'),
            eventDay: day('2026-03-01'),
            reason: '住院',
            form: 'money' as const,
            goods: '',
            amount: fen(amount),
            caseName: '',
            beneficiary: '',
            relation: '',
          };
          let request: VisitRequestRecord = books.write((context) => saveRequest(context, { ...facts, submit }));
          const { id } = request;
          let steps = 1;
          for (const deed of deeds) {
            const { status } = request;
            const act = () =>
              books.write((context) => {
                if (deed === 'save') saveRequest(context, { ...facts, id, submit: true });
                else if (deed === 'drop') dropRequest(context, { id, ground: '不办' });
                else if (deed === 'give')
                  recordVisit(context, aVisit(memberId, { amount: fen(amount), requestId: id }));
                else if (deed === 'reverse') {
                  if (request.voucherId === undefined || request.reversed)
                    throw new Refusal({ code: 'request.notFound', params: { what: '' } });
                  reverse(context, request.voucherId, '2026-03-12');
                } else
                  decideRequest(context, {
                    id,
                    approved: deed === 'approve',
                    day: day('2026-03-02'),
                    decidedBy: '主席',
                    ground: '同意',
                  });
              });
            if (allowed[deed].includes(status)) act();
            else expect(act).toThrow(Refusal);
            const after = getRequest(books.db, id);
            if (after.changes.length > steps) expect(after.changes.length).toBe(steps + 1);
            steps = after.changes.length;
            request = after;
            const counting = books.db.all<{ id: string; amount: number }>(
              `SELECT visits.id, visits.amount FROM visits WHERE member_id = :memberId
                 AND NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = visits.voucher_id)`,
              { memberId },
            );
            expect(counting).toEqual(after.status === 'given' ? [{ id: after.visitId, amount }] : []);
          }
          const sums = books.db.get<{ visits: number; entries: number }>(
            `SELECT (SELECT coalesce(sum(amount), 0) FROM visits WHERE NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = visits.voucher_id)) AS visits,
                    (SELECT coalesce(sum(debit), 0) FROM entries WHERE account_id = '2021:50105') AS entries`,
          );
          expect(sums?.visits).toBe(sums?.entries);
        },
      ),
      { numRuns: 60 },
    );
    expect(countRequests(books.db).requested).toBeGreaterThanOrEqual(0);
  });

  it('29 February is the last day of February in other years', () => {
    const [leap = ''] = putMembers(books.db, [{ number: 'LEAP', name: '闰生' }]);
    books.db.run("UPDATE members SET birthday = '1992-02-29' WHERE id = :leap", { leap });
    expect(dueIn(books.db, 'birthday', month('2027-02')).map((one) => one.day)).toEqual(['2027-02-28']);
    expect(dueIn(books.db, 'birthday', month('2028-02')).map((one) => one.day)).toEqual(['2028-02-29']);
  });
});
