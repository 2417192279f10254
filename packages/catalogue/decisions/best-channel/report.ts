import { z } from 'zod';

/** A difference for each decision, minor units, with its standard error. */
const gainSchema = z.object({ gain: z.number(), error: z.number() });
export type Gain = z.infer<typeof gainSchema>;

/** How well what was learned of earlier choices does for the later ones. */
export const channelReportSchema = z.object({
  /** Choices with a final result in which more than one channel could be chosen, and the people they were about. */
  decisions: z.number(),
  people: z.number(),
  orders: z.number(),
  /** The latest days, which were judged, and the choices in them. */
  days: z.number(),
  judged: z.number(),
  /** What chooses: the channel best for each person, the one best for all, or the rule. */
  way: z.enum(['person', 'store', 'rule']),
  /** What the way that chooses earns more than the rule; of the better of both while the rule does. */
  overRule: gainSchema,
  /** What the best channel for each person earns more than the one best for all. */
  overStore: gainSchema,
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      chosen: z.number(),
      orders: z.number(),
      unsubscribed: z.number(),
      /** Margin less the cost of messages and lost subscribers, minor units for each choice of it. */
      earned: z.number(),
    }),
  ),
});
export type ChannelReport = z.infer<typeof channelReportSchema>;
