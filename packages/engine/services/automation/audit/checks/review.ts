import { dayOf } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

export const review: AuditCheck = {
  id: 'review',
  title: 'It is reviewed in time',
  why: 'Products, prices and people change, and a flow does not notice.',
  weight: 'minor',
  of: 'here',
  mend: 'settings',
  look: ({ today, graph: { settings } }) => {
    const { reviewOn } = settings;
    if (reviewOn === undefined) return { ok: false, sentence: 'It has no review date.' };
    const day = dayOf(Date.parse(reviewOn), 'UTC');
    return reviewOn <= today
      ? { ok: false, sentence: `Its review was due on ${day}.` }
      : { ok: true, sentence: `Its next review is on ${day}.` };
  },
};
