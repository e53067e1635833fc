import { join } from 'node:path';
import { openConnection } from '#electron/engine/database.ts';
import { type Judge, runProgram } from './judge.ts';

/** The ordinary sqlite3 shell looks at a decrypted copy of the books: its own integrity and foreign-key checks. */
export const sqlite: Judge = {
  name: 'sqlite3',
  programs: ['sqlite3'],
  async judge(program, { folder, key, db }) {
    const copy = join(folder, 'decrypted.db');
    db.raw.prepare('VACUUM INTO ?').run(copy);
    const writable = openConnection(copy, key, 'write');
    writable.raw.pragma('journal_mode = DELETE');
    writable.raw.pragma("rekey = ''");
    writable.close();
    const ask = (sql: string) => runProgram(program, ['-readonly', copy, sql]).trim();
    const integrity = ask('PRAGMA integrity_check;');
    const foreignKeys = ask('PRAGMA foreign_key_check;');
    const unbalanced = ask(
      'SELECT count(*) FROM (SELECT voucher_id FROM entries GROUP BY voucher_id HAVING sum(debit) <> sum(credit));',
    );
    const vouchers = Number(ask("SELECT count(*) FROM vouchers WHERE status = 'posted';"));
    return [
      { name: 'integrity_check', ok: integrity === 'ok', detail: integrity.slice(0, 500) },
      { name: 'foreign_key_check', ok: foreignKeys === '', detail: foreignKeys.slice(0, 500) },
      { name: 'every voucher balances', ok: unbalanced === '0' && vouchers > 0, detail: `${vouchers} vouchers` },
    ];
  },
};
