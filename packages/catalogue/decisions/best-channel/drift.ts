import { percent } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { ChannelReport } from './report.ts';

/** Choices that have to be judged, and standard errors from which a difference is no chance. */
const [LEAST, SURE] = [200, 2];

/** Whether what is learned no longer earns more than the rule, and clearly less than when it was learned. */
export function channelDrift(then: ChannelReport, newest: ChannelReport): Drift | null {
  if (newest.judged < LEAST || then.judged < LEAST || then.overRule.gain <= 0) return null;
  const kept = percent(newest.overRule.gain / then.overRule.gain);
  const told = `of what it earned beyond the rule when it learned, ${kept} is left in the latest ${newest.days} days`;
  return newest.overRule.gain < SURE * newest.overRule.error &&
    then.overRule.gain - newest.overRule.gain > SURE * Math.hypot(then.overRule.error, newest.overRule.error)
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is not clearly worse: ${told}.` };
}
