import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes; of each log so many and the older ones below. */
const largest = 10 * 1024 * 1024;
const kept = 3;
const every = 10_000;

/**
 * Puts a log aside that has grown too large. Whoever writes to it goes on at its new beginning: logs are opened for appending.
 * What is written in the moment between copying and cutting is lost.
 * @param {string} file
 * @param {number} [limit] bytes
 * @returns {boolean} whether it was too large
 */
export function rotate(file, limit = largest) {
  if (!existsSync(file) || statSync(file).size <= limit) return false;
  for (let number = kept; number > 1; number -= 1)
    if (existsSync(`${file}.${number - 1}`)) renameSync(`${file}.${number - 1}`, `${file}.${number}`);
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    // On a full disk the old lines are worth less than room for new ones.
    rmSync(`${file}.1`, { force: true });
  }
  truncateSync(file);
  return true;
}

/**
 * Looks after all logs of a folder for as long as this process runs.
 * @param {string} folder
 * @param {{ limit?: number, interval?: number }} [how] bytes and milliseconds
 * @returns {() => void} stops looking
 */
export function watchLogs(folder, { limit = largest, interval = every } = {}) {
  const timer = setInterval(() => {
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (name.endsWith('.log')) tryRotate(join(folder, name), limit);
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** @param {string} file @param {number} limit */
function tryRotate(file, limit) {
  try {
    rotate(file, limit);
  } catch {
    // A disk that cannot be written to: Millrace has other troubles then, and says so elsewhere.
  }
}
