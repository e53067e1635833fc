import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from '../engine/explain.ts';
import { startWithBooks, type TestEngine } from '../engine/support.ts';

// Holes outside the vouchers themselves that somebody with the open file could try.
let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  const resolution = await test.call('union.saveResolution', { number: '1号', day: day('2026-01-04'), title: '活动' });
  await test.call('ledger.recordSimple', {
    direction: 'expense',
    purposeId: 'ex-sport',
    amount: fen(1000),
    method: 'bank',
    day: day('2026-01-05'),
    summary: '用品',
    resolutionId: resolution.id,
  });
  const member = await test.call('members.save', { fields: { name: '单玉涛', number: '0019', joined: '' } });
  db = await secondConnection(test);
  db.run(
    "INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at) SELECT 'levy', :member, '2026-01', id, 100000, 100000, 500, 'now' FROM dues_rules LIMIT 1",
    { member: member.id },
  );
  db.run(
    "INSERT INTO audit_packages (id, year, made_at, folder_name, files, trail_head, checks_passed, checks_failed) VALUES ('p', 2026, 'now', '送审包', '[]', 'head', 1, 0)",
  );
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

function expectRefused(code: RegExp, ...statements: string[]): void {
  expect(() =>
    db.transaction(() => {
      for (const sql of statements) db.run(sql);
      // whatever came through must not stay for the next test
      throw new Error('it was let through');
    }),
  ).toThrow(code);
}

describe('the schema keeps shut', () => {
  it.each([
    [
      'a month is closed only while its turnover is what its vouchers say',
      /turnover_is_true/,
      [
        "UPDATE account_months SET debit = debit + 1 WHERE month = '2026-01' AND account_id = '2021:50102'",
        "UPDATE periods SET status = 'closed', closed_at = 'now', closed_by = '某' WHERE month = '2026-01'",
      ],
    ],
    [
      'nor with turnover that no voucher stands for',
      /turnover_is_true/,
      [
        "INSERT INTO account_months (account_id, month, debit) VALUES ('2021:113', '2026-01', 7)",
        "UPDATE periods SET status = 'closed', closed_at = 'now', closed_by = '某' WHERE month = '2026-01'",
      ],
    ],
    [
      'a parent account keeps its class',
      /ledger\.postedIsFinal/,
      ["UPDATE accounts SET class = 'asset' WHERE id = '2021:501'"],
    ],
    [
      'what was paid on a levy is what was allocated to it',
      /levy_paid_is_allocated/,
      ["UPDATE levies SET paid = 100 WHERE id = 'levy'"],
    ],
    [
      'a levy does not come in paid',
      /levy_paid_is_allocated/,
      [
        "INSERT OR REPLACE INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, paid, levied_at) SELECT id, member_id, month, rule_id, wage, cut_base, amount, amount, 'now' FROM levies",
      ],
    ],
    [
      'a batch of dues is the amount of its voucher',
      /dues_batches_match_voucher/,
      [
        "INSERT INTO dues_batches (id, kind, day, month, total, voucher_id, voucher_number) SELECT 'b', 'bank', day, month, 999, id, '记-001' FROM vouchers LIMIT 1",
      ],
    ],
    [
      'changes of membership are numbered without gap',
      /audit\.appendOnly/,
      [
        "INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator) SELECT id, 9, '2026-03-01', 'active', 'transferred', '改', '某' FROM members",
      ],
    ],
    ['an audit package that was handed out stays on record', /audit\.appendOnly/, ['DELETE FROM audit_packages']],
    ['and stays what it was', /audit\.appendOnly/, ['UPDATE audit_packages SET checks_failed = 0, trail_head = 1']],
    [
      'a decision that was paid on keeps its limit',
      /union\.resolutionUsed/,
      ['UPDATE resolutions SET amount_limit = 1'],
    ],
    [
      'no trail row is pushed out by another with its hash',
      /audit\.appendOnly/,
      [
        'PRAGMA recursive_triggers = OFF',
        "INSERT OR REPLACE INTO audit_trail SELECT (SELECT max(sequence) + 1 FROM audit_trail), at, operator, operation, subject, subject_id, '换', before, after, (SELECT hash FROM audit_trail ORDER BY sequence DESC LIMIT 1), hash FROM audit_trail WHERE sequence = 1",
      ],
    ],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));
});
