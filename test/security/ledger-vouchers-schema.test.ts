import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from '../engine/explain.ts';
import { startWithBooks, type TestEngine } from '../engine/support.ts';

// Each line is a hole somebody with the open file could try around drafts, reviews and templates; the schema keeps it shut.
let test: TestEngine;
let db: Connection;
const ids = { closed: '', reviewed: '', posted: '', draft: '' };
beforeAll(async () => {
  test = await startWithBooks();
  const pay = async (at: string) =>
    (
      await test.call('ledger.postVoucher', {
        day: day(at),
        summary: '用品',
        entries: [
          { accountId: '2021:50504', debit: fen(100), credit: fen(0) },
          { accountId: '2021:102', debit: fen(0), credit: fen(100) },
        ],
      })
    ).id;
  ids.closed = await pay('2026-01-05');
  await test.call('ledger.reviewVouchers', { ids: [ids.closed], reviewer: '周明' });
  await test.call('ledger.closeMonth', { month: month('2026-01') });
  ids.reviewed = await pay('2026-02-05');
  ids.posted = await pay('2026-02-06');
  await test.call('ledger.reviewVouchers', { ids: [ids.reviewed], reviewer: '周明' });
  ids.draft = (
    await test.call('ledger.saveDraft', {
      day: day('2026-02-07'),
      summary: '草稿',
      lines: [
        { accountId: '2021:50504', debit: fen(100) },
        { accountId: '2021:102', credit: fen(100) },
      ],
    })
  ).id;
  await test.call('ledger.saveTemplate', {
    name: '网费',
    lines: [{ accountId: '2021:50504', side: 'debit' }],
  });
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const everything = () =>
  JSON.stringify(
    [
      'vouchers',
      'entries',
      'account_months',
      'periods',
      'draft_lines',
      'voucher_reviews',
      'voucher_templates',
      'voucher_template_lines',
      'accounts',
      'funds',
    ].map((table) => db.all(`SELECT * FROM ${table} ORDER BY 1, 2`)),
  );
/** Runs statements in one transaction that must fail; nothing may have changed. */
function expectRefused(code: RegExp, ...statements: string[]): void {
  const before = everything();
  const params = (sql: string) => Object.fromEntries(Object.entries(ids).filter(([name]) => sql.includes(`:${name}`)));
  expect(() =>
    db.transaction(() => {
      for (const sql of statements) db.run(sql, params(sql));
    }),
  ).toThrow(code);
  expect(everything()).toBe(before);
}

describe('a draft', () => {
  const post = (number: string) =>
    `UPDATE vouchers SET status = 'posted', number = ${number}, posted_at = 'now', amount = 100 WHERE id = :draft`;
  it.each([
    [
      'gets no line once it is posted',
      /ledger\.postedIsFinal/,
      ['INSERT INTO draft_lines (voucher_id, line, debit) VALUES (:posted, 1, 5)'],
    ],
    [
      'gives no line to a posted voucher',
      /ledger\.postedIsFinal/,
      ['UPDATE draft_lines SET voucher_id = :posted WHERE voucher_id = :draft AND line = 1'],
    ],
    [
      'does not count its lines without posting them',
      /vouchers_post_without_draft_lines|ledger\.unbalanced/,
      [post('3')],
    ],
    [
      'is not posted with entries beside its lines',
      /vouchers_post_without_draft_lines/,
      [
        "INSERT INTO entries (voucher_id, line, account_id, debit) VALUES (:draft, 1, '2021:50504', 100)",
        "INSERT INTO entries (voucher_id, line, account_id, credit) VALUES (:draft, 2, '2021:102', 100)",
        post('3'),
      ],
    ],
    ['takes no number', /voucher_posted_has_number/, ['UPDATE vouchers SET number = 3 WHERE id = :draft']],
    [
      'takes no number that leaves a gap',
      /ledger\.(numberGap|unbalanced)|vouchers_post_without_draft_lines/,
      ['DELETE FROM draft_lines WHERE voucher_id = :draft', post('4')],
    ],
    [
      'does not move into a closed month',
      /ledger\.periodClosed/,
      ["UPDATE vouchers SET month = '2026-01', day = '2026-01-09' WHERE id = :draft"],
    ],
    [
      'holds its month open',
      /ledger\.cannotClose/,
      ["UPDATE periods SET status = 'closed', closed_at = 'now', closed_by = '某' WHERE month = '2026-02'"],
    ],
    [
      'has no negative line',
      /draft_debit_range/,
      ['UPDATE draft_lines SET debit = -1 WHERE voucher_id = :draft AND line = 1'],
    ],
    [
      'has no line beyond what a voucher holds',
      /draft_line_range/,
      ['UPDATE draft_lines SET line = 201 WHERE voucher_id = :draft AND line = 1'],
    ],
    [
      'names accounts that are there',
      /FOREIGN KEY/,
      ["UPDATE draft_lines SET account_id = 'nothing' WHERE voucher_id = :draft AND line = 1"],
    ],
    [
      'keeps the accounts it names',
      /ledger\.account(InDraft|Standard)|ledger\.postedIsFinal/,
      ["DELETE FROM accounts WHERE id = '2021:50504'"],
    ],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));

  it('keeps an own account that only it names', () => {
    expectRefused(
      /ledger\.accountInDraft/,
      "INSERT INTO accounts (id, code, name, class, side, parent_id, own) VALUES ('own', '50599', '自设', 'expense', 'debit', '2021:505', 1)",
      "UPDATE draft_lines SET account_id = 'own' WHERE voucher_id = :draft AND line = 1",
      "DELETE FROM accounts WHERE id = 'own'",
    );
    expectRefused(
      /ledger\.postedIsFinal/,
      "INSERT INTO funds (id, name) VALUES ('fund', '某专项')",
      "UPDATE draft_lines SET fund_id = 'fund' WHERE voucher_id = :draft AND line = 1",
      "DELETE FROM funds WHERE id = 'fund'",
    );
  });

  it('that is thrown away takes its lines along', () => {
    const undo = new Error('undo');
    expect(() =>
      db.transaction(() => {
        db.run('DELETE FROM vouchers WHERE id = :draft', { draft: ids.draft });
        expect(db.all('SELECT * FROM draft_lines')).toEqual([]);
        throw undo;
      }),
    ).toThrow(undo);
  });
});

describe('a review', () => {
  const review = (voucher: string, by: string, verb = 'INSERT') =>
    `${verb} INTO voucher_reviews (voucher_id, reviewed_by, reviewed_at) VALUES (:${voucher}, '${by}', 'now')`;
  it.each([
    ['is not by who prepared the voucher', /ledger\.reviewOwn/, [review('posted', '陈静')]],
    ['is by somebody', /review_by_somebody/, [review('posted', '')]],
    ['has no name that only looks like another', /review_by_somebody/, [review('posted', ' 陈静')]],
    ['is not of a draft', /ledger\.reviewPosted/, [review('draft', '周明')]],
    [
      'is not of nothing',
      /ledger\.(reviewPosted|periodClosed)|FOREIGN KEY/,
      ["INSERT INTO voucher_reviews (voucher_id, reviewed_by, reviewed_at) VALUES ('x', '周明', 'now')"],
    ],
    ['is not added to a closed month', /ledger\.periodClosed|ledger\.postedIsFinal/, [review('closed', '王芳')]],
    ['is given once', /ledger\.postedIsFinal/, [review('reviewed', '王芳')]],
    ['is not replaced', /ledger\.postedIsFinal/, [review('reviewed', '王芳', 'INSERT OR REPLACE')]],
    [
      'is not given to another name',
      /ledger\.postedIsFinal/,
      ["UPDATE voucher_reviews SET reviewed_by = '王芳' WHERE voucher_id = :reviewed"],
    ],
    [
      'is not moved to another voucher',
      /ledger\.postedIsFinal/,
      ['UPDATE voucher_reviews SET voucher_id = :posted WHERE voucher_id = :reviewed'],
    ],
    [
      'is not taken out of a closed month',
      /ledger\.periodClosed/,
      ['DELETE FROM voucher_reviews WHERE voucher_id = :closed'],
    ],
    [
      'is not undone by preparing the voucher anew',
      /ledger\.postedIsFinal/,
      ["UPDATE vouchers SET prepared_by = '周明' WHERE id = :reviewed"],
    ],
    [
      'is waited for before the month closes, where the union wants it',
      /ledger\.cannotClose/,
      [
        'DELETE FROM vouchers WHERE id = :draft',
        'UPDATE union_profile SET second_review = 1',
        "UPDATE periods SET status = 'closed', closed_at = 'now', closed_by = '某' WHERE month = '2026-02'",
      ],
    ],
    ['is wanted or not', /union_second_review_flag/, ['UPDATE union_profile SET second_review = 2']],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));
});

describe('templates and summaries', () => {
  it.each([
    [
      'a template has a name',
      /voucher_template_name_given/,
      ["INSERT INTO voucher_templates (id, name) VALUES ('t', ' ')"],
    ],
    [
      'a name is taken once',
      /voucher_template_name_unique|UNIQUE/,
      ["INSERT INTO voucher_templates (id, name) VALUES ('t', '网费')"],
    ],
    [
      'an amount is more than nothing',
      /voucher_template_amount_range/,
      ['UPDATE voucher_template_lines SET amount = 0'],
    ],
    ['a line has one side', /voucher_template_side_known/, ["UPDATE voucher_template_lines SET side = 'both'"]],
    [
      'a line names an account that is there',
      /FOREIGN KEY/,
      ["UPDATE voucher_template_lines SET account_id = 'nothing'"],
    ],
    [
      'a summary that is offered says something',
      /summary_use_given/,
      ["INSERT INTO summary_uses (text, uses, last_used) VALUES (' ', 1, 'now')"],
    ],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));
});
