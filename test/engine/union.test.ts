import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { openConnection } from '#electron/engine/database.ts';
import { findBrokenLink } from '#electron/engine/trail.ts';
import { day } from '#shared/calendar.ts';
import { creditCodeCheckCharacter } from '#shared/credit-code.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { BINJIANG, PASSPHRASE, startEngine, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine | undefined;
afterEach(async () => {
  await test?.dispose();
  test = undefined;
});

describe('first run', () => {
  it('takes the opening of 年初余额-2026.xlsx, which balances, and the books open with it', async () => {
    test = startEngine();
    const preview = await test.call('union.previewOpening', { file: test.fixture('年初余额-2026.xlsx') });
    expect(preview.balanced).toBe(true);
    expect(formatYuan(preview.debit)).toBe('236,391.97');
    expect(preview.lines.filter((line) => line.problem !== undefined)).toEqual([]);
    const { suggestedFolder } = await test.call('books.readStatus', {});
    const opening = preview.lines.map(({ code, debit, credit }) => ({ code, debit, credit }));
    await test.call('books.create', {
      folder: suggestedFolder.folder,
      setup: { ...BINJIANG, opening },
      passphrase: PASSPHRASE,
    });
    const workbench = await test.call('union.readWorkbench', {});
    expect([workbench.bank, workbench.cash, workbench.fundBalance].map(formatYuan)).toEqual([
      '186,523.47',
      '1,268.50',
      '182,727.97',
    ]);
  });

  it('warns where one person holds offices that must be apart, and goes on', async () => {
    test = startEngine();
    const { suggestedFolder } = await test.call('books.readStatus', {});
    const { warnings } = await test.call('books.create', {
      folder: suggestedFolder.folder,
      setup: { ...BINJIANG, cashier: BINJIANG.accountant, reviewMembers: [BINJIANG.chair] },
      passphrase: PASSPHRASE,
    });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('会计和出纳');
    expect(warnings[1]).toContain(BINJIANG.chair);
  });

  it.each([
    ['setup.creditCode', { creditCode: '91330108MA27XF6Q2' }],
    [
      'setup.openingAccount',
      {
        opening: [
          { code: '999', debit: fen(1), credit: fen(0) },
          { code: '101', debit: fen(0), credit: fen(1) },
        ],
      },
    ],
    [
      'setup.openingAccount',
      {
        opening: [
          { code: '322', debit: fen(1), credit: fen(0) },
          { code: '101', debit: fen(0), credit: fen(1) },
        ],
      },
    ],
    [
      'setup.openingTwice',
      {
        opening: [
          { code: '101', debit: fen(1), credit: fen(0) },
          { code: '101', debit: fen(0), credit: fen(1) },
        ],
      },
    ],
    [
      'setup.openingClass',
      {
        opening: [
          { code: '401', debit: fen(0), credit: fen(1) },
          { code: '101', debit: fen(1), credit: fen(0) },
        ],
      },
    ],
    ['setup.openingUnbalanced', { opening: [{ code: '101', debit: fen(1), credit: fen(0) }] }],
    ['request.invalid', { opening: [{ code: '101', debit: 1.5, credit: fen(0) }] }],
    ['request.invalid', { name: '   ' }],
  ])('refuses with %s and leaves no file', async (code, part) => {
    test = startEngine();
    const folder = join(test.folder, '新账');
    const refusal = await test.refusal('books.create', {
      folder: test.engine.registerPath(folder),
      setup: { ...BINJIANG, ...part },
      passphrase: PASSPHRASE,
    });
    expect(refusal.code).toBe(code);
    expect(readdirSync(test.folder)).not.toContain('新账');
  });

  it('takes a credit code that is right', async () => {
    test = startEngine();
    const first = '8133010800012345X'.slice(0, 17);
    const creditCode = first + creditCodeCheckCharacter(first);
    const { suggestedFolder } = await test.call('books.readStatus', {});
    await test.call('books.create', {
      folder: suggestedFolder.folder,
      setup: { ...BINJIANG, creditCode },
      passphrase: PASSPHRASE,
    });
    expect((await test.call('union.readProfile', {})).creditCode).toBe(creditCode);
  });

  it('an opening file without a header gets its sentence', async () => {
    test = startEngine();
    const path = join(test.folder, '别的.csv');
    writeFileSync(path, '今天,天气\n晴,好\n');
    const refusal = await test.refusal('union.previewOpening', { file: test.engine.registerPath(path) });
    expect(refusal.code).toBe('file.noHeader');
    expect(refusal.sentence).toContain('别的.csv');
  });
});

