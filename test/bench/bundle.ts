import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * Bundles scripts of this folder, and the engine's worker with them, as the product's build does. Run from its sources, Node
 * would carry a TypeScript compiler along in each thread, 100 MB and half a second that no user pays.
 * @param names of the scripts, without `.ts`
 * @returns the folder with `<name>.js` for each, and `job.js`
 */
export async function bundle(names: readonly string[]): Promise<string> {
  const folder = join(root, '.cache/bench');
  rmSync(folder, { recursive: true, force: true });
  const scripts = Object.fromEntries(names.map((name) => [name, join(import.meta.dirname, `${name}.ts`)]));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: folder,
      rolldownOptions: {
        input: { ...scripts, job: join(root, 'electron/job.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return folder;
}
