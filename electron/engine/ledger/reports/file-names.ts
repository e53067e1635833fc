import { existsSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST = 80;

/** A name that no file of the folder has yet: `总账.xlsx`, `总账-2.xlsx` … What people made of an older one stays theirs. */
export function freeName(folder: string, wanted: string, ending: string): string {
  const plain = wanted
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
    .slice(0, LONGEST)
    .replace(/^[. ]+|[. ]+$/g, '');
  for (let attempt = 1; ; attempt += 1) {
    const name = `${plain}${attempt === 1 ? '' : `-${attempt}`}${ending}`;
    if (!existsSync(join(folder, name))) return name;
  }
}
