import { Worker } from 'node:worker_threads';

/** Source text, because it runs in a worker thread: a frozen event loop runs no code of its own. */
const WATCH = `
const { workerData: { turns, most, line } } = require('node:worker_threads');
let seen = -1;
let missed = 0;
setInterval(() => {
  const now = Atomics.load(turns, 0);
  missed = now === seen ? missed + 1 : 0;
  seen = now;
  if (missed < most) return;
  require('node:fs').writeSync(1, JSON.stringify({ ...line, time: new Date().toISOString() }) + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 1000);`;

/**
 * Ends this process when its event loop has not turned for `seconds`, so that its supervisor (Docker,
 * systemd, the launcher) restarts it. Counts checks instead of reading the clock, so that a machine that
 * slept, or a process that was stopped as a whole, is not taken for frozen.
 * @param line the log line to write before the end, as an object
 * @param seconds at least 2
 */
export function endWhenFrozen(line: Readonly<Record<string, unknown>>, seconds = 60): void {
  const turns = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(turns, 0, 1), 500).unref();
  new Worker(WATCH, { eval: true, workerData: { turns, most: seconds, line }, execArgv: [] }).unref();
}
