/** What may be done. A role or an API key's scopes say who may. */
export const PERMISSIONS = [
  'events:write',
  'customers:read',
  'customers:write',
  'customers:erase',
  'flows:read',
  'flows:write',
  'flows:publish',
  'messages:read',
  'approvals:decide',
  'settings:read',
  'settings:write',
  'team:write',
  'keys:write',
  'killswitch:use',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'marketer', 'approver', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** As people read them, such as in the audit log. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = { owner: 'Owner', marketer: 'Marketer', approver: 'Approver', viewer: 'Viewer' };

const reads: readonly Permission[] = ['customers:read', 'flows:read', 'messages:read', 'settings:read'];

export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  marketer: [...reads, 'customers:write', 'flows:write', 'flows:publish', 'events:write', 'killswitch:use'],
  approver: [...reads, 'approvals:decide', 'flows:publish', 'killswitch:use'],
  viewer: reads,
};
