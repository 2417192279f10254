import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { endOrphan, identityOf, isStill } from './processes.mjs';

/**
 * A process, recorded so that the next start finds it after a crash of the launcher. A job ends by itself (a
 * build, an installation); a part keeps running.
 * @typedef {{ name: string, signal: NodeJS.Signals, job: boolean, pid: number, born: string }} Trace
 */

/**
 * @param {import('./processes.mjs').ChildProcess} child
 * @param {import('./processes.mjs').Kind} kind
 * @returns {Trace[]}
 */
export function traceOf(child, { name, signal, job }) {
  return child.pid ? [{ name, signal, job, ...identityOf(child.pid) }] : [];
}

/** @param {string} file @param {readonly Trace[]} traces */
export function writeTraces(file, traces) {
  writeFileSync(`${file}.new`, JSON.stringify(traces), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} file @returns {Trace[]} */
export function readTraces(file) {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/**
 * Ends processes that a killed start left running, the newest first.
 * @param {string} file
 * @param {(trace: Trace) => void} told
 */
export async function endAll(file, told) {
  for (const trace of readTraces(file).reverse()) {
    if (!isStill(trace)) continue;
    told(trace);
    await endOrphan(trace, trace.signal ?? 'SIGTERM');
  }
}

/**
 * Ends the builds and installations of a killed start. The next start on its folder ends its parts.
 * @param {string} file
 */
export async function endJobs(file) {
  for (const trace of readTraces(file)) if (trace.job && isStill(trace)) await endOrphan(trace, 'SIGTERM');
}
