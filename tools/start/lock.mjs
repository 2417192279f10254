import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isStill } from './processes.mjs';
import { messageOf, Trouble } from './trouble.mjs';

/**
 * Takes the data folder for this process. A lock whose owner is gone (a crash, a power cut) is taken over.
 * @param {string} dataFolder
 * @param {string} url where this start would be reached, told to whoever tries a second one
 * @returns {() => void} gives it back
 * @throws {Trouble} when another start has it
 */
export function takeFolder(dataFolder, url) {
  makeFolder(dataFolder);
  const file = join(dataFolder, 'lock');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ ...identityOf(process.pid), url }));
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        linkSync(mine, file);
        break;
      } catch (error) {
        if (attempt > 3 || !existsSync(file)) throw error;
        const owner = readOwner(file);
        if (owner && isStill(owner)) {
          throw new Trouble(
            `Millrace is already running on ${dataFolder} (process ${owner.pid}, ${owner.url}).`,
            'Use that one, stop it with Ctrl-C, or start this one with another MILLRACE_DATA and PORT.',
          );
        }
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** @param {string} file @returns {{ pid: number, born: string, url: string } | null} */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} dataFolder */
function makeFolder(dataFolder) {
  try {
    mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  } catch (error) {
    throw new Trouble(
      `The data folder ${dataFolder} cannot be made: ${messageOf(error)}.`,
      'Set MILLRACE_DATA to a folder you may write to.',
    );
  }
}
