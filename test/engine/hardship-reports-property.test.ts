import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hardshipStatistics } from '#electron/engine/hardship/reports/statistics.ts';
import { ACCOUNT, postVoucher, readTurnover } from '#electron/engine/ledger/commands.ts';
import { day, month } from '#shared/calendar.ts';
import { AID_ACCOUNT, AID_KINDS, AID_SOURCES } from '#shared/contract/hardship.ts';
import { fen } from '#shared/money.ts';
import { bareBooks, putMembers } from './dues-support.ts';
import { fillBank, putResolution, reverse } from './visits-support.ts';

const FILES = 4;

const anAid = fc.record({
  file: fc.nat(FILES - 1),
  date: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  kind: fc.constantFrom(...AID_KINDS),
  source: fc.constantFrom(...AID_SOURCES, ''),
  amount: fc.integer({ min: 1, max: 300_000 }),
  reversed: fc.boolean(),
});

test('whatever is paid and reversed: statistics = sum of the aids that stand = turnover of the account', () => {
  fc.assert(
    fc.property(fc.array(anAid, { maxLength: 14 }), fc.integer({ min: 1, max: 12 }), (aids, untilMonth) => {
      const { db, write, dispose } = bareBooks();
      try {
        const members = putMembers(
          db,
          Array.from({ length: FILES }, (_, index) => ({ number: `000${index}`, name: `职工${index}` })),
        );
        putResolution(db);
        db.run(
          `INSERT INTO hardship_parameters (id, place, from_day, minimum_living, deep_multiple_percent, relative_multiple_percent, accident_share_percent)
           VALUES ('line', '区', '2025-01-01', 1, 100, 200, 80)`,
        );
        db.run('DELETE FROM aid_limits');
        // files of before the procedure was kept: nothing makes such files any more
        for (const { name } of db.all<{ name: string }>(
          "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'hardship_files'",
        ))
          db.run(`DROP TRIGGER ${name}`);
        members.forEach((memberId, index) => {
          db.run('UPDATE members SET sex = :sex WHERE id = :memberId', {
            memberId,
            sex: index % 2 === 0 ? 'female' : 'male',
          });
          db.run(
            `INSERT INTO hardship_files (id, number, member_id, people, cause, category, suggested, per_head_monthly, parameters_id, assessment,
               consent_day, opened_day, reviewed_day)
             VALUES (:id, :id, :memberId, 2, 'illness', 'deep', 'deep', 0, 'line', '{}', '2025-12-01', '2025-12-01', '2025-12-01')`,
            { id: `file-${index}`, memberId },
          );
        });
        write(fillBank);
        // vouchers are numbered as they come: in the order of days
        const inOrder = [...aids].sort((a, b) => a.month - b.month || a.date - b.date);
        inOrder.forEach(({ file, date, month: on, kind, source, amount, reversed }, index) => {
          const paid = day(`2026-${String(on).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
          write((context) => {
            const voucher = postVoucher(context, {
              day: paid,
              summary: `帮扶 ${index}`,
              source: 'hardship',
              entries: [
                { accountId: ACCOUNT.hardshipAid, debit: fen(amount), credit: fen(0) },
                { accountId: ACCOUNT.bank, debit: fen(0), credit: fen(amount) },
              ],
            });
            db.run(
              `INSERT INTO aids (id, file_id, day, kind, source, amount, method, resolution_id, voucher_id)
               VALUES (:id, :file, :paid, :kind, :source, :amount, 'bank', 'resolution-1', :voucherId)`,
              { id: `aid-${index}`, file: `file-${file}`, paid, kind, source, amount, voucherId: voucher.id },
            );
            if (reversed) reverse(context, voucher.id, paid);
          });
        });
        const standing = inOrder.filter((aid) => !aid.reversed && aid.month <= untilMonth);
        const total = standing.reduce((sum, { amount }) => sum + amount, 0);
        const women = standing.filter(({ file }) => file % 2 === 0);
        const last = day(`2026-${String(untilMonth).padStart(2, '0')}-28`);
        const { aids: counted, aidTables, files, women: womenFiles } = hardshipStatistics(db, last);
        expect([files, womenFiles]).toEqual([4, 2]);
        expect(counted).toMatchObject({
          times: standing.length,
          amount: total,
          families: new Set(standing.map(({ file }) => file)).size,
          womenTimes: women.length,
          womenAmount: women.reduce((sum, { amount }) => sum + amount, 0),
        });
        for (const lines of Object.values(aidTables)) {
          expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(total);
          expect(lines.reduce((sum, line) => sum + line.share, 0)).toBe(total === 0 ? 0 : 1000);
        }
        const turnover = readTurnover(db, month('2026-01'), month(last.slice(0, 7))).find(
          ({ accountId }) => accountId === AID_ACCOUNT,
        );
        expect(turnover?.net ?? 0).toBe(total);
      } finally {
        dispose();
      }
    }),
    { numRuns: 20 },
  );
}, 30_000);
