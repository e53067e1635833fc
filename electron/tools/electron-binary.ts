import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How long one attempt to fetch Electron may take. */
export const FETCH_SECONDS = 60;

/** The folder and the executable of the Electron that development runs in, or undefined when there is none yet. */
export async function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ dist: string; executable: string } | undefined> {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = override || join(root, 'node_modules/electron/dist');
  // the package writes path.txt last, so a half-unpacked folder does not count
  const named = override ? executableName() : await readText(join(root, 'node_modules/electron/path.txt'));
  const executable = named === undefined ? undefined : join(dist, named);
  return executable !== undefined && existsSync(executable) ? { dist, executable } : undefined;
}

function executableName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** A failed attempt to fetch Electron, kept so that the next start does not wait for another one. */
export interface FailedFetch {
  at: string;
  reason: string;
}

const memory = (root: string) => join(root, '.cache/electron-fetch.json');

export async function lastFailedFetch(root: string): Promise<FailedFetch | undefined> {
  const text = await readText(memory(root));
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('at' in value) || !('reason' in value)) return undefined;
    return { at: String(value.at), reason: String(value.reason) };
  } catch {
    return undefined;
  }
}

/** Lets the `electron` package fetch its binary, for at most {@link FETCH_SECONDS}. A failure is remembered. */
export async function fetchElectron(root: string, now: Date): Promise<FailedFetch | undefined> {
  const reason = await runInstaller(root);
  if (reason === undefined) {
    await rm(memory(root), { force: true });
    return undefined;
  }
  const failed: FailedFetch = { at: now.toISOString(), reason };
  await mkdir(dirname(memory(root)), { recursive: true });
  await writeFile(memory(root), `${JSON.stringify(failed, undefined, 2)}\n`);
  return failed;
}

/** @returns why it failed, in one line, or undefined when the binary is there */
function runInstaller(root: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: ownGroup,
    });
    let output = '';
    child.stderr.on('data', (text: Buffer) => (output += text.toString('utf8')));
    const timer = setTimeout(() => {
      // with its helpers, of which it may have started some
      if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill();
      resolve(`not finished within ${FETCH_SECONDS} s`);
    }, FETCH_SECONDS * 1000);
    const end = (reason: string | undefined) => {
      clearTimeout(timer);
      resolve(reason);
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code) => end(code === 0 ? undefined : firstLine(output) || `exit code ${code}`));
  });
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 200);
}

async function readText(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text?.trim();
}
