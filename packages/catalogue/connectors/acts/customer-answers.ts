import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Most characters of an answer. */
export const ANSWER_LENGTH = 5_000;

/** Answers the ticket that the flow is about. */
export const answerTicket = defineCapability({
  id: 'answer-ticket',
  title: 'Answer to a ticket',
  words: 'answer tickets',
  input: z.strictObject({
    /** A template. */
    text: z.string().min(1).max(ANSWER_LENGTH),
    /** Whether the ticket is closed with it. */
    close: z.boolean(),
  }),
  example: { text: 'Your parcel is on its way and comes on Thursday.', close: true },
});

/** Gives the ticket that the flow is about to a person of the support team. */
export const handOverTicket = defineCapability({
  id: 'hand-over-ticket',
  title: 'Ticket for a person',
  words: 'hand over tickets',
  input: z.strictObject({
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    /** What the person should know, which the customer does not see. A template. */
    note: z.string().max(2_000),
  }),
  example: { priority: 'high', note: 'Third message about the same parcel' },
});

/** Answers the review that the flow is about, for everybody to read. */
export const answerReview = defineCapability({
  id: 'answer-review',
  title: 'Answer to a review',
  words: 'answer reviews',
  input: z.strictObject({
    /** A template. */
    text: z.string().min(1).max(ANSWER_LENGTH),
  }),
  example: { text: 'Thank you. The new batch has the longer sleeves that you asked for.' },
});
