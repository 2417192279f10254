import { exitOf, pause } from './processes.mjs';
import { messageOf, Trouble } from './trouble.mjs';

/**
 * Waits until a process responds with 200.
 * @param {object} what
 * @param {string} what.name
 * @param {string} what.url
 * @param {import('node:child_process').ChildProcess} what.child
 * @param {string} what.logFile
 * @param {number} [what.within] milliseconds
 * @throws {Trouble} when it ends before, or does not respond in time
 */
export async function untilHealthy({ name, url, child, logFile, within = 120_000 }) {
  let ended = false;
  void exitOf(child).then(() => (ended = true));
  const deadline = Date.now() + within;
  let latest = 'no answer';
  for (;;) {
    if (ended)
      throw new Trouble(
        `${name} stopped while it was starting.`,
        'The last lines of its log say why.',
        logFile,
      );
    if (Date.now() > deadline) {
      throw new Trouble(
        `${name} did not become healthy within ${within / 1000} seconds (${latest}).`,
        'The last lines of its log may say why.',
        logFile,
      );
    }
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
      const text = await answer.text();
      if (answer.ok) return;
      latest = `${answer.status} ${text.slice(0, 300)}`;
    } catch (error) {
      latest = messageOf(error);
    }
    await pause(100);
  }
}
