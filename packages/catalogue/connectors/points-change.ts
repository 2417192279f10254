import type { Instant } from '@millrace/base';

/** A change of the person's loyalty points, with its text filled in. */
export interface PointsDispatch {
  /** Taken when negative. */
  readonly points: number;
  readonly reason: string;
}

/** A tier that the person is granted. */
export interface TierDispatch {
  readonly tier: string;
  /** Null: for good. */
  readonly until: Instant | null;
}
