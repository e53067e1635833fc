import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Three kinds of tests: `node` (pure functions, and the engine on real database files), `faults` (real keys, killed processes) and
// `renderer` (pages in jsdom). A worker of the first and the last takes one file after another in the same world (`isolate: false`):
// loading the engine or antd anew for each file was half of all the time. So a test leaves nothing behind it.
// These put something else in place of a module (`vi.mock`), which would still be there for the file after them.
const ALONE = ['workbench', 'ledger-attachments', 'layout', 'start'].map((name) => `test/renderer/${name}.test.tsx`);

/** Nothing here measures time: a property of 30 seconds takes minutes on a machine that is busy with other work. */
const PATIENCE = 300_000;

export default defineConfig({
  test: {
    // by default one core is left idle, which on two cores doubles the time
    maxWorkers: '100%',
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          maxWorkers: '100%',
          isolate: false,
          include: ['test/{unit,engine,security}/**/*.test.ts'],
          exclude: ['test/engine/books.test.ts'],
          setupFiles: ['test/engine/quick-key.ts'],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: 'faults',
          environment: 'node',
          maxWorkers: '100%',
          include: ['test/faults/**/*.test.ts', 'test/engine/books.test.ts'],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          maxWorkers: '100%',
          isolate: false,
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          exclude: ALONE,
          setupFiles: ['test/renderer/setup.ts'],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer-alone',
          environment: 'jsdom',
          maxWorkers: '100%',
          include: ALONE,
          setupFiles: ['test/renderer/setup.ts'],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
    ],
  },
});
