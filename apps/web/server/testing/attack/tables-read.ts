import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { forgetKeys } from '../../rest/authenticate.ts';
import type { Asked } from './run.ts';

const WORD = /[a-z_][a-z0-9_]*/g;
const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(WORD));

interface Thing {
  readonly name: string;
  readonly text: string;
}

/** What else a statement touches that names it: the bodies of functions, of triggers and policies of tables, and of views. */
async function bodiesOf(sql: postgres.Sql): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const things = await sql<Thing[]>`
    select name, string_agg(text, ' ') as text from (
      select p.proname::text as name, pg_get_functiondef(p.oid) as text
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      union all
      select c.relname, p.proname from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal
      union all
      select tablename, concat(qual, ' ', with_check) from pg_policies where schemaname = 'public'
      union all
      select viewname, definition from pg_views where schemaname = 'public'
    ) as bodies group by name`;
  return new Map(things.map(({ name, text }) => [name, wordsOf(text)]));
}

/** All names in a text, and those in the bodies of what it names. */
function reachedFrom(text: string, bodies: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set(wordsOf(text));
  // A set gives what is added to it while it is walked.
  for (const name of reached) for (const more of bodies.get(name) ?? []) reached.add(more);
  return reached;
}

/** What was written to a file after a place. */
function readFrom(file: number, place: number): string {
  const buffer = Buffer.alloc(fstatSync(file).size - place);
  readSync(file, buffer, 0, buffer.length, place);
  return buffer.toString();
}

/**
 * The names in the statements of each call, as the log of the server has them: every table that it reads, and more.
 * A wrong value in another table cannot change what the call does.
 * @param sql as superuser of the database, which gets new connections
 * @param log of the server, to which nobody else may make this database write meanwhile
 */
export async function namesReadBy(
  sql: postgres.Sql,
  log: string,
  calls: readonly Asked[],
  send: (asked: Asked) => Promise<unknown>,
): Promise<ReadonlyMap<Asked, ReadonlySet<string>>> {
  const [{ database } = { database: '' }] = await sql<
    { database: string }[]
  >`select current_database() as database`;
  const logs = async (what: 'all' | 'none') => {
    await sql.unsafe(`alter database "${database}" set log_statement = '${what}'`);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await pause(500);
  };
  const bodies = await bodiesOf(sql);
  const file = openSync(log, 'r');
  try {
    await logs('all');
    const read = new Map<Asked, ReadonlySet<string>>();
    for (const asked of calls) {
      forgetKeys();
      const place = fstatSync(file).size;
      await send(asked);
      read.set(asked, reachedFrom(readFrom(file, place), bodies));
    }
    return read;
  } finally {
    closeSync(file);
    await logs('none');
  }
}
