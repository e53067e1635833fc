import { basename } from 'node:path';
import { BrowserWindow, dialog, type FileFilter, type MessageBoxOptions, type WebContents } from 'electron';
import type { PickedFile, PickedFolder, PickPurpose } from '#shared/bridge.ts';
import type { EngineHost } from './engine-host.ts';

const FILTERS: Readonly<Record<PickPurpose, { title: string; filters: FileFilter[] }>> = {
  spreadsheet: {
    title: '选择表格文件',
    filters: [
      { name: '表格', extensions: ['xlsx', 'xls', 'csv', 'txt'] },
      { name: '所有文件', extensions: ['*'] },
    ],
  },
  books: { title: '选择账本文件', filters: [{ name: '小家账本', extensions: ['xjz'] }] },
};

/** HEIC and OFD cannot be taken, but who looks for one should find it and read what to do. */
const PAPERS: FileFilter[] = [
  { name: '照片和 PDF', extensions: ['jpg', 'jpeg', 'jfif', 'png', 'webp', 'pdf', 'heic', 'heif', 'ofd'] },
  { name: '所有文件', extensions: ['*'] },
];

function isPurpose(value: unknown): value is PickPurpose {
  return value === 'spreadsheet' || value === 'books';
}

/** The person chooses a file; its path stays here and in the engine, the page gets a token. */
export async function pickFile(
  page: WebContents,
  engine: EngineHost,
  purpose: unknown,
): Promise<PickedFile | undefined> {
  if (!isPurpose(purpose)) return undefined;
  const [path] = await choose(page, { ...FILTERS[purpose], properties: ['openFile'] });
  const file = path === undefined ? undefined : await engine.registerPath(path);
  return path === undefined || file === undefined ? undefined : { file, name: basename(path) };
}

/** The person chooses photos and PDFs, several at once. */
export async function pickPapers(page: WebContents, engine: EngineHost): Promise<PickedFile[]> {
  const paths = await choose(page, {
    title: '选择附件',
    filters: PAPERS,
    properties: ['openFile', 'multiSelections'],
  });
  const picked: PickedFile[] = [];
  for (const path of paths) {
    const file = await engine.registerPath(path);
    if (file !== undefined) picked.push({ file, name: basename(path) });
  }
  return picked;
}

/** The person chooses a folder, or makes one in the dialog. */
export async function pickFolder(
  page: WebContents,
  engine: EngineHost,
  startIn: string,
): Promise<PickedFolder | undefined> {
  const [path] = await choose(page, {
    title: '选择文件夹',
    defaultPath: startIn,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  });
  const folder = path === undefined ? undefined : await engine.registerPath(path);
  return path === undefined || folder === undefined ? undefined : { folder, display: path };
}

/** Says one sentence and waits for 知道了. */
export async function say(window: BrowserWindow | null, sentence: string, detail?: string): Promise<void> {
  const options: MessageBoxOptions = {
    type: 'info',
    title: '小家账本',
    message: sentence,
    buttons: ['知道了'],
    noLink: true,
  };
  if (detail !== undefined) options.detail = detail;
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

/** @returns the chosen paths; none when the person cancels */
async function choose(page: WebContents, options: Electron.OpenDialogOptions): Promise<string[]> {
  const window = BrowserWindow.fromWebContents(page);
  if (!window) return [];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}
