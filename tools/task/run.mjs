import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../start/options.mjs';

/** @param {string} path inside node_modules */
export const tool = (path) => join(root, 'node_modules', path);

/**
 * Runs a program to its end, with output to ours or to `output`.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, output?: { write(text: Buffer): void } }} [how]
 * @returns {Promise<number | null>} exit code
 */
export function run(file, args, { cwd = root, env = {}, output } = {}) {
  return new Promise((resolve) => {
    const way = output ? 'pipe' : 'inherit';
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', way, way],
    });
    child.stdout?.on('data', (/** @type {Buffer} */ text) => output?.write(text));
    child.stderr?.on('data', (/** @type {Buffer} */ text) => output?.write(text));
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}
