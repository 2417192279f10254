import type { AccessView } from '@millrace/services/settings';

/** What owners decide about, in words. */
export const ABILITIES: Readonly<
  Record<AccessView['permission'], { readonly title: string; readonly help: string }>
> = {
  'customers:export': {
    title: 'Export customers',
    help: 'A file with everything kept about one person, for them or for another system. Each export is in the audit log.',
  },
  'audit:read': {
    title: 'Read the audit log',
    help: 'Who changed what, and when, with the names of everybody in the team.',
  },
};

/** Everybody but owners. */
export const OTHER_ROLES = [
  { value: 'marketer', label: 'Marketers' },
  { value: 'approver', label: 'Approvers' },
  { value: 'viewer', label: 'Viewers' },
] as const;
