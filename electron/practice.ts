// `npm run practice`: makes the practice books and their audit package in ./practice/ and says what it made.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobState } from '#shared/contract/books.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/errors.ts';
import { createEngine } from './engine/create.ts';
import { idMaker } from './engine/new-id.ts';
import { buildPracticeBooks, PRACTICE_PASSPHRASE } from './engine/practice/build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'practice');
const AUDITED_YEAR = 2025;
const { version: programVersion }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const paths = { migrationsFolder: join(root, 'migrations'), assetsFolder: join(root, 'assets'), programVersion };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const started = performance.now();
const file = await buildPracticeBooks({ ...paths, folder, progress: () => undefined });
console.log(`练习账  ${relative(root, file)}  口令 ${PRACTICE_PASSPHRASE}  (${seconds(started)})`);

const engine = createEngine({
  ...paths,
  clock: { now: () => new Date() },
  newId: idMaker(),
  stateFolder: join(folder, '.state'),
  documentsFolder: folder,
  jobWorker: new URL('job.ts', import.meta.url),
});
async function call<N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>> {
  const reply = (await engine.call(name, input)) as Reply<ValueOf<N>>;
  if (!reply.ok) throw new Error(sentenceOf(reply.error));
  return reply.value;
}

await call('books.unlock', { book: engine.registerPath(file), passphrase: PRACTICE_PASSPHRASE, role: 'treasurer' });
const counts = await call('members.count', {});
console.log(
  `会员    在册 ${counts.byStatus.active} 人，保留会籍 ${counts.byStatus.retained} 人，待处理 ${counts.tray} 行`,
);
for (const { year, vouchers, closedMonths } of await call('review.listYears', {}))
  console.log(`${year} 年 凭证 ${vouchers} 张，已结账 ${closedMonths} 个月`);

const exporting = performance.now();
const { job } = await call('review.exportPackage', { year: AUDITED_YEAR, folder: engine.registerPath(folder) });
let state: JobState = await call('jobs.read', { job });
while (state.state === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 100));
  state = await call('jobs.read', { job });
}
if (state.state !== 'done' || state.result.kind !== 'auditPackage')
  throw new Error(state.state === 'failed' ? sentenceOf(state.error) : state.state);
console.log(
  `送审包  ${state.result.folderName}  自查相符 ${state.result.checksPassed} 项，不符 ${state.result.checksFailed} 项  (${seconds(exporting)})`,
);
for (const name of readdirSync(join(folder, state.result.folderName))) {
  console.log(`        ${name}  ${Math.ceil(statSync(join(folder, state.result.folderName, name)).size / 1024)} KB`);
}
const journal = await call('ledger.exportJournal', { folder: engine.registerPath(folder) });
console.log(`账簿    ${journal.files.join('、')}  ${journal.vouchers} 张凭证`);
await engine.close();
rmSync(join(folder, '.state'), { recursive: true, force: true });

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} 秒`;
}
