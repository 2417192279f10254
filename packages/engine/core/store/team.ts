import type { Tx } from '@millrace/db';
import { ROLE_PERMISSIONS, ROLES, type Permission, type Role } from '../verb/permissions.ts';

/** Somebody who can sign in to this workspace. */
export interface Member {
  /** The user's id, which is the id of the actor too. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** The team of the workspace, longest members first. */
export async function readTeam(tx: Tx): Promise<readonly Member[]> {
  const rows = await tx<{ id: string; name: string; email: string; role: string }[]>`
    select id, name, email, role from workspace_members()`;
  return rows.map((row) => ({ ...row, role: ROLES.find((role) => role === row.role) ?? 'viewer' }));
}

/** Whether a role has all of these permissions by default. Those here are not settable, so that is final. */
export const roleMay = (role: Role, ...needed: readonly Permission[]): boolean =>
  needed.every((permission) => ROLE_PERMISSIONS[role].includes(permission));
