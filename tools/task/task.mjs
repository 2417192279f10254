// Runs one task of the package in the current folder. `turbo.json` defines the tasks and when each must run
// again.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../start/options.mjs';
import { run, tool } from './run.mjs';

const folder = relative(root, process.cwd());
/** Folders whose tests set what modules read as they load, so that each file loads them anew. */
const anew = {
  unit: ['apps/worker', 'apps/demo-shop', 'tools', 'packages/engine/transport'],
  integration: ['apps/worker', 'tools'],
};

/** @type {Readonly<Record<string, () => Promise<number | null>>>} */
const tasks = {
  types,
  unit: () => tests('unit'),
  integration: () => tests('integration'),
  build,
};

const task = tasks[process.argv[2] ?? ''];
if (!task) console.error(`There is no task “${process.argv[2] ?? ''}”: ${Object.keys(tasks).join(', ')}.`);
process.exitCode = task ? ((await task()) ?? 1) : 1;

/**
 * Type-checks each of the package's tsconfigs; some packages have one for screens and one for everything
 * else.
 */
async function types() {
  // Next.js generates the types of routes and style sheets, which a fresh clone lacks.
  if (existsSync('next.config.ts') && !existsSync('next-env.d.ts'))
    await run(process.execPath, [tool('next/dist/bin/next'), 'typegen'], { cwd: process.cwd() });
  let worst = 0;
  for (const config of readdirSync('.').filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name)))
    worst = Math.max(
      worst,
      (await run(process.execPath, [tool('typescript/bin/tsc'), '--noEmit', '-p', join(folder, config)])) ??
        1,
    );
  return worst;
}

/** @param {'unit' | 'integration'} project of vitest.config.ts */
async function tests(project) {
  const report = join(process.cwd(), '.cache', `${project}.json`);
  mkdirSync(join(process.cwd(), '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Two packages at a time run unit tests; one at a time runs tests with a database.
  const workers = project === 'unit' ? [`--maxWorkers=${availableParallelism()}`] : [];
  // Loading all modules anew for each file took nearly half of the time. A file run alone is always isolated.
  const shared = anew[project].some((path) => folder.startsWith(path)) ? [] : ['--no-isolate'];
  return run(process.execPath, [
    tool('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    ...workers,
    ...shared,
    ...reporters,
    `${folder}/`,
  ]);
}

/** Builds as `npm start` does. */
async function build() {
  const [{ buildChanged }, { createVoice }] = await Promise.all([
    import('../start/build.mjs'),
    import('../start/say.mjs'),
  ]);
  const app = folder === 'apps/web' ? 'web' : 'worker';
  await buildChanged(createVoice(), join(root, '.cache', 'logs'), [app]);
  return 0;
}
