import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '#electron/engine/database.ts';
import { seeded } from '#electron/engine/practice/chance.ts';
import { makePeople, type Person, rosterText } from '#electron/engine/practice/people.ts';
import { month } from '#shared/calendar.ts';
import { secondConnection } from '../engine/explain.ts';
import { BINJIANG, PASSPHRASE, startEngine, type TestEngine } from '../engine/support.ts';
import { ACCOUNTANT, FIRST_YEAR, NOW, postTwoYears } from './posting.ts';

export const MEMBERS = 20_000;

/** The union that most lines are measured on. Each part is made when the first line asks for it. */
export class BigUnion {
  readonly people: readonly Person[] = makePeople(seeded(20260101), MEMBERS);
  readonly #say: (text: string) => void;
  #engine: TestEngine | undefined;
  #raw: Connection | undefined;
  #hasVouchers = false;

  /** @param say tells the person at the screen what takes so long */
  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** Books with 20,000 members, taken in through the roster import. */
  async withMembers(): Promise<TestEngine> {
    if (this.#engine) return this.#engine;
    this.#say(`making books with ${MEMBERS} members`);
    this.#engine = await startEmptyBooks();
    const file = join(this.#engine.folder, '花名册.csv');
    writeFileSync(file, rosterText(this.people));
    const { added } = await this.#engine.call('members.takeRoster', {
      file: this.#engine.engine.registerPath(file),
      wageFrom: month(`${FIRST_YEAR}-01`),
    });
    if (added !== MEMBERS) throw new Error(`only ${added} members were taken in`);
    return this.#engine;
  }

  /** The same books with two years in them, 100,000 vouchers with 200,000 entries. */
  async withVouchers(): Promise<TestEngine> {
    const engine = await this.withMembers();
    if (this.#hasVouchers) return engine;
    this.#say('posting 100,000 vouchers (half a minute or more)');
    await postTwoYears(engine);
    this.#hasVouchers = true;
    return engine;
  }

  /** A bare connection to these books, opened like the program's own: what the floors are measured on. */
  async raw(): Promise<Connection> {
    this.#raw ??= await secondConnection(await this.withMembers());
    return this.#raw;
  }

  /** Lets nobody hold the books while `work` runs. */
  async whileLocked<T>(work: (file: string) => Promise<T>): Promise<T> {
    const engine = await this.withMembers();
    this.#raw?.close();
    this.#raw = undefined;
    const { recent } = await engine.call('books.lock', {});
    const book = recent[0]?.book;
    const file = book === undefined ? undefined : engine.engine.pathOf(book);
    if (book === undefined || file === undefined) throw new Error('the books are not where they were');
    try {
      return await work(file);
    } finally {
      await engine.call('books.unlock', { book, passphrase: PASSPHRASE, role: 'treasurer' });
    }
  }

  async dispose(): Promise<void> {
    this.#raw?.close();
    await this.#engine?.dispose();
  }
}

/** An engine with new, empty books open. @param jobWorker the built worker, where threads are part of what is measured */
export async function startEmptyBooks(jobWorker?: URL): Promise<TestEngine> {
  const test = startEngine(NOW, jobWorker);
  const status = await test.call('books.readStatus', {});
  await test.call('books.create', {
    folder: status.suggestedFolder.folder,
    setup: { ...BINJIANG, accountant: ACCOUNTANT, fiscalYear: FIRST_YEAR },
    passphrase: PASSPHRASE,
  });
  return test;
}
