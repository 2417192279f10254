import { DAY } from '@millrace/base';
import type { PastCart, TrainingContext } from '../history.ts';
import { recoveryFeatures } from './features.ts';
import type { RecoverySample } from './train.ts';

/** Days of the person's own time after which a cart that did not come back counts as lost. */
export const RECOVERY_DAYS = 7;

/** Abandoned carts whose recovery time is over, with their state when they were left. */
export function recoverySamples(
  past: readonly PastCart[],
  { store, abandonedAfter }: TrainingContext,
): readonly RecoverySample[] {
  return past.flatMap(({ cart, customer, leftAt, boughtAt, now }) => {
    const away = boughtAt === null ? null : boughtAt - leftAt;
    // A cart bought at once was never abandoned; the outcome of a recent open cart is not known yet.
    if (away !== null && away < abandonedAfter) return [];
    if (away === null && now - leftAt < RECOVERY_DAYS * DAY) return [];
    const features = recoveryFeatures({ now: leftAt + abandonedAfter, cart, customer, store });
    return [{ features, recovered: away !== null && away <= RECOVERY_DAYS * DAY, at: leftAt }];
  });
}
