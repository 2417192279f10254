import { percent } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

export const holdout: AuditCheck = {
  id: 'holdout',
  title: 'There is a holdout',
  why: 'Without people who get nothing, nobody can tell what the flow causes.',
  weight: 'serious',
  of: 'here',
  mend: 'settings',
  look: ({ isMeasured, graph: { settings } }) => {
    if (!isMeasured) return null;
    return settings.holdout > 0
      ? { ok: true, sentence: `${percent(settings.holdout)} are held out.` }
      : { ok: false, sentence: 'Nobody is held out.' };
  },
};
