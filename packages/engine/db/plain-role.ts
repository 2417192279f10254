import { StartProblem } from '@millrace/base';
import type postgres from 'postgres';

/**
 * Refuses a role that could bypass the policies, or become one that can. Web and worker call it on start.
 * @throws StartProblem when this session is a superuser, bypasses policies, may create roles, owns our
 * tables, or is a member of such a role
 */
export async function refusePowerfulRole(sql: Pick<postgres.Sql, 'unsafe'>): Promise<void> {
  const [row] = await sql.unsafe<{ role: string; powerful: boolean }[]>(`
    select session_user::text as role, exists (
      select from pg_roles r where pg_has_role(session_user, r.oid, 'MEMBER') and (
        r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
          or r.rolname ~ '^pg_'
        or exists (select from pg_class c
          where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace))) as powerful`);
  if (row?.powerful) throw new StartProblem('login-powerful', { role: row.role });
}
