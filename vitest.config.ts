import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Two kinds of tests: `node` (pure functions, and the engine on real database files) and `renderer` (pages in jsdom).
export default defineConfig({
  test: {
    // by default one core is left idle, which on two cores doubles the time
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          maxWorkers: '100%',
          include: ['test/{unit,engine,security}/**/*.test.ts'],
          setupFiles: ['test/engine/quick-key.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          environment: 'node',
          maxWorkers: '100%',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          maxWorkers: '100%',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
