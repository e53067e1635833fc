import { type Judge, runProgram } from './judge.ts';
import { plainCopy } from './plain-copy.ts';

/** Months in which the dues that were received, less what went back, are not what their vouchers put on 会费收入. */
const DUES_APART = `
  SELECT count(*) FROM (SELECT month FROM (
    SELECT month, total AS amount FROM dues_batches
    UNION ALL SELECT back.month, -batch.total FROM dues_take_backs back JOIN dues_batches batch ON batch.id = back.batch_id
    UNION ALL SELECT month, -amount FROM dues_refunds
    UNION ALL SELECT back.month, refund.amount FROM dues_refund_take_backs back JOIN dues_refunds refund ON refund.id = back.refund_id
    UNION ALL SELECT voucher.month, entry.debit - entry.credit
              FROM vouchers voucher JOIN entries entry ON entry.voucher_id = voucher.id
              LEFT JOIN vouchers original ON original.id = voucher.reverses_id
              WHERE entry.account_id = '2021:401' AND voucher.status = 'posted' AND coalesce(original.source, voucher.source) = 'dues')
    GROUP BY month HAVING sum(amount) <> 0);`;
const LEVIES_APART = `
  SELECT count(*) FROM levies
  WHERE amount < paid + waived
     OR paid <> (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE levy_id = levies.id)
     OR waived <> (SELECT coalesce(sum(amount), 0) FROM dues_waived WHERE levy_id = levies.id);`;

/** The ordinary sqlite3 shell looks at a decrypted copy of the books: its own integrity and foreign-key checks, and the sums that must agree. */
export const sqlite: Judge = {
  name: 'sqlite3',
  programs: ['sqlite3'],
  async judge(program, books) {
    const copy = plainCopy(books, 'decrypted.db');
    const ask = (sql: string) => runProgram(program, ['-readonly', copy, sql]).trim();
    const integrity = ask('PRAGMA integrity_check;');
    const foreignKeys = ask('PRAGMA foreign_key_check;');
    const unbalanced = ask(
      'SELECT count(*) FROM (SELECT voucher_id FROM entries GROUP BY voucher_id HAVING sum(debit) <> sum(credit));',
    );
    const dues = {
      months: ask(DUES_APART),
      levies: ask(LEVIES_APART),
      received: Number(ask('SELECT count(*) FROM dues_receipts;')),
    };
    const vouchers = Number(ask("SELECT count(*) FROM vouchers WHERE status = 'posted';"));
    return [
      { name: 'integrity_check', ok: integrity === 'ok', detail: integrity.slice(0, 500) },
      { name: 'foreign_key_check', ok: foreignKeys === '', detail: foreignKeys.slice(0, 500) },
      { name: 'every voucher balances', ok: unbalanced === '0' && vouchers > 0, detail: `${vouchers} vouchers` },
      {
        name: 'dues agree with account 401 in every month',
        ok: dues.months === '0' && dues.received > 0,
        detail: `${dues.months} months apart, ${dues.received} receipts`,
      },
      { name: 'levied = paid + owed + waived', ok: dues.levies === '0', detail: `${dues.levies} levies apart` },
    ];
  },
};
