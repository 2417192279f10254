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

/** A server ended while it was starting. */
export class EndedAtOnce extends Trouble {}

/** @param {unknown} error @returns {string} */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** What the system answers, in words. @type {Record<string, readonly [string, string | null]>} */
const words = {
  ENOSPC: ['the disk is full', 'Make room there, and start again: nothing is lost.'],
  EDQUOT: ['your share of the disk is used up', 'Make room there, and start again: nothing is lost.'],
  EROFS: ['it is on a disk that can only be read', null],
  EACCES: ['this user may not', null],
  EPERM: ['this user may not', null],
  EEXIST: ['there is a file in its way', null],
  ENOTDIR: ['there is a file in its way', null],
  ENOENT: ['what leads to it does not exist', null],
  ELOOP: ['its links go in a circle', null],
  ENAMETOOLONG: ['its name is too long', null],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n), and start again.'],
  ENFILE: ['too many files are open', 'Raise the limit of this machine, and start again.'],
  EIO: ['the disk fails', 'Look at the log of this machine.'],
};

/**
 * An error of the file system as a sentence.
 * @param {unknown} error
 * @param {string} sentence its beginning, without a stop
 * @param {string} next where the reason has no advice of its own
 * @returns {Trouble}
 */
export function systemTrouble(error, sentence, next) {
  if (error instanceof Trouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [reason, advice] = words[code] ?? [messageOf(error), null];
  return new Trouble(`${sentence}: ${reason}.`, advice ?? next);
}

/** Whether it is one of the errors that `systemTrouble` has words for. @param {unknown} error */
export function isSystemTrouble(error) {
  return error instanceof Error && 'code' in error && String(error.code) in words;
}
