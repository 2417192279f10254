import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkDocs } from '../check/docs.mjs';
import { checkStructure } from '../check/structure.mjs';
import { checkWords } from '../check/words.mjs';
import { checkWriting } from '../check/writing.mjs';
import { root } from '../start/options.mjs';
import { forgetProblems, keptProblems } from '../task/problems.mjs';
import { run, tool } from '../task/run.mjs';
import { runTask } from '../task/turbo.mjs';
import { browserOutcome, runBrowser } from './browser-stage.mjs';
import { single, totals, vitestOutcome } from './totals.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */

/**
 * @typedef {object} Stage
 * @property {string} name on the command line
 * @property {string} title
 * @property {(rest: readonly string[]) => Promise<Outcome>} run
 */

/** The fastest checks first. @type {readonly Stage[]} */
export const stages = [
  {
    name: 'format',
    title: 'Format (oxfmt)',
    run: () => command('oxfmt/bin/oxfmt', ['--check', '.'], 'Run `npm run format`.'),
  },
  { name: 'lint', title: 'Lint (oxlint, type-aware)', run: (rest) => packages('test-lint', rest) },
  {
    name: 'structure',
    title: 'Sizes, names, purity, words, ids',
    run: async () =>
      single([
        ...checkStructure(root),
        ...checkWriting(root),
        ...checkWords(root),
        ...(await import('../check/ids.mjs')).checkIds(root),
      ]),
  },
  {
    name: 'imports',
    title: 'Import directions',
    run: async () => single(await (await import('../check/imports.mjs')).checkImports(root)),
  },
  { name: 'docs', title: 'Paths named in texts', run: async () => single(checkDocs(root)) },
  { name: 'types', title: 'Types (tsc)', run: types },
  {
    name: 'unused',
    title: 'Unused code (knip)',
    run: () =>
      command('knip/bin/knip.js', ['--no-progress'], 'Remove it, or export it only where it is used.'),
  },
  { name: 'unit', title: 'Unit tests', run: (rest) => tests('unit', 2, rest) },
  {
    name: 'integration',
    title: 'Tests on a real Postgres and Temporal',
    run: (rest) => tests('integration', 1, rest),
  },
  {
    name: 'attack',
    title: 'Attacks on the running product',
    run: (rest) => packages('test-attack', rest),
  },
  {
    name: 'chaos',
    title: 'Parts killed and frozen under traffic',
    run: (rest) => packages('test-chaos', rest),
  },
  { name: 'browser', title: 'Browser tests', run: browser },
];

/** @param {string} path @param {readonly string[]} args @param {string} advice @returns {Promise<Outcome>} */
async function command(path, args, advice) {
  return single((await run(process.execPath, [tool(path), ...args])) === 0 ? [] : [advice]);
}

/** With `--anew` every task runs, even where its result is still valid. */
const ANEW = '--anew';

/**
 * A task without counts, for each package or for the whole repository.
 * @param {string} task
 * @param {readonly string[]} rest
 * @returns {Promise<Outcome>}
 */
async function packages(task, rest) {
  forgetProblems(task);
  const done = await runTask(task, { atOnce: 2, anew: rest.includes(ANEW) });
  const failed = done.filter(({ exitCode }) => exitCode !== 0);
  const problems = failed.flatMap(({ name, exitCode }) => [
    `${name === '//' ? `\`npm run ${task}\`` : name} ended with ${exitCode}; see above.`,
    ...keptProblems(task),
  ]);
  return {
    ...single(done.length === 0 ? ['turbo could not be run; see above.'] : problems),
    reused: reusedWords(done),
  };
}

/**
 * Type-checks each workspace by its own tsconfig, and then all tests.
 * @param {readonly string[]} rest
 * @returns {Promise<Outcome>}
 */
async function types(rest) {
  const [own, ofTests] = [await packages('types', rest), await packages('types-of-tests', rest)];
  return { ...single([...(own.problems ?? []), ...(ofTests.problems ?? [])]), reused: own.reused };
}

/**
 * Runs the tests of every package, or of those named by path.
 * @param {'unit' | 'integration'} project
 * @param {number} atOnce
 * @param {readonly string[]} rest
 * @returns {Promise<Outcome>}
 */
async function tests(project, atOnce, rest) {
  const paths = rest.filter((word) => word !== ANEW);
  if (paths.length > 0) return vitest(project, paths);
  const done = await runTask(project, { atOnce, anew: rest.includes(ANEW) });
  const outcomes = done.map(({ folder, exitCode }) =>
    vitestOutcome(join(root, folder, '.cache', `${project}.json`), exitCode),
  );
  if (outcomes.length === 0) return { ...single(['The tests could not be run.']), counted: true };
  return {
    ...totals(outcomes),
    counted: true,
    problems: outcomes.flatMap(({ problems }) => problems ?? []),
    failures: outcomes.flatMap(({ failures }) => failures ?? []),
    reused: reusedWords(done),
  };
}

/** @param {readonly string[]} rest @returns {Promise<Outcome>} */
async function browser(rest) {
  const words = rest.filter((word) => word !== ANEW);
  if (words.length > 0) return runBrowser(words);
  const [done] = await runTask('test-browser', { atOnce: 1, anew: rest.includes(ANEW) });
  return { ...browserOutcome(done?.exitCode ?? 1), reused: reusedWords(done ? [done] : []) };
}

/**
 * Says which packages were not tested again because nothing they depend on has changed.
 * @param {readonly import('../task/turbo.mjs').Done[]} done
 */
function reusedWords(done) {
  const reused = done.filter((one) => one.reused).length;
  if (reused === 0) return undefined;
  return done.length === 1
    ? 'unchanged since it passed, not run again'
    : `${reused} of ${done.length} packages unchanged since they passed, not run again`;
}

/** @param {string} project of vitest.config.ts @param {readonly string[]} rest @returns {Promise<Outcome>} */
async function vitest(project, rest) {
  const report = join(root, '.cache', `${project}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const code = await run(process.execPath, [
    tool('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...rest,
  ]);
  return vitestOutcome(report, code);
}
