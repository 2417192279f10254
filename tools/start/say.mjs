/**
 * @typedef {object} Voice
 * @property {(line: string) => void} say prints one line, after the time since the start
 * @property {<T>(what: string, work: (note: (line: string) => void) => Promise<T>) => Promise<T>} during
 *   prints what begins, every ten seconds that it continues, and how long it took
 */

/**
 * @param {(line: string) => void} [print]
 * @returns {Voice}
 */
export function createVoice(print = (line) => console.log(line)) {
  const began = Date.now();
  const say = (/** @type {string} */ line) => print(`  ${seconds(Date.now() - began).padStart(7)}  ${line}`);
  return {
    say,
    async during(what, work) {
      const from = Date.now();
      let latest = '';
      say(`${what} ...`);
      const ticking = setInterval(
        () => say(`${what}: still working after ${seconds(Date.now() - from)}${latest ? `; ${latest}` : ''}`),
        10_000,
      );
      try {
        const result = await work((line) => (latest = line));
        say(`${what}: done in ${seconds(Date.now() - from)}`);
        return result;
      } finally {
        clearInterval(ticking);
      }
    },
  };
}

/** A voice that says nothing, for tests. @type {Voice} */
export const silent = { say: () => undefined, during: (_what, work) => work(() => undefined) };

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
