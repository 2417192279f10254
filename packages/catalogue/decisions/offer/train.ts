import { z } from 'zod';
import type { Training } from '../model.ts';
import { OUTCOME_DAYS } from './samples.ts';
import { learnOffers, type OfferObservation } from './observe.ts';
import type { OfferParameters } from './parameters.ts';

/** Tries of each offer, and their total margin in minor units. */
export const offerReportSchema = z.object({
  options: z.record(z.string(), z.object({ tries: z.number(), reward: z.number() })),
});
export type OfferReport = z.infer<typeof offerReportSchema>;

/**
 * Trains on all offers with a known outcome. There are parameters from the first on, but the rule decides
 * until all options were tried enough.
 */
export function trainOffer(samples: readonly OfferObservation[]): Training<OfferParameters, OfferReport> {
  const tried = new Map<string, { tries: number; reward: number }>();
  for (const { option, reward } of samples) {
    const before = tried.get(option) ?? { tries: 0, reward: 0 };
    tried.set(option, { tries: before.tries + 1, reward: before.reward + reward });
  }
  const options = Object.fromEntries(tried);
  if (samples.length === 0)
    return {
      parameters: null,
      report: { options },
      reason: `The result of an offer is known ${OUTCOME_DAYS} days after it was made, bought or not.`,
    };
  return { parameters: learnOffers(samples), report: { options }, reason: null };
}
