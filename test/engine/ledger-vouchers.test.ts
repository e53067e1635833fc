import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import { type Connection, openConnection } from '#electron/engine/database.ts';
import { COUNT_DRAFTS, LIST_DRAFTS_IN_ORDER, READ_DRAFT_LINES } from '#electron/engine/ledger/vouchers/drafts.ts';
import { VOUCHERS_OF_IDS, VOUCHERS_OF_MONTH } from '#electron/engine/ledger/vouchers/printed.ts';
import { COUNT_UNREVIEWED, countUnreviewed, secondReviewRequired } from '#electron/engine/ledger/vouchers/reviews.ts';
import { SUGGEST_SUMMARIES, suggestSummaries } from '#electron/engine/ledger/vouchers/summaries.ts';
import { LIST_TEMPLATE_LINES } from '#electron/engine/ledger/vouchers/templates.ts';
import { ENTRIES_OF, listStatements, searchParams } from '#electron/engine/ledger/vouchers/vouchers.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { BINJIANG, PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

type DraftInput = InputOf<'ledger.saveDraft'>;
const draft = (change: Partial<DraftInput> = {}): DraftInput => ({
  day: day('2026-03-09'),
  summary: '支付一季度网费',
  lines: [
    { accountId: '2021:50504', summary: '', debit: fen(30000) },
    { accountId: '2021:102', summary: '转账', credit: fen(30000) },
  ],
  ...change,
});
const pay = (at: string, summary = '网费', change: Partial<InputOf<'ledger.postVoucher'>> = {}) =>
  test.call('ledger.postVoucher', {
    day: day(at),
    summary,
    entries: [
      { accountId: '2021:50504', debit: fen(100), credit: fen(0) },
      { accountId: '2021:102', debit: fen(0), credit: fen(100) },
    ],
    ...change,
  });
/** Everything the ledger stores, to see that a refusal wrote nothing. */
const everything = () =>
  JSON.stringify(
    [
      'vouchers',
      'entries',
      'account_months',
      'draft_lines',
      'voucher_reviews',
      'voucher_templates',
      'voucher_template_lines',
      'audit_trail',
    ].map((table) => db.all(`SELECT * FROM ${table} ORDER BY 1, 2`)),
  );

