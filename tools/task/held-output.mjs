/**
 * @typedef {object} HeldOutput output of a program that runs beside another
 * @property {(text: string | Buffer) => void} write
 * @property {() => void} release prints what was held, and from then on everything at once
 */

/**
 * Output that is held until it is released. When the process ends before, it is printed then, so that nothing
 * is lost.
 * @param {{ write(text: string | Buffer): unknown }} to
 * @returns {HeldOutput}
 */
export function heldOutput(to) {
  /** @type {(string | Buffer)[] | null} */
  let held = [];
  const release = () => {
    const before = held ?? [];
    held = null;
    for (const text of before) to.write(text);
    process.off('exit', release);
  };
  process.on('exit', release);
  return {
    write: (text) => (held ? void held.push(text) : void to.write(text)),
    release,
  };
}
