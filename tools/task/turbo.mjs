import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { run, tool } from './run.mjs';

/**
 * @typedef {object} Done a task of one package
 * @property {string} name `@millrace/flow`, or `//` for the whole repository
 * @property {string} folder path from the root
 * @property {boolean} reused true when it was not run, because nothing it depends on has changed
 * @property {number} exitCode
 */

/**
 * Runs a task in every package that has it, except where its result is still valid.
 * @param {string} task of turbo.json
 * @param {{ atOnce: number, anew: boolean }} how
 * @returns {Promise<readonly Done[]>} empty when turbo itself could not run
 */
export async function runTask(task, { atOnce, anew }) {
  const runs = join(root, '.turbo', 'runs');
  // Another run may be active in another terminal.
  const before = new Set(reportsIn(runs));
  const options = [
    `--concurrency=${atOnce}`,
    '--continue=always',
    '--output-logs=new-only',
    '--log-prefix=none',
    '--summarize',
    '--no-update-notifier',
  ];
  await run(
    process.execPath,
    [tool('turbo/bin/turbo'), 'run', task, ...options, ...(anew ? ['--force'] : [])],
    {
      env: { TURBO_TELEMETRY_DISABLED: '1', MILLRACE_NODE_VERSION: process.version },
    },
  );
  const own = reportsIn(runs)
    .filter((name) => !before.has(name))
    .map((name) => readSummary(readFileSync(join(runs, name), 'utf8'), task))
    .find((done) => done.length > 0);
  tidy(runs);
  return own ?? [];
}

/** @param {string} folder */
const reportsIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

/**
 * Deletes old reports, because turbo keeps them forever. Their names begin with the time.
 * @param {string} folder
 */
function tidy(folder) {
  for (const name of reportsIn(folder).sort().slice(0, -20)) rmSync(join(folder, name), { force: true });
}

/**
 * Reads turbo's report of a run (`--summarize`).
 * @param {string} text
 * @param {string} task other tasks in the report are only dependencies
 * @returns {readonly Done[]}
 */
export function readSummary(text, task) {
  /**
   * @type
   * {{ tasks: { task: string, package: string, directory?: string, cache: { status: string }, execution?: { exitCode?: number } }[] }}
   */
  const { tasks } = JSON.parse(text);
  return tasks
    .filter((one) => one.task === task)
    .map((one) => ({
      name: one.package,
      folder: one.directory ?? '',
      reused: one.cache.status === 'HIT',
      exitCode: one.execution?.exitCode ?? 1,
    }));
}
