import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Tells another system that something happened to the person. */
export const trackEvent = defineCapability({
  id: 'track-event',
  title: 'Event told',
  words: 'be told of events',
  input: z.strictObject({
    /** As it is called there: "Won a prize". */
    name: z.string().trim().min(1).max(120),
    /** Values are templates. */
    properties: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(20),
    /** What it is worth, a template that gives a number; empty for nothing. */
    value: z.string().max(200),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Id of a connection; null for the newest that can. */
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
