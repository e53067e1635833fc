import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import {
  ADVANCE_AT,
  FOR_EARLIER_YEARS,
  LEVIES_OF_YEAR,
  LOOSE_RECEIPTS,
  PAID_IN_LATER_YEARS,
  RECEIVED_BY_MONTH,
} from '#electron/engine/dues/for-review.ts';
import { AID_GAPS } from '#electron/engine/hardship/reports/for-review.ts';
import {
  CLOSING_TURNOVER,
  COUNT_ENTRIES,
  EXPENSE_VOUCHERS,
  MONTH_NUMBERS,
  ORIGIN_BY_MONTH,
  ORIGIN_TURNOVER,
  SOURCE_VOUCHERS,
  VOUCHER_ENTRIES,
} from '#electron/engine/ledger/for-review.ts';
import { monthSpans, named } from '#electron/engine/review/checks/result.ts';
import { withoutNumbers } from '#electron/engine/review/redact.ts';
import { runSelfCheck } from '#electron/engine/review/self-check.ts';
import { BARRED_VISITS, VISITS_BY_MEMBER } from '#electron/engine/visits/reports/for-review.ts';
import { month } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import { explain, secondConnection } from './explain.ts';
import { liveIntoNextYear, liveQuarter, type Story, unguardedCopy } from './review-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let story: Story;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  story = await liveQuarter(test);
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const failing = (results: readonly CheckResult[]) =>
  results.filter(({ state }) => state === 'failed').map(({ id }) => id);
