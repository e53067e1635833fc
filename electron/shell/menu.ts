import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  print(): void;
  about(): void;
}

/** The few commands that belong to the program as a whole; everything else is in the pages. */
export function buildMenu(actions: MenuActions, developerTools: boolean): Menu {
  const template: MenuItemConstructorOptions[] = [
    {
      label: '文件',
      submenu: [
        { label: '打印…', accelerator: 'CmdOrCtrl+P', click: actions.print },
        { type: 'separator' },
        { label: '退出', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    {
      label: '编辑',
      submenu: [
        { label: '撤销', role: 'undo' },
        { label: '重做', role: 'redo' },
        { type: 'separator' },
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' },
      ],
    },
    {
      label: '查看',
      submenu: [
        { label: '放大', role: 'zoomIn' },
        { label: '缩小', role: 'zoomOut' },
        { label: '实际大小', role: 'resetZoom' },
        ...(developerTools
          ? [{ label: '开发者工具', role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]
          : []),
      ],
    },
    { label: '帮助', submenu: [{ label: '关于小家账本', click: actions.about }] },
  ];
  return Menu.buildFromTemplate(template);
}