describe('drafts', () => {
  it('may lack account, amount and balance, come back as they were, and count nowhere', async () => {
    const before = await test.call('ledger.readTrialBalance', { from: month('2026-03'), to: month('2026-03') });
    const saved = await test.call(
      'ledger.saveDraft',
      draft({
        counterparty: '滨江电信',
        attachmentCount: 1,
        lines: [
          { accountId: '2021:50504', summary: '宽带', debit: fen(36000) },
          { summary: '还没想好' },
          { accountId: '2021:102', credit: fen(30000) },
        ],
      }),
    );
    expect(saved).toMatchObject({
      month: '2026-03',
      summary: '支付一季度网费',
      counterparty: '滨江电信',
      attachmentCount: 1,
      debit: 36000,
      credit: 30000,
      preparedBy: '陈静',
    });
    expect(saved.lines).toEqual([
      {
        line: 1,
        accountId: '2021:50504',
        accountCode: '50504',
        accountName: '其他业务支出',
        summary: '宽带',
        debit: 36000,
        credit: 0,
      },
      { line: 2, summary: '还没想好', debit: 0, credit: 0 },
      {
        line: 3,
        accountId: '2021:102',
        accountCode: '102',
        accountName: '银行存款',
        summary: '',
        debit: 0,
        credit: 30000,
      },
    ]);
    expect(await test.call('ledger.getDraft', { id: saved.id })).toEqual(saved);
    const { lines, ...head } = saved;
    expect(await test.call('ledger.listDrafts', {})).toEqual({ total: 1, rows: [{ ...head, lines: lines.length }] });
    expect(await test.call('ledger.readTrialBalance', { from: month('2026-03'), to: month('2026-03') })).toEqual(
      before,
    );
    expect((await test.call('ledger.listVouchers', {})).total).toBe(0);
    expect((await test.refusal('ledger.getVoucher', { id: saved.id })).code).toBe('request.notFound');
    expect(db.all('SELECT * FROM entries WHERE voucher_id = :id', { id: saved.id })).toEqual([]);
    expect(await test.call('ledger.removeDraft', { id: saved.id })).toEqual({ left: 0 });
    expect(await test.refusal('ledger.getDraft', { id: saved.id })).toEqual({
      code: 'ledger.draftPosted',
      sentence: '这张草稿已经记账或删除，请刷新列表再看。',
    });
  });

  it('are posted by the same door: the same checks, the next number, and the entries that were saved', async () => {
    const first = await test.call('ledger.saveDraft', draft());
    const between = await pay('2026-03-02', '先记的一张');
    expect(between.number).toBe('记-001');
    const changed = await test.call('ledger.saveDraft', {
      ...draft({ day: day('2026-03-11'), summary: '支付网费' }),
      id: first.id,
    });
    expect(changed.id).toBe(first.id);
    const posted = await test.call('ledger.postDraft', { id: first.id });
    expect(posted).toMatchObject({
      id: first.id,
      number: '记-002',
      day: '2026-03-11',
      summary: '支付网费',
      source: 'manual',
      preparedBy: '陈静',
      amount: 30000,
    });
    expect(
      posted.entries.map(({ accountCode, summary, debit, credit }) => [accountCode, summary, debit, credit]),
    ).toEqual([
      ['50504', '支付网费', 30000, 0],
      ['102', '转账', 0, 30000],
    ]);
    expect(db.all('SELECT * FROM draft_lines')).toEqual([]);
    expect((await test.refusal('ledger.postDraft', { id: first.id })).code).toBe('ledger.draftPosted');
    expect((await test.refusal('ledger.removeDraft', { id: first.id })).code).toBe('ledger.draftPosted');
    expect((await test.refusal('ledger.saveDraft', { ...draft(), id: first.id })).code).toBe('ledger.draftPosted');
  });

  const debit = (code: string, amount: number) => ({ accountId: `2021:${code}`, debit: fen(amount) });
  const credit = (code: string, amount: number) => ({ accountId: `2021:${code}`, credit: fen(amount) });
  const WANTING: [string, DraftInput['lines'], string][] = [
    ['unbalanced', [debit('50504', 5), credit('102', 4)], 'ledger.unbalanced'],
    ['one line', [debit('50504', 5)], 'ledger.unbalanced'],
    ['no account', [{ debit: fen(5) }, credit('102', 5)], 'ledger.lineWithoutAccount'],
    ['no amount', [{ accountId: '2021:50504' }, credit('102', 5)], 'ledger.entryBothSides'],
    ['both sides', [{ ...debit('50504', 5), ...credit('50504', 5) }, credit('102', 5)], 'ledger.entryBothSides'],
    ['a parent account', [debit('501', 5), credit('102', 5)], 'ledger.accountNotDetail'],
    ['more cash than there is', [debit('50504', 5_000_000), credit('101', 5_000_000)], 'ledger.cashNegative'],
  ];
  it.each(WANTING)('with %s are kept but not posted, and stay', async (_, lines, code) => {
    const saved = await test.call('ledger.saveDraft', draft({ lines }));
    const before = everything();
    expect((await test.refusal('ledger.postDraft', { id: saved.id })).code).toBe(code);
    expect(everything()).toBe(before);
    await test.call('ledger.removeDraft', { id: saved.id });
  });

  it.each([
    ['a day that does not exist', { day: '2026-02-30' }, '「日期」不是一个存在的日期（2026-02-30），请改好再保存。'],
    [
      'a month the books do not have',
      { day: '2031-01-05' },
      '账本里没有2031年1月这个期间，请核对日期；要记新年度的账，请先在「结账」里开启新年度。',
    ],
    ['no summary', { summary: ' ' }, '「摘要」没有填写，请改好再保存。'],
    ['no lines', { lines: [] }, '「明细」至少一行，请改好再保存。'],
    [
      'an account that is not there',
      { lines: [{ accountId: '2021:999' }] },
      '科目「2021:999」不在科目表里，请重新选择。',
    ],
    ['a fund that is not there', { lines: [{ fundId: 'nothing' }] }, '专项资金「」不在清单里或已停用，请重新选择。'],
    ['a negative amount', { lines: [{ debit: -1 }] }, '「第 1 行 借方」不能是负数，请改好再保存。'],
    ['three decimals', { lines: [{ credit: 0.1 }] }, '「第 1 行 贷方」最多写到分（两位小数），请改好再保存。'],
    [
      'too much together',
      { lines: [{ debit: 99_999_999_999_999 }, { debit: 1 }] },
      '凭证合计超出可以记的范围（不到一万亿元），请核对金额。',
    ],
    ['an unknown resolution', { resolutionId: 'nothing' }, '找不到这条集体决议，可能已被改动，请刷新列表再选。'],
    ['an id of nothing', { id: 'nothing' }, '这张草稿已经记账或删除，请刷新列表再看。'],
  ])('with %s are refused and nothing is written', async (_, change, sentence) => {
    const before = everything();
    expect((await test.refusal('ledger.saveDraft', { ...draft(), ...change })).sentence).toBe(sentence);
    expect(everything()).toBe(before);
  });

  it('hold their month open, and none is kept in a closed one', async () => {
    const own = await startWithBooks();
    try {
      const january = await own.call('ledger.saveDraft', draft({ day: day('2026-01-09') }));
      const february = await own.call('ledger.saveDraft', draft({ day: day('2026-02-09') }));
      expect((await own.refusal('ledger.closeMonth', { month: '2026-01' })).sentence).toContain('1 张凭证还没有记账');
      await own.call('ledger.postDraft', { id: january.id });
      await own.call('ledger.closeMonth', { month: month('2026-01') });
      for (const id of [undefined, february.id]) {
        const refused = await own.refusal('ledger.saveDraft', {
          ...draft({ day: day('2026-01-10') }),
          ...(id === undefined ? {} : { id }),
        });
        expect(refused.sentence).toContain('2026年1月已经结账');
      }
      expect((await own.call('ledger.getDraft', { id: february.id })).day).toBe('2026-02-09');
    } finally {
      await own.dispose();
    }
  });
});

