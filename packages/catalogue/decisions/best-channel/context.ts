import { own, type Json } from '@millrace/base';
import { z } from 'zod';

const amounts = z.record(z.string(), z.number());

/** What a choice reads of a person. Plain JSON, stored in the `inputs` of the record, so that it can be learned from. */
export const channelContextSchema = z.object({
  /** Different messages of the last half year that they opened or clicked in themselves, by channel. */
  answered: amounts,
  /** What one message costs, minor units, by channel. */
  costs: amounts,
  /** Expected margin of an order of theirs, minor units; null when unknown. */
  margin: z.number().nullable(),
  /** What losing them as a subscriber costs, minor units; null when unknown. */
  worth: z.number().nullable(),
  /** The channel that the rule chooses. */
  rule: z.string(),
});
export type ChannelContext = z.infer<typeof channelContextSchema>;

export function readChannelContext(inputs: Readonly<Record<string, Json>>): ChannelContext | null {
  const read = channelContextSchema.safeParse(inputs);
  return read.success ? read.data : null;
}

export const amountOf = (amounts: Readonly<Record<string, number>>, id: string): number =>
  own(amounts, id) ?? 0;
