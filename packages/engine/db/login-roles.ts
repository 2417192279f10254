import { StartProblem } from '@millrace/base';
import { openDriver } from './driver.ts';
import { scramVerifier } from './scram.ts';

/** The addresses that web, worker and sign-in use the database by; user and password are those of their roles. */
export interface LoginUrls {
  readonly app: string;
  readonly auth: string;
}

const GROUPS = { app: 'millrace_app', auth: 'millrace_auth' } as const;

const nameOf = (url: string) => decodeURIComponent(new URL(url).username);
const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

/**
 * Makes the roles that web, worker and sign-in log in as, or brings them to what they should be: members of their group and
 * nothing else, with the password of their address. The groups are the same in every database of a server; who logs in is told
 * apart by database, and nobody else's role may enter this one. Safe on every start.
 * @param ownerUrl of a role that may make roles
 * @throws StartProblem saying what to do
 */
export async function ensureLoginRoles(ownerUrl: string, logins: LoginUrls): Promise<void> {
  const sql = openDriver(ownerUrl, { max: 1 });
  try {
    const [here] = await sql<
      { owner: string; database: string }[]
    >`select current_user as owner, current_database() as database`;
    if (!here) return;
    for (const kind of ['app', 'auth'] as const) {
      const role = nameOf(logins[kind]);
      if (role === here.owner || role === nameOf(logins[kind === 'app' ? 'auth' : 'app']))
        throw new StartProblem('login-not-apart', { role, setting: settingOf(kind) });
      const run = (statement: string, ...names: string[]) => execute(sql, statement, names);
      const [made] = await sql<{ isMember: boolean }[]>`
        select pg_has_role(rolname, ${GROUPS[kind]}::name, 'USAGE') as "isMember" from pg_roles where rolname = ${role}`;
      await allowed(
        { owner: here.owner, role, group: GROUPS[kind], isReady: made?.isMember ?? false },
        async () => {
          await run(
            `${made ? 'alter' : 'create'} role %I login nocreatedb nocreaterole password %L`,
            role,
            scramVerifier(passwordOf(logins[kind])),
          );
          // Inherited and not set: the session is its own role all the time, and has no other to go back to.
          await run('grant %I to %I with inherit true, set false', GROUPS[kind], role);
        },
      );
      await run('grant connect on database %I to %I', here.database, role);
    }
    await execute(sql, 'revoke all on database %I from public', [here.database]);
  } finally {
    await sql.end({ timeout: 5 });
  }
  await Promise.all([tryLogin(logins.app, 'app'), tryLogin(logins.auth, 'auth')]);
}

const settingOf = (kind: 'app' | 'auth') => (kind === 'app' ? 'DATABASE_APP_URL' : 'DATABASE_AUTH_URL');

/** A statement about roles, its names quoted by the server. Tried again where another database of the server changes the same group. */
async function execute(
  sql: ReturnType<typeof openDriver>,
  statement: string,
  names: readonly string[],
): Promise<void> {
  const [row] = await sql<
    { text: string }[]
  >`select format(${statement}::text, variadic ${names as string[]}::text[]) as text`;
  for (let tries = 1; ; tries += 1) {
    try {
      await sql.unsafe(row?.text ?? '');
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      const isConcurrent =
        code === '23505' || code === '40001' || (code === 'XX000' && message?.includes('concurrently'));
      if (!isConcurrent || tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * tries));
    }
  }
}

interface Made {
  readonly owner: string;
  readonly role: string;
  readonly group: string;
  /** Somebody made the role by hand, as it has to be: whether its password is right is seen by logging in. */
  readonly isReady: boolean;
}

async function allowed({ owner, role, group, isReady }: Made, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    if (!isReady) throw new StartProblem('roles-rights', { user: owner, role, group }, error);
  }
}

/** That it really works is known only by doing it: the server decides by address and method who may come in. */
async function tryLogin(url: string, kind: 'app' | 'auth'): Promise<void> {
  const sql = openDriver(url, { max: 1, connect_timeout: 10 });
  try {
    const table = kind === 'app' ? 'public.workspaces' : 'auth.session';
    const [row] = await sql<
      { may: boolean }[]
    >`select coalesce(has_table_privilege(to_regclass(${table}), 'select'), false) as may`;
    if (!row?.may) throw new StartProblem('login-elsewhere', { role: nameOf(url), setting: settingOf(kind) });
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      'login-refused',
      { role: nameOf(url), setting: settingOf(kind), code: (error as { code?: string }).code ?? 'unknown' },
      error,
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}
