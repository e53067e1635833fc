import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SYNCED =
  /(^|[\\/])(OneDrive|Dropbox|Nutstore|坚果云|BaiduNetdisk|百度网盘|WPS云盘|WPSDrive|iCloudDrive|Google Drive)([\\/ -]|$)/i;
const NETWORK_FILE_SYSTEMS = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', '9p', 'fuse.sshfs', 'davfs']);

/**
 * True for a folder on a network share or inside a synchronised folder, where SQLite's write-ahead log can lose data.
 * Knows UNC paths and names of common sync programs everywhere, and mount types on Linux; a mapped Windows drive letter
 * cannot be told from a local one here.
 */
export function isNetworkFolder(folder: string): boolean {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder) || SYNCED.test(folder)) return true;
  return process.platform === 'linux' && NETWORK_FILE_SYSTEMS.has(fileSystemOf(resolve(folder)));
}

function fileSystemOf(folder: string): string {
  let best = { point: '', type: '' };
  for (const line of readMounts().split('\n')) {
    const [, point = '', type = ''] = line.split(' ');
    const path = point.replaceAll('\\040', ' ');
    const inside = path === '/' || folder === path || folder.startsWith(`${path}/`);
    if (inside && path.length > best.point.length) best = { point: path, type };
  }
  return best.type;
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return ''; // no list of mounts on this system: then only the path itself can tell
  }
}
