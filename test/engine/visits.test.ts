import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { searchVisits, visitLines, visitsWorkbench } from '#electron/engine/visits/commands.ts';
import { makeFestival } from '#electron/engine/visits/festivals/festival.ts';
import { FESTIVALS, readSignOffSheet } from '#electron/engine/visits/festivals/queries.ts';
import { visitListSql } from '#electron/engine/visits/records/queries.ts';
import { VISIT_LINES } from '#electron/engine/visits/reports/lines.ts';
import { LIST_KINDS } from '#electron/engine/visits/standards/kinds.ts';
import { MEMBER_SO_FAR } from '#electron/engine/visits/standards/standards.ts';
import { day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { FestivalInput } from '#shared/contract/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { aVisit, fillBank, putResolution, visitOnce } from './visits-support.ts';

const festivalOf = (change: Partial<FestivalInput> = {}): FestivalInput => ({
  name: '春节',
  kindId: 'festival',
  day: day('2026-02-10'),
  form: 'goods',
  goods: '米油礼盒',
  amountEach: fen(30_000),
  statuses: ['active'],
  approvalGround: '',
  method: 'bank',
  attachmentCount: 2,
  ...change,
});

describe('visits through the engine', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  let resolutionId: string;
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    raw.run("INSERT INTO groups (id, name) VALUES ('g-math', '数学组'), ('g-arts', '文科组')");
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四', phone: '13800001111' },
      { number: '0003', name: '王五', status: 'retained' },
      { number: '0004', name: '赵六', status: 'withdrawn' },
    ]);
    raw.run(
      `INSERT INTO member_moves (member_id, sequence, day, to_group, ground, operator, recorded_at)
       SELECT id, 1, '2026-01-01', 'g-math', '分组', '陈静', '2026-01-01T00:00:00.000Z' FROM members WHERE number = '0002'`,
    );
    resolutionId = putResolution(raw);
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const record = (index: number, change: Partial<InputOf<'visits.record'>> = {}) =>
    test.call('visits.record', { ...aVisit(member(index)), ...change });
  const stored = () =>
    raw.get<{ visits: number; vouchers: number; trail: number }>(
      'SELECT (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail',
    );

  it('lists the kinds of rules.md 4.3 with the forms, account and papers of each', async () => {
    const kinds = await test.call('visits.listKinds', {});
    expect(kinds.map((kind) => kind.name)).toEqual(
      expect.arrayContaining([
        '年节',
        '生日',
        '结婚',
        '生育',
        '生病住院',
        '会员去世',
        '直系亲属去世',
        '退休离岗',
        '生活困难（送温暖）',
        '发生意外',
      ]),
    );
    const festival = kinds.find((kind) => kind.festival);
    expect(festival).toMatchObject({ name: '年节', accountName: '50105 会员活动支出' });
    expect(festival?.forms).not.toContain('money');
    expect(kinds.find((kind) => kind.id === 'warmth')?.accountName).toBe('50405 送温暖支出');
    expect(kinds.every((kind) => kind.papers !== '' && kind.basis !== '')).toBe(true);
  });

  it('records one visit with its voucher: the account of the kind against the bank, the same amount', async () => {
    const { visit, voucherId, voucherNumber } = await record(0, {
      resolutionId,
      approvalGround: '',
      signedDay: day('2026-03-10'),
    });
    expect(voucherNumber).toBe('记-001');
    expect(visit).toMatchObject({
      memberName: '张三',
      kindName: '生病住院',
      amount: 50_000,
      visitors: ['周明', '吴敏'],
      signed: true,
      signedBy: '张三',
      resolutionTitle: '工会委员会会议纪要',
      reversed: false,
    });
    expect(visit.standardSentence).toContain('每次不超过 1,000.00 元');
    expect(
      raw.all('SELECT account_id, debit, credit FROM entries WHERE voucher_id = :voucherId ORDER BY line', {
        voucherId,
      }),
    ).toEqual([
      { account_id: '2021:50105', debit: 50_000, credit: 0 },
      { account_id: '2021:102', debit: 0, credit: 50_000 },
    ]);
    expect(raw.get('SELECT source, resolution_id, attachment_count, summary FROM vouchers')).toEqual({
      source: 'visits',
      resolution_id: resolutionId,
      attachment_count: 3,
      summary: '生病住院慰问 张三',
    });
    const warmth = await record(1, { kindId: 'warmth', method: 'cash', amount: fen(10_000) });
    expect(
      raw.all('SELECT account_id FROM entries WHERE voucher_id = :id ORDER BY line', { id: warmth.voucherId }),
    ).toEqual([{ account_id: '2021:50405' }, { account_id: '2021:101' }]);
    expect((await test.call('visits.get', { id: visit.id })).place).toBe('市一院');
  });

  it('over a standard it is refused with the sentence, and recorded once the ground is given', async () => {
    const before = stored();
    const refusal = await test.refusal('visits.record', { ...aVisit(member(0)), amount: 150_000 });
    expect(refusal.code).toBe('visit.needsApproval');
    expect(refusal.sentence).toContain('张三');
    expect(refusal.sentence).toContain('超出 500.00 元');
    expect(stored()).toEqual(before);
    const { visit } = await record(0, { amount: fen(150_000), approvalGround: '主席办公会 2026-03-09 特批' });
    expect(visit.approvalGround).toBe('主席办公会 2026-03-09 特批');
  });

  it('who left the union is not visited without a ground', async () => {
    expect((await test.refusal('visits.record', aVisit(member(3)))).sentence).toContain('不是在册会员');
  });

  it('年节 in money is barred whatever ground is given', async () => {
    const refusal = await test.refusal('visits.record', {
      ...aVisit(member(0)),
      kindId: 'festival',
      approvalGround: '特批',
    });
    expect(refusal.code).toBe('visit.formBarred');
    expect(
      await test.call('visits.check', {
        kindId: 'festival',
        memberId: member(0),
        day: day('2026-02-10'),
        form: 'money',
        amount: fen(100),
      }),
    ).toMatchObject({ barred: true });
    expect((await test.refusal('visits.makeFestival', { ...festivalOf(), form: 'money' })).code).toBe(
      'request.invalid',
    );
  });

  it('is signed later, once, never in the future, and not after its voucher was reversed', async () => {
    const first = await record(0);
    const second = await record(1);
    expect(await test.call('visits.list', { unsignedOnly: true })).toMatchObject({
      total: 2,
      unsigned: 2,
      amount: 100_000,
    });
    expect((await test.refusal('visits.sign', { ids: [first.visit.id], signedDay: '2026-03-16' })).code).toBe(
      'visit.signedLater',
    );
    expect(
      await test.call('visits.sign', { ids: [first.visit.id, first.visit.id], signedDay: day('2026-03-12') }),
    ).toEqual({ signed: 1 });
    const again = await test.refusal('visits.sign', {
      ids: [second.visit.id, first.visit.id],
      signedDay: '2026-03-12',
    });
    expect(again).toMatchObject({ code: 'visit.alreadySigned' });
    expect((await test.call('visits.get', { id: second.visit.id })).signed).toBe(false);
    await test.call('ledger.reverseVoucher', { id: second.voucherId, day: day('2026-03-15'), reason: '重复登记' });
    expect((await test.refusal('visits.sign', { ids: [second.visit.id], signedDay: '2026-03-12' })).code).toBe(
      'visit.reversed',
    );
    const list = await test.call('visits.list', {});
    expect(list).toMatchObject({ total: 2, amount: 50_000, unsigned: 0 });
    expect(list.rows.map((row) => [row.memberName, row.reversed, row.signed])).toEqual(
      expect.arrayContaining([
        ['李四', true, false],
        ['张三', false, true],
      ]),
    );
    expect(visitsWorkbench(raw)).toEqual({ unsigned: 0 });
  });

  it('is found by name, number and phone, by year and kind', async () => {
    await record(0);
    await record(1, { kindId: 'wedding', form: 'goods', goods: '床品', reason: '结婚' });
    const find = async (filter: InputOf<'visits.list'>) =>
      (await test.call('visits.list', filter)).rows.map((row) => row.memberName);
    expect(await find({ search: '李' })).toEqual(['李四']);
    expect(await find({ search: '1380000' })).toEqual(['李四']);
    expect(await find({ search: '%' })).toEqual([]);
    expect(await find({ kindId: 'wedding' })).toEqual(['李四']);
    expect(await find({ year: 2025 })).toEqual([]);
    expect((await find({ year: 2026 })).sort()).toEqual(['张三', '李四'].sort());
    expect(searchVisits(raw, '李四', 5)).toEqual([expect.objectContaining({ kind: 'visit', title: '李四 结婚慰问' })]);
  });

  it('hands a festival to all at once: one list, one voucher, a sheet in group order, signatures one by one or all', async () => {
    const preview = await test.call('visits.previewFestival', {
      name: '春节',
      kindId: 'festival',
      day: day('2026-02-10'),
      form: 'goods',
      amountEach: fen(30_000),
      statuses: ['active', 'retained'],
    });
    expect(preview).toEqual({ people: 3, total: 90_000, leftOut: [] });
    const { festival, leftOut } = await test.call(
      'visits.makeFestival',
      festivalOf({ statuses: ['active', 'retained'], resolutionId }),
    );
    expect(leftOut).toEqual([]);
    expect(festival).toMatchObject({
      name: '春节',
      people: 3,
      signed: 0,
      total: 90_000,
      voucherNumber: '记-001',
      reversed: false,
    });
    const sheet = await test.call('visits.readSignOffSheet', { batchId: festival.id });
    expect(sheet.unionName).toBe('滨江实验学校工会委员会');
    expect(sheet.lines.map((line) => [line.line, line.name, line.groupName, line.amount])).toEqual([
      [1, '李四', '数学组', 30_000],
      [2, '张三', '', 30_000],
      [3, '王五', '', 30_000],
    ]);
    const rows = (await test.call('visits.list', { batchId: festival.id })).rows;
    expect(rows.map((row) => row.memberName)).toEqual(['李四', '张三', '王五']);
    await test.call('visits.sign', { ids: rows.slice(0, 2).map((row) => row.id), signedDay: day('2026-02-11') });
    expect((await test.call('visits.listFestivals', {}))[0]).toMatchObject({ signed: 2 });
    expect(visitsWorkbench(raw)).toEqual({ unsigned: 1 });
    expect(
      [...visitLines(raw, 2026)].map((line) => [line.batchName, line.memberName, line.signedBy, line.voucherNumber]),
    ).toEqual([
      ['春节', '李四', '李四', '记-001'],
      ['春节', '张三', '张三', '记-001'],
      ['春节', '王五', '', '记-001'],
    ]);
  });

  it('leaves out who is over the standard, with the sentence, unless a ground is given; nobody gets the same festival twice', async () => {
    await record(0, { kindId: 'festival', form: 'goods', goods: '茶叶', amount: fen(100_000), day: day('2026-01-20') });
    const first = await test.call('visits.makeFestival', festivalOf());
    expect(first.festival.people).toBe(1);
    expect(first.leftOut).toEqual([
      { memberName: '张三', sentence: expect.stringContaining('2026 年已有 1,000.00 元') },
    ]);
    const second = await test.call('visits.makeFestival', festivalOf({ approvalGround: '主席办公会特批' }));
    expect(second.festival.people).toBe(1);
    expect(second.leftOut).toEqual([{ memberName: '李四', sentence: '已在「春节」名单里（2026-02-10）' }]);
    const before = stored();
    expect((await test.refusal('visits.makeFestival', festivalOf({ approvalGround: '再来一次' }))).code).toBe(
      'visit.allLeftOut',
    );
    expect((await test.refusal('visits.makeFestival', festivalOf({ groupId: 'g-arts' }))).code).toBe('visit.nobody');
    expect((await test.refusal('visits.makeFestival', festivalOf({ kindId: 'hospital' }))).code).toBe(
      'visit.kindMismatch',
    );
    expect(stored()).toEqual(before);
    await test.call('ledger.reverseVoucher', { id: first.festival.voucherId, day: day('2026-03-15'), reason: '发错' });
    expect((await test.call('visits.makeFestival', festivalOf())).festival.people).toBe(1);
  });

  it('lets the union edit kinds and standards, with what stood before on the trail', async () => {
    const wedding = (await test.call('visits.listKinds', {})).find((kind) => kind.id === 'wedding');
    if (!wedding) throw new Error('no wedding');
    const { accountName: _name, ...fields } = wedding;
    const saved = await test.call('visits.saveKind', { ...fields, forms: ['money', 'goods'], basis: '本省允许慰问金' });
    expect(saved.forms).toEqual(['goods', 'money']);
    const added = await test.call('visits.saveKind', { name: '乔迁', forms: ['goods'], accountId: '2021:50105' });
    expect((await test.call('visits.listKinds', {})).at(-1)?.id).toBe(added.id);
    expect(
      (await test.refusal('visits.saveKind', { name: '结婚', forms: ['goods'], accountId: '2021:50105' })).code,
    ).toBe('visit.kindNameTaken');
    expect((await test.refusal('visits.saveKind', { name: '新', forms: ['goods'], accountId: '2021:401' })).code).toBe(
      'visit.kindAccount',
    );
    expect((await test.refusal('visits.saveKind', { name: '新', forms: ['goods'], accountId: '2021:501' })).code).toBe(
      'visit.kindAccount',
    );
    const standards = await test.call('visits.listStandards', {});
    const perTime = standards.find((standard) => standard.kindId === 'wedding');
    expect(await test.call('visits.dropStandard', { id: perTime?.id ?? '' })).toEqual({ left: 0 });
    expect((await test.refusal('visits.dropStandard', { id: perTime?.id ?? '' })).code).toBe('request.notFound');
    const incomplete = { kindId: 'wedding', from: '2026-01-01', shape: 'timesPerYear', amount: 100, source: '本省' };
    expect((await test.refusal('visits.saveStandard', incomplete)).code).toBe('visit.standardIncomplete');
  });

  const unknown = '00000000-0000-7000-8000-000000000000';
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['30 February', { day: '2026-02-30' }, 'request.invalid', /「日期」不是一个存在的日期/],
    ['three decimals', { amount: 100.5 }, 'request.invalid', /「金额」最多写到分/],
    ['a negative amount', { amount: -100 }, 'request.invalid', /「金额」要大于零/],
    ['an amount as text', { amount: '100' }, 'request.invalid', /「金额」不是金额/],
    ['one visitor', { visitors: ['周明'] }, 'request.invalid', /「慰问人」走访要两人以上/],
    ['an unknown member', { memberId: unknown }, 'request.notFound', /会员/],
    ['an unknown kind', { kindId: unknown }, 'request.notFound', /慰问类别/],
    ['an unknown resolution', { resolutionId: unknown }, 'request.notFound', /集体决议/],
    ['a month that is not there', { day: '2031-01-05' }, 'ledger.periodMissing', /2031年1月/],
    ['more than the bank holds', { amount: 90_000_000, approvalGround: '特批' }, 'ledger.cashNegative', /银行存款/],
    ['a signer without a day', { signedBy: '张三' }, 'request.invalid', /「签收日期」没有填写/],
    ['a field that is not of the form', { secret: 1 }, 'request.invalid', /不认识/],
    ['an SQL text as id', { memberId: "x' OR 1=1 --" }, 'request.invalid', /「会员」编号不对/],
  ])('refuses %s and writes nothing', async (_, change, code, sentence) => {
    const before = stored();
    const refusal = await test.refusal('visits.record', { ...aVisit(member(0)), ...change });
    expect(refusal.code).toBe(code);
    expect(refusal.sentence).toMatch(sentence);
    expect(stored()).toEqual(before);
  });

  it('refuses a closed month, for a visit and a festival', async () => {
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    const before = stored();
    expect((await test.refusal('visits.record', { ...aVisit(member(0)), day: '2026-01-31' })).code).toBe(
      'ledger.periodClosed',
    );
    expect((await test.refusal('visits.makeFestival', festivalOf({ day: day('2026-01-31') }))).code).toBe(
      'ledger.periodClosed',
    );
    expect(stored()).toEqual(before);
  });

  it('refuses hostile input of every other operation in words', async () => {
    const before = stored();
    const refusals: [Parameters<TestEngine['refusal']>[0], unknown, string][] = [
      ['visits.get', { id: unknown }, 'request.notFound'],
      ['visits.get', { id: 7 }, 'request.invalid'],
      ['visits.list', { limit: 501 }, 'request.invalid'],
      ['visits.list', { year: 20261 }, 'request.invalid'],
      ['visits.sign', { ids: [], signedDay: '2026-03-10' }, 'request.invalid'],
      ['visits.sign', { ids: [unknown], signedDay: '2026-03-10' }, 'request.notFound'],
      [
        'visits.check',
        { kindId: 'hospital', memberId: unknown, day: '2026-03-10', form: 'money', amount: 1 },
        'request.notFound',
      ],
      [
        'visits.check',
        { kindId: 'hospital', memberId: member(0), day: '2026-03-10', form: 'cash', amount: 1 },
        'request.invalid',
      ],
      ['visits.readSignOffSheet', { batchId: unknown }, 'request.notFound'],
      [
        'visits.saveStandard',
        { kindId: unknown, from: '2026-01-01', shape: 'perTime', amount: 1, source: 'x' },
        'request.notFound',
      ],
      [
        'visits.saveStandard',
        { kindId: 'hospital', from: '2026-13-01', shape: 'perTime', amount: 1, source: 'x' },
        'request.invalid',
      ],
      ['visits.saveKind', { id: unknown, name: '新', forms: ['goods'], accountId: '2021:50105' }, 'request.notFound'],
      ['visits.makeFestival', { ...festivalOf(), amountEach: 0 }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), groupId: unknown }, 'request.notFound'],
      [
        'visits.makeFestival',
        { ...festivalOf(), amountEach: 99_999_999_999_999, approvalGround: '特批' },
        'request.invalid',
      ],
      ['visits.previewFestival', { ...festivalOf() }, 'request.invalid'],
    ];
    for (const [operation, input, code] of refusals) {
      const refusal = await test.refusal(operation, input);
      expect([operation, refusal.code]).toEqual([operation, code]);
    }
    expect(stored()).toEqual(before);
  });

  it('keeps paid visits from raw SQL: no edit, no delete, no replacement, no second line', async () => {
    const { visit } = await record(0, { signedDay: day('2026-03-10') });
    const { festival } = await test.call('visits.makeFestival', festivalOf());
    const final = /ledger\.postedIsFinal/;
    for (const change of [
      'amount = 1',
      "day = '2026-03-11'",
      "member_id = 'x'",
      "reason = '改'",
      "visitors = '[]'",
      "approval_ground = ''",
      "standard_sentence = ''",
    ])
      expect(() => raw.run(`UPDATE visits SET ${change} WHERE id = :id`, { id: visit.id })).toThrow(final);
    expect(() =>
      raw.run("UPDATE visits SET signed_by = '', signed_day = NULL WHERE id = :id", { id: visit.id }),
    ).toThrow(final);
    expect(() => raw.run('DELETE FROM visits')).toThrow(final);
    expect(() => raw.run('DELETE FROM visit_batches')).toThrow(final);
    expect(() => raw.run('UPDATE visit_batches SET people = 99')).toThrow(final);
    expect(() =>
      raw.run('INSERT OR REPLACE INTO visits SELECT * FROM visits WHERE id = :id', { id: visit.id }),
    ).toThrow(final);
    const copy = `INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, amount, voucher_id)
      SELECT 'forged', batch_id, :line, kind_id, :member, day, reason, form, amount, voucher_id FROM visits WHERE batch_id = :batch LIMIT 1`;
    expect(() => raw.run(copy, { line: festival.people + 1, member: member(2), batch: festival.id })).toThrow(
      /visit\.voucherMismatch/,
    );
    expect(() => raw.run(copy, { line: 1, member: member(2), batch: festival.id })).toThrow(/UNIQUE/);
    expect(() =>
      raw.run(
        `INSERT INTO visits (id, kind_id, member_id, day, reason, form, amount, voucher_id)
         SELECT 'forged', kind_id, member_id, day, reason, form, amount + 1, voucher_id FROM visits WHERE id = :id`,
        { id: visit.id },
      ),
    ).toThrow(/visit\.voucherMismatch/);
    expect(stored()?.visits).toBe(1 + festival.people);
  });

  it('reads every list by an index', () => {
    const all = { search: '', unsignedOnly: false };
    const window = { limit: 100, offset: 0 };
    const plan = (sql: string) =>
      explain(raw, sql, { ...window, first: 'a', last: 'b', kindId: 'x', batchId: 'x', memberId: 'x', like: '%' }).join(
        '\n',
      );
    expect(plan(visitListSql(all))).toMatch(/visits USING INDEX visits_by_day/);
    expect(plan(visitListSql({ ...all, year: 2026 }))).toMatch(
      /visits USING INDEX visits_by_day \(day>\? AND day<\?\)/,
    );
    expect(plan(visitListSql({ ...all, kindId: 'hospital' }))).toMatch(
      /visits USING INDEX visits_by_kind \(kind_id=\?/,
    );
    expect(plan(visitListSql({ ...all, unsignedOnly: true }))).toMatch(/visits USING INDEX visits_unsigned/);
    expect(plan(visitListSql({ ...all, batchId: 'x' }))).toMatch(
      /visits USING INDEX sqlite_autoindex_visits_\d \(batch_id=\?\)/,
    );
    for (const filter of [
      all,
      { ...all, year: 2026 },
      { ...all, kindId: 'hospital' },
      { ...all, unsignedOnly: true },
      { ...all, batchId: 'x' },
    ])
      expect(plan(visitListSql(filter))).not.toMatch(/TEMP B-TREE/);
    expect(plan(MEMBER_SO_FAR)).toMatch(/visits_of_member \(member_id=\? AND kind_id=\? AND day>\? AND day<\?\)/);
    expect(plan(LIST_KINDS)).toMatch(/visit_kinds_in_order/);
    expect(plan(`${FESTIVALS} ORDER BY batch.day DESC, batch.id`)).toMatch(/visit_batches_by_day/);
    expect(plan(VISIT_LINES)).toMatch(/visits USING INDEX visits_by_day \(day>\? AND day<\?\)/);
  });
});

