import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isStill } from './processes.mjs';

/** @typedef {{ pid: number, born: string, url?: string, processes?: string }} Claim who has it, and what they said about themselves */

/** File systems that know no second name for a file. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Takes a file for this process; of many who try at once one gets it. The claim of a process that is gone is taken over.
 * @param {string} file in a folder that exists
 * @param {Partial<Claim>} [more] for others to read
 * @param {(former: Claim) => void} [onTakeOver] told of a claim whose owner is gone
 * @returns {Claim | null} who has it; null when it is ours now
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
      // Two may find it left behind at once: the one whose move takes it away must not take away the claim of the other.
      const aside = `${file}.left.${process.pid}`;
      if (!moved(file, aside)) continue;
      const left = readClaim(aside);
      const isAlive = left !== null && isStill(left);
      if (isAlive) put(aside, file, JSON.stringify(left));
      rmSync(aside, { force: true });
      if (isAlive) return left;
      if (left) onTakeOver(left);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Gives it back, if it is still ours. @param {string} file */
export function release(file) {
  if (readClaim(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** @param {string} file @returns {Claim | null} null when there is none, or one cut short by a power failure */
function readClaim(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** The whole claim appears at once: nobody reads half of it. @param {string} from @param {string} to @param {string} text @returns {boolean} */
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

/** @param {string} from @param {string} to @returns {boolean} */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** @param {unknown} error @returns {string} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
