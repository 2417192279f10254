import { plural } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

/** Days that a changed draft may wait. */
const MOST = 14;

export const unpublished: AuditCheck = {
  id: 'unpublished',
  title: 'Changes are published',
  why: 'A changed draft that waits is an improvement nobody gets, or a mistake somebody publishes later.',
  weight: 'minor',
  of: 'here',
  mend: 'canvas',
  look: ({ daysUnpublished }) => {
    if (daysUnpublished === null) return { ok: true, sentence: 'Nothing waits to be published.' };
    return daysUnpublished <= MOST
      ? null
      : {
          ok: false,
          sentence: `Its draft was changed ${plural(daysUnpublished, 'day')} ago and not published.`,
        };
  },
};
