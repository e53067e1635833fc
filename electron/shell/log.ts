import { join } from 'node:path';
import log from 'electron-log/main';
import { redact } from './redact.ts';

const LARGEST_BYTES = 2 * 1024 * 1024;

/** Writes the program's log to `logs/program.log` in its own folder; personal numbers are taken out of every line first. */
export function openLog(stateFolder: string, echo: boolean): (line: string) => void {
  log.transports.file.resolvePathFn = () => join(stateFolder, 'logs', 'program.log');
  log.transports.file.maxSize = LARGEST_BYTES;
  log.transports.console.level = echo ? 'info' : false;
  log.hooks.push((message) => ({ ...message, data: message.data.map((part: unknown) => redact(String(part))) }));
  return (line) => log.info(line);
}
