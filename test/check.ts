import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

// `npm run check`: types, lint and layers at once, as many as there are cores; each says what it found when it is done. npm has put
// the programs on the PATH.

/** The longest first, so that no core is idle while the last one runs. */
const TASKS: readonly string[] = [
  // one checker a program: more of them work out the types of the contract again, each for itself
  'tsc -p test --checkers 1',
  'tsc -p renderer --checkers 1',
  'biome ci --error-on-warnings .',
  'tsc -p electron --checkers 1',
  'node test/layers.ts',
  'tsc -p shared --checkers 1',
];

/** @returns whether it found nothing */
function run(task: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(task, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${task}\n${Buffer.concat(said).toString('utf8')}`);
      resolve(code === 0);
    });
  });
}

const waiting = [...TASKS];
let sound = true;
async function lane(): Promise<void> {
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    if (!(await run(task))) sound = false;
  }
}
await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, lane));
process.exitCode = sound ? 0 : 1;
