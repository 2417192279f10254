import { count, percent } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

/** With fewer messages one person more would change the share too much. */
const ENOUGH = 200;
/** Share of messages after which somebody unsubscribes; mail providers and senders advise to stay below it. */
const MOST = 0.005;

export const unsubscribes: AuditCheck = {
  id: 'unsubscribes',
  title: 'Few unsubscribe',
  why: 'Everybody who unsubscribes is lost to all your other flows too.',
  weight: 'serious',
  mend: 'results',
  look: ({ counts: { sent, unsubscribed } }) => {
    if (sent < ENOUGH) return null;
    const share = unsubscribed / sent;
    return {
      ok: share <= MOST,
      sentence: `${count(unsubscribed)} unsubscribed after ${count(sent)} messages in 30 days, ${percent(share)}. ${percent(MOST)} or less is usual.`,
    };
  },
};
