import { readFileSync } from 'node:fs';
import { messageOf, Trouble } from './trouble.mjs';

/**
 * Equal to packages/engine/db/secret-files.ts, which is TypeScript and cannot run before the first install.
 */
const secret = [
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'DATABASE_AUTH_URL',
  'MILLRACE_SECRET',
  'MILLRACE_ADMIN_PASSWORD',
  'MILLRACE_API_KEY',
];

/**
 * Reads secrets from files: a setting's name with _FILE appended gives the path. A setting that is set itself
 * wins.
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string | undefined>}
 * @throws {Trouble} when a file that is named cannot be read
 */
export function withFiles(env) {
  const found = secret.flatMap((name) => {
    const file = env[`${name}_FILE`];
    return file && !env[name] ? [[name, read(`${name}_FILE`, file)]] : [];
  });
  return { ...env, ...Object.fromEntries(found) };
}

/** @param {string} name @param {string} file */
function read(name, file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Trouble(
      `${name} names a file that cannot be read: ${messageOf(error)}.`,
      'Correct the path, or the rights of the file.',
    );
  }
}
