import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../start/options.mjs';
import { findBrowser } from './browser.mjs';
import { run, tool } from '../task/run.mjs';
import { playwrightOutcome } from './totals.mjs';

const report = join(root, '.cache', 'browser.json');

/** Runs Playwright with Chromium; the tests start the product themselves. @param {readonly string[]} rest */
export async function runBrowser(rest) {
  const chromium = await findBrowser();
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const code = await run(
    process.execPath,
    [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...rest],
    {
      cwd: join(root, 'e2e'),
      env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
  );
  return browserOutcome(code);
}

/** The result of the last run. @param {number | null} code */
export const browserOutcome = (code) => playwrightOutcome(report, code);

// Runs as its own command, `npm run test-browser`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed, problems = [] } = await runBrowser([]);
  for (const line of problems) console.error(line);
  process.exitCode = failed > 0 ? 1 : 0;
}
