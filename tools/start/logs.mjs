import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** In bytes, for each log and each of its older pieces. */
const largest = 10 * 1024 * 1024;
const kept = 3;
const every = 10_000;

/**
 * Rotates a log that has grown too large. Its writer continues in the emptied file, because logs are opened
 * for appending. Lines written between copying and truncating are lost.
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
    // On a full disk free space matters more than old lines.
    rmSync(`${file}.1`, { force: true });
  }
  truncateSync(file);
  return true;
}

/**
 * Rotates all logs of a folder while this process runs.
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
    // The disk cannot be written to, which other parts report.
  }
}
