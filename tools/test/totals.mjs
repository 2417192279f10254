import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Enough to show the expected and actual values, and the line of the test. */
const LINES_OF_A_REASON = 12;
const SECOND_TRY = '(passed at the second try)';

/**
 * @typedef {object} Outcome of a part; a part without counts is one that passed or failed
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {boolean} [counted] whether the numbers count tests
 * @property {readonly string[]} [problems]
 * @property {string} [reused] which results were reused, as a sentence
 * @property {readonly string[]} [failures] the failed tests, each with the first lines of its reason
 */

/** @param {readonly string[]} problems @returns {Outcome} */
export function single(problems) {
  return problems.length > 0
    ? { passed: 0, failed: 1, skipped: 0, problems }
    : { passed: 1, failed: 0, skipped: 0 };
}

/** @param {readonly Outcome[]} outcomes */
export function totals(outcomes) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/**
 * The last line of a run, on its own line, for people and for programs.
 * @param {{ passed: number, failed: number, skipped: number }} total
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {readonly string[]} words
 * @param {readonly string[]} known names of parts
 * @returns {{ names: string[], rest: string[] }} the parts, and the arguments for the test runners
 */
export function parseArguments(words, known) {
  return {
    names: words.filter((word) => known.includes(word)),
    rest: words.filter((word) => !known.includes(word)),
  };
}

/**
 * Reads vitest's report of a run. A run that broke before it counted a failure counts as failed, and so does
 * one without tests.
 * @param {string} file
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export function vitestOutcome(file, exitCode) {
  if (!existsSync(file)) return { ...single(['The tests could not be run.']), counted: true };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return { ...settle(counts, exitCode), failures: (report.testResults ?? []).flatMap(failuresOfFile) };
}

/**
 * @param
 * {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }}
 * file
 */
function failuresOfFile({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [failure(name, 'the file itself', message)];
  // A test that passed has reasons of a failure only from its first try.
  return assertionResults
    .filter((test) => test.status === 'failed' || (test.status === 'passed' && test.failureMessages?.length))
    .map((test) =>
      failure(
        name,
        test.status === 'passed' ? `${test.fullName} ${SECOND_TRY}` : test.fullName,
        test.failureMessages?.join('\n'),
      ),
    );
}

/** @param {string} file @param {string} test @param {string | undefined} reason */
function failure(file, test, reason = '') {
  const lines = stripVTControlCharacters(reason)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  return [
    `${relative(process.cwd(), file)}: ${test}`,
    ...lines.slice(0, LINES_OF_A_REASON).map((line) => `    ${line.slice(0, 300)}`),
  ].join('\n');
}

/** Of names in the summary, and of characters in each: a log may be kept only by its last few lines. */
const MOST_NAMES = 5;
const NAME_LENGTH = 120;

/**
 * Which tests of a part failed, for the summary, without their reasons.
 * @param {Outcome} outcome @returns {string[]} none when it passed
 */
export function failedNames({ failed, failures = [], problems = [] }) {
  if (failed === 0) return [];
  const names = [...failures.map((text) => text.split('\n', 1)[0] ?? ''), ...problems]
    .filter((name) => name !== '' && !name.endsWith(SECOND_TRY))
    .map((name) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name));
  const left = names.length - MOST_NAMES;
  return left > 0 ? [...names.slice(0, MOST_NAMES), `and ${left} more`] : names;
}

/** @param {string} file what Playwright wrote @param {number | null} exitCode @returns {Outcome} */
export function playwrightOutcome(file, exitCode) {
  const report = playwrightReport(file);
  if (!report) return { ...single(['The browser tests could not be run.']), counted: true };
  return { ...settle(report.counts, exitCode), failures: report.suites.flatMap(failuresOfSuite) };
}

/**
 * Several runs of Playwright as one.
 * @param {readonly { name: string, file: string }[]} reports
 * @param {object} wanted
 * @param {number | null} wanted.exitCode of all together
 * @param {readonly string[]} wanted.files of tests, each of which must have run in exactly one of them
 * @returns {Outcome}
 */
export function joinedOutcome(reports, { exitCode, files }) {
  const read = reports.map(({ name, file }) => ({ name, report: playwrightReport(file) }));
  const outcomes = read.map(({ name, report }) => {
    if (!report) return single([`The browser tests of ${name} could not be run; see above.`]);
    const { problems, ...outcome } = settle(report.counts, report.isBroken ? 1 : 0);
    return { ...outcome, problems: (problems ?? []).map((problem) => `In ${name}: ${problem}`) };
  });
  const ran = read.flatMap(({ report }) => report?.suites.map(({ file }) => file) ?? []);
  const misplaced = files.flatMap((file) => {
    const times = ran.filter((other) => other === file).length;
    if (times === 1) return [];
    return [times === 0 ? `${file} was not run.` : `${file} was run ${times} times.`];
  });
  const total = totals(outcomes);
  const unexplained = exitCode !== 0 && total.failed === 0 && misplaced.length === 0;
  return {
    ...total,
    failed: total.failed + misplaced.length + (unexplained ? 1 : 0),
    counted: true,
    problems: [
      ...outcomes.flatMap(({ problems = [] }) => problems),
      ...misplaced,
      ...(unexplained ? [`The run ended with ${exitCode} although no test failed; see above.`] : []),
    ],
    failures: read.flatMap(({ report }) => report?.suites.flatMap(failuresOfSuite) ?? []),
  };
}

/**
 * @param {string} file
 * @returns {{ counts: { passed: number, failed: number, skipped: number }, suites: Suite[], isBroken: boolean } | null}
 * null when it was not written
 */
function playwrightReport(file) {
  if (!existsSync(file)) return null;
  const { stats, suites = [], errors = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const counts = { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  return { counts, suites, isBroken: errors.length > 0 };
}

/**
 * @typedef {object} Suite as Playwright reports one
 * @property {string} [file]
 * @property {Suite[]} [suites]
 * @property
 * {{ title: string, file: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }[]}
 * [specs]
 */

/** @param {Suite} suite @returns {string[]} the failed tests, and those that passed at the second attempt */
function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) =>
        failure(
          file,
          status === 'flaky' ? `${title} ${SECOND_TRY}` : title,
          results.find(({ error }) => error)?.error?.message,
        ),
      ),
  );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

/**
 * @param {{ passed: number, failed: number, skipped: number }} counts
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
function settle(counts, exitCode) {
  if (exitCode !== 0 && counts.failed === 0)
    return {
      ...counts,
      failed: 1,
      counted: true,
      problems: [`The run ended with ${exitCode} although no test failed; see above.`],
    };
  if (counts.passed + counts.failed === 0)
    return { ...counts, failed: 1, counted: true, problems: ['No test was run.'] };
  return { ...counts, counted: true };
}
