import type { AuditCheck } from '../check.ts';

export const owner: AuditCheck = {
  id: 'owner',
  title: 'Somebody owns it',
  why: 'What belongs to nobody is mended by nobody.',
  weight: 'minor',
  of: 'here',
  mend: 'settings',
  look: ({ graph: { settings } }) =>
    settings.owner ? { ok: true, sentence: 'It has an owner.' } : { ok: false, sentence: 'It has no owner.' },
};
