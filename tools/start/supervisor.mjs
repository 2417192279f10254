import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { endAll, traceOf, writeTraces } from './orphans.mjs';
import { children, exitOf, kill, pause, stopChild, whenChildrenChange } from './processes.mjs';
import { messageOf, Trouble } from './trouble.mjs';
import { watchOver } from './watch-over.mjs';

const firstPause = 1000;
const longestPause = 30_000;
/** A part that ran this long counts as healthy again, in milliseconds. */
const wellAfter = 60_000;

/**
 * @typedef {object} Handle a running process and how to end it
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} Part
 * @property {string} name for people
 * @property {number} layer parts of the highest layer are stopped first
 * @property {string} logFile
 * @property {() => Promise<Handle>} start resolves when the process exists; for Postgres and Temporal, when
 * they respond
 * @property {() => Promise<boolean>} [answers] whether it responds at all, even while parts that it depends on
 * are down
 */

/**
 * Starts parts, restarts them when they die or freeze, and stops them in order.
 * @param {string} dataFolder
 * @param {import('./say.mjs').Voice} voice
 * @param {{ askEvery?: number }} [how] milliseconds between two questions to a part
 */
export function createSupervisor(dataFolder, voice, { askEvery = 5_000 } = {}) {
  const file = join(dataFolder, 'processes.json');
  /** @type {Map<string, { part: Part, handle: Handle }>} */
  const alive = new Map();
  let stopping = false;

  // Records processes as soon as they exist, because a launcher killed in the next moment leaves them behind.
  const forget = whenChildrenChange(() => {
    try {
      writeTraces(
        file,
        [...children].flatMap(([child, kind]) => traceOf(child, kind)),
      );
    } catch {
      // The disk is full, so nothing is recorded. The processes run, and are still ended in order.
    }
  });

  /** @param {Part} part */
  async function begin(part) {
    const handle = await part.start();
    if (stopping) {
      await handle.stop();
      throw new Trouble('Millrace is stopping.', 'Start it again.');
    }
    alive.set(part.name, { part, handle });
    return handle;
  }

  /** @param {Part} part @param {Handle} handle */
  async function watch(part, handle) {
    let wait = firstPause;
    for (let current = handle; ;) {
      const from = Date.now();
      const watching = watchOver(part, current.child, { askEvery, voice });
      const code = await exitOf(current.child);
      watching.stop();
      if (stopping) return;
      alive.delete(part.name);
      if (Date.now() - from > wellAfter) wait = firstPause;
      const how = code === null ? `signal ${current.child.signalCode ?? 'unknown'}` : `exit code ${code}`;
      voice.say(
        `${part.name} stopped unexpectedly (${how}). Starting it again in ${wait / 1000} s. Log: ${part.logFile}`,
      );
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
    /** Ends processes that a killed launcher left behind. */
    async clearOrphans() {
      await endAll(file, ({ name }) =>
        voice.say(`${name} is left over from a start that was killed; ending it.`),
      );
      rmSync(file, { force: true });
    },

    /** Starts a part and keeps it running. @param {Part} part */
    async start(part) {
      const handle = await begin(part);
      void watch(part, handle);
      return handle;
    },

    /** Stops everything, the highest layer first, including parts that are still starting. */
    async stopAll() {
      stopping = true;
      const known = new Set([...alive.values()].map(({ handle }) => handle.child));
      for (const [child, { signal }] of children)
        if (!known.has(child) && child.pid) kill(-child.pid, signal);
      const layers = [...new Set([...alive.values()].map(({ part }) => part.layer))].sort((a, b) => b - a);
      for (const layer of layers) {
        await Promise.all(
          [...alive.values()].filter(({ part }) => part.layer === layer).map(({ handle }) => handle.stop()),
        );
      }
      // A caller that waited for one of them to end may have started the next.
      for (let [next] = children; next; [next] = children)
        await stopChild(next[0], { signal: next[1].signal, within: 3000 });
      forget();
      rmSync(file, { force: true });
    },

    /** Ends everything at once, after a second Ctrl-C. */
    killAll() {
      stopping = true;
      for (const child of children.keys()) if (child.pid) kill(-child.pid, 'SIGKILL');
    },

    get stopping() {
      return stopping;
    },
  };
}
