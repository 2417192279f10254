import { pathToFileURL } from 'node:url';
import { StartProblem } from '@millrace/base';
import type postgres from 'postgres';
import { checkDatabase } from './check-database.ts';
import { openDriver } from './driver.ts';
import { scramVerifier } from './scram.ts';
import { withFiles } from './secret-files.ts';

export interface TemporalAccess {
  readonly role: string;
  readonly password: string;
  readonly databases: readonly string[];
}

/**
 * Gives Temporal its own role and databases on the same server: it cannot see Millrace's database, nor
 * Millrace's roles its databases. Hands over what the superuser owned in an earlier release. Safe on every
 * start.
 * @param ownerUrl of a role that may create roles and databases
 */
export async function ensureTemporalDatabases(
  ownerUrl: string,
  { role, password, databases }: TemporalAccess,
): Promise<void> {
  const sql = openDriver(ownerUrl, { max: 1 });
  try {
    const made = await sql`select 1 from pg_roles where rolname = ${role}`;
    await run(
      sql,
      `${made.length === 0 ? 'create' : 'alter'} role %I login nocreatedb nocreaterole password %L`,
      role,
      scramVerifier(password),
    );
    for (const database of databases) {
      const there = await sql`select 1 from pg_database where datname = ${database}`;
      if (there.length === 0) await run(sql, 'create database %I', database);
      await run(sql, 'alter database %I owner to %I', database, role);
      await run(sql, 'revoke all on database %I from public', database);
      await handOver(ownerUrl, database, role);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function run(sql: postgres.Sql, statement: string, ...names: string[]): Promise<void> {
  const [row] = await sql<
    { text: string }[]
  >`select format(${statement}::text, variadic ${names}::text[]) as text`;
  await sql.unsafe(row?.text ?? '');
}

async function handOver(ownerUrl: string, database: string, role: string): Promise<void> {
  const url = new URL(ownerUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  const sql = openDriver(url.href, { max: 1 });
  try {
    // Sequences of a column move with their table.
    const items = await sql<{ kind: string; name: string }[]>`
      select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
        else 'table' end as kind, c.oid::regclass::text as name
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
        and pg_get_userbyid(c.relowner) <> ${role}
        and not exists (select from pg_depend d
          where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S')
      union all select 'function', p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'public'::regnamespace and pg_get_userbyid(p.proowner) <> ${role}
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
    for (const { kind, name } of items)
      await run(sql, `alter ${kind} ${name.replaceAll('%', '%%')} owner to %I`, role);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const environment = withFiles(process.env);
  const url = environment['DATABASE_URL'] ?? '';
  const access = {
    role: 'temporal',
    password: environment['TEMPORAL_DB_PASSWORD'] ?? '',
    databases: ['temporal', 'temporal_visibility'],
  };
  checkDatabase(url, 'DATABASE_URL')
    .then(() => ensureTemporalDatabases(url, access))
    .catch((error: unknown) => {
      console.error(error instanceof StartProblem ? `${error.message}\n${error.next}` : error);
      process.exit(1);
    });
}
