import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ask, askHost } from './ask.ts';
import { openPreview } from './browser.ts';
import { projectRoot } from './runtime.ts';
import type { Story } from './story.ts';

/** The same pages and the same engine in an ordinary browser. */
const story: Story = {
  title: 'The preview in Chromium',
  play: async ({ check, screenshot }) => {
    const preview = await openPreview();
    const { page } = preview;
    try {
      await check('it says in one line why there is no window', () => {
        const lines = preview.printed().trim().split('\n');
        assert.equal(lines.length, 2, preview.printed());
        assert.match(lines[0] ?? '', /^没有打开桌面窗口：/);
      });
      await check('the token is gone from the address, and the engine answers', async () => {
        assert.equal(page.url(), `${new URL(preview.address).origin}/`);
        assert.equal(await page.evaluate(() => window.xiaojia?.host), 'preview');
        const status = await ask(page, 'books.readStatus');
        assert.ok(status.ok, JSON.stringify(status));
      });
      await check('the first page is shown', () => page.getByText('小家账本').first().waitFor({ timeout: 10_000 }));
      await screenshot(page, 'preview');
      await check('the printed address opens once', async () => {
        const again = await fetch(preview.address, { redirect: 'manual' });
        assert.equal(again.status, 401);
        const bare = await fetch(new URL(preview.address).origin);
        assert.equal(bare.status, 401);
      });
      await check('pages cannot read the session cookie', async () => {
        assert.equal(await page.evaluate(() => document.cookie), '');
      });
      await check('a page of another site cannot reach the engine, even in this browser', async () => {
        const foreign = await page.context().newPage();
        await foreign.goto('data:text/html,foreign');
        const reached = await foreign.evaluate(
          (origin) =>
            fetch(`${origin}/call/books.lock`, {
              method: 'POST',
              credentials: 'include',
              mode: 'no-cors',
              headers: { 'content-type': 'text/plain' },
              body: '{"input":{}}',
            }).then(
              ({ type }) => type,
              () => 'failed',
            ),
          new URL(preview.address).origin,
        );
        // the browser never shows the answer to the foreign page; that it was refused stands in the unit tests
        assert.ok(reached === 'opaque' || reached === 'failed', reached);
        await foreign.close();
      });
      await check('a spreadsheet that is picked becomes a token', async () => {
        const chooser = page.waitForEvent('filechooser');
        const picked = askHost(page, 'pickFile', 'spreadsheet');
        await (await chooser).setFiles(join(projectRoot, 'test/fixtures/会员花名册.xlsx'));
        const file = await picked;
        assert.ok(typeof file === 'object' && file !== null && 'file' in file && 'name' in file);
        assert.equal(file.name, '会员花名册.xlsx');
        assert.match(String(file.file), /^[0-9a-zA-Z-]{8,64}$/);
      });
      await check('the folder picker offers the one default folder, and no folder can be opened', async () => {
        const picked = await askHost(page, 'pickFolder');
        assert.ok(typeof picked === 'object' && picked !== null && 'display' in picked);
        assert.equal(picked.display, 'documents/小家账本');
        assert.equal(await askHost(page, 'showFolder', 'whatever'), false);
      });
    } finally {
      await preview.close();
    }
  },
};
export default story;
