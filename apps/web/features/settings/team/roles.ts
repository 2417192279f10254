/** What each role may do, in a sentence. */
export const ROLE_CHOICES = [
  { value: 'owner', label: 'Owner', help: 'Everything: connections, team, keys, erasing people' },
  {
    value: 'marketer',
    label: 'Marketer',
    help: 'Builds and publishes flows, writes down consent, pulls the emergency stop',
  },
  {
    value: 'approver',
    label: 'Approver',
    help: 'Looks at everything, approves, publishes, pulls the emergency stop',
  },
  { value: 'viewer', label: 'Viewer', help: 'Looks at everything and changes nothing' },
] as const;
export type RoleName = (typeof ROLE_CHOICES)[number]['value'];

export const roleTitle = (role: string): string =>
  ROLE_CHOICES.find((one) => one.value === role)?.label ?? role;
