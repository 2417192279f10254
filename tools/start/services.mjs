import { join } from 'node:path';
import { loginUrls } from './logins.mjs';
import { demoAddress } from './demo-address.mjs';
import { freePort, onFreePorts } from './ports.mjs';
import { tryEngine } from './prepare.mjs';

/**
 * @typedef {object} Launch the context of every step of a start
 * @property {import('./options.mjs').Options} options
 * @property {import('./memory.mjs').Memory} memory
 * @property {ReturnType<typeof import('./supervisor.mjs').createSupervisor>} supervisor
 * @property {import('./say.mjs').Voice} voice
 * @property {string} logFolder
 */

/**
 * @param {Launch} launch
 * @returns {Promise<string>} the URL of a Postgres, by the role that owns the tables
 */
export async function openDatabase({ options, memory, supervisor, voice, logFolder }) {
  if (options.databaseUrl) {
    voice.say('Using the Postgres that DATABASE_URL names.');
    return options.databaseUrl;
  }
  const { startPostgres } = await import('./postgres.mjs');
  const logFile = join(logFolder, 'postgres.log');
  const settings = {
    folder: join(options.dataFolder, 'postgres'),
    port: memory.ports.postgres ?? 0,
    password: memory.postgresPassword,
    logFile,
  };
  let url = '';
  await supervisor.start({
    name: 'Postgres',
    layer: 1,
    logFile,
    start: async () => {
      const server = await withPorts(
        () => startPostgres(settings),
        async () => (settings.port = memory.ports.postgres = await freePort()),
        url !== '',
      );
      url = server.url;
      return server;
    },
  });
  voice.say(`Postgres is running (port ${settings.port}).`);
  return url;
}

/** @param {Launch} launch @returns {Promise<string>} the address of a Temporal server that responds */
export async function openTemporal({ options, memory, supervisor, voice, logFolder }) {
  if (options.temporalAddress) {
    voice.say(`Using the Temporal server at ${options.temporalAddress}.`);
    await tryEngine(options.temporalAddress, options.temporalNamespace, logFolder);
    return options.temporalAddress;
  }
  const [{ findTemporal }, { answers, startTemporal }] = await Promise.all([
    import('./temporal-binary.mjs'),
    import('./temporal.mjs'),
  ]);
  const binary = await findTemporal(voice);
  const logFile = join(logFolder, 'temporal.log');
  const settings = {
    binary,
    file: join(options.dataFolder, 'temporal', 'temporal.db'),
    port: memory.ports.temporal ?? 0,
    httpPort: memory.ports.temporalHttp ?? 0,
    logFile,
    namespace: options.temporalNamespace,
    isFirst: !memory.setUp,
  };
  const renew = async () => {
    settings.port = memory.ports.temporal = await freePort();
    settings.httpPort = memory.ports.temporalHttp = await freePort();
  };
  let address = '';
  await supervisor.start({
    name: 'Temporal',
    layer: 2,
    logFile,
    start: async () => {
      const server = await withPorts(() => startTemporal(settings), renew, address !== '');
      address = server.address;
      return server;
    },
    answers: () => answers(settings.httpPort, options.temporalNamespace, 5_000),
  });
  voice.say(`Temporal is running (port ${settings.port}).`);
  return address;
}

/**
 * Starts a server, with other ports when it ends at once. A server whose address other parts already have is
 * started on the same port.
 * @template Server
 * @param {() => Promise<Server>} start
 * @param {() => Promise<unknown>} renew
 * @param {boolean} isKnown
 * @returns {Promise<Server>}
 */
async function withPorts(start, renew, isKnown) {
  if (isKnown) return start();
  return onFreePorts(async (attempt) => {
    if (attempt > 1) await renew();
    return start();
  });
}

/**
 * Environment of our programs. The owner's address and password are for migrations only, and no program that
 * serves requests gets them.
 * @param {Launch} launch
 * @param {string} ownerUrl
 */
export function environment({ options, memory }, ownerUrl) {
  return {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: undefined,
    DATABASE_URL_FILE: undefined,
    ...loginUrls(ownerUrl, memory.databasePasswords, options.logins),
    TEMPORAL_NAMESPACE: options.temporalNamespace,
    PORT: String(options.port),
    WORKER_PORT: String(memory.ports.worker),
    DEMO: options.demo ? '1' : '0',
    ...(options.demo ? demoAddress(memory.ports.demo, process.env) : {}),
    MILLRACE_URL: options.url,
    MILLRACE_DATA: options.dataFolder,
    MILLRACE_SECRET: memory.secret,
    MILLRACE_API_KEY: memory.apiKey,
    MILLRACE_ADMIN_EMAIL: memory.adminEmail,
    MILLRACE_ADMIN_PASSWORD: memory.adminPassword ?? undefined,
  };
}
