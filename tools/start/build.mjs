import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './options.mjs';
import { runLogged } from './processes.mjs';
import { alone, hashOf, hasStamp, setStamp } from './stamps.mjs';

const shared = ['packages', 'package-lock.json', 'tsconfig.base.json', 'tools/start/bundle.mjs'];

/**
 * @typedef {object} Built a build, reused until its sources change
 * @property {string} what
 * @property {readonly string[]} sources
 * @property {string} output built again when this is missing
 * @property {string} stampFile
 * @property {string} log
 * @property {readonly string[]} args of node
 * @property {string} cwd
 */

/** @type {Built} */
const web = {
  what: 'Building the web app',
  sources: ['apps/web', ...shared],
  output: join(root, 'apps/web/.next/BUILD_ID'),
  stampFile: join(root, 'apps/web/.next/millrace-stamp'),
  log: 'build-web.log',
  args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
  cwd: join(root, 'apps/web'),
};

/** @returns {Built | null} */
function worker() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'apps/worker/package.json'), 'utf8'));
  /** @type {string | undefined} */
  const script = scripts?.bundle;
  const file = script?.match(/\S+\.(ts|mjs)$/)?.[0];
  if (!file) return null;
  return {
    what: 'Bundling the workflows',
    sources: ['apps/worker', ...shared],
    output: join(root, 'apps/worker/dist'),
    stampFile: join(root, 'apps/worker/dist/millrace-stamp'),
    log: 'build-worker.log',
    args: ['--import', 'tsx', file],
    cwd: join(root, 'apps/worker'),
  };
}

/** One of our programs, compiled. @param {'web' | 'worker'} app @param {string} entry @returns {Built} */
function program(app, entry) {
  const folder = join(root, 'apps', app);
  const output = join(folder, 'dist', entry.replace('.ts', '.js'));
  return {
    what: `Compiling the ${app === 'web' ? 'web server' : 'worker'}`,
    sources: [`apps/${app}`, ...shared],
    output,
    stampFile: `${output}.stamp`,
    log: `build-${app}-program.log`,
    args: [join(root, 'tools/start/bundle.mjs'), join(folder, entry), output],
    cwd: folder,
  };
}

/**
 * Builds everything whose sources have changed since the last build.
 * @param {import('./say.mjs').Voice} voice
 * @param {string} logFolder
 * @param {readonly ('web' | 'worker')[]} [apps] both when left out
 */
export async function buildChanged(voice, logFolder, apps = ['web', 'worker']) {
  const ofWeb = apps.includes('web') ? [web, program('web', 'serve.ts')] : [];
  const ofWorker = apps.includes('worker') ? [worker(), program('worker', 'main.ts')] : [];
  // Each app has two builds, so its sources are hashed once.
  /** @type {Map<string, string>} */
  const stamps = new Map();
  for (const built of [...ofWeb, ...ofWorker]) {
    if (!built) continue;
    const stamp = stamps.get(built.sources.join()) ?? hashOf(root, built.sources);
    stamps.set(built.sources.join(), stamp);
    if (!isFresh(built, stamp)) await build(built, voice, logFolder);
  }
}

/** @param {Built} built @param {string} stamp of its sources */
const isFresh = (built, stamp) => existsSync(built.output) && hasStamp(built.stampFile, stamp);

/** @param {Built} built @param {import('./say.mjs').Voice} voice @param {string} logFolder */
async function build(built, voice, logFolder) {
  const lock = join(root, '.cache', built.log.replace('.log', ''));
  await alone(
    lock,
    () => voice.say(`${built.what}: another start is building it; waiting.`),
    async () => {
      // Another start may have built it meanwhile.
      const stamp = hashOf(root, built.sources);
      if (isFresh(built, stamp)) return;
      const logFile = join(logFolder, built.log);
      await voice.during(built.what, () =>
        runLogged(
          {
            file: process.execPath,
            args: built.args,
            cwd: built.cwd,
            env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
          },
          logFile,
          {
            sentence: `${built.what} failed.`,
            next: 'The lines above say where. After a change of the sources, correct it; in a fresh clone, report it.',
            name: built.what,
          },
        ),
      );
      setStamp(built.stampFile, stamp);
    },
    join(logFolder, '..', 'processes.json'),
  );
}
