import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Previewed } from '../browser.ts';
import type { Desktop } from '../launch.ts';
import { projectRoot } from '../runtime.ts';
import type { Scene } from '../story.ts';
import { sees, settle, until } from './screen.ts';

const PATIENCE_MS = 30_000;

/**
 * Where a chapter plays: a page, and the hands beside it that answer the host's dialogs. The desktop program and the preview
 * differ only in these hands, so the same chapters play in both.
 */
export interface Desk extends Pick<Scene, 'check' | 'paper'> {
  page: Page;
  /** Keeps a screenshot of the page as it is. */
  picture(name: string): Promise<void>;
  /** Clicks a button that opens a file dialog, and chooses a file of test/fixtures there. */
  handOver(button: Locator, fixture: string): Promise<void>;
  /** What only the desktop program has: folder dialogs and saving as PDF. Absent in the preview. */
  desktop?: DesktopHands;
}

export interface DesktopHands {
  /** Clicks a button that opens a folder dialog, and chooses a new folder there, whose path it gives back. */
  chooseFolder(button: Locator, name: string): Promise<string>;
  /** Clicks a button that opens a folder in the computer's file manager, and gives back which one. */
  openFolder(button: Locator): Promise<string | undefined>;
  /** Clicks a button that opens a file dialog, and chooses there a file with this content, which the test made. */
  handOverOwn(button: Locator, fileName: string, content: Buffer): Promise<void>;
  /** Clicks 存为 PDF and gives back the file that was written. */
  savePdf(button: Locator, fileName: string): Promise<Buffer>;
}

declare global {
  // inside Electron's main process: there is no file manager on a test machine
  var openedPath: string | undefined;
}

/** The desktop program, with its dialogs answered in a person's place. */
export function deskOf({ stage, check, screenshot, paper }: Scene, { page, ...program }: Desktop): Desk {
  page.setDefaultTimeout(PATIENCE_MS);
  return {
    page,
    check,
    paper,
    picture: async (name) => {
      await settle(page);
      await screenshot(page, name);
    },
    handOver: async (button, fixture) => {
      await program.answerDialogs([await stage.fixture(fixture)]);
      await button.click();
    },
    desktop: {
      chooseFolder: async (button, name) => {
        const folder = await stage.newFolder(name);
        await program.answerDialogs([folder]);
        await button.click();
        return folder;
      },
      openFolder: async (button) => {
        await program.app.evaluate(({ shell }) => {
          shell.openPath = async (path) => {
            globalThis.openedPath = path;
            return '';
          };
        });
        await button.click();
        await until(() => program.app.evaluate(() => globalThis.openedPath !== undefined));
        return program.app.evaluate(() => globalThis.openedPath);
      },
      handOverOwn: async (button, fileName, content) => {
        const file = join(program.documentsFolder, fileName);
        await writeFile(file, content);
        await program.answerDialogs([file]);
        await button.click();
      },
      savePdf: async (button, fileName) => {
        const file = join(program.documentsFolder, fileName);
        await program.answerSaveDialog(file);
        await button.click();
        await sees(page, `已存为「${fileName}」`);
        return readFile(file);
      },
    },
  };
}

/** The preview in a browser; its file dialog is the browser's own. */
export function deskInBrowser({ check, screenshot, paper }: Scene, { page }: Previewed): Desk {
  page.setDefaultTimeout(PATIENCE_MS);
  return {
    page,
    check,
    paper,
    picture: async (name) => {
      await settle(page);
      await screenshot(page, name);
    },
    handOver: async (button, fixture) => {
      const chooser = page.waitForEvent('filechooser');
      await button.click();
      await (await chooser).setFiles(join(projectRoot, 'test/fixtures', fixture));
    },
  };
}
