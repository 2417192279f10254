import { DAY } from '@millrace/base';
import type { PastCart, TrainingContext } from '../history.ts';
import { recoveryFeatures } from './features.ts';
import type { RecoverySample } from './train.ts';

/** A cart is lost when it did not come back in so many of the person's days. */
export const RECOVERY_DAYS = 7;

/** Carts that were left and whose time to come back is over, as they were when they were left. */
export function recoverySamples(
  past: readonly PastCart[],
  { store, abandonedAfter }: TrainingContext,
): readonly RecoverySample[] {
  return past.flatMap(({ cart, customer, leftAt, boughtAt, now }) => {
    const away = boughtAt === null ? null : boughtAt - leftAt;
    // Bought at once: it was never abandoned. Still open: nobody knows yet.
    if (away !== null && away < abandonedAfter) return [];
    if (away === null && now - leftAt < RECOVERY_DAYS * DAY) return [];
    const features = recoveryFeatures({ now: leftAt + abandonedAfter, cart, customer, store });
    return [{ features, recovered: away !== null && away <= RECOVERY_DAYS * DAY, at: leftAt }];
  });
}
