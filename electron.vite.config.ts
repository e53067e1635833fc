import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pdfjsFiles } from './electron/tools/pdfjs-files.ts';

// Everything but better-sqlite3 (the one production dependency, a native addon) goes into the bundles, so that the
// package holds `out/`, `migrations/`, `assets/` and that addon, nothing else.
export default defineConfig({
  main: {
    // Its build for Node declares a `require` of its own, beside the one that electron-vite puts into the same file: a
    // SyntaxError. We use nothing of it that needs Node.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      rolldownOptions: {
        input: { main: 'electron/main.ts', engine: 'electron/engine.ts', job: 'electron/job.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        // a sandboxed preload script is always CommonJS
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), pdfjsFiles()],
    // the pages come from the disk, so their size matters less than their number
    build: { minify: true, chunkSizeWarningLimit: 2000, rolldownOptions: { input: 'renderer/index.html' } },
  },
});
