import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { findBrowser } from './browser.mjs';
import { run, tool } from './run.mjs';
import { playwrightOutcome } from './totals.mjs';

/** Playwright walks through the product in Chromium; it starts the product itself. @param {readonly string[]} rest */
export async function browserStage(rest) {
  const chromium = await findBrowser();
  const report = join(root, '.cache', 'browser.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const code = await run(process.execPath, [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...rest], {
    cwd: join(root, 'e2e'),
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return playwrightOutcome(report, code);
}
