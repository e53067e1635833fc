import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRACTICE_PASSPHRASE } from '#electron/engine/practice/build.ts';
import { buildIfStale } from '#electron/tools/build.ts';
import { launch } from '../e2e/launch.ts';
import { projectRoot } from '../e2e/runtime.ts';
import { type Stage, setStage } from '../e2e/stage.ts';
import { time } from './measure.ts';
import type { WindowFigures } from './window-start.ts';

// Starts the program and a bare window in turn, on the screen that window-start.ts gives it; prints WindowFigures as JSON.

const ROUNDS = 5;
const PRACTICE_MILLISECONDS = 180_000;
const PAGE_MILLISECONDS = 30_000;
const FIELD = 'input[type=password]';
const BARE_MAIN = `
const { app, BrowserWindow } = require('electron');
app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  window.loadURL('data:text/html,<input type=password>');
});
app.on('window-all-closed', () => app.quit());
`;

await buildIfStale(projectRoot);
const stage = await setStage();
const bareFolder = await mkdtemp(join(tmpdir(), 'xiaojia-bare-'));
try {
  console.log(JSON.stringify(await measure(await bareStage())));
} finally {
  await stage.remove();
  await rm(bareFolder, { recursive: true, force: true });
}

/** The same stage with the least program that shows a window. */
async function bareStage(): Promise<Stage> {
  await chmod(bareFolder, 0o755);
  await writeFile(join(bareFolder, 'package.json'), '{ "name": "bare", "version": "1.0.0", "main": "main.cjs" }');
  await writeFile(join(bareFolder, 'main.cjs'), BARE_MAIN);
  return { ...stage, program: bareFolder };
}

async function measure(bare: Stage): Promise<WindowFigures> {
  const folders = {
    stateFolder: await stage.newFolder('state'),
    documentsFolder: await stage.newFolder('documents'),
  };
  await makePracticeBooks(folders);
  const figures: WindowFigures = { electron: stage.runtime.version, usable: [], bare: [], unlocked: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { usable, unlocked } = await startOnce(folders);
    figures.usable.push(usable);
    figures.unlocked.push(unlocked);
    figures.bare.push(await startBare(bare));
  }
  return figures;
}

type Folders = Pick<Awaited<ReturnType<typeof launch>>, 'stateFolder' | 'documentsFolder'>;

/** As a newcomer does it, from the first screen. It also warms the disk's cache. */
async function makePracticeBooks(folders: Folders): Promise<void> {
  const desktop = await launch(stage, folders);
  try {
    await desktop.page.getByText('试用练习账').click();
    await firstPage(desktop).waitFor({ timeout: PRACTICE_MILLISECONDS });
  } finally {
    await desktop.close();
  }
}

async function startOnce(folders: Folders): Promise<{ usable: number; unlocked: number }> {
  const started = performance.now();
  const desktop = await launch(stage, folders);
  try {
    const field = desktop.page.locator(FIELD);
    await field.fill(PRACTICE_PASSPHRASE, { timeout: PAGE_MILLISECONDS });
    const usable = performance.now() - started;
    const { wall: unlocked } = await time(async () => {
      await field.press('Enter');
      await firstPage(desktop).waitFor({ timeout: PAGE_MILLISECONDS });
    });
    return { usable, unlocked };
  } finally {
    await desktop.close();
  }
}

async function startBare(bare: Stage): Promise<number> {
  const started = performance.now();
  const desktop = await launch(bare);
  try {
    await desktop.page.locator(FIELD).fill('x', { timeout: PAGE_MILLISECONDS });
    return performance.now() - started;
  } finally {
    await desktop.close();
  }
}

/** The sentence of state on 工作台: it is there once the engine has answered. */
function firstPage({ page }: Awaited<ReturnType<typeof launch>>) {
  return page.getByText('在册会员');
}
