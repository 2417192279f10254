import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are secret, or contain a password. */
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
 * Reads secrets from files: a setting may be given by a file whose path is in the setting's name with _FILE
 * appended, as containers do. A setting that is set itself wins. Equal to tools/start/secret-files.mjs, which
 * runs before anything is installed.
 * @throws Error of the file system when a named file cannot be read
 */
export function withFiles(environment: Environment): Record<string, string | undefined> {
  const found = SECRET.flatMap((name) => {
    const file = environment[`${name}_FILE`];
    return file && !environment[name] ? [[name, readFileSync(file, 'utf8').trim()]] : [];
  });
  return { ...environment, ...Object.fromEntries(found) };
}
