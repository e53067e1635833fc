// A process that attaches photos. With `between` it dies by its own hand when a file has been kept and its row is not yet
// committed; otherwise it attaches without end and tells what was acknowledged, and the test kills it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createEngine } from '#electron/engine/create.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';
import { chosen, type Desk, photo, spend } from '../engine/attachments-support.ts';
import { BINJIANG, PASSPHRASE } from '../engine/support.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'xiaojia-kill-'));
let deadly = false;
const engine = createEngine({
  clock: { now: () => new Date('2026-03-15T02:00:00.000Z') },
  newId: () => {
    // the row's id is asked for after its file was kept
    if (deadly) process.kill(process.pid, 'SIGKILL');
    return v7();
  },
  migrationsFolder: join(root, 'migrations'),
  assetsFolder: join(root, 'assets'),
  stateFolder: join(folder, 'state'),
  documentsFolder: join(folder, 'documents'),
  jobWorker: new URL('about:blank'),
  programVersion: '0.0.0-test',
});
const call = async <N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>> => {
  const reply = (await engine.call(name, input)) as Reply<ValueOf<N>>;
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value;
};
const test: Desk = { engine, folder, call };

const { suggestedFolder } = await call('books.readStatus', {});
await call('books.create', { folder: suggestedFolder.folder, setup: BINJIANG, passphrase: PASSPHRASE });
const status = await call('books.readStatus', {});
process.stdout.write(`folder ${status.open?.folder}\n`);
const voucherId = await spend(test);
process.stdout.write(`voucher ${voucherId}\n`);
const attach = async (text: string) => {
  const files = [chosen(test, `${text}.jpg`, photo(text.repeat(50_000)))];
  const { rows } = await call('ledger.attachFiles', { voucherId, files });
  process.stdout.write(`saved ${rows.at(-1)?.id}\n`);
};

await attach('第一张');
if (process.argv[2] === 'between') {
  const files = ['甲', '乙'].map((text) => chosen(test, `${text}.jpg`, photo(text)));
  deadly = true;
  await engine.call('ledger.attachFiles', { voucherId, files });
  throw new Error('this process should be dead');
}
for (let index = 2; index < 900; index += 1) await attach(`第${index}张`);
