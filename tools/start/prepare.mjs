import { join } from 'node:path';
import { root } from './options.mjs';
import { typescript } from './parts.mjs';
import { runForAnswer, runLogged } from './processes.mjs';

/**
 * Brings the database forward to this release.
 * @param {Record<string, string | undefined>} env
 * @param {string} logFolder
 */
export async function migrate(env, logFolder) {
  await runLogged(
    { file: process.execPath, args: [...typescript, 'packages/engine/db/migrate.ts'], cwd: root, env },
    join(logFolder, 'migrate.log'),
    {
      sentence: 'The database could not be brought up to date.',
      next: 'If DATABASE_URL is set, check that its role may create tables and roles. Otherwise restore a backup, or report it with the lines above.',
    },
  );
}

/**
 * Makes the workspace and its API key the first time, and what the demo shop needs to call in.
 * @param {Record<string, string | undefined>} env
 * @param {string} logFolder
 * @returns {Promise<boolean>} whether the workspace was made now
 */
export async function setUp(env, logFolder) {
  const command = { file: process.execPath, args: [...typescript, 'packages/engine/services/setup/main.ts'], cwd: root, env };
  const answer = await runForAnswer(command, join(logFolder, 'setup.log'), {
    sentence: 'The first workspace could not be set up.',
    next: 'Read the lines above; after correcting it, start again: nothing is done twice.',
  });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '{}').created === true;
}
