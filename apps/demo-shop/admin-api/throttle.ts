import type { Instant } from '@millrace/base';

/** Points of a standard shop: so many at most, and so many come back a second. */
const MOST = 2_000;
const RESTORED = 100;

export interface Cost {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number | null;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

/** Counts the points of questions as Shopify does: a bucket that fills again. */
export class Throttle {
  #left = MOST;
  #at: Instant | null = null;

  /** @returns what it cost; `actualQueryCost` is null when there were too few points, and nothing is to be done */
  take(points: number, now: Instant): Cost {
    this.#left = Math.min(MOST, this.#left + ((now - (this.#at ?? now)) / 1_000) * RESTORED);
    this.#at = now;
    const isEnough = this.#left >= points;
    if (isEnough) this.#left -= points;
    return {
      requestedQueryCost: points,
      actualQueryCost: isEnough ? points : null,
      throttleStatus: {
        maximumAvailable: MOST,
        currentlyAvailable: Math.floor(this.#left),
        restoreRate: RESTORED,
      },
    };
  }
}
