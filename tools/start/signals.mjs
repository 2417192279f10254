import { seconds } from './say.mjs';

/**
 * In milliseconds. npm passes on the Ctrl-C that the terminal has already sent us, so a second signal this
 * soon is the same one.
 */
const sameSignal = 1500;

/**
 * On Ctrl-C, SIGTERM or a closed terminal everything is stopped in order. A second Ctrl-C ends everything at
 * once.
 * @param {ReturnType<typeof import('./supervisor.mjs').createSupervisor>} supervisor
 * @param {() => void} release releases the data folder
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
  // A closed terminal or pipe must not end the launcher before it has stopped the other parts.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  stopWithoutParent(() => asked === 0 && void stop());
}

/** When npm, or a test that started us, is killed, nobody would pass on Ctrl-C. @param {() => void} stop */
function stopWithoutParent(stop) {
  if (process.env['npm_lifecycle_event'] !== 'start' && !process.env['MILLRACE_STOP_WITH_PARENT']) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1000).unref();
}
