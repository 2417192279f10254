/** The roles, each with what it may do. */
export const ROLE_CHOICES = [
  {
    value: 'owner',
    label: 'Owner',
    help: 'Everything, such as connections, team, keys and erasing customers',
  },
  {
    value: 'marketer',
    label: 'Marketer',
    help: 'Builds and publishes flows, records consent, uses the emergency stop',
  },
  {
    value: 'approver',
    label: 'Approver',
    help: 'Sees everything, approves, publishes, uses the emergency stop',
  },
  { value: 'viewer', label: 'Viewer', help: 'Sees everything and changes nothing' },
] as const;
export type RoleName = (typeof ROLE_CHOICES)[number]['value'];

export const roleTitle = (role: string): string =>
  ROLE_CHOICES.find((one) => one.value === role)?.label ?? role;
