import { spawnSync } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildIfStale } from '#electron/tools/build.ts';
import { projectRoot } from './runtime.ts';
import { setStage } from './stage.ts';
import { play, type Story, type Tally } from './story.ts';

// `npm run e2e [-- <part of a story's name>…]`: plays the stories (*.story.ts) in real Electron, in a window of 1366x768
// on a screen of their own, and ends with one line `N passed, N failed`.

// larger than the window: without a window manager, Chromium makes a window that would fill the screen one pixel smaller
const SCREEN = '-screen 0 1440x900x24';
const INSIDE = 'XIAOJIA_E2E_SCREEN';

if (process.platform === 'linux' && process.env[INSIDE] === undefined) process.exitCode = runOnOwnScreen();
else process.exitCode = await playAll(process.argv.slice(2));

/** Starts this very script again under a virtual screen, so that every picture has the same size everywhere. */
function runOnOwnScreen(): number {
  const args = ['-a', '-s', SCREEN, process.execPath, import.meta.filename, ...process.argv.slice(2)];
  const { status, error } = spawnSync('xvfb-run', args, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } });
  if (!error) return status ?? 1;
  console.log(`no virtual screen: xvfb-run cannot be started (${error.message}); apt-get install xvfb xauth`);
  console.log('0 passed, 1 failed');
  return 1;
}

async function playAll(wanted: readonly string[]): Promise<number> {
  const total: Tally = { passed: 0, failed: 0, failures: [] };
  try {
    await buildIfStale(projectRoot);
    const stage = await setStage();
    console.log(`Electron ${stage.runtime.version}${stage.runtime.official ? '' : ' (repack, for tests only)'}`);
    try {
      for (const file of await storyFiles(wanted)) {
        const { default: story }: { default: Story } = await import(file);
        const tally = await play(basename(file, '.story.ts'), story, stage, (line) => console.log(line));
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.failures.push(...tally.failures);
      }
    } finally {
      await stage.remove();
    }
  } catch (error) {
    total.failed += 1;
    console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (total.passed + total.failed === 0) {
    console.log(`no story is called like ${wanted.join(' or ')}`);
    total.failed += 1;
  }
  for (const failure of total.failures) console.log(`✗ ${failure}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function storyFiles(wanted: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('*.story.ts', { cwd: import.meta.dirname })) {
    if (wanted.length === 0 || wanted.some((part) => file.includes(part))) files.push(join(import.meta.dirname, file));
  }
  return files.sort();
}