describe('review', () => {
  it('is by another person than who prepared it, and not by the cashier', async () => {
    const a = await pay('2026-03-03');
    const b = await pay('2026-03-04');
    const before = everything();
    expect(await test.refusal('ledger.reviewVouchers', { ids: [a.id] })).toEqual({
      code: 'ledger.reviewOwn',
      sentence: `凭证 2026-03 ${a.number} 是「陈静」自己制单的，要由另一个人审核。`,
    });
    expect((await test.refusal('ledger.reviewVouchers', { ids: [a.id], reviewer: ' 陈静 ' })).code).toBe(
      'ledger.reviewOwn',
    );
    expect((await test.refusal('ledger.reviewVouchers', { ids: [a.id], reviewer: '吴敏' })).sentence).toBe(
      '「吴敏」是出纳，出纳不得兼管稽核，请换一个人审核。',
    );
    // all or none
    expect((await test.refusal('ledger.reviewVouchers', { ids: [a.id, 'nothing'], reviewer: '周明' })).code).toBe(
      'request.notFound',
    );
    expect(everything()).toBe(before);
    expect(await test.call('ledger.reviewVouchers', { ids: [a.id, a.id], reviewer: '周明' })).toEqual({ reviewed: 1 });
    expect(await test.call('ledger.getVoucher', { id: a.id })).toMatchObject({
      reviewedBy: '周明',
      reviewedAt: '2026-03-15T02:00:00.000Z',
    });
    expect(await test.call('ledger.reviewVouchers', { ids: [a.id, b.id], reviewer: '王芳' })).toEqual({ reviewed: 1 });
    expect((await test.call('ledger.getVoucher', { id: a.id })).reviewedBy).toBe('周明');
    expect((await test.refusal('ledger.reviewVouchers', { ids: [a.id, b.id], reviewer: '周明' })).code).toBe(
      'ledger.reviewedAlready',
    );
    const rows = (await test.call('ledger.listVouchers', { unreviewedOnly: true })).rows.map((row) => row.id);
    expect(rows).not.toContain(a.id);
    const all = (await test.call('ledger.listVouchers', {})).rows;
    expect(rows).toEqual(all.filter((row) => row.reviewedBy === undefined).map((row) => row.id));
    expect(countUnreviewed(db, month('2026-03'), month('2026-03'))).toBe(rows.length);
    expect(countUnreviewed(db, month('2026-04'), month('2026-12'))).toBe(0);
  });

  it('is withdrawn with a reason while the month is open, and stands on the trail', async () => {
    const paid = await pay('2026-03-05');
    expect((await test.refusal('ledger.withdrawReview', { id: paid.id, reason: '看错' })).code).toBe(
      'ledger.notReviewed',
    );
    await test.call('ledger.reviewVouchers', { ids: [paid.id], reviewer: '周明' });
    expect((await test.refusal('ledger.withdrawReview', { id: paid.id, reason: ' ' })).code).toBe('request.invalid');
    const back = await test.call('ledger.withdrawReview', { id: paid.id, reason: '金额要再核' });
    expect(back.reviewedBy).toBeUndefined();
    const [last] = (await test.call('union.listTrail', {})).rows;
    expect(last).toMatchObject({ what: '撤回审核', label: `2026-03 ${paid.number} 网费` });
    expect(last?.before).toContain('周明');
    expect(last?.after).toContain('金额要再核');
  });

  it('is asked for before the month closes where the union wants it, and cannot be given or taken back after', async () => {
    const own = await startWithBooks();
    const look = await secondConnection(own);
    try {
      const profile = await own.call('union.readProfile', {});
      expect(profile.secondReview).toBe(false);
      const { name, creditCode, superiors, chair, accountant, cashier, reviewDirector, reviewMembers } = profile;
      const { largeExpense, remittancePercent } = profile;
      const same = { name, creditCode, superiors, chair, accountant, cashier, reviewDirector, reviewMembers };
      const saved = await own.call('union.saveProfile', {
        ...same,
        largeExpense,
        remittancePercent,
        secondReview: true,
      });
      expect(saved.secondReview).toBe(true);
      // a page that does not know the switch leaves it as it is
      expect((await own.call('union.saveProfile', { ...same, largeExpense, remittancePercent })).secondReview).toBe(
        true,
      );
      expect(secondReviewRequired(look)).toBe(true);
      const entries = [
        { accountId: '2021:50504', debit: fen(100), credit: fen(0) },
        { accountId: '2021:102', debit: fen(0), credit: fen(100) },
      ];
      const paid = await own.call('ledger.postVoucher', { day: day('2026-01-05'), summary: '网费', entries });
      await own.refusal('ledger.closeMonth', { month: '2026-01' });
      expect(look.get("SELECT status FROM periods WHERE month = '2026-01'")).toEqual({ status: 'open' });
      await own.call('ledger.reviewVouchers', { ids: [paid.id], reviewer: '周明' });
      await own.call('ledger.closeMonth', { month: month('2026-01') });
      expect((await own.refusal('ledger.withdrawReview', { id: paid.id, reason: '看错' })).code).toBe(
        'ledger.periodClosed',
      );
      await own.call('union.saveProfile', { ...same, largeExpense, remittancePercent, secondReview: false });
      const late = await own.call('ledger.postVoucher', { day: day('2026-02-05'), summary: '网费', entries });
      await own.call('ledger.closeMonth', { month: month('2026-02') });
      expect((await own.refusal('ledger.reviewVouchers', { ids: [late.id], reviewer: '周明' })).code).toBe(
        'ledger.periodClosed',
      );
    } finally {
      look.close();
      await own.dispose();
    }
  });

  it('is not for the committee', async () => {
    const own = await startWithBooks();
    try {
      const { recent } = await own.call('books.lock', {});
      await own.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
      expect((await own.refusal('ledger.reviewVouchers', { ids: ['x'], reviewer: '郑涛' })).code).toBe(
        'request.notPermitted',
      );
      expect((await own.refusal('ledger.listDrafts', {})).code).toBe('request.notPermitted');
    } finally {
      await own.dispose();
    }
  });
});

