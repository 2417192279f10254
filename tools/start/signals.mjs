import { seconds } from './say.mjs';

/** npm passes on the Ctrl-C that the terminal has sent us already: a signal this soon after the first is the same one. */
const sameSignal = 1500;

/**
 * Ctrl-C, a polite kill, a closed terminal: everything is stopped in order. A second Ctrl-C ends it at once.
 * @param {ReturnType<typeof import('./supervisor.mjs').createSupervisor>} supervisor
 * @param {() => void} release gives the data folder back
 * @param {import('./say.mjs').Voice} voice
 */
export function stopOnSignals(supervisor, release, voice) {
  let asked = 0;
  const stop = async () => {
    if (asked > 0) {
      if (Date.now() - asked < sameSignal) return;
      supervisor.killAll();
      release();
      process.exit(1);
    }
    asked = Date.now();
    voice.say('Stopping ...');
    await supervisor.stopAll();
    release();
    voice.say(`Stopped in ${seconds(Date.now() - asked)}. Everything is kept for the next start.`);
    process.exit(0);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void stop());
  // A closed terminal or pipe must not take the launcher down before it has stopped the rest.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  stopWithoutParent(() => asked === 0 && void stop());
}

/** When npm, or a test that started us, is killed outright nobody would pass Ctrl-C on any more. @param {() => void} stop */
function stopWithoutParent(stop) {
  if (process.env['npm_lifecycle_event'] !== 'start' && !process.env['MILLRACE_STOP_WITH_PARENT']) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1000).unref();
}
