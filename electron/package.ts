import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { fetchElectron, findElectron, lastFailedFetch } from './tools/electron-binary.ts';

// `npm run package -- [--dir] [--linux|--win] [--x64|--arm64]`: the installers of electron-builder.yml, or with `--dir`
// only the unpacked program. XIAOJIA_ELECTRON_DIST names an unpacked Electron to use instead of the official one.

const root = resolve(import.meta.dirname, '..');
const officialVersion = packageJson.devDependencies.electron;
const wishes = process.argv.slice(2);

interface Dist {
  folder: string;
  version: string;
}

process.exitCode = await main();

async function main(): Promise<number> {
  if (!existsSync(join(root, 'out/main/main.js'))) return complain('还没有编译，请先运行 npm run build');
  const own = await ownDist();
  if (own && own.version !== officialVersion && !wishes.includes('--dir')) {
    return complain(
      `XIAOJIA_ELECTRON_DIST 是 Electron ${own.version}，不是本程序的 ${officialVersion}：只能用来试装（加 --dir），不能做安装包`,
    );
  }
  const dist = own ?? (forThisMachine() ? await officialDist() : undefined);
  if (!dist && forThisMachine()) {
    const failed = await lastFailedFetch(root);
    return complain(
      `没有 Electron ${officialVersion} 运行文件（${failed?.reason ?? 'not fetched'}）；联网后运行 npm start -- --fetch-electron，或用 XIAOJIA_ELECTRON_DIST 指定一份解开的 Electron`,
    );
  }
  return runBuilder(dist);
}

/** Another platform's Electron is not in node_modules; electron-builder fetches it by itself. */
function forThisMachine(): boolean {
  const platforms: readonly [wish: string, platform: NodeJS.Platform][] = [
    ['--linux', 'linux'],
    ['--win', 'win32'],
    ['--mac', 'darwin'],
  ];
  const wanted = platforms.filter(([wish]) => wishes.includes(wish));
  const archs = ['x64', 'arm64'].filter((arch) => wishes.includes(`--${arch}`));
  return (
    (wanted.length === 0 || wanted.every(([, platform]) => platform === process.platform)) &&
    (archs.length === 0 ? wishes.includes('--dir') : archs.every((arch) => arch === process.arch))
  );
}

async function ownDist(): Promise<Dist | undefined> {
  const folder = process.env['XIAOJIA_ELECTRON_DIST'];
  return folder ? { folder: resolve(folder), version: await versionOf(folder) } : undefined;
}

async function officialDist(): Promise<Dist | undefined> {
  const found = await findElectron(root, process.env);
  if (found) return { folder: found.dist, version: await versionOf(found.dist) };
  if (await lastFailedFetch(root)) return undefined;
  await fetchElectron(root, new Date());
  const fetched = await findElectron(root, process.env);
  return fetched ? { folder: fetched.dist, version: await versionOf(fetched.dist) } : undefined;
}

async function versionOf(folder: string): Promise<string> {
  return (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '');
}

function runBuilder(dist: Dist | undefined): Promise<number> {
  const given = dist ? [`-c.electronDist=${dist.folder}`, `-c.electronVersion=${dist.version}`] : [];
  if (dist) console.log(`Electron ${dist.version}: ${dist.folder}`);
  return new Promise((resolveRun) => {
    const builder = join(root, 'node_modules/electron-builder/cli.js');
    const child = spawn(process.execPath, [builder, ...wishes, ...given, '--publish', 'never'], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolveRun(code ?? 1));
  });
}

function complain(reason: string): number {
  console.error(`没有打包：${reason}。`);
  return 1;
}
