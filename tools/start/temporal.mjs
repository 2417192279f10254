import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  endOrphan,
  exitOf,
  identityOf,
  pause,
  processesNaming,
  spawnLogged,
  stopChild,
} from './processes.mjs';
import { freePort, onFreePorts } from './ports.mjs';
import { EndedAtOnce, Trouble } from './trouble.mjs';

/**
 * @typedef {object} TemporalServer
 * @property {string} address host:port
 * @property {{ port: number, httpPort: number }} ports
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 */

/**
 * Starts Temporal's development server. Only this machine can reach it.
 * @param {object} settings
 * @param {string} settings.binary from `findTemporal`
 * @param {string | null} settings.file where workflows are kept; null keeps them in memory, for tests
 * @param {number} settings.port
 * @param {number} settings.httpPort
 * @param {string} settings.logFile
 * @param {string} [settings.namespace] created when missing
 * @param {boolean} [settings.isFirst] true unless a start on this file is known to have succeeded
 * @returns {Promise<TemporalServer>}
 * @throws {Trouble}
 */
export async function startTemporal({
  binary,
  file,
  port,
  httpPort,
  logFile,
  namespace = 'default',
  isFirst = false,
}) {
  const args = [
    'server',
    'start-dev',
    '--headless',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--http-port',
    String(httpPort),
  ];
  if (namespace !== 'default') args.push('--namespace', namespace);
  if (file) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    keepToOurselves(file);
    // Two servers would corrupt the file. A start that was killed before it could record its server may have
    // left one.
    for (const pid of processesNaming(file)) await endOrphan(identityOf(pid), 'SIGTERM');
    if (isFirst && !existsSync(finished(file)))
      for (const each of filesOf(file)) rmSync(each, { force: true });
    args.push('--db-filename', file);
  }
  const child = spawnLogged({ file: binary, args, umask: 0o077 }, logFile, { name: 'Temporal' });
  let ended = false;
  void exitOf(child).then(() => (ended = true));
  const deadline = Date.now() + 60_000;
  while (!(await answers(httpPort, namespace))) {
    if (ended)
      throw new EndedAtOnce(
        'Temporal stopped as soon as it was started.',
        'Look at the last lines of its log.',
        logFile,
      );
    if (Date.now() > deadline) {
      await stopChild(child);
      throw new Trouble(
        'Temporal did not become ready within a minute.',
        'Look at the last lines of its log.',
        logFile,
      );
    }
    await pause(50);
  }
  if (file && !existsSync(finished(file))) writeFileSync(finished(file), '', { mode: 0o600 });
  return {
    address: `127.0.0.1:${port}`,
    ports: { port, httpPort },
    child,
    stop: () => stopChild(child, { within: 2500 }),
  };
}

/**
 * Starts Temporal's development server on ports that are free.
 * @param {Omit<Parameters<typeof startTemporal>[0], 'port' | 'httpPort'>} settings as for `startTemporal`
 */
export function startTemporalAnywhere(settings) {
  return onFreePorts(async () =>
    startTemporal({ ...settings, port: await freePort(), httpPort: await freePort() }),
  );
}

/**
 * Closes the files to other users, because histories are private; includes files of earlier releases.
 * @param {string} file
 */
function keepToOurselves(file) {
  for (const each of filesOf(file)) if (existsSync(each)) chmodSync(each, 0o600);
}

/** @param {string} file */
const filesOf = (file) => [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];

/**
 * A marker beside a file whose tables are complete. A start killed while creating them leaves a file that no
 * start can use.
 * @param {string} file
 */
const finished = (file) => `${file}.finished`;

/**
 * Whether the server knows its namespace.
 * @param {number} httpPort
 * @param {string} namespace
 * @param {number} [within] milliseconds
 */
export async function answers(httpPort, namespace, within = 1000) {
  try {
    const url = `http://127.0.0.1:${httpPort}/api/v1/namespaces/${encodeURIComponent(namespace)}`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(within) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
