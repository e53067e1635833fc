import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { ShellRequest, ShellRequests } from './channels.ts';
import { isOwnPage } from './navigation.ts';

// The one place where messages of pages come in. Each is taken only from the top frame of our own page.

export class UntrustedSender extends Error {}

/** @throws UntrustedSender unless the sender is the top frame of a page of this program */
function assertOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): void {
  const frame: WebFrameMain | null = event.senderFrame;
  if (!frame || frame.parent !== null || !isOwnPage(frame.url))
    throw new UntrustedSender('message from a foreign page');
}

/** Answers one request of the pages. The arguments come from a page: the handler checks each before it uses it. */
export function answer<R extends ShellRequest>(
  name: R,
  handler: (page: WebContents, ...args: unknown[]) => Promise<ReturnType<ShellRequests[R]>>,
): void {
  ipcMain.handle(name, (event, ...args: unknown[]) => {
    assertOwnPage(event);
    return handler(event.sender, ...args);
  });
}

/** Listens to a message that has no answer; one from a foreign page is dropped. */
export function listen(channel: string, listener: (page: WebContents) => void): void {
  ipcMain.on(channel, (event) => {
    try {
      assertOwnPage(event);
    } catch (error) {
      if (error instanceof UntrustedSender) return;
      throw error;
    }
    listener(event.sender);
  });
}
