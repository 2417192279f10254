import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/task/longest-first.ts';

/** Folders whose tests talk to a real Postgres and a real Temporal. Everything else is tested without a world around it. */
const worldly = [
  'packages/engine/db',
  'packages/engine/core',
  'packages/engine/run',
  'packages/engine/services',
  'apps/worker',
  'apps/web/server',
  'tools/start',
  'tools/statements',
  'tools/testing',
];
const tests = (folder: string) => `${folder}/**/*.test.{ts,tsx}`;
const never = ['**/node_modules/**', '**/.next/**', '**/dist/**', '**/_template*/**', '.data/**', 'e2e/**'];

export default defineConfig({
  test: {
    // Most of the time a test waits for a database, an engine or a clock: on two cores a single worker would be idle half of it.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    setupFiles: ['tools/testing/seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [tests('packages'), tests('apps'), tests('tools')],
          exclude: [...never, ...worldly.map(tests)],
          // Some walk thousands of lives, and a machine may have more to do than this.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: worldly.map(tests),
          exclude: never,
          globalSetup: ['tools/testing/servers.ts'],
          // As with browser tests: a crowded machine fails nobody, and what passed at the second try is named in the log.
          retry: process.env['CI'] ? 1 : 0,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
