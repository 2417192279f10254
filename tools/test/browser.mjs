import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { Trouble } from '../start/trouble.mjs';
import { run, tool } from '../task/run.mjs';

/** The shell first: it has no windows to draw, and takes a quarter less of a processor. */
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the tests: the configured one, the system's, Playwright's own, or one installed now.
 * @returns {Promise<string>} its path
 * @throws {Trouble} when none can be found or installed
 */
export async function findBrowser() {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named))
    throw new Trouble(`CHROMIUM_PATH names ${named}, which does not exist.`, 'Correct it, or leave it out.');
  const found = named ?? (await present());
  if (found) return found;
  console.log('  There is no Chromium yet; asking Playwright to install its own.');
  await run(process.execPath, [tool('@playwright/test/cli.js'), 'install', 'chromium'], {
    cwd: join(root, 'e2e'),
  });
  const own = await present();
  if (own) return own;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('  That did not work; trying apt-get.');
    await run('apt-get', ['update', '-q']);
    // Not every release of Debian or Ubuntu has the shell.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      });
      const system = await present();
      if (system) return system;
    }
  }
  throw new Trouble(
    'There is no Chromium for the browser tests, and none could be installed.',
    'Install Chromium or Chrome, or set CHROMIUM_PATH to where it is.',
  );
}

/** @returns {Promise<string | undefined>} */
async function present() {
  const { chromium } = await import('@playwright/test');
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path));
}