describe('templates', () => {
  const template = (change: Partial<InputOf<'ledger.saveTemplate'>> = {}): InputOf<'ledger.saveTemplate'> => ({
    name: '每月网费',
    summary: '支付网费',
    counterparty: '滨江电信',
    lines: [
      { accountId: '2021:50504', side: 'debit', amount: fen(10000) },
      { accountId: '2021:102', summary: '转账', side: 'credit' },
    ],
    ...change,
  });

  it('keep what a voucher that repeats is filled with, under one name each', async () => {
    const saved = await test.call('ledger.saveTemplate', template());
    expect(saved).toEqual({
      id: saved.id,
      name: '每月网费',
      summary: '支付网费',
      counterparty: '滨江电信',
      lines: [
        { accountId: '2021:50504', summary: '', side: 'debit', amount: 10000 },
        { accountId: '2021:102', summary: '转账', side: 'credit' },
      ],
    });
    const before = everything();
    for (const [change, code] of [
      [{}, 'ledger.templateTaken'],
      [{ name: ' ' }, 'request.invalid'],
      [{ name: '别的', lines: [] }, 'request.invalid'],
      [{ name: '别的', lines: [{ side: 'both' }] }, 'request.invalid'],
      [{ name: '别的', lines: [{ side: 'debit', amount: 0 }] }, 'request.invalid'],
      [{ name: '别的', lines: [{ side: 'debit', accountId: 'nothing' }] }, 'ledger.accountMissing'],
      [{ name: '别的', lines: [{ side: 'debit', accountId: '2021:501' }] }, 'ledger.accountNotDetail'],
      [{ name: '别的', lines: [{ side: 'debit', fundId: 'nothing' }] }, 'ledger.fundMissing'],
      [{ name: '别的', id: 'nothing' }, 'request.notFound'],
    ] as const)
      expect((await test.refusal('ledger.saveTemplate', { ...template(), ...change })).code).toBe(code);
    expect(everything()).toBe(before);
    const changed = await test.call('ledger.saveTemplate', { ...template({ name: '网费' }), id: saved.id });
    expect(await test.call('ledger.listTemplates', {})).toEqual([changed]);
    expect(await test.call('ledger.removeTemplate', { id: saved.id })).toEqual({ left: 0 });
    expect((await test.refusal('ledger.removeTemplate', { id: saved.id })).code).toBe('request.notFound');
  });

  it('leave an account and a fund out that may not be used any more', async () => {
    const fund = await test.call('ledger.saveFund', { name: '送温暖资金' });
    const saved = await test.call(
      'ledger.saveTemplate',
      template({
        name: '送温暖',
        lines: [
          { accountId: '2021:50405', side: 'debit', fundId: fund.id },
          { accountId: '2021:101', side: 'credit' },
        ],
      }),
    );
    await test.call('ledger.saveFund', { id: fund.id, name: '送温暖资金', retired: true });
    db.run("UPDATE accounts SET retired = 1 WHERE id = '2021:50405'");
    const [shown] = await test.call('ledger.listTemplates', {});
    expect(shown?.lines).toEqual([
      { summary: '', side: 'debit' },
      { accountId: '2021:101', summary: '', side: 'credit' },
    ]);
    db.run("UPDATE accounts SET retired = 0 WHERE id = '2021:50405'");
    await test.call('ledger.removeTemplate', { id: saved.id });
  });
});

