import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';

/** Enough to see a pattern. */
const MOST = 40;

/** @param {string} task of turbo.json */
const fileOf = (task) => join(root, '.cache', `${task}.problems.json`);

/**
 * Stores the problems of a long task for the end of `npm test`, because its output is far above by then.
 * @param {string} task
 * @param {readonly string[]} problems
 */
export function keepProblems(task, problems) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(fileOf(task), JSON.stringify(problems.slice(0, MOST)));
}

/** Deletes the problems of an earlier run. @param {string} task */
export function forgetProblems(task) {
  rmSync(fileOf(task), { force: true });
}

/** @param {string} task @returns {readonly string[]} */
export function keptProblems(task) {
  return existsSync(fileOf(task)) ? JSON.parse(readFileSync(fileOf(task), 'utf8')) : [];
}
