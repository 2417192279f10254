import { count, percent } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

const ENOUGH = 50;
/** Share of messages that are not sent, above which the flow reaches the wrong people, or too many. */
const MOST = 0.4;

export const notSent: AuditCheck = {
  id: 'not-sent',
  title: 'Its messages are sent',
  why: 'Many refused messages mean people without consent, or flows that compete for the same people.',
  weight: 'minor',
  mend: 'results',
  look: ({ counts: { sent, refused } }) => {
    const all = sent + refused;
    if (all < ENOUGH) return null;
    return {
      ok: refused / all <= MOST,
      sentence: `Guardrails refused ${count(refused)} of ${count(all)} messages in 30 days, ${percent(refused / all)}.`,
    };
  },
};
