import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isStill } from './processes.mjs';

/**
 * @typedef {{ pid: number, born: string, url?: string, processes?: string }} Claim the
 * owner, and what it published about itself
 */

/** Errors of file systems without hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Claims a file for this process; of several processes at once one gets it. Takes over the claim of a process
 * that has ended.
 * @param {string} file in a folder that exists
 * @param {Partial<Claim>} [more] for others to read
 * @param {(former: Claim) => void} [onTakeOver] called with a claim whose owner has ended
 * @returns {Claim | null} the other owner; null when we got it
 */
export function claim(file, more = {}, onTakeOver = () => undefined) {
  const mine = `${file}.${process.pid}`;
  const text = JSON.stringify({ ...identityOf(process.pid), ...more });
  writeFileSync(mine, text);
  try {
    for (;;) {
      if (put(mine, file, text)) return null;
      const owner = readClaim(file);
      if (owner && isStill(owner)) return owner;
      takeAway(file, mine, text, onTakeOver);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes an abandoned claim. Several processes may find it at once, but only one may remove it; a second one
 * could remove the claim of the next owner.
 * @param {string} file
 * @param {string} mine
 * @param {string} text
 * @param {(former: Claim) => void} onTakeOver
 */
function takeAway(file, mine, text, onTakeOver) {
  const taking = `${file}.taking`;
  if (!put(mine, taking, text)) {
    if (leftAt(taking) !== undefined) rmSync(taking, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    return;
  }
  try {
    const left = leftAt(file);
    if (left === undefined) return;
    rmSync(file, { force: true });
    if (left) onTakeOver(left);
  } finally {
    rmSync(taking, { force: true });
  }
}

/**
 * An abandoned claim; null for an incomplete one, undefined when there is none or its owner is running.
 * @param {string} file
 * @returns {Claim | null | undefined}
 */
function leftAt(file) {
  try {
    const claimed = JSON.parse(readFileSync(file, 'utf8'));
    return isStill(claimed) ? undefined : claimed;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : null;
  }
}

/** Releases the claim, if it is still ours. @param {string} file */
export function release(file) {
  if (readClaim(file)?.pid === process.pid) rmSync(file, { force: true });
}

/**
 * @param {string} file
 * @returns {Claim | null} null when there is none, or an incomplete one
 */
function readClaim(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Writes the whole claim at once, so that nobody reads part of it.
 * @param {string} from
 * @param {string} to
 * @param {string} text
 * @returns {boolean}
 */
function put(from, to, text) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw error;
  }
  try {
    writeFileSync(to, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {unknown} error @returns {string} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
