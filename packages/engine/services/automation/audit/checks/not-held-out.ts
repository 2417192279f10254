import type { AuditCheck } from '../check.ts';

export const notHeldOut: AuditCheck = {
  id: 'not-held-out',
  title: 'What it causes is known',
  why: 'Other systems count the orders that follow a message. Many of these people would have ordered anyway.',
  weight: 'minor',
  of: 'elsewhere',
  mend: 'settings',
  look: ({ writes, graph: { settings } }) =>
    writes && settings.purpose === 'marketing'
      ? {
          ok: false,
          sentence: 'Nobody is held out. Try a flow of the gallery beside it, and the two are compared.',
        }
      : null,
};
