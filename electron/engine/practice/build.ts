import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { v7 } from 'uuid';
import type { Setup } from '#shared/contract/books.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { House } from '../books/house.ts';
import { removeLeftovers } from '../books/leftovers.ts';
import { LockFile } from '../books/lock-file.ts';
import type { Progress } from '../jobs/protocol.ts';
import { serve } from '../serve.ts';
import { seeded } from './chance.ts';
import { live } from './life.ts';
import { CLOSED_YEARS, FIRST_YEAR, OPEN_MONTHS, PRACTICE_UNION } from './script.ts';

/** Practice books hold nothing real, so their passphrase is public. */
export const PRACTICE_PASSPHRASE = '练习账练习账练习账';
const SEED = 20230101;
const STEPS = CLOSED_YEARS.length * 12 + OPEN_MONTHS;

export interface PracticeOrder {
  folder: string;
  migrationsFolder: string;
  assetsFolder: string;
  programVersion: string;
  progress: Progress;
}

/** How the life of the practice union reaches the engine: through the same contract as the pages. */
export interface PracticeDesk {
  call<N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>>;
  /** Moves the clock to an evening of that day. */
  goTo(day: string): void;
  /** A token for a file that the practice union was handed. */
  hand(path: string): string;
  /** Folder for such files; removed at the end. */
  inbox: string;
}

/**
 * Builds the practice books: three closed years and an open quarter of 滨江实验学校, entered through the contract like any
 * other books. The same seed gives the same content each time. Practice books of that name in the folder are replaced.
 * @returns the path of the books file
 * @throws Refusal `books.inUse` when they are open in another window; JobCancelled
 */
export async function buildPracticeBooks(order: PracticeOrder): Promise<string> {
  const chance = seeded(SEED);
  let now = new Date(`${FIRST_YEAR}-01-03T11:00:00.000Z`);
  const house = new House(
    {
      clock: { now: () => now },
      newId: () => v7({ msecs: now.getTime(), random: chance.bytes(16), seq: chance.whole(0, 0x7fffffff) }),
      migrationsFolder: order.migrationsFolder,
      assetsFolder: order.assetsFolder,
      stateFolder: join(order.folder, '.state'),
      documentsFolder: order.folder,
      jobWorker: new URL('about:blank'),
      programVersion: order.programVersion,
    },
    (reason) => {
      throw new Error(reason);
    },
  );
  const inbox = mkdtempSync(join(tmpdir(), 'xiaojia-practice-'));
  const file = join(order.folder, `${PRACTICE_UNION}（练习账）.xjz`);
  const call = async <N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>> => {
    const reply = (await serve(house, name, input, () => 'practice')) as Reply<ValueOf<N>>;
    if (!reply.ok) throw new Refusal(reply.error);
    return reply.value;
  };
  const desk: PracticeDesk = {
    call,
    goTo: (day) => {
      now = new Date(`${day}T11:00:00.000Z`);
    },
    hand: (path) => house.files.register(path),
    inbox,
  };
  let finished = false;
  let begun = false;
  try {
    removeOldPractice(file);
    begun = true;
    await house.create(house.files.register(order.folder), SETUP, PRACTICE_PASSPHRASE, true);
    // nothing here is worth waiting for the disk: a half-built file is thrown away
    house.connection.raw.pragma('synchronous = OFF');
    await live(desk, chance, (done, label) => order.progress(done, STEPS, label));
    finished = true;
  } finally {
    await house.lock();
    if (begun && !finished) removeLeftovers(file);
    rmSync(inbox, { recursive: true, force: true });
    rmSync(join(order.folder, '.state'), { recursive: true, force: true });
  }
  return file;
}

/** @throws Refusal `books.inUse` */
function removeOldPractice(file: string): void {
  const lock = LockFile.take(file);
  if (!lock) throw refuse('books.inUse', { file: basename(file) });
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  lock.release();
}

const SETUP: Setup = {
  name: PRACTICE_UNION,
  creditCode: '',
  superiors: ['滨江区教育工会', '滨江区总工会'],
  chair: '周明华',
  accountant: '陈静怡',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: ['王芳', '李建国'],
  fiscalYear: FIRST_YEAR,
  chart: '2021',
  opening: [
    { code: '101', debit: fen(86_450), credit: fen(0) },
    { code: '102', debit: fen(14_872_319), credit: fen(0) },
    { code: '141', debit: fen(4_860_000), credit: fen(0) },
    { code: '211', debit: fen(0), credit: fen(506_400) },
    { code: '301', debit: fen(0), credit: fen(4_860_000) },
    { code: '32205', debit: fen(0), credit: fen(14_452_369) },
  ],
};
