/** A problem that the operator can solve: what happened, what to do, and the log that explains it. */
export class Trouble extends Error {
  /**
   * @param {string} sentence what happened
   * @param {string} next what to do
   * @param {string | null} [logFile] log whose last lines explain it
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

/**
 * Errors of the operating system as words and advice.
 * @type {Record<string, readonly [string, string | null]>}
 */
const words = {
  ENOSPC: ['the disk is full', 'Make room there, and start again: nothing is lost.'],
  EDQUOT: ['your share of the disk is used up', 'Make room there, and start again: nothing is lost.'],
  EROFS: ['it is on a read-only disk', null],
  EACCES: ['this user has no permission', null],
  EPERM: ['this user has no permission', null],
  EEXIST: ['a file is in the way', null],
  ENOTDIR: ['a file is in the way', null],
  ENOENT: ['it, or a folder above it, does not exist', null],
  ELOOP: ['its links form a loop', null],
  ENAMETOOLONG: ['its name is too long', null],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n), and start again.'],
  ENFILE: ['too many files are open', 'Raise the limit of this machine, and start again.'],
  EIO: ['the disk fails', 'Look at the log of this machine.'],
};

/**
 * Turns an error of the file system into a sentence.
 * @param {unknown} error
 * @param {string} sentence the beginning of the sentence, without a full stop
 * @param {string} next used when the reason has no advice of its own
 * @returns {Trouble}
 */
export function systemTrouble(error, sentence, next) {
  if (error instanceof Trouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [reason, advice] = words[code] ?? [messageOf(error), null];
  return new Trouble(`${sentence}: ${reason}.`, advice ?? next);
}

/** Whether `systemTrouble` has words for an error. @param {unknown} error */
export function isSystemTrouble(error) {
  return error instanceof Error && 'code' in error && String(error.code) in words;
}
