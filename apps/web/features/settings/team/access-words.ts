import type { AccessView } from '@millrace/services/settings';

/** The abilities that owners can give to other roles. */
export const ABILITIES: Readonly<
  Record<AccessView['permission'], { readonly title: string; readonly help: string }>
> = {
  'customers:export': {
    title: 'Export customers',
    help: 'A file with all data of a customer, for the customer or for another system. Each export is in the audit log.',
  },
  'audit:read': {
    title: 'Read the audit log',
    help: 'Who changed what, and when, with the names of all team members.',
  },
};

/** All roles but owners. */
export const OTHER_ROLES = [
  { value: 'marketer', label: 'Marketers' },
  { value: 'approver', label: 'Approvers' },
  { value: 'viewer', label: 'Viewers' },
] as const;
