import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
const OUTPUTS = [
  'out/main/main.js',
  'out/main/engine.js',
  'out/main/job.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Builds the program into `out/` unless what stands there is newer than every source. @throws Error with the build's output */
export async function buildIfStale(root: string): Promise<'built' | 'fresh'> {
  const oldestOutput = Math.min(...(await Promise.all(OUTPUTS.map((file) => changedAt(join(root, file))))));
  const newestSource = Math.max(...(await Promise.all(SOURCES.map((path) => newest(join(root, path))))));
  if (oldestOutput > newestSource) return 'fresh';
  await build(root);
  return 'built';
}

function build(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    const child = spawn(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString('utf8')));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `exit code ${code}`))));
  });
}

/** Milliseconds; 0 when it is not there. */
async function changedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.mtimeMs ?? 0;
}

/** The latest change below `path`, folders included: taking a file away changes its folder. */
async function newest(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? newest(join(path, entry.name)) : changedAt(join(path, entry.name)))),
  );
  return Math.max(await changedAt(path), ...below);
}
