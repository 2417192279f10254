import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { claim, release } from './claim.mjs';
import { endJobs } from './orphans.mjs';
import { pause } from './processes.mjs';

const notSource = new Set([
  'node_modules',
  '.next',
  'dist',
  '.data',
  '.git',
  // Logs and reports of checks, which differ after each run.
  '.turbo',
  '.cache',
  'histories',
  'recorded',
  'contract',
  'test-results',
]);

/**
 * A hash over the contents of files and folders without tests and texts. It changes exactly when a build
 * would.
 * @param {string} base
 * @param {readonly string[]} paths relative to it
 */
export function hashOf(base, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => filesBelow(join(base, each))).sort()) {
    hash
      .update(`${relative(base, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return notSource.has(entry.name) || entry.name.startsWith('.next')
        ? []
        : filesBelow(join(path, entry.name));
    return entry.isFile() && !/\.(test\.tsx?|md|tsbuildinfo)$|^next-env\.d\.ts$/.test(entry.name)
      ? [join(path, entry.name)]
      : [];
  });
}

/** @param {string} file @param {string} stamp */
export function hasStamp(file, stamp) {
  return existsSync(file) && readFileSync(file, 'utf8').trim() === stamp;
}

/** @param {string} file @param {string} stamp */
export function setStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${stamp}\n`);
}

/**
 * Runs work that two starts in one checkout must not do at the same time (installing, building). First ends
 * leftover processes of a killed start.
 * @template Result
 * @param {string} file
 * @param {() => void} onWait called once when another process is doing it
 * @param {() => Promise<Result>} work
 * @param {string} [processes] file in which this start records its processes
 * @returns {Promise<Result>}
 */
export async function alone(file, onWait, work, processes) {
  mkdirSync(dirname(file), { recursive: true });
  /** @type {string[]} */
  const left = [];
  for (
    let told = false;
    claim(
      file,
      processes ? { processes } : {},
      (former) => void (former.processes && left.push(former.processes)),
    );
  ) {
    if (!told) onWait();
    told = true;
    await pause(250);
  }
  try {
    for (const list of left) await endJobs(list);
    return await work();
  } finally {
    release(file);
  }
}
