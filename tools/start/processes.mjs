import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { rotate } from './logs.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * @typedef {{ pid: number, born: string }} Identity a process id with its start time, because ids are reused
 */

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {readonly string[]} args
 * @property {Record<string, string | undefined>} [env] added to the environment
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {number} [umask] of the files it creates
 */

/**
 * @typedef {object} Kind
 * @property {string} name for people
 * @property {NodeJS.Signals} signal that asks it to end
 * @property {boolean} job true when it ends by itself
 */

/** Every running process started here, in the order they were started. @type {Map<ChildProcess, Kind>} */
export const children = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * @param {() => void} listener called whenever a process was started or has ended
 * @returns {() => void} removes the listener
 */
export function whenChildrenChange(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Starts a process in its own group, so that Ctrl-C reaches only the launcher, which stops the others in
 * order. Its output goes directly to the file, and does not depend on the launcher running.
 * @param {Command} command
 * @param {string} logFile
 * @param {Partial<Kind> & { answers?: boolean }} [how] `answers`: its standard output goes to
 * this process instead of the file
 * @returns {ChildProcess}
 */
export function spawnLogged(
  command,
  logFile,
  { answers = false, name = basename(command.file), signal = 'SIGTERM', job = false } = {},
) {
  mkdirSync(dirname(logFile), { recursive: true });
  rotate(logFile);
  const log = openSync(logFile, 'a', 0o640);
  // Limits access to the files it creates, where required.
  const mask = command.umask === undefined ? null : process.umask(command.umask);
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', answers ? 'pipe' : log, log],
    detached: true,
    ...(command.uid === undefined ? {} : { uid: command.uid, gid: command.gid }),
  });
  if (mask !== null) process.umask(mask);
  closeSync(log);
  child.on('error', () => undefined);
  track(child, { name, signal, job });
  return child;
}

/** Records a process until it has ended. @param {ChildProcess} child @param {Kind} kind */
export function track(child, kind) {
  const tell = () => {
    for (const listener of listeners) listener();
  };
  children.set(child, kind);
  const forget = () => {
    if (children.delete(child)) tell();
  };
  child.once('exit', forget);
  child.once('error', forget);
  tell();
}

/**
 * Runs a process to its end.
 * @param {Command} command
 * @param {string} logFile
 * @param {{ sentence: string, next: string, name?: string }} onFailure
 * @returns {Promise<void>}
 */
export async function runLogged(command, logFile, onFailure) {
  const code = await exitOf(spawnLogged(command, logFile, { job: true, name: onFailure.name }));
  if (code !== 0) throw new Trouble(onFailure.sentence, onFailure.next, logFile);
}

/**
 * Runs a process to its end and returns its output, which may be secret and is written nowhere.
 * @param {Command} command
 * @param {string} logFile for its errors
 * @param {{ sentence: string, next: string }} onFailure
 * @returns {Promise<string>}
 */
export async function runForAnswer(command, logFile, onFailure) {
  const { code, answer } = await runToEnd(command, logFile);
  if (code !== 0) throw new Trouble(onFailure.sentence, onFailure.next, logFile);
  return answer;
}

/**
 * Runs a process to its end, whether or not it succeeds.
 * @param {Command} command
 * @param {string} logFile for its errors
 * @returns {Promise<{ code: number | null, answer: string }>} what it printed
 */
export async function runToEnd(command, logFile) {
  const child = spawnLogged(command, logFile, { job: true, answers: true });
  let answer = '';
  child.stdout?.on('data', (chunk) => (answer += chunk));
  return { code: await exitOf(child, 'close'), answer };
}

/**
 * @param {ChildProcess} child
 * @param {'exit' | 'close'} [moment] `close` follows when its output has been read
 * @returns {Promise<number | null>} exit code; null when a signal or a failed start ended it
 */
export function exitOf(child, moment = 'exit') {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once(moment, (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
}

/**
 * Asks a process group to end, and kills it when it does not end in time.
 * @param {ChildProcess} child
 * @param {{ signal?: NodeJS.Signals, within?: number }} [how] milliseconds
 */
export async function stopChild(child, { signal = 'SIGTERM', within = 5000 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = exitOf(child);
  kill(child.pid, signal);
  const late = setTimeout(() => child.pid && kill(-child.pid, 'SIGKILL'), within);
  await ended;
  clearTimeout(late);
  kill(-child.pid, 'SIGKILL');
}

/** @param {number} pid negative for a group @param {NodeJS.Signals} signal */
export function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has already ended.
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {number} pid @returns {Identity} */
export function identityOf(pid) {
  return { pid, born: bornAt(pid) };
}

/** Whether the same process is still running. @param {Identity} identity */
export function isStill(identity) {
  return isAlive(identity.pid) && bornAt(identity.pid) === identity.born;
}

/** @param {number} pid @returns {string} when the process was started; '' when it has ended */
function bornAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/**
 * Ends a process left behind by a killed launcher.
 * @param {Identity} identity
 * @param {NodeJS.Signals} signal
 */
export async function endOrphan(identity, signal) {
  kill(identity.pid, signal);
  for (let waited = 0; waited < 8000 && isStill(identity); waited += 50) await pause(50);
  // Including the processes that it started, which are in its group.
  kill(-identity.pid, 'SIGKILL');
  if (isStill(identity)) kill(identity.pid, 'SIGKILL');
  for (let waited = 0; waited < 2000 && isStill(identity); waited += 50) await pause(50);
}

/**
 * Processes of this machine whose command contains a file. Needed for a data folder whose start could not
 * record its processes.
 * @param {string} file
 * @returns {number[]}
 */
export function processesNaming(file) {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' });
    return stdout
      .split('\n')
      .flatMap((line) => (line.includes(file) ? [Number(line.trim().split(' ')[0])] : []));
  }
  return readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) && commandOf(Number(name)).includes(file) ? [Number(name)] : [],
  );
}

/** @param {number} pid @returns {string[]} of Linux only */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {string} file @param {number} lines @returns {string[]} the last lines of a log */
export function tail(file, lines) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines);
}
