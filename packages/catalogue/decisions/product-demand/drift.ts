import { decimal } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { DemandReport } from './report.ts';

/** Products that have to be judged, and standard errors from which a difference is no chance. */
const [LEAST, SURE] = [10, 2];

/** Whether it no longer foretells the latest weeks better than the rule, and clearly less well than when it learned. */
export function demandDrift(then: DemandReport, newest: DemandReport): Drift | null {
  if (newest.judged < LEAST || then.judged < LEAST) return null;
  const told = `it missed four weeks by ${decimal(newest.model)} usual weeks, and the mean of eight weeks by ${decimal(newest.rule)}`;
  return newest.gain < SURE * newest.error &&
    then.gain - newest.gain > SURE * Math.hypot(then.error, newest.error)
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as when it learned: ${told}.` };
}
