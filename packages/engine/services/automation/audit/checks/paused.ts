import { plural } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

/** Days that a pause may last. */
const MOST = 7;

export const paused: AuditCheck = {
  id: 'paused',
  title: 'It is not paused for long',
  why: 'People wait in a paused flow, and what they get later may no longer fit.',
  weight: 'serious',
  of: 'here',
  mend: 'canvas',
  look: ({ daysPaused }) =>
    daysPaused !== null && daysPaused > MOST
      ? { ok: false, sentence: `It has been paused for ${plural(daysPaused, 'day')}.` }
      : null,
};
