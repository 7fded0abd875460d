import { defineConfig } from 'vitest/config';

/** Tests promise what happens, never how fast: a slow machine must not fail them. */
const PATIENCE_MS = 180_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    maxWorkers: '100%',
  },
});
