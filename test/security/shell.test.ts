import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPageCall } from '#electron/shell/engine-messages.ts';
import { safeFileName } from '#electron/shell/file-names.ts';
import { isOwnPage, mayLoad } from '#electron/shell/navigation.ts';
import { redact } from '#electron/shell/redact.ts';
import { RestartBudget } from '#electron/shell/restart-budget.ts';
import { CONTENT_SECURITY_POLICY } from '#electron/shell/security-headers.ts';
import { desktopObstacle } from '#electron/tools/obstacle.ts';

describe('where a window may go', () => {
  test.each(['app://xiaojia/index.html', 'app://xiaojia/'])('%s is ours', (url) => {
    expect(isOwnPage(url)).toBe(true);
  });

  test.each([
    'https://example.com/app://xiaojia/',
    'https://xiaojia/',
    'app://xiaojia.example.com/',
    'app://evil/xiaojia',
    'app://user@xiaojia/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,app://xiaojia/',
    'about:blank',
    'blob:app://xiaojia/0',
    'not a url',
    '',
  ])('%s is not', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });
});

describe('what a window may load', () => {
  test.each([
    'http://127.0.0.1:80/',
    'https://example.com/',
    'ws://localhost/',
    'ftp://a/',
    'file:///etc/passwd',
    'chrome://gpu/',
  ])('%s is blocked', (url) => {
    expect(mayLoad(url, true)).toBe(false);
    expect(mayLoad(url, false)).toBe(false);
  });

  test('our own files and pictures inside a page pass; developer tools only while there are any', () => {
    expect(mayLoad('app://xiaojia/assets/a.js', false)).toBe(true);
    expect(mayLoad('data:image/png;base64,AA==', false)).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/x.html', true)).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/x.html', false)).toBe(false);
  });
});

test('scripts are never allowed inline or by eval, and nothing is allowed by default', () => {
  const directives = new Map(CONTENT_SECURITY_POLICY.split('; ').map((part) => [part.split(' ')[0], part]));
  expect(directives.get('default-src')).toBe("default-src 'none'");
  expect(directives.get('script-src')).toBe("script-src 'self'");
  expect(directives.get('connect-src')).toBe("connect-src 'self'");
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-eval|https?:|\*/);
});

describe('the log', () => {
  test.each([
    ['张三 110105194912310021 退休', '张三 [identity card] 退休'],
    ['11010519491231002X', '[identity card]'],
    ['11010519491231002x。', '[identity card]。'],
    ['110105 19491231 002X', '[identity card]'],
    ['旧证 110105491231002 号', '旧证 [identity card] 号'],
    ['卡号 6222021234567890123,开户行', '卡号 [bank number],开户行'],
    ['6222 0212 3456 7890', '[bank number]'],
    ['6222-0212-3456-7890-123', '[bank number]'],
    ['电话13812345678', '电话[phone]'],
    ['+86 138-1234-5678', '[phone]'],
    ['138 1234 5678', '[phone]'],
    ['0451-82345678', '[phone]'],
  ])('takes the number out of %s', (line, clean) => {
    expect(redact(line)).toBe(clean);
  });

  test.each([
    '2026-03-05 12:04:11',
    '2026-03-05T12:04:11.123Z',
    'engine ended with code 134',
    'at /program/out/main/engine.js:1204:17',
    '凭证 记-2026-03-0012 金额 1234567.89',
    '1763716800000',
  ])('keeps %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  test('no identity card number survives, whatever stands around it', () => {
    const number = fc
      .tuple(fc.stringMatching(/^[1-9]\d{16}$/), fc.constantFrom(...'0123456789Xx'))
      .map(([a, b]) => a + b);
    // a digit right before or after makes another number of it
    const beside = fc.string().map((text) => text.replace(/[\dXx +-]/g, ''));
    fc.assert(
      fc.property(beside, number, beside, (before, card, after) => !redact(`${before}${card}${after}`).includes(card)),
    );
  });
});

describe('a file name from a page', () => {
  test.each([
    ['收支表', '收支表.pdf'],
    ['收支表.pdf', '收支表.pdf'],
    ['收支表.PDF', '收支表.PDF'],
    ['../../etc/passwd', '_.._etc_passwd.pdf'],
    ['a\\b:c*?"<>|\0\n', 'a_b_c________.pdf'],
    ['...', '打印稿.pdf'],
    ['  ', '打印稿.pdf'],
    ['CON', '打印稿.pdf'],
    ['lpt1.txt', '打印稿.pdf'],
  ])('%j becomes %j', (suggested, safe) => {
    expect(safeFileName(suggested, '.pdf', '打印稿')).toBe(safe);
  });

  test('never leads to another folder, is never empty and never too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (suggested) => {
        const name = safeFileName(suggested, '.pdf', '打印稿');
        return (
          !/[/\\:\0]/.test(name) &&
          name !== '' &&
          !name.startsWith('.') &&
          name.toLowerCase().endsWith('.pdf') &&
          [...name].length <= 120
        );
      }),
    );
  });
});

test('only whole calls of a page are taken', () => {
  expect(isPageCall({ id: 1, name: 'books.readStatus', input: undefined })).toBe(true);
  for (const message of [
    undefined,
    null,
    1,
    'x',
    [],
    {},
    { id: '1', name: 'a', input: 0 },
    { id: 1, name: 2, input: 0 },
    { id: 1, name: 'a' },
  ]) {
    expect(isPageCall(message)).toBe(false);
  }
});

test('three restarts a minute, then no more until a minute has passed', () => {
  const budget = new RestartBudget();
  expect([0, 1000, 2000, 3000].map((now) => budget.take(now))).toEqual([true, true, true, false]);
  expect(budget.take(60_000)).toBe(true);
  expect(budget.take(60_001)).toBe(false);
});

describe('why there is no desktop window', () => {
  test('no display, or root', () => {
    expect(desktopObstacle('linux', {}, 1000)).toMatch(/没有图形界面.*DISPLAY/);
    expect(desktopObstacle('linux', { DISPLAY: ':0' }, 0)).toMatch(/root/);
  });
  test('nothing stands against it', () => {
    expect(desktopObstacle('linux', { DISPLAY: ':0' }, 1000)).toBeUndefined();
    expect(desktopObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeUndefined();
    expect(desktopObstacle('win32', {}, undefined)).toBeUndefined();
  });
});