describe('a festival of any size', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
    books.write(fillBank);
  });
  afterEach(() => books.dispose());

  it('is one voucher whose amount is the sum of its lines, and every member is either listed or left out', () => {
    let round = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 120_000 }),
        (earlier, each) => {
          round += 1;
          books.db.run("UPDATE members SET status = 'transferred'");
          const people = earlier.map((_, index) => ({ number: `R${round}-${index}`, name: `职工${index}` }));
          const ids = putMembers(books.db, people);
          earlier.forEach((amount, index) => {
            const before = { kindId: 'festival', form: 'goods', day: day('2026-01-01'), amount: fen(amount) } as const;
            if (amount > 0) books.write((context) => visitOnce(context, ids[index] ?? '', before));
          });
          const fits = earlier.filter((amount) => amount + each <= 120_000).length;
          const make = () =>
            books.write((context) =>
              makeFestival(context, festivalOf({ name: `第 ${round} 次`, amountEach: fen(each) })),
            );
          if (fits === 0) {
            expect(make).toThrow(Refusal);
            return;
          }
          const vouchers = () => books.db.get<{ count: number }>('SELECT count(*) AS count FROM vouchers')?.count ?? 0;
          const vouchersBefore = vouchers();
          const { festival, leftOut } = make();
          expect(vouchers()).toBe(vouchersBefore + 1);
          expect(festival.people).toBe(fits);
          expect(festival.people + leftOut.length).toBe(earlier.length);
          const { lines } = readSignOffSheet(books.db, festival.id);
          expect(lines.map((line) => line.line)).toEqual(Array.from({ length: fits }, (_, index) => index + 1));
          const given = lines.reduce((total, line) => total + line.amount, 0);
          expect(festival.total).toBe(given);
          const entries = books.db.all<{ account: string; debit: number; credit: number }>(
            'SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :id ORDER BY line',
            { id: festival.voucherId },
          );
          expect(entries).toEqual([
            { account: '2021:50105', debit: given, credit: 0 },
            { account: '2021:102', debit: 0, credit: given },
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of 5,000 members is made in one go', () => {
    putMembers(
      books.db,
      Array.from({ length: 5000 }, (_, index) => ({ number: String(index).padStart(5, '0'), name: `职工${index}` })),
    );
    const { festival } = books.write((context) => makeFestival(context, festivalOf()));
    expect(festival).toMatchObject({ people: 5000, total: 150_000_000 });
  });
});
