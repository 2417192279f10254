import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphan, exitOf, identityOf, isStill, kill, pause, running, stopChild } from './processes.mjs';
import { messageOf, Trouble } from './trouble.mjs';

const firstPause = 1000;
const longestPause = 30_000;
/** A part that ran this long is taken to be well again. */
const wellAfter = 60_000;

/**
 * @typedef {object} Handle a running process and how to end it
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} Part
 * @property {string} name as said to people
 * @property {number} layer parts of the highest layer are stopped first
 * @property {string} logFile
 * @property {() => Promise<Handle>} start resolves when the process is there; for Postgres and Temporal, when they answer
 */

/** @typedef {{ name: string, pid: number, born: string }} Trace of a process, to find it again after a crash */

/**
 * Starts parts, starts them again when they die, and stops them in order.
 * @param {string} dataFolder
 * @param {import('./say.mjs').Voice} voice
 */
export function createSupervisor(dataFolder, voice) {
  const file = join(dataFolder, 'processes.json');
  /** @type {Map<string, { part: Part, handle: Handle }>} */
  const alive = new Map();
  let stopping = false;

  function remember() {
    const traces = [...alive.values()].flatMap(({ part, handle }) =>
      handle.child.pid ? [{ name: part.name, ...identityOf(handle.child.pid) }] : [],
    );
    writeFileSync(file, JSON.stringify(traces));
  }

  /** @param {Part} part */
  async function begin(part) {
    const handle = await part.start();
    if (stopping) {
      await handle.stop();
      throw new Trouble('Millrace is stopping.', 'Start it again.');
    }
    alive.set(part.name, { part, handle });
    remember();
    return handle;
  }

  /** @param {Part} part @param {Handle} handle */
  async function watch(part, handle) {
    let wait = firstPause;
    for (let current = handle; ;) {
      const from = Date.now();
      const code = await exitOf(current.child);
      if (stopping) return;
      alive.delete(part.name);
      if (Date.now() - from > wellAfter) wait = firstPause;
      const how = code === null ? `signal ${current.child.signalCode ?? 'unknown'}` : `exit code ${code}`;
      voice.say(`${part.name} stopped unexpectedly (${how}). Starting it again in ${wait / 1000} s. Log: ${part.logFile}`);
      for (;;) {
        await pause(wait);
        if (stopping) return;
        wait = Math.min(wait * 2, longestPause);
        try {
          current = await begin(part);
          break;
        } catch (error) {
          if (stopping) return;
          voice.say(`${part.name} did not start: ${messageOf(error)} Trying again in ${wait / 1000} s.`);
        }
      }
      voice.say(`${part.name} is running again.`);
    }
  }

  return {
    /** Ends what a killed launcher left behind. */
    async clearOrphans() {
      for (const trace of readTraces(file).reverse()) {
        if (!isStill(trace)) continue;
        voice.say(`${trace.name} is left over from a start that was killed; ending it.`);
        await endOrphan(trace, trace.name === 'Postgres' ? 'SIGINT' : 'SIGTERM');
      }
      rmSync(file, { force: true });
    },

    /** Starts a part and keeps it running. @param {Part} part */
    async start(part) {
      const handle = await begin(part);
      void watch(part, handle);
      return handle;
    },

    /** Stops everything, the highest layer first. */
    async stopAll() {
      stopping = true;
      for (const child of running) if (child.pid) kill(-child.pid, 'SIGTERM');
      const layers = [...new Set([...alive.values()].map(({ part }) => part.layer))].sort((a, b) => b - a);
      for (const layer of layers) {
        await Promise.all([...alive.values()].filter(({ part }) => part.layer === layer).map(({ handle }) => handle.stop()));
      }
      for (const child of running) await stopChild(child, { within: 1000 });
      rmSync(file, { force: true });
    },

    /** Ends everything at once: somebody pressed Ctrl-C a second time. */
    killAll() {
      stopping = true;
      const children = [...running, ...[...alive.values()].map(({ handle }) => handle.child)];
      for (const child of children) if (child.pid) kill(-child.pid, 'SIGKILL');
    },

    get stopping() {
      return stopping;
    },
  };
}

/** @param {string} file @returns {Trace[]} */
function readTraces(file) {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
