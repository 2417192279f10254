import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Most points of one change. */
export const MOST_POINTS = 1_000_000;

/** Gives or takes loyalty points of the person. */
export const changePoints = defineCapability({
  id: 'book-points',
  title: 'Loyalty points',
  words: 'change loyalty points',
  input: z.strictObject({
    /** Taken when negative. */
    points: z
      .int()
      .min(-MOST_POINTS)
      .max(MOST_POINTS)
      .refine((points) => points !== 0, 'At least 1 point.'),
    /** A template: shown in their history. */
    reason: z.string().max(500),
  }),
  example: { points: 100, reason: 'Thank you for order {{ order.number }}' },
});
