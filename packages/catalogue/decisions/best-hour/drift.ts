import { decimal } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { HourReport } from './report.ts';

/** People who have to be judged, and standard errors from which a difference is no chance. */
const [LEAST, SURE] = [100, 2];

/** Whether people's own hours no longer foretell the latest visits better than the store's, and clearly less well than when they were learned. */
export function hourDrift(then: HourReport, newest: HourReport): Drift | null {
  if (newest.judged < LEAST || then.judged < LEAST) return null;
  const told = `people’s own hours foretold their latest visits by ${decimal(newest.gain, 3)} nats better than the hours of the store, and by ${decimal(then.gain, 3)} when it learned`;
  return newest.gain < SURE * newest.error &&
    then.gain - newest.gain > SURE * Math.hypot(then.error, newest.error)
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as when it learned: ${told}.` };
}
