import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Stage } from './stage.ts';

const LAUNCH_MILLISECONDS = 20_000;
const START_MILLISECONDS = 30_000;
const CLOSE_MILLISECONDS = 15_000;

/** The desktop program, running in real Electron with the operating system's sandbox on. */
export interface Desktop {
  app: ElectronApplication;
  page: Page;
  stateFolder: string;
  documentsFolder: string;
  /** The next file or folder dialogs answer with these paths, in this order; after them: cancelled. */
  answerDialogs(paths: readonly string[]): Promise<void>;
  /** The next save dialog answers with this path. */
  answerSaveDialog(path: string): Promise<void>;
  /** Message boxes answer with this button (0 is the first); returns what they have said since the last call. */
  messages(): Promise<string[]>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Reuse the folders of an earlier run: the program is started again on the same computer. */
  stateFolder?: string;
  documentsFolder?: string;
}

/** Starts the program and waits for its window. @throws Error when no window is there within 30 s */
export async function launch(stage: Stage, options: LaunchOptions = {}): Promise<Desktop> {
  const stateFolder = options.stateFolder ?? (await stage.newFolder('state'));
  const documentsFolder = options.documentsFolder ?? (await stage.newFolder('documents'));
  const app = await start(stage, {
    ...stringsOf(process.env),
    XIAOJIA_STATE: stateFolder,
    XIAOJIA_DOCUMENTS: documentsFolder,
    TZ: 'Asia/Shanghai',
  });
  const page = await app.firstWindow({ timeout: START_MILLISECONDS });
  await page.waitForLoadState('domcontentloaded');
  await standInForDialogs(app);
  return {
    app,
    page,
    stateFolder,
    documentsFolder,
    answerDialogs: (paths) =>
      app.evaluate((_electron, answers) => void globalThis.dialogAnswers.push(...answers), [...paths]),
    answerSaveDialog: (path) => app.evaluate((_electron, answer) => void globalThis.saveAnswers.push(answer), path),
    messages: () => app.evaluate(() => globalThis.saidByDialogs.splice(0)),
    close: () => close(app),
  };
}

/**
 * Now and then, about once in ten launches, the driver is connected to Electron and then waits for good; it ends that Electron
 * itself, and the next try works. A program that cannot start fails every time.
 */
async function start(stage: Stage, env: Record<string, string>, left = 2): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      executablePath: stage.executable,
      args: [stage.program],
      chromiumSandbox: true,
      timeout: LAUNCH_MILLISECONDS,
      env,
    });
  } catch (error) {
    if (left === 0 || !(error instanceof Error && error.message.includes('Timeout'))) throw error;
    return start(stage, env, left - 1);
  }
}

declare global {
  // inside Electron's main process, while tests drive it
  var dialogAnswers: string[];
  var saveAnswers: string[];
  var saidByDialogs: string[];
}

/** Native dialogs cannot be clicked by a test, so the answers of a person are given in their place. */
async function standInForDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    globalThis.dialogAnswers = [];
    globalThis.saveAnswers = [];
    globalThis.saidByDialogs = [];
    const saying = (...args: unknown[]) => {
      const options = args.at(-1);
      if (typeof options !== 'object' || options === null || !('message' in options)) return;
      const detail = 'detail' in options ? `\n${String(options.detail)}` : '';
      globalThis.saidByDialogs.push(String(options.message) + detail);
    };
    dialog.showOpenDialog = async () => {
      const path = globalThis.dialogAnswers.shift();
      return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] };
    };
    dialog.showSaveDialog = async () => {
      const path = globalThis.saveAnswers.shift();
      return { canceled: path === undefined, filePath: path ?? '' };
    };
    dialog.showMessageBox = async (...args: unknown[]) => {
      saying(...args);
      return { response: 0, checkboxChecked: false };
    };
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      saying(...args);
      return 1;
    };
  });
}

/** Closes like a person does; a program that hangs is ended. */
async function close(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const hanging = setTimeout(() => child.kill('SIGKILL'), CLOSE_MILLISECONDS);
  try {
    await app.close();
  } finally {
    clearTimeout(hanging);
  }
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) result[name] = value;
  return result;
}