describe('summaries', () => {
  it('are offered again, the most used first, by text, pinyin and initials', async () => {
    const own = await startWithBooks();
    try {
      const write = (at: string, summary: string, line = '') =>
        own.call('ledger.postVoucher', {
          day: day(at),
          summary,
          entries: [
            { accountId: '2021:50504', debit: fen(100), credit: fen(0), summary: line },
            { accountId: '2021:102', debit: fen(0), credit: fen(100), summary: line },
          ],
        });
      await write('2026-03-01', '三八节慰问品', '购蛋糕');
      own.setNow('2026-03-16T02:00:00.000Z');
      await write('2026-03-02', '三八节活动用品');
      own.setNow('2026-03-17T02:00:00.000Z');
      const wrong = await write('2026-03-03', '三八节慰问品');
      await own.call('ledger.recordSimple', {
        direction: 'expense',
        purposeId: 'ex-sport',
        amount: fen(100),
        method: 'bank',
        day: day('2026-03-04'),
        summary: '100% 棉_毛巾',
      });
      const offered = (text: string) => own.call('ledger.suggestSummaries', { text });
      expect(await offered('三八')).toEqual(['三八节慰问品', '三八节活动用品']);
      expect(await offered('weiwenpin')).toEqual(['三八节慰问品']);
      expect(await offered('SBJ')).toEqual(['三八节慰问品', '三八节活动用品']);
      expect(await offered('gdg')).toEqual(['购蛋糕']);
      // newest first among those used as often
      expect(await offered('')).toEqual(['三八节慰问品', '100% 棉_毛巾', '三八节活动用品', '购蛋糕']);
      expect(await offered('%')).toEqual(['100% 棉_毛巾']);
      expect(await offered('_')).toEqual(['100% 棉_毛巾']);
      expect(await offered('没有的')).toEqual([]);
      await own.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-03-10'), reason: '记重了' });
      expect(await offered('冲销')).toEqual([]);
    } finally {
      await own.dispose();
    }
  });

  it('are at most ten, and a voucher that was refused leaves none', async () => {
    for (let index = 10; index < 24; index += 1) await pay('2026-03-06', `摘要之${index}`);
    expect(await test.call('ledger.suggestSummaries', { text: '摘要之' })).toHaveLength(10);
    await test.refusal('ledger.postVoucher', {
      day: '2026-03-06',
      summary: '不该记住',
      entries: [
        { accountId: '2021:50504', debit: 1, credit: 0 },
        { accountId: '2021:102', debit: 0, credit: 2 },
      ],
    });
    expect(await test.call('ledger.suggestSummaries', { text: '不该记住' })).toEqual([]);
  });
});

