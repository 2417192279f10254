import { z } from 'zod';
import type { Training } from '../model.ts';
import { OUTCOME_DAYS } from './samples.ts';
import { learnOffers, type OfferObservation } from './observe.ts';
import type { OfferParameters } from './parameters.ts';

/** How often each offer was tried, and the margin of all those tries together in minor units. */
export const offerReportSchema = z.object({
  options: z.record(z.string(), z.object({ tries: z.number(), reward: z.number() })),
});
export type OfferReport = z.infer<typeof offerReportSchema>;

/** Learns from all offers whose end is known. How often each was tried is learned from the first one on: until all have been tried enough, the rule decides. */
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
      reason: `What an offer brought is known ${OUTCOME_DAYS} days after it was made, bought or not.`,
    };
  return { parameters: learnOffers(samples), report: { options }, reason: null };
}
