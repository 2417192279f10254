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
 * The folder for the cluster's files: the wanted one, unless the user who runs Postgres cannot enter it. A
 * folder inside it is used when a disk is mounted there, or it contains something else, such as `lost+found`.
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
 * Creates the cluster's files when there are none. They are created in a temporary folder and renamed when
 * complete, so that after a kill the next start begins again.
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
    // The built-in provider sorts the same on every system, and does not change when the system is updated.
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
        sentence: 'The database could not be created.',
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

/**
 * Removes the files of a killed start. The process that was creating them may still run.
 * @param {string} half
 */
async function removeUnfinished(half) {
  for (const pid of [...processesNaming(`--pgdata=${half}`), ...processesNaming(half)])
    await endOrphan(identityOf(pid), 'SIGTERM');
  await removeWholly(half);
}

/**
 * Removes a folder into which a process of a killed start may still be writing: retries for up to 20 seconds.
 * Node's `maxRetries` retries the removal of the folder, but not of files written meanwhile.
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

/** A folder beside the cluster, on the same disk. @param {string} cluster */
function placeFor(cluster) {
  return { parent: dirname(cluster), begin: `${basename(cluster)}-unfinished-` };
}

/**
 * Earlier releases created the files in place. Files of a killed start have a version file and never ran, so
 * they contain no data. They are still moved aside and kept, because a server's backup may look the same; one
 * made by Postgres has a label.
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