const byId = (results: readonly CheckResult[], id: string): CheckResult => {
  const found = results.find((result) => result.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
};

/** What the story itself leaves open. */
const OPEN = ['closed', 'carriedForward', 'budgetKept', 'visitSigned', 'largeExpenses'];

describe('the self-check of books as the program keeps them', () => {
  it('finds what is open, names it and says what to do, and nothing else', async () => {
    const results = await test.call('review.runSelfCheck', { year: 2026 });
    expect(failing(results).sort()).toEqual([...OPEN].sort());
    expect(byId(results, 'closed').finding).toContain('2026年1月至12月');
    expect(byId(results, 'budgetKept').finding).toMatch(
      /50102 文体活动支出 预算 5,000\.00 元，支出 7,434\.56 元，超 2,434\.56 元/,
    );
    expect(byId(results, 'visitSigned').finding).toMatch(/春节慰问 会员甲.* 7 人次|生日 会员丁/);
    expect(byId(results, 'largeExpenses').finding).toMatch(/2026-03 记-\d{3} 秋季运动会服装 6,000\.00 元/);
    for (const result of results) {
      expect(result.finding, result.id).not.toBe('');
      expect(result.next !== '', result.id).toBe(result.state === 'failed');
      expect(result.finding + result.next + result.title, result.id).not.toMatch(/[!！]|undefined|NaN/);
    }
    expect(new Set(results.map(({ id }) => id)).size).toBe(results.length);
  });

  it('is content with a year that was closed in order', async () => {
    const later = await startWithBooks();
    await liveIntoNextYear(later, await liveQuarter(later));
    const results = await later.call('review.runSelfCheck', { year: 2026 });
    expect(byId(results, 'closed').state).toBe('passed');
    expect(byId(results, 'carriedForward').state).toBe('passed');
    for (const id of ['duesLedger', 'duesLevies', 'visitLedger', 'aidLedger', 'equation'])
      expect(byId(results, id).state, id).toBe('passed');
    const next = await later.call('review.runSelfCheck', { year: 2027 });
    for (const id of ['duesLedger', 'duesLevies', 'visitLedger', 'aidLedger', 'equation', 'opening'])
      expect(byId(next, id).state, id).not.toBe('failed');
    // what was reversed in a later year stands in neither of the figures, and both agree with their books
    for (const year of [2026, 2027])
      expect((await later.call('visits.readYear', { year })).expense.at(-1), String(year)).toMatchObject({
        kind: 'difference',
        amount: 0,
      });
    await later.dispose();
  });

  it('says that a year is not in the books, instead of passing it', async () => {
    const results = await test.call('review.runSelfCheck', { year: 2020 });
    expect(byId(results, 'closed').finding).toContain('没有 2020 年的期间');
    expect(byId(results, 'numbers').state).toBe('notApplicable');
    expect(byId(results, 'visitSigned').state).toBe('notApplicable');
  });

  it('is open to the committee', async () => {
    const { recent } = await test.call('books.readStatus', {});
    await test.call('books.lock', {});
    await test.call('books.unlock', {
      book: recent[0]?.book ?? '',
      passphrase: '滨江 2026 年的口令',
      role: 'committee',
    });
    expect(failing(await test.call('review.runSelfCheck', { year: 2026 })).sort()).toEqual([...OPEN].sort());
    await test.call('books.lock', {});
    await test.call('books.unlock', {
      book: recent[0]?.book ?? '',
      passphrase: '滨江 2026 年的口令',
      role: 'treasurer',
    });
  });
});

/** A case: which check, what somebody did to the file from outside, and what the finding must name. */
type Case = [id: string, damage: (story: Story) => string[], finding: RegExp];

/** A donation that came in past the books. */
const entrusted = (story: Story) => [
  "INSERT INTO donation_drives (id, name, day, held_account_id) VALUES ('drive', '慈善一日捐', '2026-03-01', '2021:221')",
  `INSERT INTO donation_collections (id, drive_id, day, method, gifts, amount, voucher_id)
   VALUES ('gifts', 'drive', '2026-03-05', 'cash', 1, 500, '${story.vouchers.largeBare}')`,
];

const CASES: readonly Case[] = [
  ['trail', () => ["UPDATE audit_trail SET label = '改过' WHERE sequence = 3"], /第 3 条留痕/],
  [
    'opening',
    () => ["UPDATE opening_balances SET debit = debit + 7 WHERE account_id = '2021:101'"],
    /年初余额.*相差 0\.07 元/,
  ],
  [
    'trialBalance',
    () => ["UPDATE account_months SET debit = debit + 100 WHERE account_id = '2021:50102' AND month = '2026-03'"],
    /相差 1\.00 元/,
  ],
  [
    'equation',
    () => ["UPDATE account_months SET debit = debit + 100 WHERE account_id = '2021:101' AND month = '2026-01'"],
    /相差 1\.00 元/,
  ],
  [
    'turnover',
    () => ["UPDATE account_months SET debit = debit + 100 WHERE account_id = '2021:50102' AND month = '2026-03'"],
    /2026年3月 50102 文体活动支出/,
  ],
  [
    'numbers',
    () => [
      "UPDATE vouchers SET number = number + 1 WHERE month = '2026-03' AND number = (SELECT max(number) FROM vouchers WHERE month = '2026-03')",
    ],
    /2026年3月最大号 \d+，实有 \d+ 张/,
  ],
  [
    'drafts',
    () => [
      "INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by) VALUES ('draft', '2026-03', '2026-03-09', 'draft', '没记账', 'manual', '陈静')",
    ],
    /2026年3月 1 张/,
  ],
  [
    'cash',
    () => ["UPDATE entries SET credit = 900000 WHERE account_id = '2021:101' AND credit > 0"],
    /库存现金日终为负：2026-02-03 余额 -/,
  ],
  [
    'bank',
    () => ["UPDATE entries SET credit = 90000000 WHERE account_id = '2021:102' AND credit = 600000"],
    /银行存款日终为负：2026-03-03 余额 -/,
  ],
  [
    'attachments',
    (story) => [`UPDATE vouchers SET attachment_count = 0 WHERE id = '${story.vouchers.largeBare}'`],
    /2026-03 记-\d+ 秋季运动会服装/,
  ],
  ['budgetExists', () => ['DELETE FROM budget_lines'], /2026 年没有预算/],
  ['duesLedger', () => ['UPDATE dues_batches SET total = total + 5 WHERE total = 1000'], /相差 0\.05 元/],
  ['duesLevies', () => ["UPDATE levies SET paid = paid + 5 WHERE month = '2026-01' AND paid = 1000"], /相差 -0\.05 元/],
  [
    'duesMonths',
    () => ["UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'y' WHERE month = '2026-03'"],
    /没有计提：2026年3月/,
  ],
  [
    'visitVouchers',
    (story) => [`UPDATE visits SET amount = amount + 1 WHERE voucher_id = '${story.vouchers.decemberVisit}'`],
    /2026-03 记-\d+ 凭证 100\.00 元、名单 100\.01 元/,
  ],
  [
    'visitLedger',
    (story) => [`UPDATE visits SET amount = amount + 1 WHERE voucher_id = '${story.vouchers.decemberVisit}'`],
    /相差 0\.01 元/,
  ],
  [
    'visitStandards',
    (story) => [`UPDATE visits SET amount = 9000000 WHERE voucher_id = '${story.vouchers.decemberVisit}'`],
    /会员丁 生日\(.*标准.*发了? ?90,000\.00 元/,
  ],
  [
    'visitPapers',
    () => ["UPDATE visits SET papers_note = '缺出生证复印件' WHERE batch_line = 2"],
    /春节慰问 会员乙（缺出生证复印件）/,
  ],
  ['visitResolutions', () => ['UPDATE visits SET resolution_id = NULL'], /没有写明集体决议：2026-02-01 春节慰问/],
  ['heldMoney', (story) => entrusted(story), /捐款 5\.00 元，代管经费年末余额 0\.00 元，少 5\.00 元/],
  ['donationsHanded', (story) => entrusted(story), /还没有转交：慈善一日捐 5\.00 元/],
  [
    'insurancePassedOn',
    (story) => [
      "INSERT INTO insurance_plans (id, name) VALUES ('plan', '职工医疗互助')",
      `INSERT INTO insurance_years (id, plan_id, from_day, to_day, premium, union_part, member_part, employer_part, expense_account_id, held_account_id)
       VALUES ('year', 'plan', '2026-01-01', '2026-12-31', 100, 60, 40, 0, '2021:50305', '2021:221')`,
      `INSERT INTO insurance_batches (id, year_id, kind, day, method, people, union_amount, held_amount, voucher_id)
       VALUES ('batch', 'year', 'member', '2026-03-05', 'cash', 1, 0, 40, '${story.vouchers.largeBare}')`,
    ],
    /收了还没有付出：保费 0\.40 元/,
  ],
  [
    'visitStock',
    (story) => [
      "INSERT INTO stock_lots (id, name, unit_price, origin) VALUES ('lot', '大米', 500, 'bought')",
      `INSERT INTO stock_moves (id, lot_id, kind, day, quantity, voucher_id)
       VALUES ('move', 'lot', 'bought', '2026-03-05', 2, '${story.vouchers.largeBare}')`,
    ],
    /10\.00 元/,
  ],
  ['visitForms', () => ["UPDATE visits SET form = 'money' WHERE batch_line = 1"], /2026-02-01 会员甲 年节 200\.00 元/],
  ['aidFiles', () => ['UPDATE hardship_files SET consent_day = NULL'], /2026-03-05\(告知同意书缺失或晚于帮扶\)/],
  ['aidProcedure', () => ["DELETE FROM hardship_steps WHERE kind = 'notice'"], /2026-03-05\(没有公示记录\)/],
  [
    'aidLimits',
    () => ['UPDATE aid_limits SET amount = 100000'],
    /没有审批依据：.*2026-03-05\(每人次不超过 1,000\.00 元\)/,
  ],
  [
    'aidPapers',
    (story) => [`UPDATE vouchers SET attachment_count = 0 WHERE id = '${story.vouchers.aid}'`],
    /困-2026-001 2026-03 记-\d+/,
  ],
  ['aidSigned', () => ["UPDATE aids SET signed_day = NULL, signed_by = ''"], /未签收：.*2026-03-05/],
  [
    'aidVouchers',
    (story) => [`UPDATE aids SET amount = amount + 1 WHERE voucher_id = '${story.vouchers.aid}'`],
    /2026-03-05\(记-\d+\)/,
  ],
  [
    'aidLedger',
    (story) => [`UPDATE vouchers SET source = 'manual' WHERE id = '${story.vouchers.aid}'`],
    /另有 3,000\.00 元没有经过/,
  ],
  [
    'decidedFirst',
    (story) => [
      `UPDATE resolutions SET day = '2026-03-20' WHERE id = '${story.resolutions.festival}'`,
      `UPDATE vouchers SET resolution_id = '${story.resolutions.festival}' WHERE id = '${story.vouchers.largeBare}'`,
    ],
    /秋季运动会服装 6,000\.00 元\(决议 2026-03-20\)/,
  ],
  [
    'limits',
    (story) => [`UPDATE resolutions SET amount_limit = 100000 WHERE id = '${story.resolutions.aid}'`],
    /2026-01 困难帮扶会议纪要 上限 1,000\.00 元，已支 3,000\.00 元，超 2,000\.00 元/,
  ],
  ['separated', () => ["UPDATE officers SET name = '陈静' WHERE office = 'cashier'"], /会计和出纳都是 陈静/],
  ['reviewers', () => ["UPDATE officers SET name = '周明' WHERE office = 'reviewMember'"], /工会主席 周明/],
];

describe('the self-check of books that somebody wrote into from outside', () => {
  it.each(CASES)('%s', async (id, damage, finding) => {
    const copy = await unguardedCopy(test, `damaged-${id}`);
    for (const sql of damage(story)) expect(copy.run(sql), sql).toBeGreaterThan(0);
    const result = byId(runSelfCheck(copy, 2026), id);
    copy.close();
    expect(result.state).toBe('failed');
    expect(result.finding).toMatch(finding);
    expect(result.next).not.toBe('');
  });

  it('covers every check that can fail', () => {
    const covered = new Set([...CASES.map(([id]) => id), ...OPEN]);
    // the schema lets no aid be without a resolution, and the check reads the same column
    covered.add('aidResolutions');
    expect(
      runSelfCheck(db, 2026)
        .map(({ id }) => id)
        .filter((id) => !covered.has(id)),
    ).toEqual([]);
  });
});

describe('a standard judged again', () => {
  it('accepts what is over it with a ground on any visit of the year', async () => {
    const copy = await unguardedCopy(test, 'grounds');
    const over = `UPDATE visits SET amount = 9000000 WHERE voucher_id = '${story.vouchers.decemberVisit}'`;
    copy.run(over);
    copy.run(`UPDATE visits SET approval_ground = '会议同意' WHERE voucher_id = '${story.vouchers.decemberVisit}'`);
    const result = byId(runSelfCheck(copy, 2026), 'visitStandards');
    copy.close();
    expect(result).toMatchObject({ state: 'passed' });
    expect(result.finding).toMatch(/超标准 [12] 人次，都写明了审批依据/);
  });
});

describe('words', () => {
  it('names the first records and counts the rest', () => {
    expect(named(['甲', '乙'], '笔')).toBe('甲、乙');
    expect(
      named(
        Array.from({ length: 30 }, (_, index) => `${index}`),
        '笔',
      ),
    ).toBe('0、1、2、3、4、5、6、7 等 30 笔');
    expect(named(['甲'], '人次', 5)).toBe('甲 等 5 人次');
  });

  it('draws months together', () => {
    expect(monthSpans(['2026-01', '2026-03', '2026-04', '2026-12'].map(month))).toBe(
      '2026年1月、2026年3月至4月、2026年12月',
    );
    expect(monthSpans([month('2026-12'), month('2027-01')])).toBe('2026年12月、2027年1月');
    expect(monthSpans([])).toBe('');
  });

  it.each([
    ['付 330203198803079699 慰问金', '付 330203********9699 慰问金'],
    ['尾号 11010119900307123x', '尾号 110101********123x'],
    ['电话13812345678', '电话138****5678'],
    ['电话 138-1234-5678。', '电话 138****5678。'],
    ['转 6228480402564890018', `转 ${'*'.repeat(15)}0018`],
    ['转 6228 4804 0256 4890', `转 ${'*'.repeat(12)}4890`],
    ['发票 24112000000012345678', '发票 24112000000012345678'],
    ['发票 12345678，金额 1,234.50 元，2026-03-05', '发票 12345678，金额 1,234.50 元，2026-03-05'],
    ['', ''],
  ])('%s -> %s', (text, wanted) => {
    expect(withoutNumbers(text)).toBe(wanted);
  });
});

describe('what the check reads goes by indexes', () => {
  const range = { from: '2026-01', to: '2026-12' };
  const days = { first: '2026-01-01', last: '2026-12-31' };
  it.each([
    ['voucher list', VOUCHER_ENTRIES, range, /SEARCH vouchers USING INDEX \S+ \(month>\? AND month<\?\)/],
    ['count of entries', COUNT_ENTRIES, range, /SEARCH vouchers USING INDEX \S+ \(month>\? AND month<\?\)/],
    ['numbers of the months', MONTH_NUMBERS, range, /SEARCH vouchers USING INDEX/],
    ['turnover by origin', ORIGIN_TURNOVER, range, /SEARCH vouchers USING INDEX \S+ \(month>\? AND month<\?\)/],
    [
      'expense vouchers',
      EXPENSE_VOUCHERS,
      { ...range, least: 0, bare: 1 },
      /SEARCH vouchers USING INDEX \S+ \(month>\? AND month<\?\)/,
    ],
    [
      'vouchers of a feature',
      SOURCE_VOUCHERS,
      { ...range, source: 'visits' },
      /SEARCH vouchers USING INDEX vouchers_by_source \(source=\? AND month>\? AND month<\?\)/,
    ],
    [
      'year-end closing',
      CLOSING_TURNOVER,
      { month: '2026-12' },
      /SEARCH account_months USING PRIMARY KEY \(account_id=\? AND month=\?\)/,
    ],
    ['levies of the year', LEVIES_OF_YEAR, range, /SEARCH levies USING COVERING INDEX levies_month_sums/],
    [
      'receipts for earlier years',
      FOR_EARLIER_YEARS,
      range,
      /SEARCH dues_batches USING (COVERING )?INDEX dues_batches_by_month/,
    ],
    [
      'receipts of later years',
      PAID_IN_LATER_YEARS,
      range,
      /SEARCH dues_allocations USING INDEX dues_allocations_of_levy/,
    ],
    [
      'dues by month',
      RECEIVED_BY_MONTH,
      range,
      /SEARCH dues_batches USING INDEX dues_batches_by_month[\s\S]*SEARCH dues_refunds USING INDEX dues_refunds_by_month/,
    ],
    ['receipts and where they went', LOOSE_RECEIPTS, range, /SEARCH dues_batches USING INDEX dues_batches_by_month/],
    [
      'dues on the ledger by month',
      ORIGIN_BY_MONTH,
      { ...range, origin: 'dues', accountId: '2021:401' },
      /SEARCH vouchers USING INDEX \S+ \(month>\? AND month<\?\)/,
    ],
    ['visits in a barred form', BARRED_VISITS, days, /SEARCH visits USING INDEX visits_by_day/],
    ['visits by member', VISITS_BY_MEMBER, days, /SEARCH visits USING INDEX visits_by_day/],
    ['gaps of aids', AID_GAPS, days, /SEARCH aids USING INDEX aids_by_day/],
  ] as const)('%s', (_, sql, params, wanted) => {
    const plan = explain(db, sql, params).join('\n');
    expect(plan).toMatch(wanted);
    expect(plan).not.toMatch(/SCAN (vouchers|entries|levies|dues_\w+|aids)\b/);
  });

  it('finds 预收 through the receipts that have some left, and through the levies of later months', () => {
    const plan = explain(db, ADVANCE_AT, { month: '2026-12' }).join('\n');
    expect(plan).toContain('SCAN dues_receipts USING COVERING INDEX dues_receipts_with_credit');
    expect(plan).toContain('SEARCH levies USING INDEX levies_month_sums (month>?)');
    expect(plan).toContain('SEARCH dues_refunds USING INDEX dues_refunds_by_month (month>?)');
    expect(plan).not.toMatch(/SCAN (levies|dues_allocations|dues_refunds)/);
  });

  it('draws the voucher list in order without sorting it first', () => {
    expect(explain(db, VOUCHER_ENTRIES, range).join('\n')).not.toMatch(/USE TEMP B-TREE FOR ORDER BY$/m);
  });
});

describe('figures that the summaries rest on', () => {
  it('count a reversal of the same year out and one of a later year in', async () => {
    const later = await startWithBooks();
    const told = await liveQuarter(later);
    const visits = async (year: number) =>
      byId(await later.call('review.runSelfCheck', { year }), 'visitLedger').finding;
    const before = await visits(2026);
    await liveIntoNextYear(later, told);
    expect(await visits(2026)).toBe(before);
    expect(before).toContain('名单合计 1,400.00 元');
    await later.dispose();
  });
});
