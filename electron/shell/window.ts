import { BrowserWindow, dialog, screen } from 'electron';
import { FIRST_PAGE } from './navigation.ts';

const PREFERRED = { width: 1366, height: 768 };
const SMALLEST = { width: 1100, height: 680 };
/** What title bar and borders need beside the page, generously. */
const FRAME = { width: 20, height: 60 };

export interface WindowSetup {
  preload: string;
  icon: string;
  developerTools: boolean;
}

/** Opens the program's window; it is shown when the first page has something to show. */
export function openWindow(setup: WindowSetup): BrowserWindow {
  const room = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    title: '小家账本',
    useContentSize: true,
    width: Math.min(PREFERRED.width, room.width),
    height: Math.min(PREFERRED.height, room.height),
    minWidth: Math.min(SMALLEST.width, room.width),
    minHeight: Math.min(SMALLEST.height, room.height),
    center: true,
    show: false,
    backgroundColor: '#FAF8F4',
    autoHideMenuBar: true,
    icon: setup.icon,
    webPreferences: {
      preload: setup.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: setup.developerTools,
      // a book must not be lost because somebody dropped a file on the window
      navigateOnDragDrop: false,
    },
  });
  const cramped = room.width < PREFERRED.width + FRAME.width || room.height < PREFERRED.height + FRAME.height;
  window.once('ready-to-show', () => {
    // a screen of 1366x768 has no room for that size and its frame: use all of it
    if (cramped) window.maximize();
    else window.show();
  });
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayThrowAway(window)) event.preventDefault();
  });
  void window.loadURL(FIRST_PAGE);
  return window;
}

/** A page with unsaved work asks to stay. `preventDefault` on its event means: leave all the same. */
function mayThrowAway(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    title: '小家账本',
    message: '有填了一半的内容还没有保存，离开后这些内容就没有了。',
    buttons: ['回去保存', '不保存，离开'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return answer === 1;
}
