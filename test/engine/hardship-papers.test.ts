import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { noticeName } from '#electron/engine/hardship/papers/notice-sheet.ts';
import { PAPERS_OF_FILE } from '#electron/engine/hardship/papers/papers.ts';
import { OTHER_PAPERS } from '#electron/engine/ledger/attachments/check.ts';
import { day } from '#shared/calendar.ts';
import { PAPER_KIND_NAMES, PAPER_KINDS } from '#shared/contract/hardship.ts';
import type { OperationName } from '#shared/contract/index.ts';
import { MAX_ATTACHMENT_BYTES } from '#shared/contract/ledger/attachments.ts';
import { fen } from '#shared/money.ts';
import { booksFileOf, chosen, filesBeside, onDesk, pdf, photo } from './attachments-support.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { wayTo } from './hardship-support.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';

describe('papers of a hardship file', () => {
  let test: TestEngine;
  let raw: Connection;
  let resolutionId: string;
  let fileId: string;
  let otherId: string;
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    const members = putMembers(raw, [
      { number: '0001', name: '张晓明' },
      { number: '0002', name: '欧阳娜娜' },
    ]);
    resolutionId = putResolution(raw);
    await test.call('hardship.saveParameters', {
      place: '滨江区',
      from: day('2026-01-01'),
      minimumLiving: fen(110_000),
      deepMultiplePercent: 100,
      relativeMultiplePercent: 200,
      accidentSharePercent: 80,
      source: '区民政局公告',
    });
    const apply = async (memberId = '') =>
      (
        await test.call('hardship.save', {
          fields: {
            memberId,
            people: 3,
            household: [],
            incomes: [{ label: '本人工资', yearly: fen(6_000_000) }],
            expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
            cause: 'illness',
            healthStatus: '糖尿病',
          },
        })
      ).id;
    fileId = await apply(members[0]);
    otherId = await apply(members[1]);
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });

  const add = (name: string, content: Uint8Array, paperKind: (typeof PAPER_KINDS)[number] = 'medical') =>
    test.call('hardship.addPapers', { fileId, paperKind, files: [chosen(test, name, content)] });
  const trail = () =>
    raw.all<{ operation: string; text: string }>(
      "SELECT operation, label || coalesce(before, '') || coalesce(after, '') AS text FROM audit_trail WHERE operation LIKE 'hardship.%'",
    );
  const check = () => test.call('ledger.checkAttachments', {});

  it('are kept encrypted beside the books, listed by kind with what is missing, read with a trace, and removed with a reason', async () => {
    const empty = await test.call('hardship.listPapers', { fileId });
    expect(empty).toEqual({ rows: [], missing: ['application', 'identityCard', 'household', 'income', 'medical'] });
    await add('尿毒症诊断.jpg', photo('one'));
    const list = await add('身份证.pdf', pdf('two'), 'identityCard');
    expect(list.rows.map(({ paperKind, name, kind }) => [paperKind, name, kind])).toEqual([
      ['identityCard', '身份证.pdf', 'pdf'],
      ['medical', '尿毒症诊断.jpg', 'jpeg'],
    ]);
    expect(list.missing).toEqual(['application', 'household', 'income']);
    const [, paper] = list.rows;
    const read = await test.call('hardship.readPaper', { id: paper?.id ?? '' });
    expect(Buffer.from(read.content, 'base64')).toEqual(photo('one'));
    expect(trail().map(({ operation }) => operation)).toContain('hardship.readPaper');
    for (const file of filesBeside(await booksFileOf(test)))
      expect(readFileSync(join(dirname(await booksFileOf(test)), '附件', file)).includes('尿毒症')).toBe(false);

    const gone = await test.call('hardship.removePaper', { id: paper?.id ?? '', reason: '拍错了' });
    expect(gone.rows.find((row) => row.id === paper?.id)?.removed).toMatchObject({ by: '陈静', reason: '拍错了' });
    expect(gone.missing).toContain('medical');
    expect((await test.refusal('hardship.removePaper', { id: paper?.id, reason: '再删' })).code).toBe(
      'hardship.paperRemoved',
    );
    // it may come back
    expect((await add('尿毒症诊断.jpg', photo('one'))).rows).toHaveLength(3);
    expect(JSON.stringify(trail())).not.toContain('尿毒症');
  });

  it('of the wrong kind, too large, empty, twice or gone are refused, and nothing is kept', async () => {
    await add('病历.jpg', photo('one'));
    const before = { files: filesBeside(await booksFileOf(test)), rows: raw.all('SELECT * FROM hardship_papers') };
    const large = Buffer.concat([pdf('large'), Buffer.alloc(MAX_ATTACHMENT_BYTES)]);
    const gone = onDesk(test, '没了.jpg', photo('x'));
    const goneToken = test.engine.registerPath(gone);
    rmSync(gone);
    const cases: [string, unknown, string, RegExp][] = [
      [
        'hardship.addPapers',
        [chosen(test, '说明.docx', Buffer.from('PK\x03\x04 word'))],
        'ledger.attachmentKind',
        /说明\.docx/,
      ],
      ['hardship.addPapers', [chosen(test, '大.pdf', large)], 'ledger.attachmentTooLarge', /20 MB/],
      ['hardship.addPapers', [chosen(test, '空.jpg', Buffer.alloc(0))], 'file.empty', /空\.jpg/],
      ['hardship.addPapers', [goneToken], 'file.gone', /./],
      [
        'hardship.addPapers',
        [chosen(test, '又一份.jpg', photo('one'))],
        'hardship.paperTwice',
        /又一份\.jpg.*病历和票据/,
      ],
      // one good file does not come in with a bad one
      [
        'hardship.addPapers',
        [chosen(test, '好.pdf', pdf('good')), chosen(test, '坏.txt', Buffer.from('text'))],
        'ledger.attachmentKind',
        /坏\.txt/,
      ],
      ['hardship.addPapers', [], 'request.invalid', /没有选择/],
    ];
    for (const [operation, files, code, sentence] of cases) {
      const refusal = await test.refusal(operation as OperationName, { fileId, paperKind: 'medical', files });
      expect([JSON.stringify(files), refusal.code]).toEqual([JSON.stringify(files), code]);
      expect(refusal.sentence).toMatch(sentence);
    }
    expect(
      (
        await test.refusal('hardship.addPapers', {
          fileId: UNKNOWN,
          paperKind: 'medical',
          files: [chosen(test, 'a.pdf', pdf('a'))],
        })
      ).code,
    ).toBe('request.notFound');
    expect(
      (await test.refusal('hardship.addPapers', { fileId, paperKind: 'odd', files: [chosen(test, 'a.pdf', pdf('a'))] }))
        .sentence,
    ).toContain('附件类别');
    expect((await test.refusal('hardship.readPaper', { id: UNKNOWN })).code).toBe('request.notFound');
    expect((await test.refusal('hardship.removePaper', { id: UNKNOWN, reason: 'x' })).code).toBe('request.notFound');
    expect((await test.refusal('hardship.removePaper', { id: UNKNOWN, reason: ' ' })).code).toBe('request.invalid');
    expect({ files: filesBeside(await booksFileOf(test)), rows: raw.all('SELECT * FROM hardship_papers') }).toEqual(
      before,
    );
  });

  it('that are missing or damaged are told by the check and on opening, by kind and number of the file', async () => {
    const { rows } = await add('肾病.jpg', photo('one'));
    expect(await check()).toEqual({ files: 1, faults: [] });
    // of no year
    expect((await test.call('ledger.checkAttachments', { year: 2026 })).files).toBe(0);
    const books = await booksFileOf(test);
    const [file = ''] = filesBeside(books);
    const path = join(dirname(books), '附件', file);
    const sealed = readFileSync(path);
    writeFileSync(path, Buffer.from(sealed).fill(0, 40, 50));
    const number = raw.get<{ number: string }>('SELECT number FROM hardship_files WHERE id = :fileId', {
      fileId,
    })?.number;
    expect((await check()).faults).toMatchObject([
      { name: '病历和票据', voucher: `困难档案 ${number}`, problem: 'damaged' },
    ]);
    expect((await test.refusal('hardship.readPaper', { id: rows[0]?.id })).code).toBe('ledger.attachmentDamaged');
    rmSync(path);
    expect((await check()).faults).toMatchObject([{ problem: 'missing' }]);
    expect((await test.refusal('hardship.readPaper', { id: rows[0]?.id })).code).toBe('ledger.attachmentMissing');
    expect(JSON.stringify(await check())).not.toContain('肾病');
    expect((await test.refusal('hardship.readPaper', { id: rows[0]?.id })).sentence).not.toContain('肾病');
  });

  it('are carried along by a backup', async () => {
    await add('病历.jpg', photo('one'));
    const books = await booksFileOf(test);
    const [file = ''] = filesBeside(books);
    await test.call('books.backUp', {});
    expect(existsSync(join(dirname(books), '备份', '附件', file))).toBe(true);
  });

  it('are not for the committee', async () => {
    const { rows } = await add('病历.jpg', photo('one'));
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    for (const [operation, input] of [
      ['hardship.listPapers', { fileId }],
      ['hardship.readPaper', { id: rows[0]?.id }],
      ['hardship.readProcedure', { fileId }],
      ['hardship.printText', { fileId, kind: 'consent' }],
      ['hardship.printNotice', { fileIds: [fileId] }],
    ] as const)
      expect((await test.refusal(operation, input)).code).toBe('request.notPermitted');
  });

  it('stay as they are against raw SQL', async () => {
    await add('病历.jpg', photo('one'));
    const final = /ledger\.postedIsFinal/;
    expect(() => raw.run('DELETE FROM hardship_papers')).toThrow(final);
    expect(() => raw.run("UPDATE hardship_papers SET name = '别的'")).toThrow(final);
    expect(() =>
      raw.run("UPDATE hardship_papers SET removed_at = 'x', removed_by = 'x', remove_reason = 'x', sha256 = 'y'"),
    ).toThrow();
    expect(() => raw.run("UPDATE hardship_papers SET removed_at = 'x'")).toThrow(
      /hardship_paper_removed_by_somebody|CHECK/,
    );
    expect(raw.all('SELECT name FROM kept_papers')).toEqual([{ name: '病历和票据' }]);
  });

  it('every kind has the same name in the view as on the pages', async () => {
    for (const [index, kind] of PAPER_KINDS.entries()) await add(`${index}.pdf`, pdf(String(index)), kind);
    const names = raw.all<{ name: string }>('SELECT name FROM kept_papers').map(({ name }) => name);
    expect(names.sort()).toEqual(Object.values(PAPER_KIND_NAMES).sort());
  });

  it('are read by an index', () => {
    expect(explain(raw, PAPERS_OF_FILE, { fileId }).join('\n')).toMatch(
      /paper USING INDEX hardship_papers_of_file \(file_id=\?\)/,
    );
    expect(explain(raw, OTHER_PAPERS).join('\n')).toMatch(/hardship_papers/);
  });

  it('texts are printed with union, name and years, may be worded otherwise, and each print is on the trail', async () => {
    const settings = await test.call('hardship.readProcedureSettings', {});
    await test.call('hardship.saveProcedureSettings', {
      ...settings,
      retentionYears: 15,
      contact: '工会办公室 0571-88880000',
    });
    const consent = await test.call('hardship.printText', { fileId, kind: 'consent' });
    const text = consent.paragraphs.join('\n');
    expect(consent).toMatchObject({
      title: '个人信息处理告知与单独同意书',
      name: '张晓明',
      unit: '滨江实验学校工会委员会',
    });
    for (const part of ['滨江实验学校工会委员会', '张晓明', '15', '0571-88880000', '敏感个人信息', '单独同意'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/【|】|糖尿病/);
    for (const kind of ['application', 'authorisation'] as const)
      expect((await test.call('hardship.printText', { fileId, kind })).paragraphs.join('')).not.toMatch(/【|】/);
    await test.call('hardship.saveText', { kind: 'consent', body: '本会自定：【姓名】同意。\n\n第二段' });
    expect((await test.call('hardship.printText', { fileId, kind: 'consent' })).paragraphs).toEqual([
      '本会自定：张晓明同意。',
      '第二段',
    ]);
    const back = await test.call('hardship.saveText', { kind: 'consent', body: '' });
    expect(back.find((one) => one.kind === 'consent')?.shipped).toBe(true);
    expect(trail().filter(({ operation }) => operation === 'hardship.printText')).toHaveLength(4);
    expect((await test.refusal('hardship.printText', { fileId: UNKNOWN, kind: 'consent' })).code).toBe(
      'request.notFound',
    );
    expect((await test.refusal('hardship.printText', { fileId, kind: 'notice' })).code).toBe('request.invalid');
    expect((await test.refusal('hardship.saveText', { kind: 'odd', body: 'x' })).code).toBe('request.invalid');
  });

  it('a public notice shows name, department, category and period, and nothing else', async () => {
    expect((await test.refusal('hardship.printNotice', { fileIds: [fileId] })).code).toBe('hardship.noNotice');
    const way = wayTo('2026-03-02', { resolutionId }).slice(0, 4);
    for (const id of [fileId, otherId]) await test.call('hardship.recordSteps', { fileId: id, steps: way });
    const sheet = await test.call('hardship.printNotice', { fileIds: [fileId, otherId] });
    expect(sheet.rows).toEqual([
      { name: '张某某', groupName: '', category: '相对困难' },
      { name: '欧阳某某', groupName: '', category: '相对困难' },
    ]);
    expect(sheet).toMatchObject({ from: way[3]?.day, workingDays: 5 });
    expect(sheet.until < '2026-03-02').toBe(true);
    expect(JSON.stringify(sheet)).not.toMatch(/糖尿病|6000000|1166/);
    const settings = await test.call('hardship.readProcedureSettings', {});
    await test.call('hardship.saveProcedureSettings', { ...settings, noticeNames: 'whole' });
    expect((await test.call('hardship.printNotice', { fileIds: [fileId] })).rows[0]?.name).toBe('张晓明');
    expect((await test.refusal('hardship.printNotice', { fileIds: [UNKNOWN] })).code).toBe('request.notFound');
    await test.call('hardship.withdrawStep', { fileId: otherId, day: day('2026-03-15'), ground: '换日期' });
    await test.call('hardship.recordSteps', {
      fileId: otherId,
      steps: [{ kind: 'notice', day: day('2026-03-03'), place: '公告栏' }],
    });
    expect((await test.refusal('hardship.printNotice', { fileIds: [fileId, otherId] })).code).toBe(
      'hardship.noticeDiffers',
    );
    expect([noticeName('王五'), noticeName('王'), noticeName('欧阳锋'), noticeName('诸葛')]).toEqual([
      '王某',
      '王',
      '欧阳某',
      '诸某',
    ]);
  });
});
