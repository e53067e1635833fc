import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { ENGINE_CHANNEL } from './channels.ts';
import type { EngineFolders, EngineToShell, ShellToEngine } from './engine-messages.ts';
import { RestartBudget } from './restart-budget.ts';

const CLOSING_MILLISECONDS = 10_000;

export interface EngineHostSetup {
  /** The built entry of the engine's process. */
  entry: string;
  folders: EngineFolders;
  /** For the log: what the engine's process wrote to its error output, and how it ended. */
  log(line: string): void;
  /** The engine ended unasked and runs again; its books are closed and its tokens are void. */
  onRestarted(): void;
  /** The engine keeps ending; it is not started again. */
  onGivenUp(): void;
}

/** Keeps the engine's process alive and connects the shell and the pages to it. */
export class EngineHost {
  readonly #setup: EngineHostSetup;
  readonly #budget = new RestartBudget();
  readonly #waiting = new Map<number, (text: string | undefined) => void>();
  #process: UtilityProcess | undefined;
  #closing: (() => void) | undefined;
  #nextId = 1;

  constructor(setup: EngineHostSetup) {
    this.#setup = setup;
  }

  start(): void {
    const child = utilityProcess.fork(this.#setup.entry, [], {
      serviceName: 'xiaojia-engine',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (text: string) => this.#setup.log(`engine: ${text.trimEnd()}`));
    child.on('message', (message: EngineToShell) => this.#receive(message));
    child.on('exit', (code) => this.#ended(child, code));
    this.#send({ type: 'start', folders: this.#setup.folders });
  }

  /** Gives the page a port of its own to the engine. */
  connect(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#process?.postMessage({ type: 'page' } satisfies ShellToEngine, [port1]);
    page.postMessage(ENGINE_CHANNEL, null, [port2]);
  }

  /** @returns the token that stands for the path in the contract; undefined when the engine is gone */
  registerPath(path: string): Promise<string | undefined> {
    return this.#ask((id) => ({ type: 'registerPath', id, path }));
  }

  pathOf(token: string): Promise<string | undefined> {
    return this.#ask((id) => ({ type: 'pathOf', id, token }));
  }

  /** Lets the engine close the books; an engine that does not answer within 10 s is ended. */
  close(): Promise<void> {
    const child = this.#process;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#setup.log('the engine did not close in time and was ended');
        this.#closing?.();
      }, CLOSING_MILLISECONDS);
      this.#closing = () => {
        clearTimeout(timer);
        child.kill();
        resolve();
      };
      this.#send({ type: 'close' });
    });
  }

  #ask(question: (id: number) => ShellToEngine): Promise<string | undefined> {
    if (!this.#process) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#send(question(id));
    });
  }

  #send(message: ShellToEngine): void {
    this.#process?.postMessage(message);
  }

  #receive(message: EngineToShell): void {
    if (message.type === 'closed') this.#closing?.();
    if (message.type !== 'answer') return;
    this.#waiting.get(message.id)?.(message.text);
    this.#waiting.delete(message.id);
  }

  #ended(child: UtilityProcess, code: number): void {
    if (child !== this.#process) return;
    this.#process = undefined;
    for (const answer of this.#waiting.values()) answer(undefined);
    this.#waiting.clear();
    if (this.#closing) {
      this.#closing();
      return;
    }
    this.#setup.log(`the engine ended unasked with code ${code}`);
    if (this.#budget.take(Date.now())) {
      this.start();
      this.#setup.onRestarted();
    } else this.#setup.onGivenUp();
  }
}
