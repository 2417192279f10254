import { count, percent } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

const ENOUGH = 20;
/** Share of messages that providers could not send. */
const MOST = 0.02;

export const failing: AuditCheck = {
  id: 'failing',
  title: 'Messages do not fail',
  why: 'People wait for what never comes, and providers trust a sender less who writes to bad addresses.',
  weight: 'serious',
  mend: 'messages',
  look: ({ counts: { sent, failed } }) => {
    const all = sent + failed;
    if (all < ENOUGH) return null;
    return {
      ok: failed / all <= MOST,
      sentence: `${count(failed)} of ${count(all)} messages failed in 30 days, ${percent(failed / all)}.`,
    };
  },
};
