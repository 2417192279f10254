import { StartProblem } from '@millrace/base';
import { openDriver } from './driver.ts';
import { scramVerifier } from './scram.ts';

/** Database addresses of web, worker and sign-in, with the user and password of their roles. */
export interface LoginUrls {
  readonly app: string;
  readonly auth: string;
}

const GROUPS = { app: 'millrace_app', auth: 'millrace_auth' } as const;

const nameOf = (url: string) => decodeURIComponent(new URL(url).username);
const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

/**
 * Creates or corrects the roles with which web, worker and sign-in log in: members of their group only, with
 * the password of their address. The groups are the same in every database of a server; login roles are
 * separate for each database, and no other role may connect to this one. Safe on every start.
 * @param ownerUrl of a role that may create roles
 * @throws StartProblem with what to do
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
        select pg_has_role(rolname, ${GROUPS[kind]}::name, 'USAGE') as "isMember" from pg_roles
          where rolname = ${role}`;
      await allowed(
        { owner: here.owner, role, group: GROUPS[kind], isReady: made?.isMember ?? false },
        async () => {
          await run(
            `${made ? 'alter' : 'create'} role %I login nocreatedb nocreaterole password %L`,
            role,
            scramVerifier(passwordOf(logins[kind])),
          );
          // Inherited, not settable: a session always has its own role, and no other to switch to.
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

/**
 * Runs a statement about roles, with names quoted by the server. Retried when another installation on the
 * server changes the same group at the same time.
 */
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
  /** The role was created by hand as required. Whether its password is right shows when logging in. */
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

/** Only logging in shows whether it works, because the server decides by address and method. */
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
