import { kill } from './processes.mjs';

/** After this many probes in a row without a response a part counts as frozen. */
const tooMany = 4;
/** The limit for a part that has never responded, because it may take time to start. */
const tooManyAtFirst = 24;

/**
 * Kills a frozen process, so that it is restarted. Counts probes instead of minutes, because a machine that
 * slept has missed none.
 * @param {import('./supervisor.mjs').Part} part
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ askEvery: number, voice: import('./say.mjs').Voice }} how milliseconds
 * @returns {{ stop: () => void }}
 */
export function watchOver({ name, answers }, child, { askEvery, voice }) {
  if (!answers) return { stop: () => undefined };
  let missed = 0;
  let hasAnswered = false;
  let isAsking = false;
  let isEnded = false;
  const ask = async () => {
    if (isAsking || isEnded) return;
    isAsking = true;
    const answered = await answers().catch(() => false);
    isAsking = false;
    hasAnswered ||= answered;
    missed = answered ? 0 : missed + 1;
    if (
      missed < (hasAnswered ? tooMany : tooManyAtFirst) ||
      !child.pid ||
      child.exitCode !== null ||
      child.signalCode !== null
    )
      return;
    voice.say(`${name} no longer responds; ending it.`);
    isEnded = true;
    kill(-child.pid, 'SIGKILL');
  };
  const timer = setInterval(() => void ask(), askEvery);
  return { stop: () => clearInterval(timer) };
}

/**
 * @param {string} url
 * @param {number} [within] milliseconds
 * @returns {Promise<boolean>} whether anything responds there
 */
export async function answersAt(url, within = 5_000) {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(within) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
