import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Sends an event of the person to another system. */
export const trackEvent = defineCapability({
  id: 'track-event',
  title: 'Sent event',
  words: 'receive events',
  input: z.strictObject({
    /** Its name in the other system: "Won a prize". */
    name: z.string().trim().min(1).max(120),
    /** Values are templates. */
    properties: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(20),
    /** Its value, a template for a number; empty for none. */
    value: z.string().max(200),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Id of a connection; null for the newest that can do it. */
    connection: z.string().max(60).nullable(),
  }),
  example: {
    name: 'Came back with Millrace',
    properties: [{ label: 'flow', value: 'Win-back' }],
    value: '12.50',
    currency: 'USD',
    connection: null,
  },
});
