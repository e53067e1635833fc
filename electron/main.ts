import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, Menu, session, shell } from 'electron';
import { CONNECT_CHANNEL } from './shell/channels.ts';
import { pickFile, pickFolder, pickPapers, say } from './shell/dialogs.ts';
import { EngineHost } from './shell/engine-host.ts';
import { lockDownPages, lockDownSession, prepareProcess } from './shell/lockdown.ts';
import { openLog } from './shell/log.ts';
import { buildMenu } from './shell/menu.ts';
import { answer, listen } from './shell/messages.ts';
import { print, savePdf } from './shell/printing.ts';
import { declareProtocol, serveProtocol } from './shell/protocol.ts';
import { RestartBudget } from './shell/restart-budget.ts';
import { openWindow } from './shell/window.ts';

// Entry of the desktop program: lifecycle, single instance, and who is connected to whom.

const root = app.getAppPath();
const developerTools = !app.isPackaged;
/** Tests of the unpackaged program bring their own folders. */
const overrides: { state?: string; documents?: string } = app.isPackaged
  ? {}
  : { state: process.env['XIAOJIA_STATE'] ?? '', documents: process.env['XIAOJIA_DOCUMENTS'] ?? '' };

app.setPath('userData', overrides.state || join(app.getPath('appData'), 'xiaojia'));
if (overrides.documents) app.setPath('documents', overrides.documents);

if (app.requestSingleInstanceLock()) run();
else {
  process.stderr.write('小家账本已经打开，已切换到原来的窗口。\n');
  app.exit(0);
}

function run(): void {
  const stateFolder = app.getPath('userData');
  const documentsFolder = app.getPath('documents');
  const log = openLog(stateFolder, developerTools);
  prepareProcess();
  lockDownPages();
  declareProtocol();

  const engine = new EngineHost({
    entry: join(root, 'out/main/engine.js'),
    folders: {
      stateFolder,
      documentsFolder,
      migrationsFolder: join(root, 'migrations'),
      assetsFolder: join(root, 'assets'),
      jobWorker: pathToFileURL(join(root, 'out/main/job.js')).href,
      programVersion: app.getVersion(),
    },
    log,
    onRestarted: () => {
      const window = firstWindow();
      if (!window) return;
      // answers what the old engine still owed; the page itself begins again once the person has read why
      engine.connect(window.webContents);
      void say(
        window,
        '记账部分意外停下，已经重新启动。',
        '没有保存完的那一步不算数，其余内容都在。请重新输入口令打开账本。',
      ).then(() => window.webContents.reload());
    },
    onGivenUp: () => {
      void say(
        firstWindow(),
        '记账部分启动不了，程序将退出。',
        `账本文件没有改动。请重启电脑后再试；仍不行请把「${join(stateFolder, 'logs')}」文件夹交给维护人员。`,
      ).then(() => app.exit(1));
    },
  });

  listen(CONNECT_CHANNEL, (page) => engine.connect(page));
  answer('shell.pickFile', (page, purpose) => pickFile(page, engine, purpose));
  answer('shell.pickPapers', (page) => pickPapers(page, engine));
  answer('shell.pickFolder', (page) => pickFolder(page, engine, documentsFolder));
  answer('shell.showFolder', async (_page, token) => {
    const path = typeof token === 'string' ? await engine.pathOf(token) : undefined;
    // openPath answers with a reason when it could not
    return path !== undefined && (await shell.openPath(path)) === '';
  });
  answer('shell.print', (page) => print(page));
  answer('shell.savePdf', (page, suggestedName) => savePdf(page, documentsFolder, suggestedName));

  let secondInstances = 0;
  app.on('second-instance', () => {
    const window = firstWindow();
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    secondInstances += 1;
    if (secondInstances === 1)
      void say(window, '小家账本已经打开，这就是原来的窗口。').then(() => (secondInstances = 0));
  });

  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().then(() => {
      closed = true;
      app.quit();
    });
  });
  const reloads = new RestartBudget();
  app.on('render-process-gone', (_event, page, details) => {
    log(`a page ended: ${details.reason}`);
    if (details.reason !== 'clean-exit' && reloads.take(Date.now())) page.reload();
  });

  void app.whenReady().then(() => {
    engine.start();
    lockDownSession(session.defaultSession, developerTools);
    serveProtocol(join(root, 'out/renderer'));
    Menu.setApplicationMenu(
      buildMenu(
        {
          print: () => {
            const window = firstWindow();
            if (window) void print(window.webContents);
          },
          about: () =>
            void say(
              firstWindow(),
              `小家账本 ${app.getVersion()}`,
              '基层工会会员、经费和送审的离线账本。不联网，账本只在这台电脑上。',
            ),
        },
        developerTools,
      ),
    );
    openWindow({
      preload: join(root, 'out/preload/preload.cjs'),
      icon: join(root, 'assets/icons/icon.png'),
      developerTools,
    });
  });
}

function firstWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null;
}
