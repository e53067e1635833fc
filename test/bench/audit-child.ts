import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { createEngine } from '#electron/engine/create.ts';
import { WORKBOOK_FILE } from '#electron/engine/review/audit-book.ts';
import { month } from '#shared/calendar.ts';
import type { JobState } from '#shared/contract/books.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/errors.ts';
import type { AuditOrder, ExportFigures } from './audit-figures.ts';
import { type Run, time, timesOf } from './measure.ts';
import { NOW, SECOND_YEAR } from './posting.ts';

// One audit package of the big union, in a process that does nothing else, so that its memory can be told. It stands beside
// job.js (bundle.ts). Usage: audit-child.js <AuditOrder as JSON>; prints its ExportFigures as JSON.

const KEYSTROKES = ['z', 'zh', 'zhang', '王', 'lw', '01', '1391'];
const YEAR = { from: month(`${SECOND_YEAR}-01`), to: month(`${SECOND_YEAR}-12`) };
/** A person who types quickly. */
const PAUSE_MILLISECONDS = 15;
const IDLE_READS = 100;
const MEGABYTE = 1024 * 1024;

const order: AuditOrder = JSON.parse(process.argv[2] ?? '');
const engine = createEngine({
  clock: { now: () => new Date(NOW) },
  newId: () => v7(),
  migrationsFolder: join(order.root, 'migrations'),
  assetsFolder: join(order.root, 'assets'),
  stateFolder: join(order.folder, 'state'),
  documentsFolder: order.folder,
  jobWorker: new URL(/* @vite-ignore */ './job.js', import.meta.url),
  programVersion: '0.0.0-bench',
});
const { passphrase } = order;
await call('books.unlock', { book: engine.registerPath(order.books), passphrase, role: 'treasurer' });
const figures = await measure();
await engine.close();
console.log(JSON.stringify(figures));

async function measure(): Promise<ExportFigures> {
  const idle: Run[] = [];
  for (let index = 0; index < IDLE_READS; index += 1) idle.push(await time(() => read(index)));
  const megabytesBefore = process.memoryUsage.rss() / MEGABYTE;
  const meanwhile: Run[] = [];
  let state: JobState | undefined;
  let checked = 0;
  const started = performance.now();
  const { wall, cpu } = await time(async () => {
    const { job } = await call('review.exportPackage', {
      year: SECOND_YEAR,
      folder: engine.registerPath(order.folder),
    });
    for (let index = 0; state === undefined || state.state === 'running'; index += 1) {
      if (order.reads) meanwhile.push(await time(() => read(index)));
      await pause(PAUSE_MILLISECONDS);
      state = await call('jobs.read', { job });
      if (checked === 0 && state.state === 'running' && state.label.includes(WORKBOOK_FILE))
        checked = performance.now() - started;
    }
  });
  if (state?.state === 'failed') throw new Error(sentenceOf(state.error));
  if (state?.state !== 'done' || state.result.kind !== 'auditPackage') throw new Error('no package was made');
  return {
    wall,
    cpu,
    checked,
    megabytesBefore,
    // in kilobytes on every system
    megabytes: process.resourceUsage().maxRSS / 1024,
    idle: latencyOf(idle),
    ...(order.reads ? { meanwhile: latencyOf(meanwhile) } : {}),
    package: engine.pathOf(state.result.folder) ?? '',
  };
}

/** The trial balance, and a keystroke in the member list, in turn. */
function read(index: number): Promise<unknown> {
  if (index % 2 === 0) return call('ledger.readTrialBalance', YEAR);
  const search = KEYSTROKES[(index >> 1) % KEYSTROKES.length] ?? '';
  return call('members.list', { search, offset: 0, limit: 100 });
}

function latencyOf(runs: readonly Run[]): ExportFigures['idle'] {
  const { runs: reads, p95, max } = timesOf(runs);
  return { reads, p95, max };
}

async function call<N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>> {
  // the engine's replies are typed by the contract; here the type is given back
  const reply = (await engine.call(name, input)) as Reply<ValueOf<N>>;
  if (!reply.ok) throw new Error(`${name}: ${sentenceOf(reply.error)}`);
  return reply.value;
}
