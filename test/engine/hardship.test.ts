import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { aidLines, hardshipWorkbench, searchHardship } from '#electron/engine/hardship/commands.ts';
import { AIDS_OF_FILE, fileListSql, LIST_AIDS, STALE_COUNT } from '#electron/engine/hardship/files/queries.ts';
import { LIST_PARAMETERS } from '#electron/engine/hardship/parameters/parameters.ts';
import { AID_LINES } from '#electron/engine/hardship/reports/lines.ts';
import { day } from '#shared/calendar.ts';
import type { HardshipFields } from '#shared/contract/hardship.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';

describe('hardship files through the engine', () => {
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
    ]);
    raw.run("UPDATE members SET id_number = '330203198803079699' WHERE number = '0001'");
    resolutionId = putResolution(raw);
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });

  const member = (index: number) => members[index] ?? '';
  const setLine = (minimumLiving = 110_000, from = '2026-01-01') =>
    test.call('hardship.saveParameters', {
      place: '滨江区',
      from: day(from),
      minimumLiving: fen(minimumLiving),
      deepMultiplePercent: 100,
      relativeMultiplePercent: 200,
      accidentSharePercent: 80,
      source: '区民政局公告',
    });
  /** Three people, 60,000 a year, 18,000 of fixed expenses: (60000 - 18000) / 12 / 3 = 1166.66 a head. */
  const fields = (change: Partial<InputOf<'hardship.save'>['fields']> = {}): InputOf<'hardship.save'>['fields'] => ({
    memberId: member(0),
    people: 3,
    household: [
      { name: '张小小', relation: '子女', birthday: day('2015-06-01'), monthlyIncome: fen(0) },
      { name: '刘梅', relation: '配偶', health: '白血病', monthlyIncome: fen(100_000) },
    ],
    incomes: [
      { label: '本人工资', yearly: fen(4_800_000) },
      { label: '配偶收入', yearly: fen(1_200_000) },
    ],
    expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
    cause: 'illness',
    category: 'relative',
    healthStatus: '糖尿病',
    address: '滨江路 8 号',
    bankName: '农业银行滨江支行',
    bankAccount: '6228480402564890018',
    consentDay: day('2026-03-01'),
    openedDay: day('2026-03-02'),
    resolutionId,
    ...change,
  });
  const open = (change = {}) => test.call('hardship.save', { fields: fields(change) });
  const aid = (fileId: string, change: Partial<InputOf<'hardship.payAid'>> = {}): InputOf<'hardship.payAid'> => ({
    fileId,
    day: day('2026-03-10'),
    kind: 'medical',
    amount: fen(300_000),
    method: 'bank',
    resolutionId,
    attachmentCount: 4,
    ...change,
  });
  const stored = () =>
    raw.get<Record<string, number>>(
      `SELECT (SELECT count(*) FROM hardship_files) AS files, (SELECT count(*) FROM aids) AS aids, (SELECT count(*) FROM vouchers) AS vouchers,
              (SELECT count(*) FROM hardship_parameters) AS parameters, (SELECT count(*) FROM audit_trail) AS trail`,
    );

  it('asks for the local line first: none ships', async () => {
    expect(await test.call('hardship.listParameters', {})).toEqual([]);
    const refusal = await test.refusal('hardship.save', { fields: fields() });
    expect(refusal).toMatchObject({ code: 'hardship.noParameters' });
    expect(refusal.sentence).toContain('低保线');
  });

  it('computes with its steps before anything is saved, with the line in force on the day', async () => {
    await setLine(110_000, '2026-01-01');
    await setLine(120_000, '2026-07-01');
    const { people, incomes, expenses } = fields();
    const before = stored();
    const assessment = await test.call('hardship.assess', { people, incomes, expenses, openedDay: day('2026-03-02') });
    expect(assessment.perHeadMonthly).toBe(116_666);
    expect(assessment.suggested).toBe('relative');
    expect(assessment.steps.map((step) => [step.label, step.amount])).toEqual([
      ['家庭年可支配收入', 6_000_000],
      ['家庭年刚性支出', 1_800_000],
      ['收入减刚性支出', 4_200_000],
      ['月人均', 116_666],
      ['深度困难线', 110_000],
      ['相对困难线', 220_000],
    ]);
    const later = await test.call('hardship.assess', {
      people,
      incomes,
      expenses,
      openedDay: day('2026-03-02'),
      reviewedDay: day('2026-07-01'),
    });
    expect(later.suggested).toBe('deep');
    expect(later.parameters.from).toBe('2026-07-01');
    expect(stored()).toEqual(before);
  });

  it('keeps the file and the computation it rests on; later parameters do not touch it, a review does', async () => {
    const line = await setLine();
    const file = await open();
    expect(file).toMatchObject({
      number: '困-2026-001',
      memberName: '张三',
      status: 'open',
      reviewedDay: '2026-03-02',
      category: 'relative',
    });
    expect(file.idNumberMasked).toBe('330203********9699');
    expect(file.household.map((person) => person.name)).toEqual(['张小小', '刘梅']);
    expect(file.assessment).toMatchObject({
      perHeadMonthly: 116_666,
      suggested: 'relative',
      parameters: { id: line.id, minimumLiving: 110_000 },
    });
    await test.call('hardship.saveParameters', { ...line, minimumLiving: fen(130_000) });
    expect((await test.call('hardship.get', { id: file.id })).assessment).toEqual(file.assessment);
    const { category: _category, ...rest } = fields();
    const reviewed = await test.call('hardship.save', { id: file.id, fields: { ...rest, category: 'deep' } });
    expect(reviewed).toMatchObject({
      number: '困-2026-001',
      reviewedDay: '2026-03-15',
      category: 'deep',
      assessment: { suggested: 'deep' },
    });
  });

  it('the union decides; otherwise than suggested it must say why', async () => {
    await setLine();
    const refusal = await test.refusal('hardship.save', { fields: fields({ category: 'deep' }) });
    expect(refusal).toMatchObject({ code: 'hardship.groundNeeded' });
    expect(refusal.sentence).toContain('张三');
    const file = await open({ category: 'deep', decisionGround: '工会委员会 2026-03-01 讨论认定' });
    expect(file).toMatchObject({ category: 'deep', assessment: { suggested: 'relative' } });
  });

  it('one file a member, numbered within the year of opening, and never handed to somebody else', async () => {
    await setLine();
    const first = await open();
    expect(await test.refusal('hardship.save', { fields: fields() })).toMatchObject({ code: 'hardship.fileExists' });
    expect((await test.refusal('hardship.save', { id: first.id, fields: fields({ memberId: member(1) }) })).code).toBe(
      'hardship.otherMember',
    );
    expect((await open({ memberId: member(1) })).number).toBe('困-2026-002');
  });

  it('pays aid with its voucher, which names the file and not the family', async () => {
    await setLine();
    const file = await open();
    const paid = await test.call('hardship.payAid', aid(file.id));
    expect(paid).toMatchObject({
      voucherNumber: '记-001',
      aid: {
        memberName: '张三',
        amount: 300_000,
        resolutionTitle: '工会委员会会议纪要',
        signedBy: '',
        reversed: false,
      },
    });
    expect(raw.all('SELECT account_id AS account, debit, credit FROM entries ORDER BY line')).toEqual([
      { account: '2021:50404', debit: 300_000, credit: 0 },
      { account: '2021:102', debit: 0, credit: 300_000 },
    ]);
    const voucher = raw.get<{ source: string; summary: string; resolution: string; attachments: number }>(
      'SELECT source, summary, resolution_id AS resolution, attachment_count AS attachments FROM vouchers',
    );
    expect(voucher).toEqual({
      source: 'hardship',
      summary: '困难职工帮扶 困-2026-001 医疗救助',
      resolution: resolutionId,
      attachments: 4,
    });
    const signed = await test.call('hardship.signAid', {
      id: paid.aid.id,
      signedBy: '张三',
      signedDay: day('2026-03-12'),
    });
    expect(signed).toMatchObject({ signedBy: '张三', signedDay: '2026-03-12' });
    expect(
      (await test.refusal('hardship.signAid', { id: paid.aid.id, signedBy: '李四', signedDay: '2026-03-13' })).code,
    ).toBe('visit.alreadySigned');
    const list = await test.call('hardship.list', {});
    expect(list).toMatchObject({ total: 1, open: 1, stale: 0, aidsYear: 300_000 });
    expect(list.rows[0]).toMatchObject({ number: '困-2026-001', aidsYear: 300_000, stale: false });
    expect((await test.call('hardship.get', { id: file.id })).aids).toHaveLength(1);
  });

  it('先建档、后帮扶: each rule refuses in words and writes nothing', async () => {
    await setLine();
    const file = await open({ consentDay: undefined });
    const refuse = async (change: Partial<InputOf<'hardship.payAid'>> = {}) =>
      (await test.refusal('hardship.payAid', aid(file.id, change))).code;
    let before = stored();
    expect(await refuse()).toBe('hardship.noConsent');
    expect(stored()).toEqual(before);
    await test.call('hardship.save', { id: file.id, fields: fields() });
    before = stored();
    expect(await refuse({ day: day('2026-03-01') })).toBe('hardship.aidBeforeFile');
    expect(await refuse({ resolutionId: UNKNOWN })).toBe('request.notFound');
    expect(await refuse({ amount: fen(99_999_999) })).toBe('ledger.cashNegative');
    expect(await refuse({ signedBy: '张三', signedDay: day('2026-03-16') })).toBe('visit.signedLater');
    expect(stored()).toEqual(before);
    await test.call('hardship.save', { id: file.id, fields: fields({ category: 'none', decisionGround: '未达标准' }) });
    expect(await refuse()).toBe('hardship.notDecided');
    await test.call('hardship.save', { id: file.id, fields: fields() });
    await test.call('hardship.changeStatus', {
      id: file.id,
      status: 'resolved',
      day: day('2026-03-12'),
      ground: '配偶就业',
    });
    expect(await refuse()).toBe('hardship.noFile');
    await test.call('hardship.changeStatus', {
      id: file.id,
      status: 'open',
      day: day('2026-03-14'),
      ground: '病情反复',
    });
    await test.call('hardship.payAid', aid(file.id));
    expect(
      (
        await test.refusal('hardship.save', {
          id: file.id,
          fields: fields({ openedDay: day('2026-03-11'), reviewedDay: day('2026-03-11') }),
        })
      ).code,
    ).toBe('hardship.aidBeforeFile');
  });

  it('changes status with day and ground, and keeps every change', async () => {
    await setLine();
    const file = await open();
    expect(
      (await test.refusal('hardship.changeStatus', { id: file.id, status: 'open', day: '2026-03-10', ground: 'x' }))
        .code,
    ).toBe('hardship.sameStatus');
    expect(
      (await test.refusal('hardship.changeStatus', { id: file.id, status: 'closed', day: '2026-03-01', ground: 'x' }))
        .sentence,
    ).toContain('不能早于建档日期');
    expect(
      (await test.refusal('hardship.changeStatus', { id: file.id, status: 'closed', day: '2026-03-10', ground: ' ' }))
        .sentence,
    ).toContain('没有填写');
    const changed = await test.call('hardship.changeStatus', {
      id: file.id,
      status: 'resolved',
      day: day('2026-03-12'),
      ground: '配偶就业',
    });
    expect(changed.changes).toEqual([
      { day: '2026-03-12', from: 'open', to: 'resolved', ground: '配偶就业', operator: '陈静' },
    ]);
    expect(() => raw.run("UPDATE hardship_changes SET ground = '改'")).toThrow(/audit\.appendOnly/);
    expect(() => raw.run('DELETE FROM hardship_changes')).toThrow(/audit\.appendOnly/);
    expect(await test.call('hardship.list', { status: 'open' })).toMatchObject({ total: 0, open: 0 });
  });

  it('a file nobody reviewed for a year is stale, on the list and on the workbench', async () => {
    await setLine();
    await open();
    expect(hardshipWorkbench(raw, day('2027-03-01'))).toEqual({ stale: 0 });
    expect(hardshipWorkbench(raw, day('2027-03-02'))).toEqual({ stale: 1 });
    test.setNow('2027-03-02T02:00:00.000Z');
    expect(await test.call('hardship.list', {})).toMatchObject({ stale: 1, rows: [{ stale: true }] });
    expect((await test.call('hardship.list', { staleOnly: true })).total).toBe(1);
    test.setNow('2027-03-01T02:00:00.000Z');
    expect((await test.call('hardship.list', { staleOnly: true })).total).toBe(0);
    raw.run("UPDATE hardship_files SET status = 'closed'");
    expect(hardshipWorkbench(raw, day('2027-03-02'))).toEqual({ stale: 0 });
  });

  it('a reversed aid stays in the lists, says so and counts nowhere', async () => {
    await setLine();
    const file = await open();
    const { voucherId, aid: paid } = await test.call('hardship.payAid', aid(file.id));
    await test.call('hardship.payAid', aid(file.id, { amount: fen(50_000) }));
    await test.call('ledger.reverseVoucher', { id: voucherId, day: day('2026-03-15'), reason: '金额有误' });
    expect(await test.call('hardship.listAids', { year: 2026 })).toMatchObject({ total: 2, amount: 50_000 });
    expect((await test.call('hardship.list', {})).aidsYear).toBe(50_000);
    expect((await test.call('hardship.list', {})).rows[0]?.aidsYear).toBe(50_000);
    expect(
      (await test.refusal('hardship.signAid', { id: paid.id, signedBy: '张三', signedDay: '2026-03-12' })).code,
    ).toBe('visit.reversed');
    expect([...aidLines(raw, 2026)].filter((line) => line.reversed).map((line) => line.id)).toEqual([paid.id]);
  });

  it('gives the audit package masked lines and the search no secrets', async () => {
    await setLine();
    const file = await open();
    await test.call('hardship.payAid', aid(file.id));
    const [line] = aidLines(raw, 2026);
    expect(line).toMatchObject({
      fileNumber: '困-2026-001',
      nameMasked: '张*',
      idNumberMasked: '330203********9699',
      bankAccountMasked: '***************0018',
      voucherNumber: '记-001',
      attachmentCount: 4,
    });
    expect(JSON.stringify(line)).not.toMatch(/6228480402564890018|198803079699/);
    expect(searchHardship(raw, '张三', 5)).toEqual([
      { kind: 'hardshipFile', id: file.id, title: '困-2026-001 张三', detail: '相对困难 在档' },
    ]);
    expect(searchHardship(raw, '困-2026', 5)).toHaveLength(1);
    expect(searchHardship(raw, '%', 5)).toEqual([]);
  });

  it('health, family and bank account stay out of the trail and of every refusal', async () => {
    await setLine();
    const file = await open({ decisionGround: '因白血病治疗' });
    await test.call('hardship.save', {
      id: file.id,
      fields: fields({ healthStatus: '尿毒症', decisionGround: '因白血病治疗' }),
    });
    await test.call('hardship.payAid', aid(file.id, { note: '化疗' }));
    await test.call('hardship.changeStatus', { id: file.id, status: 'closed', day: day('2026-03-14'), ground: '病故' });
    const trail = JSON.stringify(
      raw.all("SELECT label, before, after FROM audit_trail WHERE operation LIKE 'hardship.%'"),
    );
    for (const secret of [
      '白血病',
      '尿毒症',
      '糖尿病',
      '化疗',
      '病故',
      '刘梅',
      '张小小',
      '滨江路',
      '6228480402564890018',
      '330203198803079699',
    ])
      expect(trail).not.toContain(secret);
    expect(trail).toContain('healthStatus');
    const { sentence } = await test.refusal('hardship.payAid', aid(file.id));
    expect(sentence).toContain('张三');
    expect(sentence).not.toMatch(/病|刘梅/);
  });

  it('parameters have one set a day; a set can be corrected', async () => {
    const line = await setLine();
    await expect(setLine(120_000)).rejects.toThrow(/hardship\.parametersTaken/);
    const later = await setLine(120_000, '2026-07-01');
    expect((await test.refusal('hardship.saveParameters', { ...later, from: '2026-01-01' })).code).toBe(
      'hardship.parametersTaken',
    );
    expect(await test.call('hardship.saveParameters', { ...line, minimumLiving: fen(115_000) })).toMatchObject({
      id: line.id,
      minimumLiving: 115_000,
    });
    expect((await test.call('hardship.listParameters', {})).map((set) => set.from)).toEqual([
      '2026-07-01',
      '2026-01-01',
    ]);
  });

  it('refuses hostile input in words and writes nothing', async () => {
    await setLine();
    const file = await open();
    const before = stored();
    const saved = (change: object) => ({ fields: { ...fields({ memberId: member(1) }), ...change } });
    const huge: HardshipFields['incomes'] = Array.from({ length: 2 }, (_, index) => ({
      label: `收入${index}`,
      yearly: fen(99_999_999_999_999),
    }));
    const refusals: [OperationName, unknown, string, RegExp][] = [
      ['hardship.save', saved({ openedDay: '2026-02-30' }), 'request.invalid', /建档日期/],
      ['hardship.save', saved({ people: 0 }), 'request.invalid', /共同生活人口/],
      ['hardship.save', saved({ people: 2.5 }), 'request.invalid', /共同生活人口/],
      [
        'hardship.save',
        saved({ incomes: [{ label: '工资', yearly: 12.345 }] }),
        'request.invalid',
        /第 1 行 全年金额.*最多写到分/,
      ],
      ['hardship.save', saved({ expenses: [{ label: '药费', yearly: -1 }] }), 'request.invalid', /不能是负数/],
      ['hardship.save', saved({ incomes: huge }), 'request.invalid', /家庭收入.*合计太大/],
      ['hardship.save', saved({ category: 'rich' }), 'request.invalid', /困难类别/],
      ['hardship.save', saved({ memberId: UNKNOWN }), 'request.notFound', /会员/],
      ['hardship.save', saved({ resolutionId: UNKNOWN }), 'request.notFound', /集体决议/],
      ['hardship.save', saved({ reviewedDay: '2026-03-01' }), 'request.invalid', /不能早于建档日期/],
      ['hardship.save', saved({ extra: 1 }), 'request.invalid', /不认识/],
      ['hardship.save', { id: UNKNOWN, ...saved({}) }, 'request.notFound', /困难档案/],
      [
        'hardship.assess',
        { people: 3, incomes: huge, expenses: [], openedDay: '2026-03-01' },
        'request.invalid',
        /合计太大/,
      ],
      [
        'hardship.assess',
        { people: 3, incomes: [], expenses: [], openedDay: '2025-12-31' },
        'hardship.noParameters',
        /2025-12-31/,
      ],
      ['hardship.get', { id: UNKNOWN }, 'request.notFound', /困难档案/],
      ['hardship.list', { limit: 0 }, 'request.invalid', /./],
      ['hardship.listAids', { year: 1 }, 'request.invalid', /年度/],
      ['hardship.payAid', aid(UNKNOWN), 'request.notFound', /困难档案/],
      ['hardship.payAid', { ...aid(file.id), amount: 0 }, 'request.invalid', /金额.*要大于零/],
      ['hardship.payAid', { ...aid(file.id), amount: 10.5 }, 'request.invalid', /最多写到分/],
      ['hardship.payAid', { ...aid(file.id), day: '2031-01-01' }, 'ledger.periodMissing', /2031年1月/],
      ['hardship.payAid', { ...aid(file.id), signedBy: '张三' }, 'request.invalid', /签收日期/],
      ['hardship.signAid', { id: UNKNOWN, signedBy: 'x', signedDay: '2026-03-10' }, 'request.notFound', /帮扶记录/],
      [
        'hardship.changeStatus',
        { id: UNKNOWN, status: 'closed', day: '2026-03-10', ground: 'x' },
        'request.notFound',
        /困难档案/,
      ],
      [
        'hardship.saveParameters',
        {
          place: '区',
          from: '2026-01-02',
          minimumLiving: 0,
          deepMultiplePercent: 100,
          relativeMultiplePercent: 200,
          accidentSharePercent: 80,
        },
        'request.invalid',
        /低保线/,
      ],
      [
        'hardship.saveParameters',
        {
          id: UNKNOWN,
          place: '区',
          from: '2026-01-02',
          minimumLiving: 1,
          deepMultiplePercent: 100,
          relativeMultiplePercent: 200,
          accidentSharePercent: 80,
        },
        'request.notFound',
        /认定标准/,
      ],
    ];
    for (const [operation, input, code, sentence] of refusals) {
      const refusal = await test.refusal(operation, input);
      expect([operation, refusal.code]).toEqual([operation, code]);
      expect(refusal.sentence).toMatch(sentence);
    }
    expect(stored()).toEqual(before);
    raw.run(
      "UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month IN ('2026-01', '2026-02')",
    );
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-03'");
    expect((await test.refusal('hardship.payAid', aid(file.id))).code).toBe('ledger.periodClosed');
    expect(stored()).toEqual(before);
  });

  it('keeps paid aids from raw SQL: no edit, no delete, no aid without an open file and its voucher', async () => {
    await setLine();
    const file = await open();
    const { aid: paid } = await test.call(
      'hardship.payAid',
      aid(file.id, { signedBy: '张三', signedDay: day('2026-03-11') }),
    );
    const final = /ledger\.postedIsFinal/;
    for (const change of [
      'amount = 1',
      "day = '2026-03-11'",
      "file_id = 'x'",
      "kind = 'living'",
      "note = '改'",
      "signed_by = '', signed_day = NULL",
      "signed_by = '别人'",
    ])
      expect(() => raw.run(`UPDATE aids SET ${change} WHERE id = :id`, { id: paid.id })).toThrow(final);
    expect(() => raw.run('DELETE FROM aids')).toThrow(final);
    expect(() => raw.run('DELETE FROM hardship_files')).toThrow(final);
    expect(() => raw.run("UPDATE hardship_files SET number = '困-2026-009'")).toThrow(final);
    expect(() => raw.run('UPDATE hardship_files SET member_id = :id', { id: member(1) })).toThrow(final);
    expect(() => raw.run('INSERT OR REPLACE INTO aids SELECT * FROM aids')).toThrow(final);
    const forge = `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id)
      SELECT 'forged', file_id, day, kind, amount + :more, method, resolution_id, voucher_id FROM aids`;
    expect(() => raw.run(forge, { more: 1 })).toThrow(/hardship\.voucherMismatch/);
    expect(() => raw.run(forge, { more: 0 })).toThrow(/UNIQUE/);
    raw.run("UPDATE hardship_files SET status = 'closed'");
    expect(() => raw.run(forge, { more: 0 })).toThrow(/hardship\.aidNeedsFile/);
  });

  it('the committee sees the list, but opens no file and writes nothing', async () => {
    await setLine();
    const file = await open();
    const book = (await test.call('books.lock', {})).recent[0]?.book ?? '';
    await test.call('books.unlock', { book, passphrase: '滨江 2026 年的口令', role: 'committee' });
    expect((await test.call('hardship.list', {})).total).toBe(1);
    expect((await test.refusal('hardship.get', { id: file.id })).code).toBe('request.notPermitted');
    expect((await test.refusal('hardship.payAid', aid(file.id))).code).toBe('request.notPermitted');
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) =>
      explain(raw, sql, {
        limit: 1,
        offset: 0,
        first: 'a',
        last: 'b',
        staleSince: 'x',
        status: 'open',
        like: '%',
        fileId: 'x',
        day: 'x',
      }).join('\n');
    expect(plan(fileListSql({ search: '', staleOnly: false, status: 'open' }))).toMatch(
      /file USING INDEX hardship_files_by_status \(status=\?\)/,
    );
    expect(plan(fileListSql({ search: '', staleOnly: false }))).toMatch(
      /SCAN file USING INDEX sqlite_autoindex_hardship_files/,
    );
    expect(plan(fileListSql({ search: '张', staleOnly: false }))).not.toMatch(/TEMP B-TREE/);
    expect(plan(fileListSql({ search: '', staleOnly: true }))).toMatch(
      /file USING INDEX hardship_files_\w+ \(status=\?/,
    );
    expect(plan(STALE_COUNT)).toMatch(/hardship_files_stale/);
    expect(plan(LIST_AIDS)).toMatch(/aids USING INDEX aids_by_day \(day>\? AND day<\?\)/);
    expect(plan(AIDS_OF_FILE)).toMatch(/aids USING INDEX aids_of_file \(file_id=\?\)/);
    expect(plan(AID_LINES)).toMatch(/aids USING INDEX aids_by_day/);
    expect(plan(`${LIST_PARAMETERS} WHERE from_day <= :day ORDER BY from_day DESC LIMIT 1`)).toMatch(
      /SEARCH hardship_parameters USING INDEX/,
    );
  });
});
