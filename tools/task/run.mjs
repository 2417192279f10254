import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../start/options.mjs';

/** @param {string} path inside node_modules */
export const tool = (path) => join(root, 'node_modules', path);

/**
 * Runs a program to its end, with output to ours.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [how]
 * @returns {Promise<number | null>} exit code
 */
export function run(file, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}
