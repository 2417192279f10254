import type { Instant } from '@millrace/base';

/** Points of a standard shop: the largest number, and how many are added each second. */
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

/** Counts the points of queries as Shopify does, with a bucket that fills up again. */
export class Throttle {
  #left = MOST;
  #at: Instant | null = null;

  /** @returns the cost; `actualQueryCost` is null when there were too few points and the query must not run */
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
