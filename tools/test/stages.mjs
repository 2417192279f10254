import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkDocs } from '../check/docs.mjs';
import { checkIds } from '../check/ids.mjs';
import { checkStructure } from '../check/structure.mjs';
import { checkWords } from '../check/words.mjs';
import { checkWriting } from '../check/writing.mjs';
import { root } from '../start/options.mjs';
import { browserStage } from './browser-stage.mjs';
import { run, tool } from './run.mjs';
import { single, vitestOutcome } from './totals.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */

/**
 * @typedef {object} Stage
 * @property {string} name as on the command line
 * @property {string} title
 * @property {(rest: readonly string[]) => Promise<Outcome>} run
 */

/** In the order of how soon they can say no. @type {readonly Stage[]} */
export const stages = [
  { name: 'format', title: 'Format (oxfmt)', run: () => command('oxfmt/bin/oxfmt', ['--check', '.'], 'Run `npm run format`.') },
  {
    name: 'lint',
    title: 'Lint (oxlint, type-aware)',
    run: () => command('oxlint/bin/oxlint', ['--type-aware', '--quiet'], '`npm run lint` corrects what can be corrected by itself.'),
  },
  {
    name: 'structure',
    title: 'Sizes, names, purity, words, ids',
    run: async () => single([...checkStructure(root), ...checkWriting(root), ...checkWords(root), ...checkIds(root)]),
  },
  { name: 'imports', title: 'Import directions', run: async () => single(await (await import('../check/imports.mjs')).checkImports(root)) },
  { name: 'docs', title: 'Paths named in texts', run: async () => single(checkDocs(root)) },
  { name: 'types', title: 'Types (tsc)', run: types },
  {
    name: 'unused',
    title: 'Unused code (knip)',
    run: () => command('knip/bin/knip.js', ['--no-progress'], 'Remove it, or export it only where it is used.'),
  },
  { name: 'unit', title: 'Unit tests', run: (rest) => vitest('unit', rest) },
  { name: 'integration', title: 'Tests on a real Postgres and Temporal', run: (rest) => vitest('integration', rest) },
  { name: 'attack', title: 'Everything asked of the running product', run: () => program('tools/attack/attack.ts', 'short') },
  { name: 'chaos', title: 'Parts killed and frozen under traffic', run: () => program('tools/chaos/chaos.ts', 'short') },
  { name: 'browser', title: 'Browser tests', run: browserStage },
];

/** @param {string} path @param {readonly string[]} args @param {string} advice @returns {Promise<Outcome>} */
async function command(path, args, advice) {
  return single((await run(process.execPath, [tool(path), ...args])) === 0 ? [] : [advice]);
}

/** @param {string} path @param {string} how @returns {Promise<Outcome>} */
async function program(path, how) {
  return single(
    (await run(process.execPath, ['--import', 'tsx', path, how])) === 0 ? [] : [`\`node --import tsx ${path} ${how}\` says what.`],
  );
}

/** Each workspace by itself, as its own tsconfig says, and then every test. @returns {Promise<Outcome>} */
async function types() {
  // Next.js writes the types of routes and of style sheets; a fresh clone has none yet.
  if (!existsSync(join(root, 'apps/web/next-env.d.ts')))
    await run(process.execPath, [tool('next/dist/bin/next'), 'typegen'], { cwd: join(root, 'apps/web') });
  const waiting = ['tsconfig.tests.json', ...workspaces().flatMap(tsconfigsIn)];
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let config = waiting.shift(); config; config = waiting.shift()) {
      if ((await run(process.execPath, [tool('typescript/bin/tsc'), '--noEmit', '-p', config])) !== 0) failed.push(config);
    }
  };
  await Promise.all([work(), work()]);
  return single(failed.map((config) => `${config} has problems.`));
}

function workspaces() {
  const inside = (/** @type {string} */ folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];
  return [...inside('packages').flatMap(inside), ...inside('apps'), 'tools', 'e2e'];
}

/** @param {string} folder */
function tsconfigsIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
    .map((name) => `${folder}/${name}`);
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
