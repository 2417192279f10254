import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../start/options.mjs';
import { seconds } from '../start/say.mjs';
import { Trouble } from '../start/trouble.mjs';
import { heldOutput } from '../task/held-output.mjs';
import { run, tool } from '../task/run.mjs';
import { halves, onlySpecs, specFiles, splitProblems } from './browser-halves.mjs';
import { findBrowser, findShell } from './browser.mjs';
import { joinedOutcome, playwrightOutcome } from './totals.mjs';

/** @typedef {{ readonly whole: string, readonly shell: string }} Browsers paths; the same where there is no shell */

/** @param {string} name */
const reportOf = (name) => join(root, '.cache', `browser-${name}.json`);

/**
 * Runs Playwright with Chromium; each run starts a product of its own. All specs run in two halves at the same
 * time, those named in one run.
 * @param {readonly string[]} rest arguments for Playwright, such as names of specs
 */
export async function runBrowser(rest) {
  const whole = await findBrowser();
  const browsers = { whole, shell: await findShell(whole) };
  mkdirSync(join(root, '.cache'), { recursive: true });
  // A product that is running already is one, and takes all specs one after the other.
  if (rest.length > 0 || process.env['MILLRACE_E2E_URL'])
    return playwrightOutcome(reportOf('named'), await playwright('named', rest, { browsers }));

  const problems = splitProblems(specFiles(), halves);
  if (problems.length > 0) throw new Trouble(problems.join('\n  '), 'Then run the tests again.');
  const codes = await sideBySide(browsers);
  return browserOutcome(codes.find((code) => code !== 0) ?? 0);
}

/**
 * Runs both halves. The output of the first is printed as it comes, that of the second once the first has
 * ended, so that each can be read as a whole.
 * @param {Browsers} browsers
 */
function sideBySide(browsers) {
  const from = Date.now();
  /** @param {string} name @param {readonly string[]} specs @param {Promise<unknown>} before */
  const half = async (name, specs, before) => {
    const output = heldOutput(process.stdout);
    void before.then(output.release);
    output.write(`\n--- Browser tests, the ${name} half: ${specs.length} specs ---\n`);
    const code = await playwright(name, onlySpecs(specs), { browsers, output });
    output.write(`--- The ${name} half took ${seconds(Date.now() - from)} ---\n`);
    return code;
  };
  /** @type {Promise<number | null>[]} */
  const codes = [];
  for (const [name, specs] of Object.entries(halves))
    codes.push(half(name, specs, codes.at(-1) ?? Promise.resolve()));
  return Promise.all(codes);
}

/**
 * @param {string} name of the run, for its files
 * @param {readonly string[]} args
 * @param {{ browsers: Browsers, output?: import('../task/held-output.mjs').HeldOutput }} how
 */
function playwright(name, args, { browsers, output }) {
  rmSync(reportOf(name), { force: true });
  return run(
    process.execPath,
    [
      tool('@playwright/test/cli.js'),
      'test',
      '--reporter=list,json',
      // Each run empties its folder first.
      `--output=${join(root, 'e2e', 'test-results', name)}`,
      ...args,
    ],
    {
      cwd: join(root, 'e2e'),
      env: {
        CHROMIUM_PATH: browsers.shell,
        CHROMIUM_WHOLE_PATH: browsers.whole,
        PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf(name),
      },
      ...(output ? { output } : {}),
    },
  );
}

/** The result of the last run of all specs. @param {number | null} code */
export function browserOutcome(code) {
  const names = Object.keys(halves);
  const reports = names.map((name) => ({ name: `the ${name} half`, file: reportOf(name) }));
  return joinedOutcome(reports, {
    exitCode: code,
    files: specFiles(),
  });
}

// Runs as its own command, `npm run test-browser`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed, problems = [] } = await runBrowser([]);
  for (const line of problems) console.error(line);
  process.exitCode = failed > 0 ? 1 : 0;
}
