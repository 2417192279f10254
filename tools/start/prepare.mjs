import { join } from 'node:path';
import { root } from './options.mjs';
import { typescript } from './parts.mjs';
import { runForAnswer, runToEnd } from './processes.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Migrates the database to this release, and creates the roles that use it.
 * @param {Record<string, string | undefined>} env with DATABASE_URL of the owner, and the addresses of the
 * roles
 * @param {string} logFolder
 * @throws {Trouble} when it cannot
 */
export async function migrate(env, logFolder) {
  await runExplained('packages/engine/db/main.ts', env, join(logFolder, 'migrate.log'), {
    sentence: 'The database could not be migrated.',
    next: 'Restore a backup and start the release that made it, or report this with the lines above.',
  });
}

/**
 * Creates the workspace and its API key at the first start, and what the demo shop needs to call the intake.
 * @param {Record<string, string | undefined>} env
 * @param {string} logFolder
 * @returns {Promise<boolean>} whether the workspace was created now
 */
export async function setUp(env, logFolder) {
  const command = {
    file: process.execPath,
    args: [...typescript, 'packages/engine/services/setup/main.ts'],
    cwd: root,
    env,
  };
  const answer = await runForAnswer(command, join(logFolder, 'setup.log'), {
    sentence: 'The first workspace could not be set up.',
    next: 'Read the lines above; after correcting it, start again: nothing is done twice.',
  });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '{}').created === true;
}

/**
 * Checks that an external Temporal can be used.
 * @param {string} address
 * @param {string} namespace
 * @param {string} logFolder
 * @throws {Trouble} when it cannot
 */
export async function tryEngine(address, namespace, logFolder) {
  const env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
  await runExplained('apps/worker/try-engine.ts', env, join(logFolder, 'engine.log'), {
    sentence: `The Temporal server at ${address} could not be checked.`,
    next: 'The last lines of the log may say why.',
  });
}

/**
 * Runs one of our programs, which prints a problem as JSON when the operator can solve it.
 * @param {string} program
 * @param {Record<string, string | undefined>} env
 * @param {string} logFile
 * @param {{ sentence: string, next: string }} onFailure printed for other failures
 * @throws {Trouble}
 */
export async function runExplained(program, env, logFile, onFailure) {
  const { code, answer } = await runToEnd(
    { file: process.execPath, args: [...typescript, program, '--json'], cwd: root, env },
    logFile,
  );
  if (code === 0) return;
  const said = answer.trim().split('\n').at(-1) ?? '';
  if (!said.startsWith('{')) throw new Trouble(onFailure.sentence, onFailure.next, logFile);
  const { sentence, next } = JSON.parse(said);
  throw new Trouble(sentence, next);
}
