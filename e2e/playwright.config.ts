import { defineConfig, devices } from '@playwright/test';

/**
 * Run by `npm test -- browser`, which finds a Chromium and sets CHROMIUM_PATH. Each run starts a product of its
 * own, on its own ports and data folder. All specs run in two halves side by side (`tools/test/browser-halves.mjs`),
 * those that are named in one run.
 */
/** Notifications need the whole browser; everything else runs in its shell where there is one. */
const WHOLE = 'web-push.spec.ts';
const launchOptions = (executablePath: string | undefined) => ({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--disable-gpu',
  ],
});

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: process.env['MILLRACE_PICTURES'] ? [] : ['**/pictures.spec.ts'],
  outputDir: './test-results',
  globalSetup: './start-product.ts',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 1,
  // The story runs first in its half, before other flows send to the demo shop's people. Later tests use what it leaves.
  projects: [
    { name: 'story', testMatch: 'story.spec.ts' },
    {
      name: 'screens',
      testIgnore: [
        'story.spec.ts',
        WHOLE,
        ...(process.env['MILLRACE_PICTURES'] ? [] : ['**/pictures.spec.ts']),
      ],
    },
    {
      name: 'notifications',
      testMatch: WHOLE,
      use: {
        launchOptions: launchOptions(process.env['CHROMIUM_WHOLE_PATH'] ?? process.env['CHROMIUM_PATH']),
      },
    },
  ],
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env['MILLRACE_E2E_URL'],
    viewport: { width: 1440, height: 900 },
    // No test is about a movement. Without them nothing is drawn sixty times a second by a processor, and nothing is waited for.
    reducedMotion: 'reduce',
    // A snapshot of every moment takes a third of the time: where a failure is tried again, it is the second try that is kept.
    trace: { mode: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 30_000,
    launchOptions: launchOptions(process.env['CHROMIUM_PATH']),
  },
});
