import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';

/** Enough to see what they have in common. */
const MOST = 40;

/** @param {string} task of turbo.json */
const fileOf = (task) => join(root, '.cache', `${task}.problems.json`);

/**
 * What a long task of the whole repository found, kept for the end of `npm test`: what it printed stands far above by then.
 * @param {string} task
 * @param {readonly string[]} problems
 */
export function keepProblems(task, problems) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(fileOf(task), JSON.stringify(problems.slice(0, MOST)));
}

/** Those of an earlier run say nothing about this one. @param {string} task */
export function forgetProblems(task) {
  rmSync(fileOf(task), { force: true });
}

/** @param {string} task @returns {readonly string[]} */
export function keptProblems(task) {
  return existsSync(fileOf(task)) ? JSON.parse(readFileSync(fileOf(task), 'utf8')) : [];
}