describe('books of before', () => {
  it('bring along what their vouchers were called, and no draft', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaojia-vouchers-'));
    const old = openConnection(join(folder, 'old.db'), '11'.repeat(48), 'create');
    try {
      const shipped = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
      migrate(
        old,
        shipped.filter(({ version }) => version < 90),
        '2026-01-01',
      );
      old.run("INSERT INTO periods (month) VALUES ('2026-01')");
      for (const code of ['102', '501'])
        old.run(
          `INSERT INTO accounts (id, code, name, class, side) VALUES ('${code}', '${code}', '某科目', 'asset', 'debit')`,
        );
      const write = (id: string, source: string, number: number | undefined) => {
        old.run(
          `INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by, amount) VALUES ('${id}', '2026-01', '2026-01-05', 'draft', '用品', '${source}', '某', 5)`,
        );
        old.run(
          `INSERT INTO entries (voucher_id, line, account_id, summary, debit) VALUES ('${id}', 1, '501', '买笔', 5)`,
        );
        old.run(
          `INSERT INTO entries (voucher_id, line, account_id, summary, credit) VALUES ('${id}', 2, '102', '', 5)`,
        );
        if (number !== undefined)
          old.run(
            `UPDATE vouchers SET status = 'posted', number = ${number}, posted_at = '2026-01-0${number}' WHERE id = '${id}'`,
          );
      };
      write('a', 'simple', 1);
      write('b', 'manual', 2);
      write('c', 'dues', 3);
      write('d', 'manual', undefined);
      migrate(old, shipped, '2026-01-02');
      expect(old.all('SELECT text, uses, last_used AS last FROM summary_uses ORDER BY text')).toEqual([
        { text: '买笔', uses: 2, last: '2026-01-02' },
        { text: '用品', uses: 2, last: '2026-01-02' },
      ]);
      expect(suggestSummaries(old, '买')).toEqual(['买笔']);
    } finally {
      old.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the list', () => {
  it('filters by fund, and each filter together with the others', async () => {
    const fund = await test.call('ledger.saveFund', { name: '困难帮扶资金' });
    const funded = await pay('2026-03-07', '帮扶', {
      entries: [
        { accountId: '2021:50404', debit: fen(100), credit: fen(0), fundId: fund.id },
        { accountId: '2021:102', debit: fen(0), credit: fen(100) },
      ],
      counterparty: '某某',
    });
    expect(funded.counterparty).toBe('某某');
    const ids = async (query: InputOf<'ledger.listVouchers'>) =>
      (await test.call('ledger.listVouchers', query)).rows.map((row) => row.id);
    expect(await ids({ fundId: fund.id })).toEqual([funded.id]);
    expect(await ids({ fundId: fund.id, source: 'manual', unreviewedOnly: true, search: '某某' })).toEqual([funded.id]);
    expect(await ids({ fundId: fund.id, source: 'simple' })).toEqual([]);
    await test.call('ledger.reviewVouchers', { ids: [funded.id], reviewer: '周明' });
    expect(await test.call('ledger.listVouchers', { fundId: fund.id, unreviewedOnly: true })).toEqual({
      total: 0,
      rows: [],
    });
  });

  it('a reversed voucher says where its correction stands, and the correction what it corrects', async () => {
    const wrong = await pay('2026-03-08', '记错的');
    const red = await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-04-02'), reason: '记错' });
    expect(red).toMatchObject({ reverses: wrong.id, reversesNumber: `2026-03 ${wrong.number}` });
    expect(await test.call('ledger.getVoucher', { id: wrong.id })).toMatchObject({
      reversedBy: red.id,
      reversedByNumber: `2026-04 ${red.number}`,
    });
  });

  const COMBINED: Parameters<typeof listStatements>[0][] = [
    [],
    ['source'],
    ['fundId'],
    ['unreviewedOnly'],
    ['source', 'fundId', 'unreviewedOnly'],
  ];
  it.each(COMBINED.map((filters) => [filters]))('reads %j through indexes without sorting the book', (filters) => {
    const params = {
      ...searchParams(db, ''),
      from: '',
      to: '9999',
      limit: 100,
      offset: 0,
      ...(filters.includes('source') ? { source: 'manual' } : {}),
      ...(filters.includes('fundId') ? { fundId: 'x' } : {}),
    };
    const plan = explain(db, listStatements(filters).window, params);
    expect(plan.filter((step) => /^SCAN (vouchers|entries|voucher_reviews)(?!.*USING)/.test(step))).toEqual([]);
    // one fund's vouchers are few: those may be sorted
    if (!filters.includes('fundId')) expect(plan.join('\n')).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  });
});

describe('printing', () => {
  it('reads a month or a choice in order, with the accounts above and who held office on the day', async () => {
    const own = await startWithBooks();
    try {
      const write = (at: string, account: string) =>
        own.call('ledger.postVoucher', {
          day: day(at),
          summary: '用品',
          entries: [
            { accountId: account, debit: fen(100), credit: fen(0) },
            { accountId: '2021:102', debit: fen(0), credit: fen(100) },
          ],
        });
      const a = await write('2026-02-05', '2021:50102');
      const b = await write('2026-02-03', '2021:50105');
      const c = await write('2026-01-03', '2021:510');
      const { fiscalYear: _, chart: __, opening: ___, ...setup } = BINJIANG;
      await own.call('union.saveProfile', { ...setup, chair: '新主席', largeExpense: fen(1), remittancePercent: 40 });
      const month2 = await own.call('ledger.readVouchers', { month: month('2026-02') });
      expect(month2.map((voucher) => voucher.number)).toEqual(['记-001', '记-002']);
      expect(month2[0]).toMatchObject({ id: a.id, chair: '周明', cashier: '吴敏' });
      expect(month2[0]?.entries.map((entry) => entry.accountPath)).toEqual([
        ['职工活动支出', '文体活动支出'],
        ['银行存款'],
      ]);
      const chosen = await own.call('ledger.readVouchers', { ids: [b.id, a.id, c.id, b.id] });
      expect(chosen.map(({ id }) => id)).toEqual([c.id, a.id, b.id]);
      const later = await write('2026-03-20', '2021:510');
      expect((await own.call('ledger.readVouchers', { ids: [later.id] }))[0]?.chair).toBe('新主席');
      for (const input of [{}, { ids: [] }, { ids: [a.id], month: '2026-02' }, { month: '2026-13' }])
        expect((await own.refusal('ledger.readVouchers', input)).code).toBe('request.invalid');
      expect((await own.refusal('ledger.readVouchers', { ids: [a.id, 'nothing'] })).code).toBe('request.notFound');
      expect(await own.call('ledger.readVouchers', { month: month('2026-05') })).toEqual([]);
    } finally {
      await own.dispose();
    }
  });
});

describe('every list goes through an index', () => {
  it.each([
    ['drafts', LIST_DRAFTS_IN_ORDER, { limit: 100, offset: 0 }, 'vouchers_drafts'],
    ['how many drafts', COUNT_DRAFTS, {}, 'vouchers_drafts'],
    ['lines of a draft', READ_DRAFT_LINES, { id: 'x' }, 'SEARCH draft_lines USING PRIMARY KEY'],
    [
      'unreviewed vouchers of months',
      COUNT_UNREVIEWED,
      { from: '2026-01', to: '2026-03' },
      'SEARCH vouchers USING INDEX',
    ],
    ['vouchers by id', VOUCHERS_OF_IDS, { ids: '["x"]' }, 'SEARCH vouchers USING INDEX'],
    ['vouchers of a month', VOUCHERS_OF_MONTH, { month: '2026-03' }, 'SEARCH vouchers USING INDEX'],
    ['entries of vouchers', ENTRIES_OF, { ids: '["x"]' }, 'SEARCH entries USING PRIMARY KEY'],
    ['lines of templates', LIST_TEMPLATE_LINES, {}, 'SCAN voucher_template_lines'],
    ['summaries', SUGGEST_SUMMARIES, { pattern: '%x%', sound: 'x' }, 'summary_uses_in_order'],
  ])('%s', (_, sql, params, step) => {
    const plan = explain(db, sql, params);
    expect(plan.some((line) => line.includes(step))).toBe(true);
    expect(
      plan.filter((line) => /^SCAN (vouchers|entries|draft_lines|voucher_reviews)( |$)(?!.*USING)/.test(line)),
    ).toEqual([]);
    if (step === 'summary_uses_in_order') expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  });
});
