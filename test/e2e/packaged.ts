import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Stage } from './stage.ts';

const START_MILLISECONDS = 30_000;
const CLOSE_MILLISECONDS = 15_000;

/** The packaged program. Its fuses close every other way in, so it is driven from outside, over Chromium's own protocol. */
export interface Packaged {
  page: Page;
  /** True when the program closed by itself after its window was closed. */
  close(): Promise<boolean>;
}

/** Starts a program that `npm run package -- --dir` made, from a copy that an ordinary user can run. */
export async function launchPackaged(stage: Stage, unpacked: string): Promise<Packaged> {
  const folder = await stage.newFolder('packaged');
  await cp(unpacked, folder, { recursive: true });
  await chmod(folder, 0o755);
  if (process.getuid?.() === 0) await chmod(join(folder, 'chrome-sandbox'), 0o4755);
  const script = await stage.asOrdinaryUser(join(folder, 'xiaojia'), 'packaged.sh');
  const child = spawn(script, ['--remote-debugging-port=0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child));
    return { page: await firstPage(browser), close: () => close(browser, child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** @throws Error with what the program said when it does not listen within 30 s */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`the packaged program did not start:\n${said}`)),
      START_MILLISECONDS,
    );
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString('utf8');
      const address = /^DevTools listening on (ws:\S+)$/m.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the packaged program ended with ${code}:\n${said}`));
    });
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (!context) throw new Error('the packaged program has no browser context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: START_MILLISECONDS }));
  await page.waitForLoadState('domcontentloaded');
  return page;
}

function close(browser: Browser, child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MILLISECONDS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
    const page = browser.contexts()[0]?.pages()[0];
    void page?.close().catch(() => undefined);
  });
}
