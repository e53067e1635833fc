import type { MessagePortMain } from 'electron';
import { createEngine } from './engine/create.ts';
import type { Engine } from './engine/engine.ts';
import { type EngineToShell, isPageCall, type PageReply, type ShellToEngine } from './shell/engine-messages.ts';
import { engineOptions } from './shell/engine-options.ts';

// Entry of the utility process: one engine, the shell on the parent port, and each page on a port of its own.

let engine: Engine | undefined;

const tellShell = (message: EngineToShell) => process.parentPort.postMessage(message);

/** Serves one page until it goes away. */
function servePage(port: MessagePortMain): void {
  port.on('message', ({ data }: { data: unknown }) => {
    if (!engine || !isPageCall(data)) return;
    const { id } = data;
    void engine.call(data.name, data.input).then((reply) => {
      const message: PageReply = { id, reply };
      port.postMessage(message);
    });
  });
  port.start();
}

async function obey(message: ShellToEngine, ports: MessagePortMain[]): Promise<void> {
  switch (message.type) {
    case 'start':
      engine = createEngine(engineOptions(message.folders));
      return tellShell({ type: 'ready' });
    case 'page':
      return ports.forEach(servePage);
    case 'registerPath':
      return tellShell({ type: 'answer', id: message.id, text: engine?.registerPath(message.path) });
    case 'pathOf':
      return tellShell({ type: 'answer', id: message.id, text: engine?.pathOf(message.token) });
    case 'close':
      await engine?.close();
      return tellShell({ type: 'closed' });
  }
}

process.parentPort.on('message', ({ data, ports }: { data: ShellToEngine; ports: MessagePortMain[] }) => {
  void obey(data, ports);
});
