import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { StartProblem } from '@millrace/base';
import { openDriver } from './driver.ts';
import { explainDatabase, placeOf, type Place } from './explain-database.ts';

const NEEDED = 18;
/** How long to wait for a server that is starting, in milliseconds. */
const STARTING = 20_000;
/** Connection timeout, in seconds. */
const PATIENCE = 5;

/**
 * Checks that the owner's database can be used, before changing anything in it.
 * @param url of the role that owns the tables
 * @throws StartProblem one for each possible problem
 */
export async function checkDatabase(url: string, setting: string, starting = STARTING): Promise<void> {
  const place = placeOf(url, setting);
  for (const until = performance.now() + starting; ;) {
    try {
      await look(url, place, setting);
      return;
    } catch (error) {
      const problem = explainDatabase(error, place, setting, starting);
      if (
        !(problem instanceof StartProblem) ||
        problem.code !== 'database-starting' ||
        performance.now() > until
      )
        throw problem;
      await pause(500);
    }
  }
}

async function look(url: string, place: Place, setting: string): Promise<void> {
  let socket: Socket | null = null;
  const sql = openDriver(url, {
    max: 1,
    connect_timeout: PATIENCE,
    fetch_types: false,
    onsocket: (made) => (socket = made),
  });
  try {
    const [found] = await sql<Found[]>`
      select current_user::text as user, current_setting('server_version_num')::int / 10000 as major,
        current_setting('server_version') as version,
        pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only,
        has_database_privilege(current_database(), 'CREATE')
          and coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), false) as may_create,
        pg_get_userbyid(t.relowner)::text as owner, pg_has_role(current_user, t.relowner, 'USAGE') as is_owner
      from (values (1)) as one left join pg_class t on t.oid = to_regclass('public.workspaces')`;
    if (!found) return;
    const details = { ...place, user: found.user, setting };
    if (found.major < NEEDED)
      throw new StartProblem('database-old', { ...details, version: found.version, needed: NEEDED });
    if (found.read_only) throw new StartProblem('database-read-only', details);
    if (found.owner !== null && !found.is_owner)
      throw new StartProblem('database-other-owner', { ...details, owner: found.owner });
    if (!found.may_create) throw new StartProblem('database-rights', details);
  } catch (error) {
    // The server sent something that is not Postgres.
    const spoke = ((socket as Socket | null)?.bytesRead ?? 0) > 0;
    if ((error as { code?: string }).code === 'CONNECT_TIMEOUT' && spoke)
      throw new StartProblem('database-not-postgres', { ...place, setting }, error);
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

interface Found {
  readonly user: string;
  readonly major: number;
  readonly version: string;
  readonly read_only: boolean;
  readonly may_create: boolean;
  readonly owner: string | null;
  readonly is_owner: boolean | null;
}
