import type { rolePermissions, Row } from '@millrace/db/schema';
import {
  defineVerb,
  type Shape,
  ROLE_PERMISSIONS,
  ROLE_TITLES,
  ROLES,
  SETTABLE,
  type Permission,
  type Role,
  type Settable,
} from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { z } from 'zod';

const SETTABLE_NAMES = Object.keys(SETTABLE) as [Settable, ...Settable[]];

const accessSchema = z.strictObject({
  permission: z.enum(SETTABLE_NAMES),
  /** Roles with the permission, owners included. */
  roles: z.array(z.enum(ROLES)),
});
export type AccessView = Shape<typeof accessSchema>;

type RoleRow = Pick<Row<typeof rolePermissions>, 'role' | 'permission' | 'allowed'>;

/**
 * A role's permissions in a workspace: the defaults, with the owners' changes. Owners have all permissions.
 */
export async function permissionsOfRole(
  db: Database,
  workspaceId: string,
  role: Role,
): Promise<ReadonlySet<Permission>> {
  const rows = role === 'owner' ? [] : await db.inWorkspace(workspaceId, (tx) => changedOf(tx));
  return permissionsWith(rows, role);
}

const changedOf = async (tx: Tx): Promise<readonly RoleRow[]> =>
  tx<RoleRow[]>`select role, permission, allowed from role_permissions`;

function permissionsWith(rows: readonly RoleRow[], role: Role): ReadonlySet<Permission> {
  const allowed = new Set<Permission>(ROLE_PERMISSIONS[role]);
  if (role === 'owner') return allowed;
  for (const name of SETTABLE_NAMES) {
    const changed = rows.find((row) => row.role === role && row.permission === name);
    if (changed?.allowed) allowed.add(name);
    else if (changed) allowed.delete(name);
  }
  return allowed;
}

const viewOf = (rows: readonly RoleRow[], permission: Settable): AccessView => ({
  permission,
  roles: ROLES.filter((role) => permissionsWith(rows, role).has(permission)),
});

/** Which roles may export customers and read the audit log. */
export const readAccess = defineVerb({
  name: 'access-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(accessSchema),
  run: async (tx) => {
    const rows = await changedOf(tx);
    return SETTABLE_NAMES.map((permission) => viewOf(rows, permission));
  },
});

/** Sets which roles have a permission, besides owners, who always have it. Applies from the next request. */
export const updateAccess = defineVerb({
  name: 'access-changed',
  permission: 'team:write',
  input: z.strictObject({
    permission: z.enum(SETTABLE_NAMES),
    roles: z.array(z.enum(ROLES)).max(ROLES.length),
  }),
  output: accessSchema,
  run: async (tx, { permission, roles }, context) => {
    const others = ROLES.filter((role) => role !== 'owner');
    for (const role of others)
      await tx`insert into role_permissions (workspace_id, role, permission, allowed, changed_at, changed_by)
        values (${context.workspaceId}, ${role}, ${permission}, ${roles.includes(role)}, ${context.now()},
          ${context.actor.name})
        on conflict (workspace_id, role, permission)
          do update set allowed = excluded.allowed, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by`;
    return viewOf(await changedOf(tx), permission);
  },
  audit: ({ permission }, { roles }) => ({
    subject: { type: 'access', id: permission },
    summary: `Who may ${SETTABLE[permission]}: ${roles.map((role) => ROLE_TITLES[role].toLowerCase()).join(', ')}`,
    changes: { permission, roles },
  }),
});
