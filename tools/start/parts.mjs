import { join } from 'node:path';
import { root } from './options.mjs';
import { localUrl } from './ports.mjs';
import { spawnLogged, stopChild } from './processes.mjs';
import { answersAt } from './watch-over.mjs';

/**
 * Runs TypeScript directly: tsx is loaded into node itself, so that signals reach the program and not a
 * wrapper.
 */
export const typescript = ['--enable-source-maps', '--import', 'tsx'];

/**
 * A part that runs one of our programs.
 * @param {object} program
 * @param {string} program.name
 * @param {number} program.layer
 * @param {readonly string[]} program.args of node
 * @param {string} [program.cwd]
 * @param {Record<string, string | undefined>} program.env
 * @param {string} program.logFile
 * @param {number} [program.within] milliseconds until it is killed when it is asked to end
 * @param {string} [program.aliveUrl] responds while the program is not frozen
 * @returns {import('./supervisor.mjs').Part}
 */
export function programPart({ name, layer, args, cwd = root, env, logFile, within = 5000, aliveUrl }) {
  return {
    name,
    layer,
    logFile,
    async start() {
      const child = spawnLogged({ file: process.execPath, args, cwd, env }, logFile, { name });
      return { child, stop: () => stopChild(child, { within }) };
    },
    ...(aliveUrl ? { answers: () => answersAt(aliveUrl) } : {}),
  };
}

/**
 * @param {{ port: number, host: string | null }} options
 * @param {Record<string, string | undefined>} env
 * @param {string} logFolder
 */
export function webPart({ port, host }, env, logFolder) {
  const args = [
    '--enable-source-maps',
    'dist/serve.js',
    '--port',
    String(port),
    ...(host ? ['--hostname', host] : []),
  ];
  return programPart({
    name: 'The web app',
    layer: 3,
    args,
    cwd: join(root, 'apps/web'),
    env: { ...env, PORT: String(port) },
    logFile: join(logFolder, 'web.log'),
    aliveUrl: `${localUrl(host, port)}/api/health/live`,
  });
}

/** @param {Record<string, string | undefined>} env @param {string} logFolder */
export function workerPart(env, logFolder) {
  return programPart({
    name: 'The worker',
    layer: 3,
    args: ['--enable-source-maps', 'apps/worker/dist/main.js'],
    env,
    logFile: join(logFolder, 'worker.log'),
    aliveUrl: `http://127.0.0.1:${env['WORKER_PORT']}/health/live`,
  });
}

/** @param {Record<string, string | undefined>} env @param {string} logFolder */
export function demoPart(env, logFolder) {
  return programPart({
    name: 'The demo shop',
    layer: 4,
    args: [...typescript, 'apps/demo-shop/main.ts'],
    env,
    logFile: join(logFolder, 'demo-shop.log'),
    within: 1500,
  });
}
