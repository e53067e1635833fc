import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ask } from './ask.ts';
import { launchPackaged } from './packaged.ts';
import { projectRoot } from './runtime.ts';
import type { Story } from './story.ts';

const run = promisify(execFile);
const PACKING_MILLISECONDS = 180_000;
const LARGEST_ARCHIVE = 12 * 1024 * 1024;

/** Packs the program with the runtime of the tests, looks inside, and starts it. */
const story: Story = {
  title: 'The package',
  play: async ({ stage, check, screenshot }) => {
    if (process.platform !== 'linux') throw new Error('this story is written for Linux');
    await run(process.execPath, ['electron/package.ts', '--dir', '--linux', '--x64'], {
      cwd: projectRoot,
      timeout: PACKING_MILLISECONDS,
      env: { ...process.env, XIAOJIA_ELECTRON_DIST: stage.runtime.dist },
    });
    const unpacked = join(projectRoot, 'dist/linux-unpacked');
    const archive = join(unpacked, 'resources/app.asar');
    const files = listPackage(archive, { isPack: false });

    await check('it holds out, migrations, assets and better-sqlite3, nothing else', () => {
      const roots = new Set(
        files.map((file) =>
          file
            .split('/')
            .slice(1, file.startsWith('/node_modules/') ? 3 : 2)
            .join('/'),
        ),
      );
      roots.delete('node_modules');
      assert.deepEqual([...roots].sort(), [
        'assets',
        'migrations',
        'node_modules/better-sqlite3',
        'out',
        'package.json',
      ]);
    });
    await check('neither the preview nor any source is inside', () => {
      assert.deepEqual(
        files.filter((file) => /preview|\.tsx?$|\.map$/.test(file)),
        [],
      );
    });
    await check('one addon, of this platform, outside the archive', async () => {
      const addons = files.filter((file) => file.endsWith('.node'));
      assert.deepEqual(addons, ['/node_modules/better-sqlite3/prebuilds/linux-x64.node']);
      const outside = await readdir(`${archive}.unpacked/node_modules/better-sqlite3/prebuilds`);
      assert.deepEqual(outside, ['linux-x64.node']);
    });
    await check('the archive is below 12 MB', async () => {
      const { size } = await stat(archive);
      assert.ok(size < LARGEST_ARCHIVE, `${size} bytes`);
    });
    await check('every fuse stands as it must', async () => {
      const wire = await getCurrentFuseWire(join(unpacked, 'xiaojia'));
      const on = [
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
      ];
      const off = [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.GrantFileProtocolExtraPrivileges,
      ];
      for (const fuse of on) assert.equal(wire[fuse], FuseState.ENABLE, FuseV1Options[fuse]);
      for (const fuse of off) assert.equal(wire[fuse], FuseState.DISABLE, FuseV1Options[fuse]);
    });

    const packaged = await launchPackaged(stage, unpacked);
    await check('the packaged program starts and its engine answers', async () => {
      const reply = await ask(packaged.page, 'books.readStatus');
      assert.ok(reply.ok, JSON.stringify(reply));
      const { version } = createRequire(import.meta.url)('../../package.json');
      assert.ok(JSON.stringify(reply.value).includes(`"programVersion":"${version}"`), JSON.stringify(reply.value));
    });
    await check('the first page is shown', () =>
      packaged.page.getByText('小家账本').first().waitFor({ timeout: 10_000 }),
    );
    await screenshot(packaged.page, 'packaged');
    await check('it closes when its window is closed', async () => assert.equal(await packaged.close(), true));
  },
};
export default story;
