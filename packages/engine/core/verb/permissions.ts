/** All permissions. A role, or the scopes of an API key, grants them. */
export const PERMISSIONS = [
  'events:write',
  'customers:read',
  'customers:write',
  'customers:export',
  'customers:erase',
  'flows:read',
  'flows:write',
  'flows:publish',
  'messages:read',
  'work:answer',
  'approvals:decide',
  'settings:read',
  'settings:write',
  'audit:read',
  'team:write',
  'keys:write',
  'killswitch:use',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'marketer', 'approver', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Role names for people, for example in the audit log. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  marketer: 'Marketer',
  approver: 'Approver',
  viewer: 'Viewer',
};

const reads: readonly Permission[] = ['customers:read', 'flows:read', 'messages:read', 'settings:read'];

/** The default permissions of each role, before a workspace changes them. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  marketer: [
    ...reads,
    'customers:write',
    'customers:export',
    'flows:write',
    'flows:publish',
    'work:answer',
    'events:write',
    'audit:read',
    'killswitch:use',
  ],
  approver: [...reads, 'work:answer', 'approvals:decide', 'flows:publish', 'killswitch:use'],
  viewer: reads,
};

/**
 * Permissions that owners can give to or take from other roles, with the words that follow "may": "may export
 * customers".
 */
export const SETTABLE = {
  'customers:export': 'export customers',
  'audit:read': 'read the audit log',
} as const satisfies Partial<Record<Permission, string>>;
export type Settable = keyof typeof SETTABLE;
