import type { SequenceOptions } from './confidence-sequence.ts';
import { differenceOfRates, type Difference } from './difference.ts';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from './lift.ts';
import { countSums } from './sums.ts';

/** People of one arm, and how many of them had the event at least once. */
export interface MetricArm {
  readonly people: number;
  readonly happened: number;
}

/** The effect of a flow on the share of people with an event, such as unsubscribing. */
export interface MetricReport {
  /**
   * `no-holdout`: nobody to compare with; `too-early`: too few people or events; `unclear`: the interval
   * contains zero.
   */
  readonly state: 'no-holdout' | 'too-early' | 'unclear' | 'more' | 'fewer';
  /**
   * Share of people with the event, treated less held out, with an interval valid at all looks together. Null
   * while too early.
   */
  readonly difference: Difference | null;
}

export function metricReport(
  treated: MetricArm,
  heldOut: MetricArm,
  options: SequenceOptions = {},
): MetricReport {
  if (heldOut.people === 0)
    return { state: treated.people === 0 ? 'too-early' : 'no-holdout', difference: null };
  const enough =
    Math.min(treated.people, heldOut.people) >= MINIMUM_PEOPLE &&
    treated.happened + heldOut.happened >= MINIMUM_CONVERTED;
  if (!enough) return { state: 'too-early', difference: null };
  const sums = (arm: MetricArm) => countSums(arm.people, arm.happened);
  const difference = differenceOfRates(sums(treated), sums(heldOut), options);
  return { state: difference.lower > 0 ? 'more' : difference.upper < 0 ? 'fewer' : 'unclear', difference };
}
