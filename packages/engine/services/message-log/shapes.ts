import { z } from 'zod';
import { id, instant, notShown, type Shape } from '@millrace/core/verb';
import { MACHINE_REASONS } from '@millrace/measure';

const text = z.string().nullable();

/** The offer of the code in a message: percent 1 to 100, or minor units. */
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
  customerZone: text.describe('By whose clock their times are told; null while it is not known'),
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
  code: text.describe('Discount code in it'),
  discount: discountSchema.nullable().describe('What the code gives: percent 1 to 100, or minor units'),
  segments: z.int().nullable(),
  reason: text,
  sentence: text.describe('What became of it, in words'),
  connection: text.describe('Name of the connection that carried it'),
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

/** Somebody or something fetched the picture or followed a link. */
const visitSchema = z.strictObject({
  at: instant,
  kind: z.enum(['open', 'click', 'page']),
  link: text.describe('Words of the link that was followed'),
  by: z.enum(['person', 'machine']).nullable().describe('Null for the seconds in which it is looked at'),
  why: z.enum(MACHINE_REASONS).nullable(),
});

const wholeFields = {
  visits: z.array(visitSchema).describe('Newest first. Those of machines count nowhere else'),
  html: text,
  text,
  headers: z.record(z.string(), z.string()),
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

/** As lists tell it: whole for those who follow along, without its content otherwise. */
export const listedMessageSchema = z
  .strictObject({ ...summaryFields, ...z.strictObject(wholeFields).partial().shape })
  .meta({ id: 'Message' });

/** Beside messages of flows the message log has tests, which belong to nobody: their ids are empty, and their purpose is `test`. */
const ofNobody = { customerId: z.string(), flowId: z.string(), enrolmentId: z.string(), purpose: z.string() };
export const loggedMessageSchema = z.strictObject({ ...summaryFields, ...ofNobody });
export type LoggedMessage = Shape<typeof loggedMessageSchema>;
export const wholeLoggedMessageSchema = z.strictObject({ ...summaryFields, ...wholeFields, ...ofNobody });
export type WholeLoggedMessage = Shape<typeof wholeLoggedMessageSchema>;
