import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './options.mjs';
import { track } from './processes.mjs';
import { Trouble } from './trouble.mjs';

/** The newest release that can be built with `go install`. */
const version = 'v1.5.1';
const goModule = `github.com/temporalio/cli/cmd/temporal@${version}`;
const downloads = 'https://temporal.download/cli/archive';

/**
 * The `temporal` program: from the PATH, from the cache, downloaded, or built with Go.
 * @param {import('./say.mjs').Voice} voice
 * @returns {Promise<string>} its path
 * @throws {Trouble} when none can be found or built
 */
export async function findTemporal(voice) {
  const cached = join(cacheFolder(), `temporal-${version}`);
  for (const path of [...onPath('temporal'), cached]) if (works(path)) return path;

  mkdirSync(cacheFolder(), { recursive: true });
  const scratch = mkdtempSync(join(cacheFolder(), 'getting-'));
  try {
    const downloaded = await voice
      .during('Downloading the Temporal server (once, about 60 MB)', () => download(scratch))
      .catch((error) => reason(error));
    if (!downloaded.problem) return moveIn(downloaded.path, cached);
    voice.say(`The download did not work (${downloaded.problem}).`);
    const go =
      onPath('go')[0] ?? ['/usr/local/go/bin/go', '/opt/homebrew/bin/go'].find((path) => existsSync(path));
    if (!go) throw noWay(`it could not be downloaded (${downloaded.problem}), and Go is not installed`);
    const built = await voice
      .during('Building the Temporal server with Go (once, about three minutes)', (note) =>
        build(go, scratch, note),
      )
      .catch((error) => reason(error));
    if (!built.problem) return moveIn(built.path, cached);
    throw noWay(
      `it could not be downloaded (${downloaded.problem}), and building it failed (${built.problem})`,
    );
  } finally {
    // Go makes its module cache read-only; -modcacherw below keeps ours removable.
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {unknown} error */
function reason(error) {
  return {
    path: '',
    problem:
      error instanceof Error ? error.message.split('\n').slice(-1).join(' ').slice(0, 300) : String(error),
  };
}

/** @param {string} why */
function noWay(why) {
  return new Trouble(
    `There is no Temporal server on this machine: ${why}.`,
    'Do one of these and start again: install the Temporal CLI so that `temporal` is on the PATH, install Go, or set TEMPORAL_ADDRESS to a server that runs already.',
  );
}

/**
 * Renamed into place, so that another start never sees part of the program.
 * @param {string} from
 * @param {string} to
 */
function moveIn(from, to) {
  renameSync(from, to);
  return to;
}

/** @param {string} scratch @returns {Promise<{ path: string, problem: string | null }>} */
async function download(scratch) {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = process.arch === 'x64' ? 'amd64' : process.arch;
  const connected = new AbortController();
  const impatient = setTimeout(() => connected.abort(new Error('no answer within 15 seconds')), 15_000);
  const answer = await fetch(`${downloads}/${version}?platform=${system}&arch=${machine}`, {
    signal: connected.signal,
  }).catch((error) => {
    throw new Error(error?.cause?.code ?? error?.cause?.message ?? error?.message ?? 'no connection');
  });
  clearTimeout(impatient);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const archive = join(scratch, 'temporal.tar.gz');
  writeFileSync(archive, Buffer.from(await answer.arrayBuffer()));
  const unpacked = spawnSync('tar', ['-xzf', archive, '-C', scratch], { encoding: 'utf8' });
  const path = join(scratch, 'temporal');
  if (unpacked.status !== 0 || !works(path)) throw new Error('what was downloaded is not the program');
  return { path, problem: null };
}

/**
 * @param {string} go
 * @param {string} scratch
 * @param {(line: string) => void} note
 * @returns {Promise<{ path: string, problem: string | null }>}
 */
function build(go, scratch, note) {
  return new Promise((resolve, reject) => {
    const child = spawn(go, ['install', '-v', '-modcacherw', goModule], {
      env: { ...process.env, GOBIN: scratch, GOFLAGS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    track(child, { name: 'Building the Temporal server', signal: 'SIGTERM', job: true });
    let said = '';
    let lines = 0;
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
      lines += String(chunk).split('\n').length - 1;
      note(`${lines} modules and packages so far`);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const path = join(scratch, 'temporal');
      if (code === 0 && works(path)) resolve({ path, problem: null });
      else reject(new Error(said.trim().split('\n').slice(-1)[0] || `go ended with ${code}`));
    });
  });
}

/** Every place on the PATH that has the program. @param {string} name @returns {string[]} */
function onPath(name) {
  const places = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return places.map((place) => join(place, name)).filter((path) => isProgram(path));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the program exists and runs. @param {string} path */
function works(path) {
  return (
    isProgram(path) &&
    spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout?.includes('temporal')
  );
}
