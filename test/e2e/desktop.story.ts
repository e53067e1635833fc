import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, askHost } from './ask.ts';
import { type Desktop, launch } from './launch.ts';
import type { Story } from './story.ts';

const run = promisify(execFile);
const REFUSED_PATHS = [
  'app://xiaojia/../package.json',
  'app://xiaojia/%2e%2e/%2e%2e/package.json',
  'app://xiaojia/..%2f..%2fpackage.json',
  'app://xiaojia/..%5c..%5cpackage.json',
  'app://xiaojia/index.html%00.js',
  'app://xiaojia/assets',
  'app://xiaojia/no-such-file.js',
];

/** What the shell promises (DESIGN: Electron facts), each tried on the running program. */
const story: Story = {
  title: 'The desktop shell',
  play: async ({ stage, check }) => {
    const desktop = await launch(stage);
    const { app, page } = desktop;

    await check('the page has the 1366x768 of a small office screen', async () => {
      assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [1366, 768]);
    });
    await check('the engine answers over its port, and refuses what is not in the contract', async () => {
      const status = await ask(page, 'books.readStatus');
      assert.ok(status.ok, JSON.stringify(status));
      const unknown = await page.evaluate(() =>
        // @ts-expect-error a page is not trusted to keep to the contract
        window.xiaojia?.call('books.noSuchThing', {}),
      );
      assert.deepEqual(unknown, { ok: false, error: { code: 'request.unknownOperation', params: {} } });
    });
    await check('pages run in the operating system sandbox, without Node', async () => {
      const pid = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      );
      if (process.platform === 'linux') assert.match(await readFile(`/proc/${pid}/status`, 'utf8'), /^Seccomp:\s+2$/m);
      const globals = await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      );
      assert.deepEqual(globals, []);
    });
    await check('the bridge holds the eight things of the contract with pages, nothing else', async () => {
      const names = await page.evaluate(() => Object.keys(window.xiaojia ?? {}).sort());
      assert.deepEqual(names, [
        'call',
        'host',
        'pickFile',
        'pickFolder',
        'pickPapers',
        'print',
        'savePdf',
        'showFolder',
      ]);
    });
    await check('a script that is not a file of the program does not run', async () => {
      const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.intruder = true';
        document.head.append(script);
        return 'intruder' in window;
      });
      assert.equal(ran, false);
    });
    await check('nothing outside the built pages is served, and only for GET', async () => {
      const statuses = await page.evaluate(
        (urls) => Promise.all(urls.map((url) => fetch(url).then((response) => response.status))),
        REFUSED_PATHS,
      );
      assert.deepEqual(
        statuses,
        REFUSED_PATHS.map(() => 404),
      );
      const posted = await page.evaluate(() =>
        fetch('app://xiaojia/index.html', { method: 'POST' }).then(({ status }) => status),
      );
      assert.equal(posted, 405);
    });
    await check('no request reaches a network, not even from the main process', () => reachesNoNetwork(desktop));
    await check('no window opens and the page never leaves', async () => {
      assert.equal(await page.evaluate(() => window.open('https://example.invalid/') === null), true);
      const before = page.url();
      await page.evaluate(() => {
        location.href = 'https://example.invalid/';
      });
      await page.waitForTimeout(300);
      assert.equal(page.url(), before);
      assert.equal(app.windows().length, 1);
    });
    await check('every permission is denied', async () => {
      const states = await page.evaluate(async () => {
        const names: PermissionName[] = ['geolocation', 'notifications', 'camera', 'microphone'];
        const queried = await Promise.all(
          names.map((name) => navigator.permissions.query({ name }).then(({ state }) => state)),
        );
        return [...queried, await Notification.requestPermission()];
      });
      assert.deepEqual(
        states,
        states.map(() => 'denied'),
      );
    });
    await check('a message from a foreign page is refused', async () => {
      const answer = await app.evaluate(
        async ({ BrowserWindow }, preload) => {
          const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await foreign.loadURL('data:text/html,foreign');
          const script = 'xiaojia.pickFolder().then(() => "answered", (error) => String(error))';
          const said: unknown = await foreign.webContents.executeJavaScript(script);
          foreign.destroy();
          return String(said);
        },
        join(stage.program, 'out/preload/preload.cjs'),
      );
      assert.match(answer, /foreign page/);
    });
    await check('a chosen folder is a token to the page, and a made-up token opens nothing', async () => {
      await desktop.answerDialogs([desktop.documentsFolder]);
      const picked = await askHost(page, 'pickFolder');
      assert.ok(typeof picked === 'object' && picked !== null && 'folder' in picked && 'display' in picked);
      assert.match(String(picked.folder), /^[0-9a-zA-Z-]{8,64}$/);
      assert.equal(await askHost(page, 'pickFolder'), undefined);
      assert.equal(await askHost(page, 'showFolder', '/etc'), false);
    });
    await check('a page is saved as an A4 PDF under a safe name', () => savesPdf(desktop));
    await check('a second start ends at once with its sentence and brings the first to the front', async () => {
      const env = { ...process.env, XIAOJIA_STATE: desktop.stateFolder, XIAOJIA_DOCUMENTS: desktop.documentsFolder };
      const second = await run(stage.executable, [stage.program], { env, timeout: 20_000 });
      assert.match(second.stderr, /小家账本已经打开/);
      await page.waitForTimeout(300);
      assert.deepEqual(await desktop.messages(), ['小家账本已经打开，这就是原来的窗口。']);
    });
    await check('an engine that is killed comes back, and the page says so', async () => {
      await app.evaluate(({ app: program }) => {
        const engine = program
          .getAppMetrics()
          .find(({ type, name }) => type === 'Utility' && name === 'xiaojia-engine');
        if (!engine) throw new Error('no engine process');
        process.kill(engine.pid, 'SIGKILL');
      });
      await page.waitForEvent('load', { timeout: 10_000 });
      const [message] = await desktop.messages();
      assert.match(message ?? '', /记账部分意外停下/);
      assert.ok((await ask(page, 'books.readStatus')).ok);
    });
    await check('it closes by itself, with the books closed first', async () => {
      const child = app.process();
      await desktop.close();
      assert.equal(child.exitCode, 0);
    });
  },
};
export default story;

async function reachesNoNetwork({ app, page }: Desktop): Promise<void> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    const url = `http://127.0.0.1:${address.port}/`;
    const fromPage = await page.evaluate(
      (target) =>
        fetch(target, { mode: 'no-cors' }).then(
          () => 'reached',
          () => 'blocked',
        ),
      url,
    );
    const fromMain = await app.evaluate(
      ({ net }, target) =>
        net.fetch(target).then(
          () => 'reached',
          () => 'blocked',
        ),
      url,
    );
    assert.deepEqual([fromPage, fromMain, requests], ['blocked', 'blocked', 0]);
  } finally {
    server.close();
  }
}

async function savesPdf(desktop: Desktop): Promise<void> {
  const file = join(desktop.documentsFolder, '收支表.pdf');
  await desktop.answerSaveDialog(file);
  assert.deepEqual(await askHost(desktop.page, 'savePdf', '../../收支表'), { name: '收支表.pdf' });
  const pdf = await readFile(file, 'latin1');
  assert.match(pdf, /^%PDF-1\./);
  assert.match(pdf, /\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/);
  assert.equal(await askHost(desktop.page, 'savePdf', '收支表'), undefined);
}
