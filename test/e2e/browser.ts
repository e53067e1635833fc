import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { projectRoot } from './runtime.ts';

const START_MILLISECONDS = 60_000;
const CHROMIUM = process.env['XIAOJIA_CHROMIUM'] ?? '/usr/bin/chromium';

/** The preview of `npm start -- --preview`, open in a browser. */
export interface Previewed {
  page: Page;
  /** The address as it was printed; its token has been used. */
  address: string;
  /** Everything that `npm start` printed. */
  printed(): string;
  stateFolder: string;
  documentsFolder: string;
  close(): Promise<void>;
}

/** Starts the preview in a process of its own and opens its address in Chromium. */
export async function openPreview(): Promise<Previewed> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaojia-preview-e2e-'));
  const [stateFolder, documentsFolder] = [join(folder, 'state'), join(folder, 'documents')];
  const { child, address, printed } = await startPreview({
    XIAOJIA_STATE: stateFolder,
    XIAOJIA_DOCUMENTS: documentsFolder,
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, chromiumSandbox: process.getuid?.() !== 0 });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    address,
    printed,
    stateFolder,
    documentsFolder,
    close: async () => {
      await browser.close();
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startPreview(
  folders: Record<string, string>,
): Promise<{ child: ChildProcess; address: string; printed: () => string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'preview'], {
      cwd: projectRoot,
      // npm, its shell and the program end together, as they do in a terminal
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...folders },
    });
    let said = '';
    const timer = setTimeout(() => {
      endGroup(child, 'SIGKILL');
      reject(new Error(`the preview printed no address:\n${said}`));
    }, START_MILLISECONDS);
    const listen = (text: Buffer) => {
      said += text.toString('utf8');
      const address = /^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/m.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve({ child, address, printed: () => said });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the preview ended with ${code}:\n${said}`));
    });
  });
}

/** Ends the preview as Ctrl+C does. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => endGroup(child, 'SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    endGroup(child, 'SIGINT');
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
}
