/** What may be done. A role or an API key's scopes say who may. */
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

/** As people read them, such as in the audit log. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  marketer: 'Marketer',
  approver: 'Approver',
  viewer: 'Viewer',
};

const reads: readonly Permission[] = ['customers:read', 'flows:read', 'messages:read', 'settings:read'];

/** What each role may while the workspace says nothing else. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  marketer: [
    ...reads,
    'customers:write',
    'customers:export',
    'flows:write',
    'flows:publish',
    'events:write',
    'audit:read',
    'killswitch:use',
  ],
  approver: [...reads, 'approvals:decide', 'flows:publish', 'killswitch:use'],
  viewer: reads,
};

/** What owners may give to other roles or take from them, with how it is said of somebody: "may export customers". */
export const SETTABLE = {
  'customers:export': 'export customers',
  'audit:read': 'read the audit log',
} as const satisfies Partial<Record<Permission, string>>;
export type Settable = keyof typeof SETTABLE;
