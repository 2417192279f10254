import { plural } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

/** Days after which a flow should have a result. */
const SHOULD_BE_KNOWN = 90;

export const result: AuditCheck = {
  id: 'result',
  title: 'Its result is known',
  why: 'A flow that nobody can judge stays because it is there.',
  weight: 'minor',
  of: 'here',
  mend: 'results',
  look: ({ isMeasured, lift, daysLive, graph: { settings } }) => {
    if (!isMeasured || settings.holdout === 0) return null;
    if (lift.state !== 'too-early' && lift.state !== 'no-holdout' && lift.state !== 'uneven')
      return { ok: true, sentence: 'There are enough people and orders to compare.' };
    if (lift.state === 'uneven')
      return { ok: false, sentence: 'People were not divided as intended, so nothing can be said.' };
    if (daysLive < SHOULD_BE_KNOWN) return null;
    return { ok: false, sentence: `After ${plural(daysLive, 'day')} it is still too early to tell.` };
  },
};
