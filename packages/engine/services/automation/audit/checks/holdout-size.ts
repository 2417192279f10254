import { percent, plural } from '@millrace/base/words';
import { LONGEST_PLAN } from '@millrace/measure';
import type { AuditCheck } from '../check.ts';

/** The gain that is asked for, as a share. */
export const GAIN = 0.2;

export const holdoutSize: AuditCheck = {
  id: 'holdout-size',
  title: 'The holdout can show something',
  why: 'A holdout that is too small costs a little and tells nothing for a year.',
  weight: 'minor',
  of: 'here',
  mend: 'settings',
  look: ({ weeksToShow, graph: { settings } }) => {
    if (weeksToShow === null || settings.holdout === 0) return null;
    return weeksToShow <= LONGEST_PLAN
      ? { ok: true, sentence: `A gain of ${percent(GAIN, 0)} shows in about ${plural(weeksToShow, 'week')}.` }
      : { ok: false, sentence: `A gain of ${percent(GAIN, 0)} would take more than a year to show.` };
  },
};
