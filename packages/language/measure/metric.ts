import type { SequenceOptions } from './confidence-sequence.ts';
import { differenceOfRates, type Difference } from './difference.ts';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from './lift.ts';
import { countSums } from './sums.ts';

/** People of one arm, and those of them to whom something happened at least once. */
export interface MetricArm {
  readonly people: number;
  readonly happened: number;
}

/** What a flow does to how often something happens, such as people unsubscribing. */
export interface MetricReport {
  /** `no-holdout`: nobody to compare with; `too-early`: too few people, or too few to whom it happened; `unclear`: zero is inside the interval. */
  readonly state: 'no-holdout' | 'too-early' | 'unclear' | 'more' | 'fewer';
  /** Of the shares of people, treated less held out, with an interval that stays valid under continuous looking. Null before there is enough to say. */
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
