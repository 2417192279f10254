import { count, percent, plural } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { ReorderReport } from './report.ts';

/** Standard errors from which a difference is no chance, and the shares from which it matters. */
const [SURE, FEW, OUTSIDE] = [3, 0.2, 0.08];

/**
 * Whether the latest purchases, foretold from the days before, are off by more than chance: too many or too few came, or too few of
 * them came in the interval of eight of ten.
 */
export function reorderDrift(then: ReorderReport, newest: ReorderReport): Drift | null {
  const { days, judged, came, expected, expectedError, covered, coveredError } = newest;
  if (judged === 0 || then.judged === 0) return null;
  const told = `of the last ${plural(days, 'day')}, ${count(Math.round(expected))} purchases were expected and ${count(came)} came, ${percent(covered)} of them within the interval of eight of ten`;
  const usual = then.expected <= 0 || then.came <= 0 ? 1 : then.came / then.expected;
  const doubt = then.came <= 0 ? 0 : (expected * usual * then.expectedError) / then.came;
  const off = Math.abs(expected * usual - came);
  const isOff = off > SURE * Math.hypot(expectedError, doubt) && off > FEW * Math.max(1, came);
  const isOutside = then.covered - covered > OUTSIDE + SURE * Math.hypot(coveredError, then.coveredError);
  return isOff || isOutside
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as when it learned: ${told}.` };
}
