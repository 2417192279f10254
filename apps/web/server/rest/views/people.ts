import { z } from 'zod';
import { amount, free, id, instant, instantOrNull } from './common.ts';

const text = z.string().nullable();

export const customerSchema = z
  .looseObject({
    id,
    email: text,
    phone: text,
    firstName: text,
    lastName: text,
    country: text,
    city: text,
    zone: text.describe('IANA time zone'),
    language: text,
    tags: z.array(z.string()),
    properties: free,
    ordersCount: z.int(),
    totalSpent: amount,
    firstOrderAt: instantOrNull,
    lastOrderAt: instantOrNull,
    lastSeenAt: instantOrNull,
    createdAt: instant,
    erasedAt: instantOrNull,
    consent: z
      .record(
        z.string(),
        z.object({
          state: z.string(),
          source: text,
          optIn: text,
          at: instant,
          address: text.describe('The address it is about; null when it is about the person'),
        }),
      )
      .describe('By channel'),
    identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  })
  .meta({ id: 'Customer' });

export const timelineItemSchema = z
  .looseObject({
    id: z.string(),
    at: instant,
    type: z.enum(['event', 'enrolment', 'decision', 'message', 'refusal', 'consent']),
    title: z.string(),
    reason: text.describe('Why, where there is a reason'),
    flowId: id.nullable(),
    flowName: text,
    enrolmentId: id.nullable(),
    refers: text,
    data: free,
  })
  .meta({ id: 'TimelineItem' });

export const messageSchema = z
  .looseObject({
    id,
    customerId: id,
    flowId: id,
    flowName: text,
    enrolmentId: id,
    node: z.string(),
    visit: z.int(),
    channel: z.string(),
    purpose: z.enum(['marketing', 'transactional']),
    status: z.string().describe('planned, held, claimed, sending, sent, refused, skipped, failed, unknown or silent'),
    to: text,
    subject: text,
    preview: text,
    code: text.describe('Discount code in it'),
    segments: z.int().nullable(),
    reason: text,
    sentence: text.describe('What became of it, in words'),
    plannedAt: instant,
    heldUntil: instantOrNull,
    sentAt: instantOrNull,
    deliveredAt: instantOrNull,
    openedAt: instantOrNull,
    clickedAt: instantOrNull,
    bouncedAt: instantOrNull,
    unsubscribedAt: instantOrNull,
  })
  .meta({ id: 'Message' });

export const enrolmentSchema = z
  .looseObject({
    id,
    flowId: id,
    flowName: z.string(),
    version: z.int(),
    customerId: id.nullable().describe('Null where nobody stands behind it'),
    about: text.describe('What it is about, in flows that are not about people'),
    key: z.string(),
    state: z.string(),
    heldOut: z.boolean(),
    node: text.describe('Where the person is now'),
    variables: free,
    wakeAt: instantOrNull,
    enteredAt: instant,
    endedAt: instantOrNull,
    endReason: text,
  })
  .meta({ id: 'Enrolment' });

export const audienceJobSchema = z
  .object({
    id,
    total: z.int().describe('Customers there were when it began'),
    done: z.int().describe('How many of them were asked so far'),
    matched: z.int().describe('How many matched'),
    planned: z.boolean().describe("True for a run of the flow's own schedule"),
    startedAt: instant,
    finishedAt: instantOrNull,
  })
  .meta({ id: 'AudienceJob' });

export const tracedEnrolmentSchema = z
  .looseObject({
    ...enrolmentSchema.shape,
    trace: z.array(
      z.looseObject({ at: instant, node: text, visit: z.int(), what: z.string(), port: text, sentence: z.string(), data: z.unknown() }),
    ),
  })
  .meta({ id: 'EnrolmentWithTrace' });

export const decisionSchema = z
  .looseObject({
    id,
    model: z.string(),
    by: z.string().describe('model or rule'),
    flowId: id,
    enrolmentId: id,
    customerId: id.nullable(),
    node: z.string(),
    visit: z.int(),
    inputs: free,
    options: z.array(z.looseObject({ id: z.string(), probability: z.number() })),
    chosen: z.string(),
    probability: z.number().nullable(),
    score: z.number().nullable(),
    explanation: z.array(z.string()),
    at: instant,
    heldOut: z.boolean(),
    reward: z.number().nullable(),
    rewardedAt: instantOrNull,
    told: z
      .object({
        sentences: z.array(z.string()).describe('Why, strongest reason first'),
        options: z.record(z.string(), z.string()).describe('What each option is called, by its id'),
        known: z.array(z.object({ name: z.string(), value: z.string() })).describe('What was known at that moment'),
      })
      .describe('The decision as a person reads it'),
  })
  .meta({ id: 'Decision' });
