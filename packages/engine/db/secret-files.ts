import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are secret, or hold a password. */
const SECRET = [
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'DATABASE_AUTH_URL',
  'MILLRACE_SECRET',
  'MILLRACE_ADMIN_PASSWORD',
  'MILLRACE_API_KEY',
  'TEMPORAL_DB_PASSWORD',
] as const;

/**
 * A secret may be in a file instead, named by the setting with _FILE after it, as containers are given them. What is set itself
 * wins. As tools/start/secret-files.mjs, which runs before anything is installed.
 * @throws Error of the file system when a file that is named cannot be read
 */
export function withFiles(environment: Environment): Record<string, string | undefined> {
  const found = SECRET.flatMap((name) => {
    const file = environment[`${name}_FILE`];
    return file && !environment[name] ? [[name, readFileSync(file, 'utf8').trim()]] : [];
  });
  return { ...environment, ...Object.fromEntries(found) };
}
