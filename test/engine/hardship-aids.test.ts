import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { payAid } from '#electron/engine/hardship/aids/aids.ts';
import { LIMITS_ON, listAidLimits, saveAidLimit, YEAR_BY_KIND } from '#electron/engine/hardship/aids/limits.ts';
import { MEASURES_OF_FILE } from '#electron/engine/hardship/aids/measures.ts';
import {
  AIDS_OF_FILE,
  EVER_AIDED,
  LIST_CANDIDATES,
  listAidsSql,
  MEASURES_OF_YEAR,
} from '#electron/engine/hardship/aids/queries.ts';
import { SHEET_OF_CHOSEN, SHEET_OF_RESOLUTION } from '#electron/engine/hardship/aids/sheet.ts';
import { AIDS_BY_BANK } from '#electron/engine/hardship/aids/to-transfer.ts';
import { aidsOverLimit } from '#electron/engine/hardship/commands.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { type Day, day } from '#shared/calendar.ts';
import type { AidInput, AidKind, AidLimitShape } from '#shared/contract/hardship.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { makeFund, putFamily, without } from './aids-support.ts';
import { bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';
import { fillBank, putResolution, reverse } from './visits-support.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const NAMES = ['张三', '李四', '王五', '赵六', '孙七', '周八', '吴九', '郑十', '冯一', '陈二', '褚三', '卫四', '蒋五'];

let test: TestEngine;
let raw: Connection;
let members: string[];
let resolutionId: string;
beforeAll(async () => {
  test = await startWithBooks();
  raw = await secondConnection(test);
  members = putMembers(
    raw,
    NAMES.map((name, index) => ({ number: String(index + 1).padStart(4, '0'), name })),
  );
  raw.run("UPDATE members SET id_number = '330203198803079699' WHERE number = '0001'");
  resolutionId = putResolution(raw);
});
afterAll(async () => {
  raw.close();
  await test.dispose();
});

let next = 0;
/** A new family on file, one a test. */
const family = (change: Partial<Parameters<typeof putFamily>[1]> = {}) => {
  const memberId = members[next] ?? '';
  next += 1;
  return putFamily(raw, { memberId, number: `困-2026-${String(next).padStart(3, '0')}`, ...change });
};
const aid = (fileId: string, change: Partial<InputOf<'hardship.payAid'>> = {}): InputOf<'hardship.payAid'> => ({
  fileId,
  day: day('2026-03-10'),
  kind: 'living',
  amount: fen(100_000),
  method: 'bank',
  resolutionId,
  attachmentCount: 4,
  ...change,
});
const stored = () =>
  raw.get<Record<string, number>>(
    `SELECT (SELECT count(*) FROM aids) AS aids, (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM aid_limits) AS limits,
            (SELECT count(*) FROM aid_measures) AS measures, (SELECT count(*) FROM audit_trail) AS trail,
            (SELECT sum(amount) FROM aid_limits) AS sum`,
  );
/** Refuses with this code and writes nothing. */
async function refuses(name: OperationName, input: unknown, code: string): Promise<string> {
  const before = stored();
  const refusal = await test.refusal(name, input);
  expect(refusal.code).toBe(code);
  expect(stored()).toEqual(before);
  return refusal.sentence;
}
const trailText = () => JSON.stringify(raw.all('SELECT label, before, after FROM audit_trail'));

describe('aid', () => {
  it('is paid with its voucher, which names the file and not the family; an edit or a delete behind it is refused', async () => {
    const file = family({ household: [{ name: '张小小', relation: '女儿' }], healthStatus: '尿毒症' });
    const { aid: paid, voucherId } = await test.call(
      'hardship.payAid',
      aid(file, {
        kind: 'schooling',
        schoolYear: '2026-2027',
        recipientLine: 1,
        note: '透析费用高',
        signedDay: day('2026-03-11'),
        signedBy: '张三',
        signedRelation: '父亲',
      }),
    );
    expect(paid).toMatchObject({
      memberName: '张三',
      recipient: '张小小',
      recipientRelation: '女儿',
      schoolYear: '2026-2027',
      source: 'own',
      fundName: '',
      approved: false,
      signedBy: '张三',
      signedRelation: '父亲',
      reversed: false,
    });
    const voucher = await test.call('ledger.getVoucher', { id: voucherId });
    expect(voucher).toMatchObject({ source: 'hardship', day: '2026-03-10', attachmentCount: 4, resolutionId });
    expect(voucher.summary).toBe(`困难职工帮扶 ${paid.fileNumber} 子女助学`);
    expect(voucher.entries.map(({ accountId, debit, credit }) => [accountId, debit, credit])).toEqual([
      ['2021:50404', 100_000, 0],
      ['2021:102', 0, 100_000],
    ]);
    for (const secret of ['张小小', '透析', '尿毒症', '父亲']) expect(trailText()).not.toContain(secret);

    const { id } = paid;
    for (const column of [
      'amount = 1',
      "recipient = 'x'",
      "source = 'upper'",
      "approval_ground = 'x'",
      "school_year = ''",
      "day = '2026-03-09'",
    ])
      expect(() => raw.run(`UPDATE aids SET ${column} WHERE id = :id`, { id })).toThrow('ledger.postedIsFinal');
    expect(() => raw.run("UPDATE aids SET signed_relation = '母亲' WHERE id = :id", { id })).toThrow(
      'ledger.postedIsFinal',
    );
    expect(() => raw.run('DELETE FROM aids WHERE id = :id', { id })).toThrow('ledger.postedIsFinal');
    expect(() => raw.run('DELETE FROM vouchers WHERE id = :id', { id: voucherId })).toThrow('ledger.postedIsFinal');
    await refuses('hardship.signAid', { id, signedBy: '张三', signedDay: '2026-03-12' }, 'visit.alreadySigned');
  });

  it('先建档、后帮扶: one sentence says what is lacking, and where to go on', async () => {
    const on = day('2026-03-10');
    const cases: [Partial<Parameters<typeof putFamily>[1]>, string, string][] = [
      [{ stage: 'notified' }, 'hardship.aidUnfinished', 'procedure'],
      [{ stage: 'refused' }, 'hardship.aidRefusedFile', 'procedure'],
      [{ status: 'closed' }, 'hardship.noFile', 'file'],
      [{ category: 'none' }, 'hardship.notDecided', 'file'],
      [{ consent: null }, 'hardship.noConsent', 'file'],
      [{ opened: '2026-03-11' }, 'hardship.aidBeforeFile', 'file'],
      [{ consent: '2026-03-11' }, 'hardship.aidBeforeConsent', 'file'],
    ];
    const memberId = members[next] ?? '';
    for (const [change, code, wayOut] of cases) {
      const file = putFamily(raw, { memberId, number: '困-2026-900', ...change });
      const sentence = await refuses('hardship.payAid', aid(file), code);
      const door = await test.call('hardship.checkRecipient', { memberId, day: on });
      expect(door).toMatchObject({ fileId: file, obstacle: { sentence, wayOut } });
      expect((await test.call('hardship.listAidCandidates', { day: on })).map(({ fileId }) => fileId)).not.toContain(
        file,
      );
      without(raw, 'hardship_files_keep', () => raw.run('DELETE FROM hardship_files WHERE id = :file', { file }));
    }
    const nobody = await test.call('hardship.checkRecipient', { memberId, day: on });
    expect(nobody.fileId).toBeUndefined();
    expect(nobody.obstacle?.wayOut).toBe('newFile');
    expect(nobody.obstacle?.sentence).toMatch(/先建档、后帮扶.*送温暖慰问/);
    await refuses('hardship.checkRecipient', { memberId: UNKNOWN, day: on }, 'request.notFound');
    // the schema says so too
    const file = putFamily(raw, { memberId, number: '困-2026-901', stage: 'decided' });
    next += 1;
    expect(() =>
      raw.run(
        `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id)
         VALUES ('x', :file, '2026-03-10', 'living', 100000, 'bank', :resolutionId, (SELECT voucher_id FROM aids LIMIT 1))`,
        { file, resolutionId },
      ),
    ).toThrow('hardship.aidNeedsFile');
  });

  it('comes out of a restricted fund that covers it, and the source follows the fund', async () => {
    const file = family();
    const fundId = await makeFund(test, '市总送温暖', '市总工会拨入', 150_000);
    const { aid: paid } = await test.call('hardship.payAid', aid(file, { fundId }));
    expect(paid).toMatchObject({ source: 'upper', fundName: '市总送温暖' });
    const sentence = await refuses('hardship.payAid', aid(file, { fundId }), 'hardship.fundShort');
    expect(sentence).toContain('500.00');
    await refuses('hardship.payAid', aid(file, { fundId: 'nobody' }), 'ledger.fundMissing');
    const { aid: given } = await test.call('hardship.payAid', aid(file, { source: 'donation' }));
    expect(given.source).toBe('donation');
    // the row cannot say another fund than the voucher
    expect(() =>
      raw.run(
        `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id, approval_ground)
         SELECT 'y', file_id, day, kind, amount, method, resolution_id, voucher_id, 'x' FROM aids WHERE id = :id`,
        { id: paid.id },
      ),
    ).toThrow('hardship.voucherMismatch');
  });

  it('to several families is one voucher each, all or none', async () => {
    const files = [family(), family(), family()];
    const payment = { day: day('2026-02-10'), kind: 'living' as const, method: 'cash' as const, resolutionId };
    await refuses(
      'hardship.payAids',
      { ...payment, lines: [...files, UNKNOWN].map((fileId) => ({ fileId, amount: 20_000 })) },
      'request.notFound',
    );
    await refuses(
      'hardship.payAids',
      { ...payment, lines: [files[0], files[0]].map((fileId) => ({ fileId, amount: 20_000 })) },
      'hardship.aidTwiceListed',
    );
    const fundId = await makeFund(test, '小专项', '', 50_000);
    const short = await refuses(
      'hardship.payAids',
      { ...payment, fundId, lines: files.map((fileId) => ({ fileId, amount: 20_000 })) },
      'hardship.fundShort',
    );
    expect(short).toContain('600.00');
    const { aids, amount } = await test.call('hardship.payAids', {
      ...payment,
      lines: files.map((fileId, index) => ({ fileId, amount: fen(20_000 + index) })),
    });
    expect(amount).toBe(60_003);
    expect(new Set(aids.map(({ voucherId }) => voucherId)).size).toBe(3);
    const sums = raw.get<{ aids: number; vouchers: number }>(
      `SELECT sum(aids.amount) AS aids, sum(vouchers.amount) AS vouchers FROM aids JOIN vouchers ON vouchers.id = aids.voucher_id`,
    );
    expect(sums?.aids).toBe(sums?.vouchers);
    const sheet = await test.call('hardship.readAidSheet', { ids: aids.map(({ id }) => id) });
    expect(sheet.total).toBe(amount);
    expect(sheet.lines.map((line) => line.name)).toEqual(aids.map(({ memberName }) => memberName));
    expect(sheet.resolution).toContain('工会委员会会议纪要');
    const hidden = await test.call('hardship.readAidSheet', { ids: aids.map(({ id }) => id), masked: true });
    for (const { memberName } of aids) expect(JSON.stringify(hidden)).not.toContain(memberName);
    expect(
      await test.call('hardship.signAids', { ids: aids.map(({ id }) => id), signedDay: day('2026-02-11') }),
    ).toEqual({
      signed: 3,
    });
    await refuses('hardship.signAids', { ids: [aids[0]?.id], signedDay: '2026-02-11' }, 'visit.alreadySigned');
  });

  it('signed for by somebody else says who that is; a day to come is refused', async () => {
    const file = family();
    const { aid: paid } = await test.call('hardship.payAid', aid(file));
    await refuses(
      'hardship.signAid',
      { id: paid.id, signedBy: '某某', signedDay: '2026-03-12' },
      'hardship.relationNeeded',
    );
    await refuses(
      'hardship.signAid',
      { id: paid.id, signedBy: paid.memberName, signedDay: '2026-03-16' },
      'visit.signedLater',
    );
    const signed = await test.call('hardship.signAid', {
      id: paid.id,
      signedBy: '某某',
      signedRelation: '配偶',
      signedDay: day('2026-03-12'),
    });
    expect(signed).toMatchObject({ signedBy: '某某', signedRelation: '配偶', signedDay: '2026-03-12' });
  });

  it('that was reversed is shown and counts nowhere, not even under a limit', async () => {
    const file = family();
    const before = await test.call('hardship.listAids', { year: 2026 });
    const { aid: paid } = await test.call('hardship.payAid', aid(file, { amount: fen(300_000) }));
    await test.call('hardship.payAid', aid(file, { amount: fen(300_000) }));
    await refuses('hardship.payAid', aid(file, { amount: fen(1) }), 'hardship.aidNeedsApproval');
    await test.call('ledger.reverseVoucher', { id: paid.voucherId, day: day('2026-03-14'), reason: '重复发放' });
    const after = await test.call('hardship.listAids', { year: 2026 });
    expect(after.total - before.total).toBe(2);
    expect(after.amount - before.amount).toBe(300_000);
    expect(after.rows.find(({ id }) => id === paid.id)?.reversed).toBe(true);
    await refuses(
      'hardship.signAid',
      { id: paid.id, signedBy: paid.memberName, signedDay: '2026-03-14' },
      'visit.reversed',
    );
    await refuses('hardship.readAidSheet', { ids: [paid.id] }, 'hardship.noAidsToPrint');
    const check = await test.call('hardship.checkAid', {
      fileId: file,
      day: day('2026-03-14'),
      kind: 'living',
      amount: fen(300_000),
    });
    expect(check).toMatchObject({ year: 300_000, times: 1, needsApproval: false, barred: false });
  });

  it('lists mask the family member and filter by kind and source', async () => {
    const living = await test.call('hardship.listAids', { year: 2026, kind: 'schooling' });
    expect(living.rows.map(({ recipient, recipientRelation }) => [recipient, recipientRelation])).toEqual([
      ['张*小', '女儿'],
    ]);
    const upper = await test.call('hardship.listAids', { year: 2026, source: 'upper' });
    expect([upper.total, upper.amount, upper.families]).toEqual([1, 100_000, 1]);
    expect((await test.call('hardship.listAids', { year: 2025 })).total).toBe(0);
  });

  it('exports masked unless asked, which the trail says', async () => {
    const folder = join(test.folder, '导出');
    mkdirSync(folder);
    const token = () => test.engine.registerPath(folder);
    const sheetOf = async (fileName: string) => {
      const grid = await readGrid(readFileSync(join(folder, fileName)), fileName);
      return (grid.sheets[0]?.rows ?? []).map((row) => row.map(({ text }) => text));
    };
    const { fileName, aids } = await test.call('hardship.exportAids', { year: 2026, folder: token() });
    const rows = await sheetOf(fileName);
    const text = JSON.stringify(rows);
    for (const name of NAMES.slice(0, 5)) expect(text).not.toContain(`"${name}"`);
    expect(text).not.toContain('330203198803079699');
    const listed = await test.call('hardship.listAids', { year: 2026 });
    expect(aids).toBe(listed.total);
    const total = rows.find((row) => row[1]?.startsWith('合计'));
    expect(Math.round(Number(total?.[11]?.replaceAll(',', '')) * 100)).toBe(listed.amount);
    const whole = await test.call('hardship.exportAids', { year: 2026, masked: false, folder: token() });
    expect(JSON.stringify(await sheetOf(whole.fileName))).toContain('330203198803079699');
    expect(trailText()).toContain('完整姓名和号码');
    await refuses('hardship.exportAids', { year: 2024, folder: token() }, 'hardship.noAidsToExport');
    await refuses('hardship.exportAids', { year: 2026, folder: 'no-such-token' }, 'file.gone');
  });

  it('refuses hostile input in words and writes nothing', async () => {
    const file = raw.get<{ id: string }>('SELECT file_id AS id FROM aids LIMIT 1')?.id ?? '';
    for (const change of [
      { fileId: UNKNOWN },
      { day: '2026-02-30' },
      { day: '2025-03-01' },
      { amount: 0 },
      { amount: -1 },
      { amount: 100.5 },
      { amount: Number.MAX_SAFE_INTEGER },
      { kind: 'gift' },
      { method: 'stock' },
      { source: 'friend' },
      { resolutionId: UNKNOWN },
      { schoolYear: '2026-2028', kind: 'schooling' },
      { schoolYear: '2026-2027', kind: 'living' },
      { recipientLine: 29 },
      { recipientLine: 0 },
      { attachmentCount: 1000 },
      { approvalGround: '长'.repeat(201) },
      { signedBy: '张三' },
      { signedDay: '2026-12-01' },
      { extra: 1 },
    ]) {
      const before = stored();
      const refusal = await test.refusal('hardship.payAid', { ...aid(file), ...change });
      expect(refusal.sentence).toMatch(/。$/);
      expect(refusal.code).not.toBe('program.unexpected');
      expect(stored()).toEqual(before);
    }
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    await refuses('hardship.payAid', aid(file, { day: day('2026-01-20') }), 'ledger.periodClosed');
    raw.run(
      "UPDATE periods SET status = 'open', closed_at = NULL, closed_by = NULL, reopen_reason = 'x' WHERE month = '2026-01'",
    );
    await refuses('hardship.readAidSheet', { ids: [] }, 'hardship.noAidsToPrint');
    await refuses('hardship.readAidSheet', { resolutionId: UNKNOWN }, 'hardship.noAidsToPrint');
    await refuses('hardship.checkAid', { fileId: UNKNOWN, day: '2026-03-10', kind: 'living' }, 'request.notFound');
  });
});

describe('limits of aid', () => {
  it('ship as a marked sample; over them an approval is named, and it stands with the aid', async () => {
    const limits = await test.call('hardship.listAidLimits', {});
    expect(limits.map(({ shape, amount, over }) => [shape, amount, over])).toEqual([
      ['perTime', 300_000, 'approval'],
      ['perYear', 600_000, 'approval'],
    ]);
    for (const { source, sealed } of limits) {
      expect(source).toContain('样本');
      expect(sealed).toBe(true);
    }
    const file = family();
    const sentence = await refuses('hardship.payAid', aid(file, { amount: fen(300_001) }), 'hardship.aidNeedsApproval');
    expect(sentence).toContain('3,000.00');
    const { aid: paid } = await test.call(
      'hardship.payAid',
      aid(file, { amount: fen(300_001), approvalGround: '委员会特批' }),
    );
    expect(paid.approved).toBe(true);
    const usual = family();
    const { aids } = await test.call('hardship.payAids', {
      day: day('2026-03-10'),
      kind: 'living',
      method: 'bank',
      resolutionId,
      lines: [
        { fileId: usual, amount: fen(100), approvalGround: '委员会特批' },
        { fileId: file, amount: fen(300_000), approvalGround: '委员会特批' },
      ],
    });
    expect(aids.map(({ approved }) => approved)).toEqual([false, true]);
    expect(raw.get('SELECT approval_ground AS ground FROM aids WHERE id = :id', { id: paid.id })).toEqual({
      ground: '委员会特批',
    });
  });

  it('judged again for the self-check, blame no aid for one that was entered after it', async () => {
    const file = family();
    const pay = (on: string, approvalGround = '') =>
      test.call('hardship.payAid', aid(file, { day: day(on), amount: fen(250_000), approvalGround }));
    await pay('2026-03-08');
    await pay('2026-03-09');
    const { aid: late } = await pay('2026-03-02', '委员会特批');
    const over = aidsOverLimit(raw, 2026).filter(({ fileNumber }) => fileNumber === late.fileNumber);
    expect(over.map((line) => [line.day, line.approved])).toEqual([['2026-03-02', true]]);
  });

  it('are dated: a used one is only ended, a new one begins after the last aid', async () => {
    const limits = await test.call('hardship.listAidLimits', {});
    const [perTime] = limits;
    if (!perTime) throw new Error('no limit');
    const { id, kind: _kind, until: _until, sealed: _sealed, ...rest } = perTime;
    await refuses('hardship.dropAidLimit', { id }, 'hardship.limitSealed');
    await refuses('hardship.saveAidLimit', { id, fields: { ...rest, amount: 1 } }, 'hardship.limitSealed');
    await refuses('hardship.saveAidLimit', { id, fields: { ...rest, last: '2026-03-09' } }, 'hardship.limitPast');
    await refuses('hardship.saveAidLimit', { fields: { ...rest, from: '2026-03-10' } }, 'hardship.limitPast');
    await refuses('hardship.saveAidLimit', { fields: { ...rest, from: rest.from } }, 'hardship.limitTaken');
    await refuses(
      'hardship.saveAidLimit',
      { fields: { ...rest, from: '2026-04-01', last: '2026-03-31' } },
      'request.invalid',
    );
    await refuses('hardship.saveAidLimit', { id: UNKNOWN, fields: rest }, 'request.notFound');
    for (const sql of [
      'UPDATE aid_limits SET amount = 1 WHERE id = :id',
      'DELETE FROM aid_limits WHERE id = :id',
      "UPDATE aid_limits SET from_day = '2027-01-01' WHERE id = :id",
    ])
      expect(() => raw.run(sql, { id })).toThrow('hardship.limitSealed');
    expect(() => raw.run("UPDATE aid_limits SET last_day = '2026-03-01' WHERE id = :id", { id })).toThrow(
      'hardship.limitPast',
    );
    expect(() =>
      raw.run(
        "INSERT INTO aid_limits (id, shape, amount, over, from_day) VALUES ('z', 'perTime', 1, 'barred', '2026-02-01')",
      ),
    ).toThrow('hardship.limitPast');

    const after = await test.call('hardship.saveAidLimit', {
      fields: { shape: 'perTime', amount: fen(200_000), over: 'barred', source: '本会决定', from: day('2026-03-12') },
    });
    expect(after.find((limit) => limit.id === id)?.until).toBe('2026-03-11');
    const file = family();
    await test.call('hardship.payAid', aid(file, { amount: fen(250_000) }));
    const sentence = await refuses(
      'hardship.payAid',
      aid(file, { day: day('2026-03-12'), amount: fen(250_000), approvalGround: '特批' }),
      'hardship.aidBarred',
    );
    expect(sentence).toContain('2,000.00');
    const fresh = after.find((limit) => limit.from === '2026-03-12');
    expect(fresh?.sealed).toBe(false);
    await test.call('hardship.dropAidLimit', { id: fresh?.id ?? '' });
  });

  it('hold against raw SQL', () => {
    expect(() =>
      raw.run(
        `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id)
         SELECT 'over', file_id, day, kind, amount, method, resolution_id, voucher_id FROM aids WHERE amount = 300001`,
      ),
    ).toThrow('hardship.overLimit');
  });
});

describe('measures without money', () => {
  it('are kept with the file, offer their words again, and say nothing on the trail', async () => {
    const fileId = raw.get<{ id: string }>("SELECT id FROM hardship_files WHERE stage = 'filed' LIMIT 1")?.id ?? '';
    expect((await test.call('hardship.listMeasureKinds', {})).slice(0, 3)).toEqual([
      '岗位调整',
      '心理疏导',
      '代销农产品',
    ]);
    const measure = {
      fileId,
      day: day('2026-03-01'),
      what: '陪同就诊',
      detail: '尿毒症透析',
      doneBy: '吴敏',
      outcome: '情绪稳定',
    };
    const [kept] = await test.call('hardship.saveMeasure', measure);
    expect(kept).toMatchObject(measure);
    expect(await test.call('hardship.listMeasureKinds', {})).toContain('陪同就诊');
    const [changed] = await test.call('hardship.saveMeasure', { ...measure, id: kept?.id ?? '', outcome: '已好转' });
    expect(changed).toMatchObject({ id: kept?.id, outcome: '已好转' });
    for (const secret of ['透析', '陪同就诊', '情绪稳定', '已好转']) expect(trailText()).not.toContain(secret);
    expect((await test.call('hardship.listAids', { year: 2026 })).measures).toBe(1);

    await refuses('hardship.saveMeasure', { ...measure, day: '2026-03-16' }, 'request.invalid');
    await refuses('hardship.saveMeasure', { ...measure, day: '2026-02-30' }, 'request.invalid');
    await refuses('hardship.saveMeasure', { ...measure, what: ' ' }, 'request.invalid');
    await refuses('hardship.saveMeasure', { ...measure, fileId: UNKNOWN }, 'request.notFound');
    await refuses('hardship.saveMeasure', { ...measure, id: UNKNOWN }, 'request.notFound');
    await refuses('hardship.dropMeasure', { id: UNKNOWN }, 'request.notFound');
    const pending = raw.get<{ id: string }>("SELECT id FROM hardship_files WHERE stage = 'decided'")?.id ?? '';
    await refuses('hardship.saveMeasure', { ...measure, fileId: pending }, 'hardship.aidUnfinished');
    const ever = raw.all<{ id: string }>(`SELECT id FROM hardship_files AS file WHERE NOT ${EVER_AIDED}`);
    expect(ever.map(({ id }) => id)).toEqual([pending]);
    expect(await test.call('hardship.dropMeasure', { id: kept?.id ?? '' })).toEqual([]);
  });
});

describe('aids are read', () => {
  it('by index', () => {
    const plan = (sql: string, params = {}) => explain(raw, sql, params).join('\n');
    const range = { first: '2026-01-01', last: '2026-12-31' };
    const list = plan(listAidsSql({ year: 2026 }), { ...range, limit: 100, offset: 0 });
    expect(list).toContain('SEARCH aids USING INDEX aids_by_day');
    expect(list).not.toContain('TEMP B-TREE');
    expect(plan(AIDS_OF_FILE, { fileId: 'x' })).toContain('aids_of_file');
    expect(plan(MEASURES_OF_YEAR, range)).toContain('aid_measures_by_day');
    expect(plan(MEASURES_OF_FILE, { fileId: 'x' })).toMatch(/SEARCH aid_measures USING INDEX aid_measures_of_file/);
    expect(plan(SHEET_OF_RESOLUTION, { resolutionId: 'x' })).toContain('aids_by_resolution');
    expect(plan(SHEET_OF_CHOSEN, { ids: '[]' })).toContain('SEARCH aids USING INDEX sqlite_autoindex_aids');
    expect(plan(AIDS_BY_BANK, { from: '2026-01-01', to: '2026-12-31' })).toContain('aids_by_day');
    expect(plan(LIST_CANDIDATES, { ...range, day: '2026-03-01' })).toMatch(
      /SEARCH file USING INDEX hardship_files_by_st/,
    );
    expect(plan(YEAR_BY_KIND, { fileId: 'x', ...range })).toContain('aids_of_file');
    expect(plan(LIMITS_ON, { kind: 'living', day: '2026-03-01' })).not.toContain('SCAN aids');
  });

  it('by the committee in lists, never with names whole where the file is needed', async () => {
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    const { rows } = await test.call('hardship.listAids', { year: 2026, limit: 500 });
    expect(rows.length).toBeGreaterThan(0);
    const sheet = JSON.stringify(
      await test.call('hardship.readAidSheet', {
        ids: rows.filter(({ reversed }) => !reversed).map(({ id }) => id),
        masked: false,
      }),
    );
    for (const name of [...NAMES, ...rows.map(({ signedBy }) => signedBy).filter((name) => name !== '')])
      expect(sheet).not.toContain(name);
    for (const name of [
      'hardship.listMeasures',
      'hardship.payAid',
      'hardship.exportAids',
      'hardship.checkAid',
    ] as const)
      expect((await test.refusal(name, {})).code).toBe('request.notPermitted');
  });
});

// the property runs on bare tables: aids, reversals and limits in any order
type Step =
  | { do: 'pay'; file: number; kind: AidKind; amount: number; on: number; approved: boolean }
  | { do: 'reverse'; which: number }
  | {
      do: 'limit';
      kind: AidKind | undefined;
      shape: AidLimitShape;
      amount: number;
      over: 'approval' | 'barred';
      on: number;
    };

const days = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-03-10', '2026-03-14'].map(day);
const kinds = fc.constantFrom<AidKind>('living', 'medical');
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('pay' as const),
        file: fc.nat(1),
        kind: kinds,
        amount: fc.integer({ min: 1, max: 9 }),
        on: fc.nat(4),
        approved: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(20) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('limit' as const),
        kind: fc.option(kinds, { nil: undefined }),
        shape: fc.constantFrom<AidLimitShape>('perTime', 'perYear'),
        amount: fc.integer({ min: 1, max: 15 }),
        over: fc.constantFrom('approval' as const, 'barred' as const),
        on: fc.nat(4),
      }),
    },
  ),
  { minLength: 5, maxLength: 25 },
);

