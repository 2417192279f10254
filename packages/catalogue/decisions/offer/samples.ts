import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import { offerObservation, type OfferObservation } from './observe.ts';

/** Days of the person's own time after which the result of an offer is final. */
export const OUTCOME_DAYS = 5;

/** Offers made, with their margin. The holdout never got theirs and is left out. */
export function offerSamples(past: readonly PastDecision[]): readonly OfferObservation[] {
  return past.flatMap(({ record, at, now, heldOut, reward }) => {
    // Only decisions old enough, bought or not: early buyers alone would make every offer look good.
    if (heldOut || now - at < OUTCOME_DAYS * DAY) return [];
    const observation = offerObservation(record, reward ?? 0);
    return observation ? [observation] : [];
  });
}
