import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemTrouble, Trouble } from './trouble.mjs';

/** In megabytes. A new database takes about 60 MB, and grows by its write-ahead log. */
const roomAtFirst = 300;
const roomLater = 50;

/**
 * Creates the data folder, or checks that the existing one can be used.
 * @param {string} dataFolder
 * @throws {Trouble} when it cannot be used
 */
export function prepareFolder(dataFolder) {
  const next = 'Set MILLRACE_DATA to a folder you may write to.';
  try {
    // Closed to other users of this machine, except that the user who runs Postgres may pass through.
    mkdirSync(dirname(dataFolder), { recursive: true });
    mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(join(dataFolder, 'logs'), { recursive: true, mode: 0o750 });
  } catch (error) {
    throw systemTrouble(
      reasonAbove(dataFolder) ?? error,
      `The data folder ${dataFolder} cannot be made`,
      next,
    );
  }
  try {
    accessSync(dataFolder, constants.W_OK | constants.X_OK);
    const trial = join(dataFolder, `trial.${process.pid}`);
    writeFileSync(trial, 'a line\n');
    rmSync(trial);
  } catch (error) {
    throw systemTrouble(error, `The data folder ${dataFolder} cannot be written to`, next);
  }
  checkRoom(dataFolder);
}

/**
 * For a read-only disk Node says that the folder does not exist; the nearest existing folder shows the real
 * reason.
 * @param {string} dataFolder
 */
function reasonAbove(dataFolder) {
  let nearest = dirname(dataFolder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    if (statSync(nearest).isDirectory()) accessSync(nearest, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error;
  }
}

/** @param {string} dataFolder */
function checkRoom(dataFolder) {
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = (bavail * bsize) / 1024 ** 2;
  const needed = existsSync(join(dataFolder, 'secrets.json')) ? roomLater : roomAtFirst;
  if (free >= needed) return;
  throw new Trouble(
    `The disk that ${dataFolder} is on has ${Math.floor(free)} MB left; Millrace needs ${needed} MB to start.`,
    'Make room there, or set MILLRACE_DATA to a folder on another disk.',
  );
}
