import { z } from 'zod';
import { conditionSchema } from './condition.ts';

/** The version of the stored form of a graph. `migrations.ts` migrates older ones. */
export const GRAPH_VERSION = 2;

/**
 * What a flow enrols. The key of an enrolment is the id of this thing, so a customer may be in twice with two
 * carts.
 */
export const subjectSchema = z.enum(['customer', 'cart', 'order', 'return', 'ticket', 'product', 'store']);
export type Subject = z.infer<typeof subjectSchema>;

const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/, 'An id has letters, digits, - and _ only.')
  // Visits and messages are kept by the id of their step: a name that every object has would be found where nothing was kept.
  .refine((id) => !(id in {}), 'An id cannot be a name that every object has, such as constructor.');

/** A node as the editor saves it. `config` belongs to the kind and may be unfinished in a draft. */
export const graphNodeSchema = z.strictObject({
  id: idSchema,
  kind: z.string().min(1).max(64),
  /** Version of the kind's config; older configs are migrated when read. */
  version: z.int().min(0).default(0),
  /** A name the marketer gave; without one the card shows the kind's sentence. */
  name: z.string().max(120).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
});
export type GraphNode = z.infer<typeof graphNodeSchema>;

/**
 * A connection from a port of a node to another node. The kind names its ports (`next`, `yes`, `no`,
 * `timeout`, `path-1`).
 */
export const graphEdgeSchema = z.strictObject({
  id: idSchema,
  from: idSchema,
  port: z.string().min(1).max(64),
  to: idSchema,
});
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

/** A note on the canvas for people who edit the flow. It never reaches the plan. */
export const graphNoteSchema = z.strictObject({
  id: idSchema,
  text: z.string().max(2_000).default(''),
  /** Its top left corner on the canvas. */
  position: z.strictObject({ x: z.number(), y: z.number() }),
});
export type GraphNote = z.infer<typeof graphNoteSchema>;

/** Hours, at most 60 days. */
const hours = (least: number) =>
  z
    .number()
    .min(least)
    .max(24 * 60)
    .optional();

/**
 * Attribution windows by channel: the hours after a message arrived in which an order counts for it, when it
 * was opened, clicked or only delivered. Hours left out are the channel's own; the channel also says which of
 * the three count.
 */
export const attributionSchema = z.record(
  z.string().min(1).max(40),
  z.strictObject({ opened: hours(1), clicked: hours(1), delivered: hours(0) }),
);

export const flowSettingsSchema = z.strictObject({
  /** The event that means the flow did what it is for. */
  outcome: z.string().default('order-placed'),
  /** The event that means it did harm. */
  failure: z.string().default('customer-unsubscribed'),
  /** Days after entering in which outcomes count, in both arms. */
  outcomeDays: z.number().min(1).max(180).default(30),
  /** Share of people held back to measure against, 0 to 0.5. */
  holdout: z.number().min(0).max(0.5).default(0.1),
  /**
   * Marketing obeys consent, caps and quiet hours; transactional obeys only suppression of undeliverable
   * addresses.
   */
  purpose: z.enum(['marketing', 'transactional']).default('marketing'),
  attribution: attributionSchema.default({}),
  owner: z.string().max(120).optional(),
  /** Date (YYYY-MM-DD) on which the flow asks for a review. */
  reviewOn: z.string().optional(),
  /**
   * While the flow is tried beside what the store has already: the holdout goes on getting that. Its name, and the last day
   * of the trial (YYYY-MM-DD).
   */
  beside: z.strictObject({ name: z.string().max(80).default(''), until: z.iso.date() }).optional(),
});
export type FlowSettings = z.infer<typeof flowSettingsSchema>;

/** A flow as drawn. The schema checks the structure; `validate` checks whether the flow can run. */
export const graphSchema = z.strictObject({
  schemaVersion: z.literal(GRAPH_VERSION),
  subject: subjectSchema,
  nodes: z.array(graphNodeSchema).max(5_000),
  edges: z.array(graphEdgeSchema).max(10_000),
  notes: z.array(graphNoteSchema).max(500).default([]),
  settings: flowSettingsSchema.prefault({}),
});
export type Graph = z.infer<typeof graphSchema>;

/** Whether and when people may enter a flow again. */
export const reentrySchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('always') }),
  z.strictObject({ rule: z.literal('never') }),
  z.strictObject({ rule: z.literal('after'), days: z.number().min(1).max(3650) }),
  /** Once for each cart, order or other key of the enrolment. */
  z.strictObject({ rule: z.literal('once-per-key') }),
]);
export type Reentry = z.infer<typeof reentrySchema>;

/** Which id ties an event to the enrolment that it wakes or ends. */
export const matchSchema = z.enum(['customer', 'cart', 'order', 'message', 'product']);
export type Match = z.infer<typeof matchSchema>;

export const exitRuleSchema = z.strictObject({
  event: z.string().min(1).max(80),
  /**
   * `cart`: only the enrolment's own cart (an order that came from it counts); `customer`: any event of the
   * person.
   */
  match: matchSchema.default('customer'),
  where: conditionSchema.optional(),
});
export type ExitRule = z.infer<typeof exitRuleSchema>;
