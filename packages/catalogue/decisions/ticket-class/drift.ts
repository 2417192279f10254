import { fixed, percent, plural } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { TicketReport } from './report.ts';

/** Tickets that have to be judged, and standard errors from which a difference is no chance. */
const [LEAST, CLEARLY] = [40, 2];
/** So much the confidence may be above the share told right before it matters to anybody. */
const TOLERATED = 0.05;

/** Whether it was less often right in flows than it was sure, or tells the latest tickets less well than when it learned. */
export function ticketDrift(then: TicketReport, newest: TicketReport): Drift | null {
  const { decided } = newest;
  if (decided && decided.tickets >= LEAST) {
    const error = Math.sqrt((decided.right * (1 - decided.right)) / decided.tickets);
    const told = `of ${plural(decided.tickets, 'ticket')} it decided in the last 60 days ${percent(decided.right)} were told right, at a mean confidence of ${percent(decided.confidence)}`;
    if (decided.confidence - decided.right > TOLERATED + CLEARLY * error)
      return { gotWorse: true, sentence: `It got worse: ${told}.` };
    return { gotWorse: false, sentence: `It is as good as it says: ${told}.` };
  }
  if (newest.judged < LEAST || then.judged < LEAST) return null;
  const told = `on the latest tickets its log loss was ${fixed(newest.gainOnShares, 3)} below that of the usual shares, and ${fixed(then.gainOnShares, 3)} when it learned`;
  return newest.gainOnShares < CLEARLY * newest.errorOnShares &&
    then.gainOnShares - newest.gainOnShares > CLEARLY * Math.hypot(then.errorOnShares, newest.errorOnShares)
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as when it learned: ${told}.` };
}
