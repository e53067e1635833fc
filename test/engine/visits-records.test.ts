import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { searchVisits, visitsWorkbench } from '#electron/engine/visits/commands.ts';
import { VISIT_REQUEST, visitListSql } from '#electron/engine/visits/records/queries.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { goodsText, worthOf } from '#shared/contract/visits.ts';
import { fen, MAX_FEN } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { aVisit, putResolution } from './visits-support.ts';

const ILLNESS = '甲状腺结节术后';
const ACCOUNT = '6222021234567890123';

describe('visits through the engine', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  let resolutionId: string;
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四', phone: '13800001111' },
      { number: '0003', name: '王五', status: 'retained' },
      { number: '0004', name: '赵六', status: 'withdrawn' },
    ]);
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
      `SELECT (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail,
              (SELECT count(*) FROM visit_goods) AS goods`,
    );

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
      method: 'bank',
      visitors: ['周明', '吴敏'],
      signed: true,
      signedBy: '张三',
      signedRelation: '',
      resolutionTitle: '工会委员会会议纪要',
      reversed: false,
      returned: false,
    });
    expect(visit.standardSentence).toContain('1,000.00 元');
    expect(visit.request).toBeUndefined();
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

  it('keeps everything that a visit is asked about: case, illness, payee, papers, who signed in whose place', async () => {
    const { visit } = await record(0, {
      caseName: '手术',
      illness: ILLNESS,
      payeeName: '张三',
      payeeBank: '工商银行滨江支行',
      payeeAccount: '6222 0212 3456 7890 123',
      papersNote: '缺出院小结',
      beneficiary: '刘梅',
      relation: '配偶',
      signedDay: day('2026-03-10'),
      signedBy: '刘梅',
      signedRelation: '配偶',
    });
    expect(await test.call('visits.get', { id: visit.id })).toMatchObject({
      caseName: '手术',
      illness: ILLNESS,
      payeeName: '张三',
      payeeBank: '工商银行滨江支行',
      payeeAccount: ACCOUNT,
      papersNote: '缺出院小结',
      signedBy: '刘梅',
      signedRelation: '配偶',
    });
  });

  it('shows illness and account with the visit alone: not in lists, the trail, the voucher, a sentence or the usual export', async () => {
    await record(0, {
      illness: ILLNESS,
      payeeName: '张三',
      payeeBank: '工行',
      payeeAccount: ACCOUNT,
      signedDay: day('2026-03-10'),
    });
    const folder = test.engine.registerPath(test.folder);
    const masked = await test.call('visits.exportList', { folder });
    const everything = [
      await test.call('visits.list', {}),
      await test.call('union.listTrail', {}),
      await test.call('ledger.listVouchers', {}),
      searchVisits(raw, '张三', 5),
      raw.all('SELECT standard_sentence FROM visits'),
      raw.all('SELECT * FROM audit_trail'),
      raw.all('SELECT * FROM vouchers'),
      raw.all('SELECT * FROM entries'),
    ];
    expect(JSON.stringify(everything)).not.toContain(ILLNESS);
    expect(JSON.stringify(everything)).not.toContain(ACCOUNT);
    const written = (name: string) =>
      Object.values(unzipSync(readFileSync(join(test.folder, name))))
        .map((part) => new TextDecoder().decode(part))
        .join('');
    expect(written(masked.fileName)).toContain('张三');
    expect(written(masked.fileName)).not.toContain(ILLNESS);
    expect(written(masked.fileName)).not.toContain(ACCOUNT);
    const whole = await test.call('visits.exportList', { folder, masked: false });
    expect(written(whole.fileName)).toContain(ILLNESS);
    expect(written(whole.fileName)).toContain(ACCOUNT);
    expect(masked).toMatchObject({ visits: 1, fileName: '慰问记录-2026-03-15.xlsx' });
  });

  it('takes goods line by line: their worth is the amount, and they are named in the list', async () => {
    const lines = [
      { name: '床品', unit: '套', quantity: 1, unitPrice: fen(30_000) },
      { name: '喜糖', unit: '盒', quantity: 4, unitPrice: fen(2_500) },
    ];
    const wedding = { kindId: 'wedding', form: 'goods' as const, reason: '结婚', goodsLines: lines };
    const { visit } = await record(0, { ...wedding, amount: fen(40_000) });
    expect(visit).toMatchObject({ goods: '床品 1 套、喜糖 4 盒', amount: 40_000, goodsLines: lines });
    const before = stored();
    expect((await test.refusal('visits.record', { ...aVisit(member(1)), ...wedding, amount: 39_999 })).code).toBe(
      'visit.goodsMismatch',
    );
    expect(
      (await test.refusal('visits.record', { ...aVisit(member(1)), goodsLines: lines, amount: 40_000 })).code,
    ).toBe('visit.goodsMismatch');
    const tooMuch = [{ name: '金', unit: '', quantity: 1_000_000, unitPrice: MAX_FEN }];
    expect(
      (await test.refusal('visits.record', { ...aVisit(member(1)), ...wedding, goodsLines: tooMuch, amount: 40_000 }))
        .code,
    ).toBe('visit.goodsMismatch');
    expect(stored()).toEqual(before);
    const late = `INSERT INTO visit_goods (visit_id, line, name, quantity, unit_price) VALUES (:id, 3, '补', 1, 1)`;
    expect(() => raw.run(late, { id: visit.id })).toThrow(/visit\.goodsMismatch/);
    expect(() => raw.run('UPDATE visit_goods SET quantity = 2')).toThrow(/ledger\.postedIsFinal/);
    expect(() => raw.run('DELETE FROM visit_goods')).toThrow(/ledger\.postedIsFinal/);
  });

  it('gives goods out of stock without a second expense', async () => {
    await test.call('visits.buyStock', {
      day: day('2026-03-02'),
      accountId: '2021:50105',
      method: 'bank',
      supplier: '滨江超市',
      lines: [{ name: '果篮', unit: '个', quantity: 5, unitPrice: fen(12_000) }],
    });
    const [lot] = (await test.call('visits.listStock', {})).lots;
    const { visit, voucherId } = await record(0, {
      form: 'goods',
      method: 'stock',
      amount: fen(24_000),
      stock: [{ lotId: lot?.id ?? '', quantity: 2 }],
    });
    expect(visit).toMatchObject({
      method: 'stock',
      goods: '果篮 2 个',
      goodsLines: [{ name: '果篮', unit: '个', quantity: 2, unitPrice: 12_000 }],
    });
    expect(
      raw.all('SELECT account_id FROM entries WHERE voucher_id = :voucherId AND debit > 0', { voucherId }),
    ).toEqual([{ account_id: '2021:301' }]);
    expect((await test.call('visits.listStock', {})).lots[0]?.onHand).toBe(3);
    const before = stored();
    expect(
      (
        await test.refusal('visits.record', {
          ...aVisit(member(1)),
          form: 'goods',
          method: 'stock',
          amount: 48_000,
          stock: [{ lotId: lot?.id ?? '', quantity: 4 }],
        })
      ).code,
    ).toBe('stock.notEnough');
    expect(stored()).toEqual(before);
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

  it('for a festival names one of the list, where festivals have limits of their own', async () => {
    const gift = aVisit(member(0), { kindId: 'festival', form: 'goods', goods: '茶叶', amount: fen(10_000) });
    await record(1, { ...gift, memberId: member(1) });
    await test.call('visits.saveStandard', {
      kindIds: ['festival'],
      from: day('2026-03-11'),
      shape: 'perFestival',
      amount: fen(50_000),
      festival: '春节',
      source: '贵州 2018',
    });
    const later = { ...gift, day: day('2026-03-12') };
    const before = stored();
    const unnamed = await test.refusal('visits.record', { ...later, approvalGround: '特批' });
    expect(unnamed.code).toBe('visit.festivalUnnamed');
    expect(unnamed.sentence).toMatch(/「年节」的春节另有标准.*请先选节日/);
    // written otherwise it would be under no limit at all
    expect((await test.refusal('visits.record', { ...later, festival: '春 节' })).code).toBe('request.notFound');
    expect(stored()).toEqual(before);
    expect((await test.refusal('visits.record', { ...later, festival: '春节', amount: 50_001 })).code).toBe(
      'visit.needsApproval',
    );
    await test.call('visits.record', { ...later, festival: '春节' });
  });

  it('of a kind for payers only needs a ground for who owes dues, alone as on a list', async () => {
    raw.run("UPDATE visit_kinds SET payers_only = 1 WHERE id = 'birthday'");
    const rule = raw.get<{ id: string }>('SELECT id FROM dues_rules LIMIT 1')?.id ?? '';
    for (const owed of ['2026-02', '2026-03'])
      raw.run(
        `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at)
         VALUES ('levy-' || :owed, :member, :owed, :rule, 400000, 400000, 2000, 'x')`,
        { owed, member: member(0), rule },
      );
    const gift = aVisit(member(0), { kindId: 'birthday', form: 'coupon', goods: '蛋糕券', amount: fen(10_000) });
    const before = stored();
    const refusal = await test.refusal('visits.record', gift);
    expect(refusal.code).toBe('visit.needsApproval');
    // the month that runs is not due yet
    expect(refusal.sentence).toContain('这位会员2026年2月起欠会费 1 个月 20.00 元');
    const { kindId, memberId, day: on, form, amount } = gift;
    expect(await test.call('visits.check', { kindId, memberId, day: on, form, amount })).toMatchObject({
      needsApproval: true,
    });
    expect(stored()).toEqual(before);
    await test.call('visits.record', { ...gift, memberId: member(1) });
    await test.call('visits.record', { ...gift, approvalGround: '主席办公会' });
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
      (await test.refusal('visits.sign', { ids: [first.visit.id], signedDay: '2026-03-12', signedRelation: '配偶' }))
        .sentence,
    ).toContain('签收人');
    expect(
      await test.call('visits.sign', {
        ids: [first.visit.id, first.visit.id],
        signedDay: day('2026-03-12'),
        signedBy: '刘梅',
        signedRelation: '配偶',
      }),
    ).toEqual({ signed: 1 });
    expect(await test.call('visits.get', { id: first.visit.id })).toMatchObject({
      signedBy: '刘梅',
      signedRelation: '配偶',
    });
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
    expect(list).toMatchObject({ total: 2, times: 1, amount: 50_000, unsigned: 0 });
    expect(list.rows.map((row) => [row.memberName, row.reversed, row.signed])).toEqual(
      expect.arrayContaining([
        ['李四', true, false],
        ['张三', false, true],
      ]),
    );
    expect(visitsWorkbench(raw)).toMatchObject({ unsigned: 0 });
  });

  it('is found by name, number and phone, by year, month, kind and method, with totals over the filter', async () => {
    await record(0, { method: 'cash' });
    await record(1, { kindId: 'wedding', form: 'goods', goods: '床品', reason: '结婚', day: day('2026-02-10') });
    const find = async (filter: InputOf<'visits.list'>) =>
      (await test.call('visits.list', filter)).rows.map((row) => row.memberName);
    expect(await find({ search: '李' })).toEqual(['李四']);
    expect(await find({ search: '1380000' })).toEqual(['李四']);
    expect(await find({ search: '%' })).toEqual([]);
    expect(await find({ kindId: 'wedding' })).toEqual(['李四']);
    expect(await find({ method: 'cash' })).toEqual(['张三']);
    expect(await find({ month: month('2026-02') })).toEqual(['李四']);
    expect(await find({ month: month('2026-02'), method: 'cash' })).toEqual([]);
    expect(await find({ year: 2025 })).toEqual([]);
    expect((await find({ year: 2026 })).sort()).toEqual(['张三', '李四'].sort());
    expect(await test.call('visits.list', { method: 'cash' })).toMatchObject({ total: 1, amount: 50_000, unsigned: 1 });
    expect(searchVisits(raw, '李四', 5)).toEqual([expect.objectContaining({ kind: 'visit', title: '李四 结婚慰问' })]);
  });

  it('is exported masked unless it is asked otherwise, and the asking is on the trail', async () => {
    await record(0, { illness: ILLNESS, payeeName: '张三', payeeBank: '工行', payeeAccount: ACCOUNT });
    const folder = test.engine.registerPath(test.folder);
    await test.call('visits.exportList', { folder });
    await test.call('visits.exportList', { folder, masked: false, year: 2026 });
    const labels = raw
      .all<{ label: string }>("SELECT label FROM audit_trail WHERE subject = 'visitExport' ORDER BY sequence")
      .map(({ label }) => label);
    expect(labels).toEqual(['慰问记录-2026-03-15.xlsx', '慰问记录-2026-03-15-2.xlsx（含病种和完整账号）']);
    expect((await test.refusal('visits.exportList', { folder, kindId: 'birth' })).code).toBe('visit.exportEmpty');
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
    [
      'a relation without a signer',
      { signedDay: '2026-03-10', signedRelation: '配偶' },
      'request.invalid',
      /「签收人」没有填写/,
    ],
    ['money out of stock', { method: 'stock', stock: [{ lotId: unknown, quantity: 1 }] }, 'stock.notMoney', /改成实物/],
    ['half a payee', { payeeName: '张三' }, 'visit.payeeIncomplete', /开户行、账号/],
    [
      'an account that is none',
      { payeeName: '张三', payeeBank: '工行', payeeAccount: '62x' },
      'request.invalid',
      /「收款账号」/,
    ],
    [
      'a payee for cash',
      { method: 'cash', payeeName: '张三', payeeBank: '工行', payeeAccount: ACCOUNT },
      'request.invalid',
      /只有银行支付/,
    ],
    ['nothing out of stock', { method: 'stock', form: 'goods' }, 'stock.nothingChosen', /库存/],
    [
      'half a piece',
      { form: 'goods', goodsLines: [{ name: '果篮', quantity: 0.5, unitPrice: 100 }] },
      'request.invalid',
      /整数/,
    ],
    ['a field that is not of the form', { secret: 1 }, 'request.invalid', /不认识/],
    ['an SQL text as id', { memberId: "x' OR 1=1 --" }, 'request.invalid', /「会员」编号不对/],
  ])('refuses %s and writes nothing', async (_, change, code, sentence) => {
    const before = stored();
    const refusal = await test.refusal('visits.record', { ...aVisit(member(0)), ...change });
    expect(refusal.sentence).toMatch(sentence);
    expect(refusal.code).toBe(code);
    expect(stored()).toEqual(before);
  });

  it('refuses a closed month', async () => {
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    const before = stored();
    expect((await test.refusal('visits.record', { ...aVisit(member(0)), day: '2026-01-31' })).code).toBe(
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
      ['visits.list', { method: 'card' }, 'request.invalid'],
      ['visits.list', { month: '2026-13' }, 'request.invalid'],
      ['visits.sign', { ids: [], signedDay: '2026-03-10' }, 'request.invalid'],
      ['visits.sign', { ids: [unknown], signedDay: '2026-03-10' }, 'request.notFound'],
      ['visits.exportList', { folder: unknown }, 'file.gone'],
    ];
    for (const [operation, input, code] of refusals) {
      const refusal = await test.refusal(operation, input);
      expect([operation, refusal.code]).toEqual([operation, code]);
    }
    expect(stored()).toEqual(before);
  });

  it('keeps paid visits from raw SQL: no edit, no delete, no replacement, no second line', async () => {
    const { visit } = await record(0, { signedDay: day('2026-03-10') });
    const final = /ledger\.postedIsFinal/;
    for (const change of [
      'amount = 1',
      "day = '2026-03-11'",
      "member_id = 'x'",
      "reason = '改'",
      "visitors = '[]'",
      "approval_ground = ''",
      "standard_sentence = ''",
      "method = 'cash'",
      "illness = ''",
      "case_name = 'x'",
      "payee_account = 'x'",
      "papers_note = 'x'",
      "signed_relation = 'x'",
    ])
      expect(() => raw.run(`UPDATE visits SET ${change} WHERE id = :id`, { id: visit.id })).toThrow(final);
    expect(() =>
      raw.run("UPDATE visits SET signed_by = '', signed_day = NULL WHERE id = :id", { id: visit.id }),
    ).toThrow(final);
    expect(() => raw.run('DELETE FROM visits')).toThrow(final);
    expect(() =>
      raw.run('INSERT OR REPLACE INTO visits SELECT * FROM visits WHERE id = :id', { id: visit.id }),
    ).toThrow(final);
    expect(() =>
      raw.run(
        `INSERT INTO visits (id, kind_id, member_id, day, reason, form, amount, voucher_id)
         SELECT 'forged', kind_id, member_id, day, reason, form, amount + 1, voucher_id FROM visits WHERE id = :id`,
        { id: visit.id },
      ),
    ).toThrow(/visit\.voucherMismatch/);
    expect(stored()?.visits).toBe(1);
  });

  it('reads every list by an index', () => {
    const all = { search: '', unsignedOnly: false };
    const window = { limit: 100, offset: 0 };
    const plan = (sql: string) =>
      explain(raw, sql, {
        ...window,
        first: 'a',
        last: 'b',
        kindId: 'x',
        batchId: 'x',
        memberId: 'x',
        like: '%',
        method: 'cash',
        id: 'x',
      }).join('\n');
    expect(plan(visitListSql(all))).toMatch(/visits USING INDEX visits_by_day/);
    expect(plan(visitListSql({ ...all, year: 2026 }))).toMatch(
      /visits USING INDEX visits_by_day \(day>\? AND day<\?\)/,
    );
    expect(plan(visitListSql({ ...all, month: month('2026-03'), method: 'cash' }))).toMatch(
      /visits USING INDEX visits_by_day \(day>\? AND day<\?\)/,
    );
    expect(plan(visitListSql({ ...all, kindId: 'hospital' }))).toMatch(
      /visits USING INDEX visits_by_kind \(kind_id=\?/,
    );
    expect(plan(visitListSql({ ...all, unsignedOnly: true }))).toMatch(/visits USING INDEX visits_unsigned/);
    expect(plan(visitListSql({ ...all, batchId: 'x' }))).toMatch(/visits USING INDEX \w+ \(batch_id=\?\)/);
    for (const filter of [
      all,
      { ...all, year: 2026 },
      { ...all, method: 'cash' as const },
      { ...all, kindId: 'hospital' },
      { ...all, unsignedOnly: true },
      { ...all, batchId: 'x' },
    ])
      expect(plan(visitListSql(filter))).not.toMatch(/TEMP B-TREE/);
    expect(plan(VISIT_REQUEST)).toMatch(
      /visit_requests USING INDEX sqlite_autoindex_visit_requests_\d \(visit_id=\?\)/,
    );
  });
});

describe('goods', () => {
  it('are worth count times price, and nothing is worth more than an amount may be', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 1_000_000 }),
            unitPrice: fc.integer({ min: 0, max: MAX_FEN }),
          }),
          { maxLength: 30 },
        ),
        (lines) => {
          const exact = lines.reduce((sum, { quantity, unitPrice }) => sum + BigInt(quantity) * BigInt(unitPrice), 0n);
          const worth = worthOf(lines.map(({ quantity, unitPrice }) => ({ quantity, unitPrice: fen(unitPrice) })));
          expect(worth === undefined ? undefined : BigInt(worth)).toBe(exact > BigInt(MAX_FEN) ? undefined : exact);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are named in one line', () => {
    expect(
      goodsText([
        { name: '米', unit: '袋', quantity: 2 },
        { name: '油', unit: '', quantity: 1 },
      ]),
    ).toBe('米 2 袋、油 1');
    expect(goodsText([])).toBe('');
  });
});