describe('the union', () => {
  it('keeps who was in office until when', async () => {
    test = await startWithBooks();
    const profile = await test.call('union.readProfile', {});
    const {
      name,
      creditCode,
      superiors,
      chair,
      accountant,
      cashier,
      reviewDirector,
      reviewMembers,
      largeExpense,
      remittancePercent,
    } = profile;
    const saved = await test.call('union.saveProfile', {
      name,
      creditCode,
      superiors,
      chair: '新主席',
      accountant,
      cashier,
      reviewDirector,
      reviewMembers,
      largeExpense,
      remittancePercent,
    });
    expect(saved.chair).toBe('新主席');
    const { rows } = await test.call('union.listTrail', {});
    expect(rows[0]).toMatchObject({ operation: 'union.saveProfile', what: '修改单位资料' });
    expect(rows[0]?.before).toContain(chair);
    const db = await secondConnection(test);
    const history = db.all('SELECT office, name, from_day, to_day FROM officers ORDER BY office, from_day');
    db.close();
    expect(history.filter((row) => JSON.stringify(row).includes('"chair"'))).toEqual([
      { office: 'chair', name: chair, from_day: '2026-01-01', to_day: '2026-03-15' },
      { office: 'chair', name: '新主席', from_day: '2026-03-15', to_day: null },
    ]);
    // whoever stays in office stays since when he took it
    expect(history).toContainEqual({ office: 'cashier', name: cashier, from_day: '2026-01-01', to_day: null });
    expect(history).toHaveLength(6);
  });

  it('refuses a second resolution of one number, and changes to one that payments rest on', async () => {
    test = await startWithBooks();
    const resolution = { number: '滨校工〔2026〕1号', day: day('2026-03-01'), title: '三八节活动', body: '' };
    const saved = await test.call('union.saveResolution', resolution);
    expect((await test.refusal('union.saveResolution', resolution)).code).toBe('union.resolutionTaken');
    const purpose = (await test.call('ledger.listPurposes', {})).find((candidate) => candidate.accountCode === '50102');
    await test.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: purpose?.id ?? '',
      amount: fen(268800),
      method: 'bank',
      day: day('2026-03-12'),
      summary: '乒乓球赛器材',
      resolutionId: saved.id,
    });
    expect(
      (await test.refusal('union.saveResolution', { ...resolution, id: saved.id, day: day('2026-03-02') })).code,
    ).toBe('union.resolutionUsed');
    expect((await test.call('union.saveResolution', { ...resolution, id: saved.id, title: '三八节和球赛' })).used).toBe(
      268800,
    );
  });

  it('the workbench shows income and expense of the year to the fen', async () => {
    test = await startWithBooks();
    const purposes = await test.call('ledger.listPurposes', {});
    const purposeOf = (code: string) => purposes.find((candidate) => candidate.accountCode === code)?.id ?? '';
    await test.call('ledger.recordSimple', {
      direction: 'income',
      purposeId: purposeOf('402'),
      amount: fen(1266000),
      method: 'bank',
      day: day('2026-03-02'),
      summary: '拨缴经费',
    });
    await test.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: purposeOf('50102'),
      amount: fen(268800),
      method: 'bank',
      day: day('2026-03-12'),
      summary: '球赛器材',
    });
    const workbench = await test.call('union.readWorkbench', {});
    expect(workbench.income.actual).toBe(1266000);
    expect(workbench.expense.actual).toBe(268800);
    expect(workbench.fundBalance).toBe(18272797 + 1266000 - 268800);
    expect(workbench.months.find((line) => line.month === '2026-03')).toMatchObject({
      income: 1266000,
      expense: 268800,
    });
    expect(workbench.tasks.map((task) => task.kind)).toContain('noMembers');
  });

  it('the workbench names applicants, and a half-year whose roster was not kept once the union keeps them', async () => {
    const books = await startWithBooks();
    test = books;
    await books.call('members.save', { fields: { name: '单玉涛', joined: '' }, status: 'applied' });
    await books.call('members.save', { fields: { name: '侯梅玉', joined: day('2020-09-01') } });
    const tasks = async () => (await books.call('union.readWorkbench', {})).tasks.map(({ sentence }) => sentence);
    expect(await tasks()).toContain('1 人申请入会，等工会批准。');
    expect((await tasks()).join()).not.toContain('存档');
    await books.call('members.takeSnapshot', { name: '2026 年初', day: day('2026-03-15') });
    books.setNow('2026-07-02T02:00:00.000Z');
    expect(await tasks()).toContain('2026 年上半年已经结束，名册还没有存档。');
  });

  it('search finds members, vouchers, files and visits by one text, masked', async () => {
    test = await startWithBooks();
    const idNumber = '340104198808292612';
    await test.call('members.save', {
      fields: { name: '单玉涛', number: '0019', phone: '13812345678', idNumber, joined: '' },
    });
    const hits = await test.call('union.search', { text: 'shanyt' });
    expect(hits).toEqual([]);
    const byInitials = await test.call('union.search', { text: 'syt' });
    expect(byInitials[0]).toMatchObject({ kind: 'member', title: '单玉涛 0019' });
    expect(JSON.stringify(byInitials)).not.toContain('13812345678');
    expect(JSON.stringify(byInitials)).not.toContain(idNumber);
    expect(await test.call('union.search', { text: '%' })).toEqual([]);
  });
});

