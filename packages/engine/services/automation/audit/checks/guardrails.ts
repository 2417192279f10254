import { listed } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

export const guardrails: AuditCheck = {
  id: 'guardrails',
  title: 'Guardrails are on',
  why: 'Caps and quiet hours hold for all flows together; no flow can replace them by itself.',
  weight: 'serious',
  of: 'here',
  mend: 'guardrails',
  look: ({ writes, guardrailsOff }) => {
    if (!writes) return null;
    return guardrailsOff.length === 0
      ? { ok: true, sentence: 'All guardrails are on.' }
      : { ok: false, sentence: `Switched off for the whole store: ${listed(guardrailsOff)}.` };
  },
};
