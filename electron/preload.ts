import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#shared/bridge.ts';
import type { OperationName, Reply } from '#shared/contract/index.ts';
import { CONNECT_CHANNEL, ENGINE_CHANNEL, type ShellRequest, type ShellRequests } from './shell/channels.ts';
import type { PageCall, PageReply } from './shell/engine-messages.ts';

// The bridge of the desktop program. It runs in the sandbox: no Node, no file system, only the channels named here.

const ENGINE_LOST: Reply<unknown> = {
  ok: false,
  error: { code: 'program.unexpected', params: { reference: 'engine-restarted' } },
};

/** The browser's MessagePort, as far as it is used here. */
interface EnginePort {
  onmessage: ((event: { data: PageReply }) => void) | null;
  postMessage(call: PageCall): void;
  close(): void;
}

const waiting = new Map<number, (reply: Reply<unknown>) => void>();
let nextId = 1;
let engine: EnginePort | undefined;
/** Calls made before the port has arrived. */
let early: PageCall[] = [];

ipcRenderer.on(ENGINE_CHANNEL, ({ ports }) => {
  const port: EnginePort | undefined = ports[0];
  if (!port) return;
  // a second port means that the engine was started anew: what the old one was asked will never be answered
  if (engine) loseEngine(engine);
  engine = port;
  port.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data.reply);
    waiting.delete(data.id);
  };
  for (const call of early) port.postMessage(call);
  early = [];
});
ipcRenderer.send(CONNECT_CHANNEL);

function loseEngine(port: EnginePort): void {
  port.close();
  for (const answer of waiting.values()) answer(ENGINE_LOST);
  waiting.clear();
}

function callEngine(name: OperationName, input: unknown): Promise<Reply<unknown>> {
  return new Promise((resolve) => {
    const call: PageCall = { id: nextId++, name, input };
    waiting.set(call.id, resolve);
    if (engine) engine.postMessage(call);
    else early.push(call);
  });
}

function askShell<R extends ShellRequest>(
  name: R,
  ...args: Parameters<ShellRequests[R]>
): Promise<ReturnType<ShellRequests[R]>> {
  return ipcRenderer.invoke(name, ...args);
}

const bridge: Bridge = {
  host: 'desktop',
  call: callEngine,
  pickFile: (purpose) => askShell('shell.pickFile', purpose),
  pickPapers: () => askShell('shell.pickPapers'),
  pickFolder: () => askShell('shell.pickFolder'),
  showFolder: (folder) => askShell('shell.showFolder', folder),
  print: () => askShell('shell.print'),
  savePdf: (suggestedName) => askShell('shell.savePdf', suggestedName),
};
contextBridge.exposeInMainWorld('xiaojia', bridge);
