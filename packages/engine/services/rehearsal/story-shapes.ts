import { instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { contentPreviewSchema } from '../previews/preview-shape.ts';

const text = z.string().nullable();

const rehearsedMessageSchema = z.strictObject({
  channel: z.string(),
  outcome: z.enum(['sent', 'refused', 'skipped', 'silent']),
  reason: text,
  openedAt: instant.nullable(),
  clickedAt: instant.nullable(),
  boughtAt: instant.nullable(),
  /** The message as rendered for this person; null when it was not sent or cannot be rendered. */
  look: contentPreviewSchema.nullable(),
});
export type RehearsedMessageView = Shape<typeof rehearsedMessageSchema>;

/** One line of a rehearsed person's timeline. */
const rehearsedLineSchema = z.strictObject({
  at: instant,
  /**
   * `did`: something the person did; `step`: something the flow did; `message`: a message with its outcome.
   */
  what: z.enum(['did', 'step', 'message']),
  node: text,
  sentence: z.string(),
  /** True when drawn by the store's rates, and not recorded. */
  drawn: z.boolean(),
  message: rehearsedMessageSchema.nullable(),
});
export type RehearsedLine = Shape<typeof rehearsedLineSchema>;

export const rehearsedStorySchema = z.strictObject({
  customerId: z.string(),
  /** False for sample customers, who have no page of their own. */
  real: z.boolean(),
  name: text,
  zone: z.string(),
  enteredAt: instant,
  endedAt: instant.nullable(),
  heldOut: z.boolean(),
  story: z.array(rehearsedLineSchema),
});
export type RehearsedPerson = Shape<typeof rehearsedStorySchema>;
