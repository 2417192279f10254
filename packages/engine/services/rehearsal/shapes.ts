import { free, freeRecord, instant, type Shape } from '@millrace/core/verb';
import type { Rehearsal, RehearsedEnrolment, RehearsedMessage } from '@millrace/rehearsal';
import { z } from 'zod';

const text = z.string().nullable();
const count = z.int();
const counts = z.record(z.string(), count);

const messageSchema = z.strictObject({
  at: instant,
  customerId: z.string(),
  enrolmentId: z.string(),
  node: z.string(),
  channel: z.string(),
  messageId: z.string(),
  outcome: z
    .enum(['sent', 'refused', 'skipped', 'silent'])
    .describe('silent: would have been sent, but the person is in the holdout'),
  reason: text,
  heldSince: instant.nullable().describe('When it was first held; null when it never was'),
  answered: z
    .strictObject({
      openedAt: instant.optional(),
      clickedAt: instant.optional(),
      boughtAt: instant.optional(),
    })
    .describe('When the person responded, as drawn'),
}) satisfies z.ZodType<RehearsedMessage>;

const enrolmentSchema = z.strictObject({
  id: z.string(),
  customerId: z.string(),
  key: z.string(),
  enteredAt: instant,
  endedAt: instant.nullable(),
  endReason: text,
  heldOut: z.boolean(),
  node: text.describe('The step where the person still is at the end; null when done'),
  trace: z.array(
    z.strictObject({
      at: instant,
      node: text,
      visit: z.int(),
      what: z.enum([
        'entered',
        'went',
        'waits',
        'woken',
        'decided',
        'message',
        'settled',
        'call',
        'answered',
        'exited',
        'done',
        'moved',
      ]),
      port: text.describe('The port taken, for went'),
      sentence: z.string(),
      data: free,
    }),
  ),
  messages: z.array(messageSchema),
  variables: freeRecord,
}) satisfies z.ZodType<RehearsedEnrolment>;

const nodeCounts = z.strictObject({
  entered: count,
  waiting: count.describe('Still at this step at the end'),
  sent: count,
  refused: count,
  skipped: count,
  held: count,
  silent: count.describe('People in the holdout, who are counted only here'),
  opened: count,
  clicked: count,
  bought: count.describe('Bought because of it, as drawn'),
  exited: count.describe('Left the flow at this step by an exit rule'),
  done: count.describe('Calls taken as done'),
  went: counts.describe('By port'),
});

const rates = { opened: z.number(), clicked: z.number(), bought: z.number() };
/** How people responded to the messages of a rehearsal. */
const answersSchema = z.strictObject({
  ...rates,
  measured: z
    .strictObject(rates)
    .describe("Rates from the store's own messages, drawn towards the usual rates when there are few"),
  messages: count.describe("Number of the store's own messages measured"),
  byHour: z.array(z.number()).describe("By hour of the person's own day, relative to an average of 1"),
});
export type RehearsedAnswers = Shape<typeof answersSchema>;

const rehearsalFields = {
  people: count,
  entered: count.describe('Entries: a person or a thing that enters twice counts twice'),
  heldOut: count,
  subjects: z
    .strictObject({ entered: count, heldOut: count })
    .describe('How many different people, or things in a flow about things, made these entries'),
  ended: counts.describe('By reason: completed, exit:order-placed, ...'),
  running: count,
  notEntered: counts.describe('Met the trigger and did not enter, by reason'),
  nodes: z.record(z.string(), nodeCounts),
  reasons: counts.describe('Holds and refusals by reason'),
  sent: counts,
  decisions: counts,
  steps: count,
  enrolments: z.array(enrolmentSchema),
  messages: z.array(messageSchema),
};
z.strictObject(rehearsalFields) satisfies z.ZodType<Rehearsal>;

export const rehearsalSchema = z.strictObject({
  ...rehearsalFields,
  days: z.number(),
  on: z.enum(['past', 'sample']),
  seed: z.string().describe('Pass it with `at` to read the same rehearsal again'),
  at: instant,
  answers: z.record(z.string(), answersSchema).describe('By channel'),
  unknown: z
    .string()
    .nullable()
    .describe('What it could not know about entries; null when it knew everything'),
});
export type RehearsalView = Shape<typeof rehearsalSchema>;

/** One rehearsed person behind a number. */
const rehearsedPersonSchema = z.strictObject({
  enrolmentId: z.string(),
  customerId: z.string(),
  name: text,
  zone: z.string(),
  /** When the counted thing happened, in the person's own time. */
  at: instant,
  enteredAt: instant,
  endedAt: instant.nullable(),
  endReason: text,
  heldOut: z.boolean(),
  /** The reason or decision, as a sentence. */
  sentence: text,
});

export const rehearsedPageSchema = z.strictObject({
  people: z.array(rehearsedPersonSchema),
  /** Entries. */
  total: z.int(),
  /** How many different people, or things in a flow about things, made these entries. */
  subjects: z.int(),
  next: z.int().nullable(),
});
export type RehearsedPage = Shape<typeof rehearsedPageSchema>;
