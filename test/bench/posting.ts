import { v7 } from 'uuid';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection, Readable } from '#electron/engine/database.ts';
import { ACCOUNT, findMiscounts, postVoucher, readAccountTree } from '#electron/engine/ledger/commands.ts';
import { type Chance, seeded } from '#electron/engine/practice/chance.ts';
import { appendTrail, findBrokenLink } from '#electron/engine/trail.ts';
import { addDays, type Day, day, dayOf, month } from '#shared/calendar.ts';
import { fen, ZERO } from '#shared/money.ts';
import { secondConnection } from '../engine/explain.ts';
import type { TestEngine } from '../engine/support.ts';

/** Closed and carried forward. */
export const FIRST_YEAR = 2025;
/** Stays open. */
export const SECOND_YEAR = 2026;
/** An evening after the second year's end, so that every month of it has passed. */
export const NOW = '2027-01-04T11:00:00.000Z';
export const ACCOUNTANT = '陈静';
/**
 * Two thirds and one third of 100,000. The audit workbook of the second year then has 100,000 detail rows: 66,000 in 凭证清单, and one
 * in the cash or bank journal for each of 33,000 vouchers.
 */
const VOUCHERS_OF = { [FIRST_YEAR]: 67_000, [SECOND_YEAR]: 33_000 };
const VOUCHERS_A_TRANSACTION = 10_000;
const DAYS_A_YEAR = 365;

/**
 * Posts 100,000 vouchers with two entries each in two years and closes the first. They go through `postVoucher`, the door of
 * every feature, with all triggers and the audit trail; only the transactions are larger than the program's, wait for no disk and
 * have more memory. So the file is what daily posting makes, and that is checked at the end: turnover against entries, and the
 * chain of the trail.
 */
export async function postTwoYears(test: TestEngine): Promise<void> {
  const db = await secondConnection(test);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -400000');
    const chance = seeded(7);
    postYear(db, chance, FIRST_YEAR);
    await test.call('ledger.closeMonth', { month: month(`${FIRST_YEAR}-11`) });
    await test.call('ledger.closeYear', { year: FIRST_YEAR });
    postYear(db, chance, SECOND_YEAR);
    const wrong = findMiscounts(db, month(`${FIRST_YEAR}-01`), month(`${SECOND_YEAR}-12`));
    if (wrong.length > 0) throw new Error(`the turnover of ${wrong.length} accounts differs from their entries`);
    if (findBrokenLink(db) !== undefined) throw new Error('the audit trail is broken');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

function postYear(db: Connection, chance: Chance, year: keyof typeof VOUCHERS_OF): void {
  const vouchers = VOUCHERS_OF[year];
  const accounts = detailAccounts(db);
  const context = writeContext(db);
  const newYear = day(`${year}-01-01`);
  for (let done = 0; done < vouchers; done += VOUCHERS_A_TRANSACTION) {
    db.transaction(() => {
      for (let index = done; index < Math.min(done + VOUCHERS_A_TRANSACTION, vouchers); index += 1) {
        const at = addDays(newYear, Math.floor((index * DAYS_A_YEAR) / vouchers));
        postOne(context, chance, accounts, at, index);
      }
    });
  }
}

/** Two of five vouchers bring money in, more than is spent, so that neither bank nor cash falls below zero. */
function postOne(context: WriteContext, chance: Chance, accounts: DetailAccounts, at: Day, index: number): void {
  const isIncome = index % 5 < 2;
  const amount = fen(isIncome ? chance.whole(80_000, 160_000) : chance.whole(1_000, 60_000));
  const money = index % 10 === 1 || index % 10 === 3 ? ACCOUNT.cash : ACCOUNT.bank;
  const other = chance.pick(isIncome ? accounts.income : accounts.expense);
  const [debited, credited] = isIncome ? [money, other] : [other, money];
  postVoucher(context, {
    day: at,
    summary: `${isIncome ? '收' : '付'}第 ${index + 1} 笔款`,
    source: 'simple',
    attachmentCount: 1,
    entries: [
      { accountId: debited, debit: amount, credit: ZERO },
      { accountId: credited, debit: ZERO, credit: amount },
    ],
  });
}

interface DetailAccounts {
  income: string[];
  expense: string[];
}

function detailAccounts(db: Readable): DetailAccounts {
  const detail = readAccountTree(db).filter((account) => account.detail);
  const idsOf = (wanted: 'income' | 'expense') => detail.filter((one) => one.class === wanted).map(({ id }) => id);
  return { income: idsOf('income'), expense: idsOf('expense') };
}

/** What the server hands to a command, for a command that runs many times in one transaction. */
function writeContext(db: Connection): WriteContext {
  const clock = { now: () => new Date(NOW) };
  const notHere = () => {
    throw new Error('posting reads no file and starts no job');
  };
  return {
    db,
    clock,
    today: dayOf(clock.now()),
    operator: ACCOUNTANT,
    role: 'treasurer',
    assetsFolder: '',
    attachmentStore: { keep: notHere, read: notHere },
    chosenFile: notHere,
    chosenFolder: notHere,
    now: NOW,
    newId: () => v7(),
    trail: (entry) => appendTrail(db, NOW, ACCOUNTANT, 'ledger.postVoucher', entry),
    schedule: notHere,
  };
}
