import { normalShareBelow } from './special.ts';

/** A Brownian motion with variance 1 for each unit of time, and a boundary above it. */
export interface Passage {
  /** Drift for each unit of time. */
  readonly drift: number;
  /** The boundary at a time. */
  readonly boundary: (time: number) => number;
  /** The first time at which anybody looks, above 0. */
  readonly from: number;
}

/** Times grow by this factor from one point of the grid to the next. */
const STEP = 1.04;
/** Heights above the boundary at the first look, in standard deviations. */
const HEIGHTS = Array.from({ length: 80 }, (_, index) => (index + 0.5) / 10);

const shareAbove = (z: number) => 1 - normalShareBelow(z);

/**
 * The time by which the motion has been at or above the boundary with the given probability, looking all the time from
 * `from` on. Null when it has not by `most`.
 *
 * Whoever is above the boundary at t crossed it at some time s before, and went on from there:
 * P(X_t ≥ u(t)) = ∫ P(X_t ≥ u(t) | X_s = u(s)) dF(s), with F the distribution sought. Solved forward on a grid of
 * times, with the crossings between two points at their middle. Source: Peskir, "On integral equations arising in the
 * first-passage problem for Brownian motion", Journal of Integral Equations and Applications 14(4), 2002, the master
 * equation (4.1). Whoever is above at the first look is taken from where they are.
 * @param probability in (0, 1)
 */
export function timeToCross(passage: Passage, probability: number, most: number): number | null {
  const { drift, boundary, from } = passage;
  const first = shareAbove((boundary(from) - drift * from) / Math.sqrt(from));
  if (first >= probability) return from;
  const crossed: { readonly at: number; readonly height: number; readonly share: number }[] = [];
  let total = first;
  for (let [before, now] = [from, from * STEP]; before < most; [before, now] = [now, now * STEP]) {
    const height = boundary(now);
    const above = shareAbove((height - drift * now) / Math.sqrt(now));
    const stillAbove = (at: number, started: number) =>
      shareAbove((height - started - drift * (now - at)) / Math.sqrt(now - at));
    let explained = aboveAtBoth(passage, now, height);
    for (const { at, height: started, share } of crossed) explained += share * stillAbove(at, started);
    const middle = Math.sqrt(before * now);
    const started = boundary(middle);
    const share = Math.max(0, (above - explained) / stillAbove(middle, started));
    crossed.push({ at: middle, height: started, share });
    if (total + share >= probability)
      // Crossings are even over the logarithm of time within one step.
      return before * STEP ** ((probability - total) / share);
    total += share;
  }
  return null;
}

/** The probability of being above at the first look and at a later time. */
function aboveAtBoth({ drift, boundary, from }: Passage, now: number, height: number): number {
  const [start, spread] = [boundary(from), Math.sqrt(from)];
  return HEIGHTS.reduce((sum, above) => {
    const at = start + above * spread;
    const z = (at - drift * from) / spread;
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    return sum + 0.1 * density * shareAbove((height - at - drift * (now - from)) / Math.sqrt(now - from));
  }, 0);
}
