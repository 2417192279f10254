import { join } from 'node:path';
import { buildChanged } from './build.mjs';
import { prepareFolder } from './data-folder.mjs';
import { untilHealthy } from './health.mjs';
import { installDependencies } from './install.mjs';
import { takeFolder } from './lock.mjs';
import { watchLogs } from './logs.mjs';
import { keep, recall } from './memory.mjs';
import { readOptions } from './options.mjs';
import { demoPart, webPart, workerPart } from './parts.mjs';
import { demoPort } from './demo-address.mjs';
import { checkPort, freePort, keepOrFreePort, localUrl } from './ports.mjs';
import { migrate, setUp } from './prepare.mjs';
import { tail } from './processes.mjs';
import { createVoice } from './say.mjs';
import { environment, openDatabase, openTemporal } from './services.mjs';
import { stopOnSignals } from './signals.mjs';
import { createSupervisor } from './supervisor.mjs';
import { isSystemTrouble, systemTrouble, Trouble } from './trouble.mjs';

/** @typedef {import('./services.mjs').Launch} Launch */

/** Starts Millrace and returns when it is ready. It runs until it gets a signal. */
export async function launch() {
  const voice = createVoice();
  /** @type {Launch['supervisor'] | null} */
  let supervisor = null;
  let release = () => {};
  try {
    const options = readOptions(process.env);
    const logFolder = join(options.dataFolder, 'logs');
    prepareFolder(options.dataFolder);
    release = takeFolder(options.dataFolder, options.url);
    supervisor = createSupervisor(options.dataFolder, voice);
    stopOnSignals(supervisor, release, voice);
    const memory = recall(options.dataFolder, options.preset);
    await supervisor.clearOrphans();
    await checkPort(options.port, options.host);
    watchLogs(logFolder);
    await startAll({ options, memory, supervisor, voice, logFolder });
  } catch (error) {
    if (supervisor?.stopping) return;
    complain(error);
    await supervisor?.stopAll();
    release();
    process.exit(1);
  }
}

/** @param {Launch} launch */
async function startAll(launch) {
  const { options, memory, supervisor, voice, logFolder } = launch;
  await installDependencies(voice, logFolder);
  memory.ports = {
    postgres: await keepOrFreePort(memory.ports.postgres),
    temporal: await keepOrFreePort(memory.ports.temporal),
    temporalHttp: await keepOrFreePort(memory.ports.temporalHttp),
    demo: await demoPort(options, memory.ports.demo),
    worker: await freePort(),
  };
  keep(options.dataFolder, memory);

  // External servers are checked first, because that takes a second and a build takes minutes.
  const given = {
    database: options.databaseUrl ? await prepareDatabase(launch) : null,
    temporal: options.temporalAddress ? await openTemporal(launch) : null,
  };
  const [{ env, created }, temporalAddress] = await Promise.all([
    given.database ?? prepareDatabase(launch),
    given.temporal ?? openTemporal(launch),
    buildChanged(voice, logFolder),
  ]);
  const full = { ...env, TEMPORAL_ADDRESS: temporalAddress };
  const webAddress = localUrl(options.host, options.port);
  await Promise.all([
    startHealthy(launch, webPart(options, full, logFolder), `${webAddress}/api/health/ready`),
    startHealthy(launch, workerPart(full, logFolder), `http://127.0.0.1:${memory.ports.worker}/health`),
  ]);
  // The public address may be a proxy that is not up yet, so the demo shop uses the local address.
  if (options.demo) await supervisor.start(demoPart({ ...full, MILLRACE_URL: webAddress }, logFolder));

  if (created) tellCredentials(launch);
  keep(options.dataFolder, { ...memory, setUp: true });
  console.log(`\nMillrace is ready at ${options.url}`);
  console.log(`Logs: ${logFolder}. Ctrl-C stops it.`);
}

/** @param {Launch} launch */
async function prepareDatabase(launch) {
  const ownerUrl = await openDatabase(launch);
  const env = environment(launch, ownerUrl);
  await migrate({ ...env, DATABASE_URL: ownerUrl }, launch.logFolder);
  const created = await setUp(env, launch.logFolder);
  launch.voice.say('The database is up to date.');
  return { env, created };
}

/**
 * @param {Launch} launch
 * @param {import('./supervisor.mjs').Part} part
 * @param {string} url that responds with 200 when healthy
 */
async function startHealthy({ supervisor, voice }, part, url) {
  const { child } = await supervisor.start(part);
  await untilHealthy({ name: part.name, url, child, logFile: part.logFile });
  voice.say(`${part.name} answers.`);
}

/** Printed once, at the first start, and only what was generated. @param {Launch} launch */
function tellCredentials({ options: { preset }, memory }) {
  const lines = [];
  if (!preset.password && memory.adminPassword)
    lines.push(`Sign in as   ${memory.adminEmail}`, `Password     ${memory.adminPassword}`);
  if (!preset.apiKey) lines.push(`API key      ${memory.apiKey}`);
  if (lines.length > 0)
    console.log(
      `\n${[...lines, 'Keep them: they are not shown again.'].map((line) => `  ${line}`).join('\n')}`,
    );
}

/** @param {unknown} error */
function complain(error) {
  if (!(error instanceof Trouble) && !isSystemTrouble(error)) {
    console.error('\nMillrace could not be started, because of an unexpected error:', error);
    return;
  }
  const trouble = systemTrouble(
    error,
    `A file could not be used (${pathOf(error)})`,
    'Check its permissions, and the disk it is on.',
  );
  tell(trouble);
}

/** @param {unknown} error */
const pathOf = (error) => (error instanceof Error && 'path' in error ? String(error.path) : 'unknown');

/** @param {Trouble} error */
function tell(error) {
  if (error.logFile) {
    const lines = tail(error.logFile, 25).map((line) => `  | ${line}`);
    console.error(`\nThe last lines of ${error.logFile}:\n${lines.join('\n')}`);
  }
  console.error(`\nMillrace could not be started. ${error.message}\n${error.next}`);
}
