import { z } from 'zod';
import { freeRecord, id, instant, notShown, type Shape } from '@millrace/core/verb';
import { MACHINE_REASONS } from '@millrace/measure';

const text = z.string().nullable();

/** The discount of the code in a message: percent from 1 to 100, or minor units. */
const discountSchema = z.strictObject({
  kind: z.enum(['percentage', 'amount', 'free-shipping']),
  value: z.number(),
  code: z.string(),
});
export type Discount = Shape<typeof discountSchema>;

const summaryFields = {
  id,
  customerId: id,
  customerName: text,
  customerZone: text.describe('Time zone in which to show their times; null while it is not known'),
  flowId: id,
  flowName: text,
  enrolmentId: id,
  node: z.string(),
  visit: z.int(),
  channel: z.string(),
  purpose: z.enum(['marketing', 'transactional']),
  status: z
    .string()
    .describe('planned, held, claimed, sending, sent, refused, skipped, failed, unknown or silent'),
  to: text,
  subject: text,
  preview: text,
  code: text.describe('Discount code in the message'),
  discount: discountSchema.nullable().describe('What the code gives: percent 1 to 100, or minor units'),
  segments: z.int().nullable(),
  reason: text,
  sentence: text.describe('The outcome, as a sentence'),
  connection: text.describe('Name of the connection that delivered it'),
  plannedAt: instant,
  heldUntil: instant.nullable(),
  sentAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  openedAt: instant.nullable(),
  clickedAt: instant.nullable(),
  bouncedAt: instant.nullable(),
  unsubscribedAt: instant.nullable(),
  ...notShown,
};

/** One fetch of the picture or of a link. */
const visitSchema = z.strictObject({
  at: instant,
  kind: z.enum(['open', 'click', 'page']),
  link: text.describe('Text of the link'),
  by: z.enum(['person', 'machine']).nullable().describe('Null for the seconds until it is judged'),
  why: z.enum(MACHINE_REASONS).nullable(),
});

const wholeFields = {
  visits: z.array(visitSchema).describe('Newest first. Visits by machines count nowhere else'),
  html: text,
  text,
  headers: z.record(z.string(), z.string()),
  parts: freeRecord.nullable().describe('What only its channel has, such as buttons and a picture'),
  links: z.strictObject({
    click: z.array(z.strictObject({ url: z.string(), target: z.string(), label: z.string() })),
    open: text,
    unsubscribe: text,
  }),
};

export const messageSummarySchema = z.strictObject(summaryFields);
export type MessageSummary = Shape<typeof messageSummarySchema>;

export const messageSchema = z
  .strictObject({ ...summaryFields, ...wholeFields })
  .meta({ id: 'MessageWithContent' });
export type MessageView = Shape<typeof messageSchema>;

/** A message in a list: without its content, except for a client that polls. */
export const listedMessageSchema = z
  .strictObject({ ...summaryFields, ...z.strictObject(wholeFields).partial().shape })
  .meta({ id: 'Message' });

/**
 * The message log also lists tests, which belong to no customer or flow: these ids are empty, and the purpose
 * is `test`.
 */
const ofNobody = { customerId: z.string(), flowId: z.string(), enrolmentId: z.string(), purpose: z.string() };
export const loggedMessageSchema = z.strictObject({ ...summaryFields, ...ofNobody });
export type LoggedMessage = Shape<typeof loggedMessageSchema>;
export const wholeLoggedMessageSchema = z.strictObject({ ...summaryFields, ...wholeFields, ...ofNobody });
export type WholeLoggedMessage = Shape<typeof wholeLoggedMessageSchema>;
