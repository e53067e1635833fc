import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containedFile, isInside, rawPathname } from '#electron/shell/containment.ts';

const ROOT = join(sep, 'program', 'out', 'renderer');

describe('files that may be served', () => {
  test('the first page and the files of the build', () => {
    expect(containedFile(ROOT, '/')).toBe(join(ROOT, 'index.html'));
    expect(containedFile(ROOT, '/assets/index-DGUS4mhR.js')).toBe(join(ROOT, 'assets', 'index-DGUS4mhR.js'));
  });

  test.each([
    ['the folder above', '/../main/main.js'],
    ['the folder above, in the middle', '/assets/../../main/main.js'],
    ['the folder above, encoded', '/%2e%2e/main/main.js'],
    ['the folder above, encoded twice', '/%252e%252e/main/main.js'],
    ['a backslash', '/..\\main\\main.js'],
    ['an encoded backslash', '/..%5cmain%5cmain.js'],
    ['an encoded slash', '/..%2fmain%2fmain.js'],
    ['NUL', '/index.html\0.js'],
    ['encoded NUL', '/index.html%00.js'],
    ['a sibling folder whose name begins alike', '/../renderer-old/index.html'],
    ['a Windows drive', '/C:/Windows/win.ini'],
    ['an alternate stream', '/index.html::$DATA'],
    ['a file that hides', '/.env'],
    ['an empty piece', '//etc/passwd'],
    ['no path at all', ''],
    ['a path without its slash', 'index.html'],
  ])('%s is nothing', (_name, pathname) => {
    expect(containedFile(ROOT, pathname)).toBeUndefined();
  });

  test('whatever is asked for, the answer lies inside the folder', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '\\', '\0', ':', '', 'assets', '...', '..;'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const file = containedFile(ROOT, `/${pieces.join('/')}`);
        return file === undefined || file.startsWith(ROOT + sep);
      }),
    );
  });

  test('a folder is not inside itself, and a sibling is not inside', () => {
    expect(isInside(ROOT, ROOT)).toBe(false);
    expect(isInside(ROOT, `${ROOT}-old${sep}index.html`)).toBe(false);
    expect(isInside(ROOT, join(ROOT, '..', 'renderer', 'a.js'))).toBe(true);
  });

  test('the path is taken as it was written, without query and fragment', () => {
    expect(rawPathname('app://xiaojia', 'app://xiaojia/a/%2e%2e/b?x=/..#y')).toBe('/a/%2e%2e/b');
    expect(rawPathname('app://xiaojia', 'app://xiaojia.evil/a')).toBeUndefined();
    expect(rawPathname('app://xiaojia', 'app://xiaojia')).toBeUndefined();
  });
});
