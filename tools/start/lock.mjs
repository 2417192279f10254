import { join } from 'node:path';
import { claim, release } from './claim.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Locks the data folder for this process. Takes over a lock whose owner is gone (a crash, a power cut).
 * @param {string} dataFolder existing and writable
 * @param {string} url this start's address, which a second start prints
 * @returns {() => void} releases it
 * @throws {Trouble} when another start has it
 */
export function takeFolder(dataFolder, url) {
  const file = join(dataFolder, 'lock');
  const owner = claim(file, { url });
  if (owner) {
    throw new Trouble(
      `Millrace is already running on ${dataFolder} (process ${owner.pid}, ${owner.url}).`,
      'Use that one, stop it with Ctrl-C, or start this one with another MILLRACE_DATA and PORT.',
    );
  }
  return () => release(file);
}
