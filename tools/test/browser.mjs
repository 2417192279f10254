import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { Trouble } from '../start/trouble.mjs';
import { run, tool } from '../task/run.mjs';

/** Chromium without windows to draw: it takes a quarter less of a processor, and shows no notifications. */
const SHELL = '/usr/bin/chromium-headless-shell';

const usualPlaces = [
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
  if (hasApt()) {
    console.log('  That did not work; trying apt-get.');
    await aptInstall('chromium');
    const system = await present();
    if (system) return system;
  }
  throw new Trouble(
    'There is no Chromium for the browser tests, and none could be installed.',
    'Install Chromium or Chrome, or set CHROMIUM_PATH to where it is.',
  );
}

/**
 * The shell of Chromium where there is one; in CI one is installed where that is possible. Not every release of Debian or Ubuntu
 * has it.
 * @param {string} whole the browser to take otherwise
 * @returns {Promise<string>} its path
 */
export async function findShell(whole) {
  if (process.env['CHROMIUM_PATH']) return whole;
  if (!existsSync(SHELL) && process.env['CI'] && hasApt()) await aptInstall('chromium-headless-shell');
  return existsSync(SHELL) ? SHELL : whole;
}

const hasApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @param {string} name of a package */
async function aptInstall(name) {
  await run('apt-get', ['update', '-q']);
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** @returns {Promise<string | undefined>} */
async function present() {
  const { chromium } = await import('@playwright/test');
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path));
}
