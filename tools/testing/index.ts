import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

export { compiledWorker } from './compiled-worker.ts';
export { startTestPostgres, type TestPostgres } from './own-postgres.ts';
export { pretendPostgres, type PretendedPostgres } from './pretended-postgres.ts';
export { unreliableLink, type LinkState, type UnreliableLink } from './unreliable-link.ts';
export { formsOf, searchEverything, tablesOf } from './search-everything.ts';

export interface TestDatabase {
  /** As the role of web and worker, so that a test has only the rights of the product. */
  readonly url: string;
  /** As the role of sign-in. */
  readonly authUrl: string;
  /** As superuser, to bypass the policies. */
  readonly ownerUrl: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A new database with every table and no rows, or completely empty, for one test file. Takes about 0.1 s. */
export async function createTestDatabase({
  isEmpty = false,
}: { readonly isEmpty?: boolean } = {}): Promise<TestDatabase> {
  const template = new URL(named('MILLRACE_TEST_TEMPLATE_URL'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(
    template,
    `create database "${name}" template "${isEmpty ? 'template1' : template.pathname.slice(1)}"`,
  );
  const by = (address: string) => {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    url: by(named('MILLRACE_TEST_APP_URL')),
    authUrl: by(named('MILLRACE_TEST_AUTH_URL')),
    ownerUrl: by(template.href),
    drop: () => asSuperuser(template, `drop database if exists "${name}" with (force)`),
  };
}

/**
 * Address (host:port) of a real Temporal server that all tests share. Use your own task queue and workflow
 * ids.
 */
export function testTemporalAddress(): string {
  return named('MILLRACE_TEST_TEMPORAL');
}

/** The log of the Postgres server that all tests share. Statements are in it only of databases that ask for it. */
export function testPostgresLog(): string {
  return named('MILLRACE_TEST_POSTGRES_LOG');
}

/** Does what the product may not do, such as writing to the tables of sign-in. */
export async function withSuperuser<Result>(
  url: string,
  run: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await run(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function asSuperuser(template: URL, statement: string): Promise<void> {
  const base = new URL(template);
  base.pathname = '/postgres';
  const sql = postgres(base.href, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function named(variable: string): string {
  const value = process.env[variable];
  if (!value)
    throw new Error(
      `${variable} is not set: this test belongs to the project "integration" of vitest.config.ts.`,
    );
  return value;
}
