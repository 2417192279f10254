import { kill } from './processes.mjs';

/** So many questions without an answer, one after the other: it is frozen. */
const tooMany = 4;
/** Of one that has not answered yet at all: it may take its time to start. */
const tooManyAtFirst = 24;

/**
 * Ends a process that is there and does nothing any more, so that it is started again. Questions are counted and not minutes: a
 * machine that slept has missed none.
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
    voice.say(`${name} is there and does not answer any more; ending it.`);
    isEnded = true;
    kill(-child.pid, 'SIGKILL');
  };
  const timer = setInterval(() => void ask(), askEvery);
  return { stop: () => clearInterval(timer) };
}

/**
 * @param {string} url
 * @param {number} [within] milliseconds
 * @returns {Promise<boolean>} whether anything is answered there
 */
export async function answersAt(url, within = 5_000) {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(within) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
