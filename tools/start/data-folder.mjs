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

/** A new database takes about 60 MB and grows by the log it keeps to recover; megabytes. */
const roomAtFirst = 300;
const roomLater = 50;

/**
 * Makes the data folder, or looks whether the one that is there can be used.
 * @param {string} dataFolder
 * @throws {Trouble} saying what is wrong with it
 */
export function prepareFolder(dataFolder) {
  const next = 'Set MILLRACE_DATA to a folder you may write to.';
  try {
    // Others of this machine have nothing to look for here; the user that runs Postgres has to pass through.
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

/** Node says of a disk that can only be read that the folder does not exist: the nearest one that does tells why. @param {string} dataFolder */
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