describe('whatever is paid, reversed and limited', () => {
  it('no sum passes a limit without an approval on record, and a new limit changes no past judgement', () => {
    const books = bareBooks();
    try {
      books.write(fillBank);
      const people = putMembers(books.db, [
        { number: '0001', name: '张三' },
        { number: '0002', name: '李四' },
      ]);
      const resolution = putResolution(books.db);
      const files = people.map((memberId, index) =>
        putFamily(books.db, { memberId, number: `困-2026-00${index + 1}` }),
      );
      books.db.run('DELETE FROM aid_limits');
      fc.assert(
        fc.property(steps, (plan) => {
          books.db.raw.exec('SAVEPOINT run');
          try {
            play(plan, files, resolution);
          } finally {
            books.db.raw.exec('ROLLBACK TO run; RELEASE run');
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      books.dispose();
    }

    function play(plan: readonly Step[], files: readonly string[], resolution: string): void {
      const judged = new Map<string, string>();
      for (const step of plan) {
        try {
          books.write((context) => act(context, step, files, resolution, judged));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        assertLimitsHold();
      }
      for (const [id, sentence] of judged)
        expect(books.db.get('SELECT limit_sentence AS sentence FROM aids WHERE id = :id', { id })).toEqual({
          sentence,
        });
    }

    function act(
      command: WriteContext,
      step: Step,
      files: readonly string[],
      resolution: string,
      judged: Map<string, string>,
    ): void {
      if (step.do === 'pay') {
        const input: AidInput = {
          fileId: files[step.file] ?? '',
          day: days[step.on] ?? day('2026-03-14'),
          kind: step.kind,
          amount: fen(step.amount * 100),
          method: 'bank',
          resolutionId: resolution,
          schoolYear: '',
          attachmentCount: 0,
          note: '',
          approvalGround: step.approved ? '特批' : '',
          signedBy: '',
          signedRelation: '',
        };
        const { aid: paid } = payAid(command, input);
        judged.set(
          paid.id,
          books.db.get<{ sentence: string }>('SELECT limit_sentence AS sentence FROM aids WHERE id = :id', {
            id: paid.id,
          })?.sentence ?? '',
        );
      } else if (step.do === 'reverse') {
        const standing = books.db.all<{ voucherId: string }>(
          'SELECT voucher_id AS voucherId FROM aids WHERE NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = aids.voucher_id) ORDER BY id',
        );
        const chosen = standing[step.which % Math.max(1, standing.length)];
        if (chosen) reverse(command, chosen.voucherId, '2026-03-15');
      } else
        saveAidLimit(command, {
          fields: {
            shape: step.shape,
            amount: fen(step.amount * 100),
            over: step.over,
            source: '',
            from: days[step.on] ?? day('2026-03-14'),
            ...(step.kind === undefined ? {} : { kind: step.kind }),
          },
        });
    }

    function assertLimitsHold(): void {
      const paid = books.db.all<{ fileId: string; day: Day; kind: AidKind; amount: number; approved: number }>(
        `SELECT file_id AS fileId, day, kind, amount, approval_ground <> '' AS approved FROM aids
         WHERE NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = aids.voucher_id)`,
      );
      for (const limit of listAidLimits(books.db)) {
        const under = paid.filter(
          (one) =>
            (limit.kind === undefined || one.kind === limit.kind) &&
            one.day >= limit.from &&
            one.day <= (limit.until ?? '9999-12-31'),
        );
        for (const fileId of new Set(under.map((one) => one.fileId))) {
          const own = under.filter((one) => one.fileId === fileId);
          const exempt = limit.over === 'approval' && own.some(({ approved }) => approved === 1);
          if (exempt) continue;
          if (limit.shape === 'perTime')
            expect(Math.max(...own.map(({ amount }) => amount))).toBeLessThanOrEqual(limit.amount);
          else expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(limit.amount);
        }
      }
    }
  });
});
