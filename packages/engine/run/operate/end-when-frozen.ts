import { Worker } from 'node:worker_threads';

/** Runs beside the event loop, which is why it is text: a program that hangs runs nothing of its own any more. */
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
 * Ends this process when its event loop has not turned for so long, so that whoever looks after it (Docker, systemd, the
 * launcher) starts it again: a frozen process ends by nothing else. Looks are counted, so that a machine that slept, or a process
 * that was stopped as a whole, is not taken for frozen.
 * @param line of the log that is written before the end, as an object
 * @param seconds at least 2
 */
export function endWhenFrozen(line: Readonly<Record<string, unknown>>, seconds = 60): void {
  const turns = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(turns, 0, 1), 500).unref();
  new Worker(WATCH, { eval: true, workerData: { turns, most: seconds, line }, execArgv: [] }).unref();
}
