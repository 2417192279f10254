import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Outcome of a part; a part that counts nothing is one thing that passed or failed
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {boolean} [counted] whether these are numbers of tests
 * @property {readonly string[]} [problems]
 */

/** @param {readonly string[]} problems @returns {Outcome} */
export function single(problems) {
  return problems.length > 0 ? { passed: 0, failed: 1, skipped: 0, problems } : { passed: 1, failed: 0, skipped: 0 };
}

/** @param {readonly Outcome[]} outcomes */
export function totals(outcomes) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The last line of a run, alone on its line, for people and for programs that watch. @param {{ passed: number, failed: number, skipped: number }} total */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {readonly string[]} words
 * @param {readonly string[]} known names of parts
 * @returns {{ names: string[], rest: string[] }} parts, and what is handed to the test runners
 */
export function parseArguments(words, known) {
  return { names: words.filter((word) => known.includes(word)), rest: words.filter((word) => !known.includes(word)) };
}

/**
 * What vitest wrote about its run. A run that broke before it counted a failure is a failure; so is one without tests.
 * @param {string} file
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export function vitestOutcome(file, exitCode) {
  if (!existsSync(file)) return { ...single(['The tests could not be run.']), counted: true };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return settle(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests },
    exitCode,
  );
}

/** @param {string} file what Playwright wrote @param {number | null} exitCode @returns {Outcome} */
export function playwrightOutcome(file, exitCode) {
  if (!existsSync(file)) return { ...single(['The browser tests could not be run.']), counted: true };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return settle({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, exitCode);
}

/** @param {{ passed: number, failed: number, skipped: number }} counts @param {number | null} exitCode @returns {Outcome} */
function settle(counts, exitCode) {
  if (exitCode !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, counted: true, problems: [`The run ended with ${exitCode} although no test failed; see above.`] };
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, counted: true, problems: ['No test was run.'] };
  return { ...counts, counted: true };
}
