import { app, type Session } from 'electron';
import { isOwnPage, mayLoad } from './navigation.ts';

/** Before the program is ready: Chinese whatever the system speaks, every process sandboxed, and no way for Chromium itself to reach a network. */
export function prepareProcess(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('lang', 'zh-CN');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** No permission is ever given, nothing but our own files is ever loaded, nothing is downloaded, no spelling is looked up. */
export function lockDownSession(session: Session, developerTools: boolean): void {
  session.setPermissionRequestHandler((_page, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !mayLoad(request.url, developerTools) }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/** No page of this program opens a window, embeds a web view or leaves for another address. */
export function lockDownPages(): void {
  app.on('web-contents-created', (_event, page) => {
    page.setWindowOpenHandler(() => ({ action: 'deny' }));
    page.on('will-attach-webview', (event) => event.preventDefault());
    page.on('will-frame-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    page.on('will-redirect', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
  });
}
