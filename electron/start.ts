import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { createEngine } from './engine/create.ts';
import { startPreview } from './preview.ts';
import { engineOptions } from './shell/engine-options.ts';
import { buildIfStale } from './tools/build.ts';
import { FETCH_SECONDS, fetchElectron, findElectron, lastFailedFetch } from './tools/electron-binary.ts';
import { documentsFolder, stateFolder } from './tools/folders.ts';
import { desktopObstacle } from './tools/obstacle.ts';

// `npm start`: the desktop program where it can be shown, else the preview, and one line that says why.

const RETRY = '联网后可运行 npm start -- --fetch-electron 再试';
/** A desktop program that ends with an error sooner than this never showed its window. */
const STILLBORN_MILLISECONDS = 8000;

const root = resolve(import.meta.dirname, '..');
const wishes = new Set(process.argv.slice(2));

await start();

async function start(): Promise<void> {
  try {
    await buildIfStale(root);
  } catch (error) {
    console.error(`程序没有编译成功:\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return;
  }
  const reason = await desktop();
  if (reason !== undefined) await preview(reason);
}

/** Runs the desktop program to its end. @returns why it could not, or undefined when it ran */
async function desktop(): Promise<string | undefined> {
  if (wishes.has('--fetch-electron')) await fetchAloud();
  if (wishes.has('--preview')) return '按要求使用浏览器预览';
  const obstacle = desktopObstacle(process.platform, process.env, process.getuid?.());
  if (obstacle !== undefined) return obstacle;
  let electron = await findElectron(root, process.env);
  if (!electron && !(await lastFailedFetch(root))) {
    await fetchAloud();
    electron = await findElectron(root, process.env);
  }
  if (!electron) {
    const failed = await lastFailedFetch(root);
    const why = failed ? `${failed.at.slice(0, 10)}: ${failed.reason}` : 'no binary in node_modules/electron';
    return `没有 Electron 运行文件，上次没能下载（${why}）；${RETRY}`;
  }
  return runDesktop(electron.executable);
}

async function fetchAloud(): Promise<void> {
  console.log(`正在下载 Electron 运行文件，最多等 ${FETCH_SECONDS} 秒……`);
  const failed = await fetchElectron(root, new Date());
  // without the wish, the reason for the preview says it
  if (failed && wishes.has('--fetch-electron')) console.log(`Electron 没有下载成功（${failed.reason}）；${RETRY}。`);
}

function runDesktop(executable: string): Promise<string | undefined> {
  return new Promise((resolveRun) => {
    const startedAt = Date.now();
    const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
    const child = spawn(executable, [root], { stdio: ['ignore', 'inherit', 'pipe'], env: environment });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      process.stderr.write(text);
      if (said.length < 2000) said += text.toString('utf8');
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => resolveRun(`桌面程序没能启动（${error.message}）`));
    child.on('exit', (code, signal) => {
      if (code === 0 || Date.now() - startedAt > STILLBORN_MILLISECONDS) {
        process.exitCode = code ?? 1;
        resolveRun(undefined);
      } else resolveRun(`桌面程序没能启动(${said.trim().split('\n')[0] || `ended with ${signal ?? code}`})`);
    });
  });
}

async function preview(reason: string): Promise<void> {
  const documents = documentsFolder();
  const engine = createEngine(
    engineOptions({
      stateFolder: stateFolder(),
      documentsFolder: documents,
      migrationsFolder: join(root, 'migrations'),
      assetsFolder: join(root, 'assets'),
      jobWorker: pathToFileURL(join(root, 'electron/job.ts')).href,
      programVersion: packageJson.version,
    }),
  );
  const served = await startPreview({
    engine,
    pagesFolder: join(root, 'out/renderer'),
    folder: join(documents, '小家账本'),
  });
  console.log(`没有打开桌面窗口：${reason}。请在浏览器里打开下面的地址（只能用一次，按 Ctrl+C 结束）:`);
  console.log(served.address);
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await served.close();
    await engine.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}
