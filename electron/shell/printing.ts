import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BrowserWindow, dialog, type WebContents } from 'electron';
import { say } from './dialogs.ts';
import { safeFileName } from './file-names.ts';

/** Opens the system's print dialog for what the page has laid out as paper; resolves when it is closed. */
export function print(page: WebContents): Promise<void> {
  return new Promise((resolve) => {
    page.print({ silent: false, printBackground: true, pageSize: 'A4' }, () => resolve());
  });
}

/** Saves what the page has laid out as paper as a PDF where the person says; undefined when they cancel. */
export async function savePdf(
  page: WebContents,
  documentsFolder: string,
  suggestedName: unknown,
): Promise<{ name: string } | undefined> {
  const window = BrowserWindow.fromWebContents(page);
  if (!window || typeof suggestedName !== 'string') return undefined;
  const pdf = await page.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true });
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: '存为 PDF',
    defaultPath: join(documentsFolder, safeFileName(suggestedName, '.pdf', '打印稿')),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return undefined;
  try {
    await writeWhole(filePath, pdf);
    return { name: basename(filePath) };
  } catch {
    await say(window, `「${basename(filePath)}」没有写成，可能正被别的程序打开或磁盘已满，请关闭后再试。`);
    return undefined;
  }
}

/** A file that is half written never carries the final name. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}
