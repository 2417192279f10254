/** Something the person who started Millrace can do something about: what happened, what to do, where to read more. */
export class Trouble extends Error {
  /**
   * @param {string} sentence what happened
   * @param {string} next what to do
   * @param {string | null} [logFile] whose last lines explain it
   */
  constructor(sentence, next, logFile = null) {
    super(sentence);
    this.name = 'Trouble';
    this.next = next;
    this.logFile = logFile;
  }
}

/** @param {unknown} error @returns {string} */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