describe('the audit trail', () => {
  it('shows the committee what was done, and nothing of the persons it was done to', async () => {
    test = await startWithBooks();
    const secrets = ['340104198808292612', '13812345678'];
    await test.call('members.save', {
      fields: { name: '单玉涛', number: '0019', phone: '13812345678', idNumber: '340104198808292612', joined: '' },
    });
    await test.call('union.saveResolution', { number: '1号', day: day('2026-03-01'), title: '会议' });
    const own = JSON.stringify(await test.call('union.listTrail', {}));
    for (const secret of secrets) expect(own).toContain(secret);
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    const { rows } = await test.call('union.listTrail', {});
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows.find((row) => row.operation === 'members.save')).toMatchObject({ before: '', after: '' });
    expect(rows.find((row) => row.operation === 'union.saveResolution')?.after).toContain('1号');
  });

  it('refuses change, removal, replacement and a row out of the chain through raw SQL, and stays intact', async () => {
    test = await startWithBooks();
    await test.call('union.saveResolution', { number: '1号', day: day('2026-03-01'), title: '会议' });
    const { open } = await test.call('books.readStatus', {});
    const file = join(open?.folder ?? '', readdirSync(open?.folder ?? '').find((name) => name.endsWith('.xjz')) ?? '');
    await test.call('books.lock', {});
    const salt = saltOf(file);
    if (!salt) throw new Error('no salt');
    const raw = openConnection(file, await keyFromPassphrase(PASSPHRASE, salt), 'write');
    const attacks = [
      "UPDATE audit_trail SET label = '别的'",
      'DELETE FROM audit_trail',
      "INSERT OR REPLACE INTO audit_trail SELECT sequence, at, operator, operation, subject, subject_id, '别的', before, after, previous_hash, hash FROM audit_trail WHERE sequence = 1",
      'INSERT INTO audit_trail SELECT sequence + 100, at, operator, operation, subject, subject_id, label, before, after, previous_hash, lower(hex(randomblob(32))) FROM audit_trail LIMIT 1',
    ];
    for (const attack of attacks) expect(() => raw.raw.exec(attack), attack).toThrow(/audit\.appendOnly|UNIQUE/);
    expect(findBrokenLink(raw)).toBeUndefined();
    // somebody who removes the triggers first is found out by the chain
    raw.raw.exec("DROP TRIGGER audit_trail_never_changes; UPDATE audit_trail SET label = '别的' WHERE sequence = 2");
    expect(findBrokenLink(raw)).toBe(2);
    raw.close();
  });
});
