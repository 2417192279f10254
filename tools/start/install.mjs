import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatches } from '../patches/apply.mjs';
import { root } from './options.mjs';
import { runLogged } from './processes.mjs';
import { alone, hashOf, hasStamp, setStamp } from './stamps.mjs';
import { messageOf, Trouble } from './trouble.mjs';

const stampFile = join(root, 'node_modules', '.millrace-stamp');

/**
 * Installs the dependencies when they are missing or package-lock.json has changed since.
 * @param {import('./say.mjs').Voice} voice
 * @param {string} logFolder
 */
export async function installDependencies(voice, logFolder) {
  const stamp = hashOf(root, ['package.json', 'package-lock.json', 'tools/patches']);
  if (hasStamp(stampFile, stamp)) return;
  await alone(
    join(root, '.cache', 'installing'),
    () => voice.say('Another start is installing dependencies; waiting for it.'),
    async () => {
      if (hasStamp(stampFile, stamp)) return;
      if (!isInstalled()) {
        const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
        await voice.during('Installing dependencies', () =>
          // Not `npm ci`, which would delete everything and fetch it again; see
          // docs/decisions/npm-install.md. NODE_ENV=production would leave out the tools that build and run
          // Millrace.
          runLogged(
            {
              file: npm,
              args: ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'],
              cwd: root,
              env: { NODE_ENV: undefined },
            },
            join(logFolder, 'install.log'),
            {
              sentence: 'The dependencies could not be installed.',
              next: 'Check the network and the disk, run `npm install --no-save` to see its error, then start again.',
              name: 'Installing dependencies',
            },
          ),
        );
      }
      // npm does this too, unless it runs no scripts.
      patchDriver();
      setStamp(stampFile, stamp);
    },
    join(logFolder, '..', 'processes.json'),
  );
}

/** @throws {Trouble} */
function patchDriver() {
  try {
    applyPatches();
  } catch (error) {
    throw new Trouble(
      `The database driver could not be patched: ${messageOf(error)}`,
      'Remove node_modules and start again; if it stays, report it.',
    );
  }
}

/**
 * Whether npm's own record of node_modules agrees with the lock file. They differ when somebody ran npm by
 * hand.
 */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const read = (/** @type {string} */ file) =>
    /** @type {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */ (
      JSON.parse(readFileSync(file, 'utf8')).packages
    );
  const [wanted, have] = [read(join(root, 'package-lock.json')), read(installed)];
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional) return true;
    return have[path]?.version === entry.version && existsSync(join(root, path));
  });
}
