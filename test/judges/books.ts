import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { type Connection, openConnection } from '#electron/engine/database.ts';
import { exportBeancountText, exportJournalText, yearsOfBooks } from '#electron/engine/ledger/commands.ts';
import { buildPracticeBooks, PRACTICE_PASSPHRASE } from '#electron/engine/practice/build.ts';
import { writeAuditPackage } from '#electron/engine/review/package.ts';
import { secondConnection } from '../engine/explain.ts';
import { liveIntoNextYear, liveQuarter, packageOf } from '../engine/review-support.ts';
import { startWithBooks } from '../engine/support.ts';
import { exportReports } from './report-books.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the judges are given: books with three closed years and an open one, and everything the program exports from them. */
export interface JudgedBooks {
  /** Scratch folder; removed at the end. */
  folder: string;
  file: string;
  key: string;
  db: Connection;
  years: readonly number[];
  /** The journal of all years, as hledger reads it. */
  journal: string;
  /** The same for Beancount. */
  beancount: string;
  /** Every workbook of every year's audit package, and of the ledger's reports. */
  workbooks: readonly string[];
}

/** Makes practice books and exports them. The caller closes `db`. */
export async function prepareBooks(folder: string): Promise<JudgedBooks> {
  const file = await buildPracticeBooks({
    folder,
    migrationsFolder: join(root, 'migrations'),
    assetsFolder: join(root, 'assets'),
    programVersion: '0.0.0-judges',
    progress: () => undefined,
  });
  const salt = saltOf(file);
  if (!salt) throw new Error('practice books without a salt');
  const key = await keyFromPassphrase(PRACTICE_PASSPHRASE, salt);
  const db = openConnection(file, key, 'read');
  const years = yearsOfBooks(db);
  const packages = join(folder, 'packages');
  mkdirSync(packages);
  const workbooks: string[] = [];
  for (const year of years) {
    const made = await writeAuditPackage(db, {
      packageId: `judged-${year}`,
      year,
      folder: packages,
      operator: '陈静怡',
      now: '2026-04-08T02:00:00.000Z',
      assetsFolder: join(root, 'assets'),
      programVersion: '0.0.0-judges',
      progress: () => undefined,
    });
    for (const { name } of made.files) if (name.endsWith('.xlsx')) workbooks.push(join(made.folder, name));
  }
  workbooks.push(...(await exportReports(db, folder, years.slice(-2))));
  workbooks.push(...(await troubledWorkbooks(join(folder, 'troubled'))));
  const journal = join(folder, '账簿.journal');
  writeFileSync(journal, exportJournalText(db));
  const beancount = join(folder, '账簿.beancount');
  writeFileSync(beancount, exportBeancountText(db));
  return { folder, file, key, db, years, journal, beancount, workbooks };
}

/** Audit packages of small books in which much went wrong: reversals within the year and over its end, unsigned, overspent. */
async function troubledWorkbooks(folder: string): Promise<string[]> {
  const test = await startWithBooks();
  try {
    await liveIntoNextYear(test, await liveQuarter(test));
    const db = await secondConnection(test);
    const workbooks: string[] = [];
    for (const year of [2026, 2027]) {
      const made = await packageOf(db, folder, year);
      for (const { name } of made.files) if (name.endsWith('.xlsx')) workbooks.push(join(made.folder, name));
    }
    db.close();
    return workbooks;
  } finally {
    await test.dispose();
  }
}
