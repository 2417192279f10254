import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import { offerObservation, type OfferObservation } from './observe.ts';

/** An offer that brought nothing in so many of the person's days brought nothing. */
export const OUTCOME_DAYS = 5;

/** Offers made, and the margin they brought. Held-out people were never given theirs and teach nothing. */
export function offerSamples(past: readonly PastDecision[]): readonly OfferObservation[] {
  return past.flatMap(({ record, at, now, heldOut, reward }) => {
    // Old enough, bought or not: quick buyers alone would make every offer look good.
    if (heldOut || now - at < OUTCOME_DAYS * DAY) return [];
    const observation = offerObservation(record, reward ?? 0);
    return observation ? [observation] : [];
  });
}
