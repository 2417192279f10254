import { z } from 'zod';
import { readerOf } from '../stored.ts';

const share = z.number().min(0).max(1);

/** What was learned of channels. Stored as JSON in `facts.models`. */
export const channelParametersSchema = z.object({
  version: z.literal(1),
  /** Log odds of an order after a message of a channel that nothing is known of. */
  intercept: z.number(),
  /** How much an own share of answers above the store's changes the log odds: per unit of its logarithm. */
  own: z.number(),
  /** The same for how much somebody answers at all: per unit of ln(1 + answers). */
  active: z.number(),
  /** How many answers the store's shares are worth beside a person's own; null while people do not differ. */
  concentration: z.number().positive().nullable(),
  channels: z.record(
    z.string(),
    z.object({
      /** Difference of its log odds from the intercept. */
      odds: z.number(),
      /** Probability that somebody unsubscribes. */
      lost: share,
      /** Its share of all answers of people, above 0. */
      answers: share,
    }),
  ),
  /** Probability of unsubscribing on a channel that nothing is known of. */
  lost: share,
  /** Margin of an order, minor units, for people whose expected order is not known. */
  margin: z.number(),
  /** Margin that came, as a share of the margin that was expected of an order. */
  kept: z.number(),
  /** What a lost subscriber is worth, minor units, where it is not known of the person. */
  worth: z.number(),
});
export type ChannelParameters = z.infer<typeof channelParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readChannelParameters = readerOf(channelParametersSchema);
