import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from '#electron/engine/database.ts';
import { type LedgerExport, writeLedgerExport } from '#electron/engine/ledger/commands.ts';
import { month } from '#shared/calendar.ts';

const assetsFolder = fileURLToPath(new URL('../../assets', import.meta.url));

/** Every kind of report of a year, and the whole ledger, as the program exports them. @returns the workbooks */
export async function exportReports(db: Connection, parent: string, years: readonly number[]): Promise<string[]> {
  const made: string[] = [];
  for (const year of years) {
    const folder = join(parent, 'reports', String(year));
    mkdirSync(folder, { recursive: true });
    for (const what of [...reportsOf(year), 'ledger' as const]) {
      const order = { what, folder, now: '2026-04-08T02:00:00.000Z', progress: () => undefined };
      made.push(join(folder, (await writeLedgerExport({ db, assetsFolder }, order)).fileName));
    }
  }
  return made;
}

function reportsOf(year: number): LedgerExport[] {
  const whole = { from: month(`${year}-01`), to: month(`${year}-12`) };
  const spring = { from: month(`${year}-03`), to: month(`${year}-05`) };
  return [
    { kind: 'balance', ...whole, topOnly: false },
    { kind: 'general', ...spring },
    { kind: 'detail', ...whole, accountId: '2021:102' },
    { kind: 'detail', ...spring, accountId: '2021:501' },
    { kind: 'columns', ...whole, accountId: 'expense', by: 'month' },
    { kind: 'columns', ...whole, accountId: '2021:501', by: 'voucher' },
    { kind: 'monthResult', month: spring.from },
    { kind: 'yearResult', year },
    { kind: 'balanceSheet', month: spring.from },
    { kind: 'balanceSheet', month: whole.to },
    { kind: 'settlement', year },
  ];
}
