import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterFolder, makeCluster, superuser } from './cluster.mjs';
import { postgresBinaries, postgresUser } from './postgres-binaries.mjs';
import { endOrphan, exitOf, identityOf, isAlive, pause, spawnLogged, stopChild } from './processes.mjs';
import { EndedAtOnce, Trouble } from './trouble.mjs';

/**
 * @typedef {object} PostgresServer
 * @property {string} url of the requested database, as superuser
 * @property {number} port
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the built-in Postgres on persistent files, creating them the first time. Only this machine can reach
 * it.
 * @param {object} settings
 * @param {string} settings.folder for the cluster's files
 * @param {number} settings.port
 * @param {string} settings.password set when the files are created, and needed afterwards
 * @param {string} settings.logFile
 * @param {string} [settings.database] created when missing
 * @param {boolean} [settings.durable] false: faster, but a crash of the machine may lose everything; for
 * tests
 * @returns {Promise<PostgresServer>}
 * @throws {Trouble}
 */
export async function startPostgres({
  folder,
  port,
  password,
  logFile,
  database = 'millrace',
  durable = true,
}) {
  const user = postgresUser(folder);
  const binaries = postgresBinaries(user);
  const cluster = clusterFolder(folder, user);
  const wasKilled = existsSync(join(cluster, 'postmaster.pid'));
  await endFormerServer(cluster);
  await makeCluster({ cluster, binaries, user, password, logFile });

  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const begin = async () => {
    const child = spawnLogged(
      {
        file: binaries.postgres,
        args: ['-D', cluster, '-p', String(port), ...settingsOf(durable)],
        cwd: cluster,
        env: { LC_ALL: 'C' },
        ...user,
      },
      logFile,
      { name: 'Postgres', signal: 'SIGINT' },
    );
    try {
      await untilReady(child, url, database, logFile);
      return child;
    } catch (error) {
      await stopChild(child, { signal: 'SIGQUIT' });
      throw error;
    }
  };
  const child = await (wasKilled ? onceReleased(begin) : begin());
  // SIGINT is Postgres's "fast" shutdown: it ends the sessions and writes everything to disk.
  return { url, port, child, stop: () => stopChild(child, { signal: 'SIGINT', within: 8000 }) };
}

/**
 * Starts again while the server ends at once. The processes of a server that was killed notice it one after
 * the other, a busy one late, and until then Postgres refuses to start on the memory they share.
 * @template Server
 * @param {() => Promise<Server>} start
 * @returns {Promise<Server>}
 */
async function onceReleased(start) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof EndedAtOnce) || Date.now() > deadline) throw error;
      await pause(250);
    }
  }
}

/** @param {boolean} durable */
function settingsOf(durable) {
  /** @type {Record<string, string>} */
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    jit: 'off',
    // A new store grows from nothing within minutes, so plans made for empty tables must be replaced soon.
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The app gets the error of a refused statement. The server's log would repeat its values, such as an
    // address or a name, so it leaves them out.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
  };
  const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  return Object.entries(durable ? settings : { ...settings, ...hasty }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

/**
 * A server left by a killed launcher still uses the files, so it is stopped properly.
 * @param {string} cluster
 */
async function endFormerServer(cluster) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!pid || !isAlive(pid)) return;
  if (isServerOf(pid, cluster)) await endOrphan(identityOf(pid), 'SIGINT');
  // Another program has this process id now. Postgres would take it for its own server and refuse to start.
  else rmSync(file, { force: true });
}

/**
 * Compares working folders, because `ps` prints non-ASCII names unreliably.
 * @param {number} pid
 * @param {string} cluster
 */
function isServerOf(pid, cluster) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return (
      spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.includes(cluster) ??
      false
    );
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} url
 * @param {string} database
 * @param {string} logFile
 */
async function untilReady(child, url, database, logFile) {
  let ended = false;
  void exitOf(child).then(() => (ended = true));
  const { default: postgres } = await import('postgres');
  const base = new URL(url);
  base.pathname = '/postgres';
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (ended)
      throw new EndedAtOnce(
        'Postgres stopped as soon as it was started.',
        'Look at the last lines of its log.',
        logFile,
      );
    const sql = postgres(base.href, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      const [found] = await sql`select 1 from pg_database where datname = ${database}`;
      if (!found) await sql.unsafe(`create database "${database}"`);
      return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '28P01') {
        throw new Trouble(
          'The database does not accept its own password.',
          'secrets.json in the data folder is not the one the database was made with; restore both from one backup.',
        );
      }
      if (Date.now() > deadline)
        throw new Trouble(
          'Postgres did not become ready within a minute.',
          'Look at the last lines of its log.',
          logFile,
        );
      await pause(50);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
