import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { elsewhere, mayReach } from './postgres-binaries.mjs';
import { endOrphan, identityOf, pause, processesNaming, runLogged } from './processes.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('./postgres-binaries.mjs').SystemUser} SystemUser */

export const superuser = 'postgres';

/**
 * The folder for the cluster's files. It is the wanted one unless the user who runs Postgres may not enter there; and inside of
 * that one where a disk is mounted there, or something else is in it already, as `lost+found` is.
 * @param {string} wanted
 * @param {SystemUser} user
 */
export function clusterFolder(wanted, user) {
  const other = join(elsewhere, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  const inside = join(wanted, 'cluster');
  for (const made of [wanted, inside]) if (existsSync(join(made, 'PG_VERSION'))) return made;
  if (user.uid !== undefined && existsSync(join(other, 'PG_VERSION'))) return other;
  own(wanted, user);
  if (!mayReach(user, '-w', wanted)) {
    own(other, user);
    return other;
  }
  const isMount = statSync(wanted).dev !== statSync(dirname(wanted)).dev;
  return !isMount && readdirSync(wanted).length === 0 ? wanted : inside;
}

/** @param {string} folder @param {SystemUser} user */
function own(folder, user) {
  mkdirSync(folder, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
}

/**
 * Makes the cluster's files when there are none. They are made aside and get their name when they are finished: whoever is killed
 * before that begins anew.
 * @param {object} what
 * @param {string} what.cluster
 * @param {import('./postgres-binaries.mjs').Binaries} what.binaries
 * @param {SystemUser} what.user
 * @param {string} what.password of the superuser
 * @param {string} what.logFile
 */
export async function makeCluster({ cluster, binaries, user, password, logFile }) {
  putUnfinishedAside(cluster);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const [made, have] = [
      readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim(),
      binaries.version.split('.')[0],
    ];
    if (made === have) return;
    throw new Trouble(
      `The database in ${cluster} was made by Postgres ${made}; this Millrace brings Postgres ${have}.`,
      'Dump it with the older version and load it into a new data folder.',
    );
  }
  const place = placeFor(cluster);
  for (const name of readdirSync(place.parent))
    if (name.startsWith(place.begin)) await removeUnfinished(join(place.parent, name));
  const half = join(place.parent, `${place.begin}${process.pid}`);
  own(half, user);
  const folder = mkdtempSync(join(tmpdir(), 'millrace-'));
  try {
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined)
      for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    // The built-in provider sorts the same on every system and does not change when the system is updated.
    const args = [
      `--pgdata=${half}`,
      '--auth=scram-sha-256',
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
    ];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await runLogged(
      { file: binaries.initdb, args: [...args, ...locale], cwd: half, env: { LC_ALL: 'C' }, ...user },
      logFile,
      {
        sentence: 'The database could not be made.',
        next: 'Look at the log. If the disk is full, make room, and start again.',
        name: 'Making the database',
      },
    );
    if (existsSync(cluster)) rmdirSync(cluster);
    renameSync(half, cluster);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await removeWholly(half);
  }
}

/** The files of a start that was killed. What makes them may have outlived it. @param {string} half */
async function removeUnfinished(half) {
  for (const pid of [...processesNaming(`--pgdata=${half}`), ...processesNaming(half)])
    await endOrphan(identityOf(pid), 'SIGTERM');
  await removeWholly(half);
}

/**
 * Whoever was killed may have left a program behind that still writes there for a moment: again, for 20 seconds at most. Node's own
 * `maxRetries` tries again to remove the folder, and not what has been written into it meanwhile.
 * @param {string} path
 */
export async function removeWholly(path) {
  for (let tries = 1; ; tries += 1) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (tries === 80 || (code !== 'ENOTEMPTY' && code !== 'EBUSY')) throw error;
      await pause(250);
    }
  }
}

/** Beside the cluster, on the same disk. @param {string} cluster */
function placeFor(cluster) {
  return { parent: dirname(cluster), begin: `${basename(cluster)}-unfinished-` };
}

/**
 * An earlier release made the files where they stay. What it was killed over has its version file and was never run: nothing is
 * in it. It is kept beside all the same, for a server's backup may look like that too; one made by Postgres has a label.
 * @param {string} cluster
 */
function putUnfinishedAside(cluster) {
  const has = (/** @type {string} */ name) => existsSync(join(cluster, name));
  if (
    !has('PG_VERSION') ||
    has('postmaster.opts') ||
    has('backup_label') ||
    has('recovery.signal') ||
    has('standby.signal')
  )
    return;
  renameSync(cluster, `${cluster}-never-run-${Date.now()}`);
}
