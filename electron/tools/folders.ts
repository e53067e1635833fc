import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The same folders that Electron's `app.getPath` gives the desktop program, for hosts without Electron.

/** The program's own folder: settings, list of recent books, practice books, log. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['XIAOJIA_STATE']) return environment['XIAOJIA_STATE'];
  if (process.platform === 'win32')
    return join(environment['APPDATA'] || join(homedir(), 'AppData/Roaming'), 'xiaojia');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/xiaojia');
  return join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'xiaojia');
}

/** The user's documents; on Linux they may have a Chinese name (文档), which the desktop keeps in `user-dirs.dirs`. */
export function documentsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['XIAOJIA_DOCUMENTS']) return environment['XIAOJIA_DOCUMENTS'];
  const named = process.platform === 'linux' ? namedDocuments(environment) : undefined;
  return named ?? join(homedir(), 'Documents');
}

function namedDocuments(environment: NodeJS.ProcessEnv): string | undefined {
  try {
    const file = join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'user-dirs.dirs');
    const match = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(readFileSync(file, 'utf8'));
    return match?.[1]?.replace('$HOME', homedir());
  } catch {
    return undefined;
  }
}
