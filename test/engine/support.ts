import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '#electron/engine/create.ts';
import type { Clock, Engine } from '#electron/engine/engine.ts';
import { idMaker } from '#electron/engine/new-id.ts';
import type { Setup } from '#shared/contract/books.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const FIXTURES = join(root, 'test/fixtures');
export const PASSPHRASE = '滨江 2026 年的口令';

/** An engine on real files in a temporary folder, with a clock that tests set. */
export interface TestEngine {
  engine: Engine;
  folder: string;
  setNow(instant: string): void;
  /** Calls an operation and expects it to succeed. */
  call<N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>>;
  /** Calls an operation and expects its refusal. @returns `code` and the sentence a person reads */
  refusal(name: OperationName, input: unknown): Promise<{ code: string; sentence: string }>;
  /** The token of a file in test/fixtures. */
  fixture(name: string): string;
  dispose(): Promise<void>;
}

/** @param jobWorker entry of the threads for long work; a bench gives the built one */
export function startEngine(
  now = '2026-03-15T02:00:00.000Z',
  jobWorker = new URL('../../electron/job.ts', import.meta.url),
): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), 'xiaojia-test-'));
  let instant = new Date(now);
  const clock: Clock = { now: () => instant };
  const engine = createEngine({
    clock,
    newId: idMaker(),
    migrationsFolder: join(root, 'migrations'),
    assetsFolder: join(root, 'assets'),
    stateFolder: join(folder, 'state'),
    documentsFolder: join(folder, 'documents'),
    jobWorker,
    programVersion: '0.0.0-test',
  });
  const ask = async <N extends OperationName>(name: N, input: InputOf<N>): Promise<Reply<ValueOf<N>>> =>
    // the engine's replies are typed by the contract; the bridge is where the type is given back
    (await engine.call(name, input)) as Reply<ValueOf<N>>;
  return {
    engine,
    folder,
    setNow: (value) => {
      instant = new Date(value);
    },
    call: async (name, input) => {
      const reply = await ask(name, input);
      if (!reply.ok) throw new Error(`${name} refused: ${reply.error.code} ${sentenceOf(reply.error)}`);
      return reply.value;
    },
    refusal: async (name, input) => {
      const reply = await engine.call(name, input);
      if (reply.ok)
        throw new Error(`${name} was expected to refuse, but answered ${JSON.stringify(reply.value).slice(0, 200)}`);
      return { code: reply.error.code, sentence: sentenceOf(reply.error) };
    },
    fixture: (name) => engine.registerPath(join(FIXTURES, name)),
    dispose: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The union of the samples: 滨江实验学校, opening balances as in 年初余额-2026.xlsx. */
export const BINJIANG: Setup = {
  name: '滨江实验学校工会委员会',
  creditCode: '',
  superiors: ['滨江区总工会'],
  chair: '周明',
  accountant: '陈静',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: ['王芳'],
  fiscalYear: 2026,
  chart: '2021',
  opening: [
    { code: '101', debit: fen(126850), credit: fen(0) },
    { code: '102', debit: fen(18652347), credit: fen(0) },
    { code: '141', debit: fen(4860000), credit: fen(0) },
    { code: '211', debit: fen(0), credit: fen(506400) },
    { code: '301', debit: fen(0), credit: fen(4860000) },
    { code: '32205', debit: fen(0), credit: fen(18272797) },
  ],
};

/** Books that are made once by a worker, and where they lay below the documents folder. */
interface Template {
  file: string;
  below: string;
}
const templates = new Map<string, Promise<Template>>();

/** An engine with the sample union's books open, as new. Making books takes half a second, so each test gets a copy. */
export async function startWithBooks(setup: Setup = BINJIANG): Promise<TestEngine> {
  const key = JSON.stringify(setup);
  const made = templates.get(key) ?? makeTemplate(setup);
  templates.set(key, made);
  const { file, below } = await made;
  const test = startEngine();
  const copy = join(test.folder, 'documents', below);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(file, copy);
  await test.call('books.unlock', { book: test.engine.registerPath(copy), passphrase: PASSPHRASE, role: 'treasurer' });
  return test;
}

async function makeTemplate(setup: Setup): Promise<Template> {
  const test = startEngine();
  const status = await test.call('books.readStatus', {});
  await test.call('books.create', { folder: status.suggestedFolder.folder, setup, passphrase: PASSPHRASE });
  await test.engine.close();
  process.once('exit', () => rmSync(test.folder, { recursive: true, force: true }));
  const documents = join(test.folder, 'documents');
  const below = readdirSync(documents, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.xjz'));
  if (below === undefined) throw new Error('the books were not made');
  return { file: join(documents, below), below };
}
