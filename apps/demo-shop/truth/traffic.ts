import { DAY, type Instant } from '@millrace/base';
import { createRandom } from '../random.ts';

/** One day in so many has an incident. */
const ONE_IN = 12;
/** Visits that come all the same. */
const LEFT = 0.35;
/** Real days after the opening without an incident, so that a first look is at an ordinary shop. */
const CALM = 3;

/**
 * The share of the usual visits that come at a moment of real time: less on a day on which, say, an advertisement has
 * stopped. The shop says nothing of it; its numbers do.
 */
export function trafficAt(seed: string, opensAt: Instant, now: Instant): number {
  const day = Math.floor((now - opensAt) / DAY);
  if (day < CALM) return 1;
  return createRandom(seed, 'traffic', day).chance(1 / ONE_IN) ? LEFT : 1;
}
