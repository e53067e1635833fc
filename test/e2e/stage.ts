import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type ElectronRuntime, electronRuntime, projectRoot } from './runtime.ts';

const run = promisify(execFile);
/** `nobody`: the ordinary user that the program runs as when the tests run as root (Electron's sandbox refuses root). */
const ORDINARY_USER = 65534;
const asRoot = process.getuid?.() === 0;

/** Where the program stands during the tests: its files, its Electron, and folders for what it writes. */
export interface Stage {
  runtime: ElectronRuntime;
  /** Start this, as the ordinary user it must be. */
  executable: string;
  /** Root of the program to run: the repository itself, or a copy that the ordinary user can read. */
  program: string;
  /** A new empty folder that the program may write to. */
  newFolder(name: string): Promise<string>;
  /** A file of test/fixtures where the program can read it. */
  fixture(name: string): Promise<string>;
  /** Wraps another executable (the packaged program) in the same way. */
  asOrdinaryUser(executable: string, name: string): Promise<string>;
  remove(): Promise<void>;
}

/** Prepares a stage. The build in `out/` must be there. */
export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaojia-e2e-'));
  await chmod(folder, 0o755);
  const runtime = await electronRuntime();
  const ownFolder = async (name: string) => {
    const path = await mkdtemp(join(folder, `${name}-`));
    if (asRoot) await chown(path, ORDINARY_USER, ORDINARY_USER);
    return path;
  };
  const home = await ownFolder('home');
  const wrap = (executable: string, name: string) => wrapperFor(executable, join(folder, name), home);
  return {
    runtime,
    executable: await wrap(await reachable(runtime, folder), 'electron.sh'),
    program: asRoot ? await copyProgram(folder) : projectRoot,
    newFolder: ownFolder,
    fixture: async (name) => {
      const place = join(folder, 'fixtures', name);
      await mkdir(dirname(place), { recursive: true });
      await copyFile(join(projectRoot, 'test/fixtures', name), place);
      await chmod(place, 0o644);
      return place;
    },
    asOrdinaryUser: wrap,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The Electron as the ordinary user can start it; copied when a folder above it is closed to them. */
async function reachable(runtime: ElectronRuntime, folder: string): Promise<string> {
  if (!asRoot) return runtime.executable;
  try {
    await run('setpriv', [...privileges(), '--', 'test', '-x', runtime.executable]);
    return runtime.executable;
  } catch {
    const copy = join(folder, 'electron');
    await cp(runtime.dist, copy, { recursive: true });
    await chmod(join(copy, 'chrome-sandbox'), 0o4755);
    return join(copy, basename(runtime.executable));
  }
}

/** Only what the package will hold, too: a file that is missing here is missing there. */
async function copyProgram(folder: string): Promise<string> {
  const program = join(folder, 'program');
  for (const part of ['out', 'migrations', 'assets', 'package.json', 'node_modules/better-sqlite3']) {
    await cp(join(projectRoot, part), join(program, part), { recursive: true, dereference: true });
  }
  await openToAll(program);
  return program;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else await chmod(path, 0o644);
  }
}

const privileges = () => [`--reuid=${ORDINARY_USER}`, `--regid=${ORDINARY_USER}`, '--clear-groups'];

/** A small script, because Playwright starts one executable and knows nothing of other users. */
async function wrapperFor(executable: string, script: string, home: string): Promise<string> {
  const exports = [`export HOME=${quote(home)}`, 'unset XDG_CONFIG_HOME XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS'];
  const display = process.env['XAUTHORITY'];
  if (asRoot && display !== undefined) {
    const copy = join(home, '.Xauthority');
    await copyFile(display, copy);
    await chown(copy, ORDINARY_USER, ORDINARY_USER);
    exports.push(`export XAUTHORITY=${quote(copy)}`);
  }
  const start = asRoot
    ? `exec setpriv ${privileges().join(' ')} -- ${quote(executable)} "$@"`
    : `exec ${quote(executable)} "$@"`;
  await writeFile(script, ['#!/bin/sh', ...exports, `cd ${quote(home)}`, start, ''].join('\n'));
  await chmod(script, 0o755);
  return script;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
