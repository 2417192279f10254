import { amount, free, freeRecord, id, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

const text = z.string().nullable();

const customerFields = {
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
  properties: freeRecord,
  ordersCount: z.int(),
  totalSpent: amount,
  points: z.int().describe('Loyalty points'),
  tier: text.describe('Loyalty tier'),
  firstOrderAt: instant.nullable(),
  lastOrderAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
  erasedAt: instant.nullable(),
  demo: z.boolean().describe('A customer of the demo shop, whose time runs faster'),
  consent: z
    .record(
      z.string(),
      z.strictObject({
        state: z.string(),
        source: text,
        optIn: text,
        at: instant,
        address: text.describe('The address concerned; null when the consent is about the person'),
      }),
    )
    .describe('By channel'),
  identities: z.array(z.strictObject({ kind: z.string(), value: z.string() })),
  ...notShown,
};

export const customerSchema = z.strictObject(customerFields).meta({ id: 'Customer' });
export type CustomerView = Shape<typeof customerSchema>;

export const customerPageSchema = pageShape(customerSchema);

/** One customer, with the saved segments they are in. */
export const foundCustomerSchema = z
  .strictObject({
    ...customerFields,
    segments: z
      .array(
        z.strictObject({
          id,
          name: z.string(),
          since: instant,
          isList: z.boolean().describe('A list, on which they were put by hand'),
        }),
      )
      .describe('Saved segments and lists the customer is in, by name'),
    predictions: z
      .strictObject({
        facts: z.array(
          z.strictObject({
            fact: z.string().describe('As conditions name it'),
            label: z.string(),
            type: z.enum(['text', 'choice', 'number', 'money', 'share', 'boolean', 'instant', 'list']),
            value: free,
          }),
        ),
        reasons: z.array(z.string()).describe('What is expected, and why, in whole sentences'),
      })
      .describe('What models predict of the customer; empty while they have learned too little'),
    browsers: z
      .array(z.strictObject({ id, name: z.string(), since: instant }))
      .describe('Browsers that show notifications, the newest first'),
  })
  .meta({ id: 'CustomerWithSegments' });

export type FoundCustomer = Shape<typeof foundCustomerSchema>;

export const changedCustomerSchema = z.strictObject({
  ...customerFields,
  notes: z.array(z.string()).optional().describe('What was ignored, and why'),
});

export const TIMELINE_TYPES = ['event', 'enrolment', 'decision', 'message', 'refusal', 'consent'] as const;

/** One thing that happened to a person, as a sentence. */
export const timelineItemSchema = z
  .strictObject({
    id: z.string(),
    at: instant,
    type: z.enum(TIMELINE_TYPES),
    title: z.string(),
    reason: text.describe(
      "Why, where there is a reason: a guardrail's sentence, a decision's strongest reasons",
    ),
    flowId: id.nullable(),
    flowName: text,
    enrolmentId: id.nullable(),
    refers: text.describe('Id of the message, decision or event to open'),
    data: freeRecord,
    ...notShown,
  })
  .meta({ id: 'TimelineItem' });
export type TimelineItem = Shape<typeof timelineItemSchema>;

const currency = text;
const lines = free.describe('The lines, with their costs in minor units');

/** Everything stored about a person, as rows with their column names. */
export const customerExportSchema = z.strictObject({
  customer: customerSchema,
  predictions: z.array(z.strictObject({ model: z.string(), values: free, predicted_at: instant })),
  reorders: z
    .array(
      z.strictObject({
        model: z.string(),
        product_id: z.string(),
        title: z.string(),
        bought_on: z.string(),
        due_on: z.string(),
        from_on: z.string(),
        until_on: z.string(),
        chance: z.number(),
        predicted_at: instant,
      }),
    )
    .describe('Products that they are expected to buy again, with the days and the chance'),
  consents: z.array(
    z.strictObject({ channel: z.string(), state: z.string(), source: text, opt_in: text, at: instant }),
  ),
  browsers: z
    .array(
      z.strictObject({
        name: z.string(),
        endpoint: z.string(),
        created_at: instant,
        taken_at: instant.nullable(),
      }),
    )
    .describe('Browsers that show notifications, and when one was last taken for them'),
  carts: z.array(
    z.strictObject({
      external_id: text,
      currency,
      total: amount.nullable(),
      lines,
      created_at: instant,
      updated_at: instant,
      completed_at: instant.nullable(),
    }),
  ),
  orders: z.array(
    z.strictObject({
      external_id: text,
      number: text,
      currency,
      total: amount.nullable(),
      discount: amount.nullable(),
      tax: amount.nullable(),
      shipping: amount.nullable(),
      refunded: amount.nullable(),
      revenue: amount.nullable(),
      counted: z.boolean(),
      lines,
      presented: free.nullable(),
      placed_at: instant,
      cancelled_at: instant.nullable(),
    }),
  ),
  events: z.array(
    z.strictObject({
      id,
      type: z.string(),
      occurred_at: instant,
      source: text,
      value: amount.nullable(),
      properties: freeRecord,
    }),
  ),
  messages: z.array(
    z.strictObject({
      id,
      channel: z.string(),
      address: text,
      subject: text,
      body: text,
      status: z.string(),
      reason: text,
      planned_at: instant,
      sent_at: instant.nullable(),
      opened_at: instant.nullable(),
      clicked_at: instant.nullable(),
    }),
  ),
  calls: z.array(
    z.strictObject({
      id,
      capability: z.string(),
      input: free,
      status: z.string(),
      reason: text,
      sentence: text,
      result: free,
      planned_at: instant,
      settled_at: instant.nullable(),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      id,
      model: z.string(),
      inputs: free,
      options: free,
      chosen: z.string(),
      explanation: free,
      at: instant,
    }),
  ),
  points: z.array(
    z.strictObject({
      points: z.int(),
      reason: z.string(),
      by_type: z.string(),
      by_name: text,
      at: instant,
      expires_at: instant.nullable(),
    }),
  ),
  returns: z.array(
    z.strictObject({
      number: z.string(),
      state: z.string(),
      items: free,
      wish: text,
      answer: text,
      created_at: instant,
      requested_at: instant.nullable(),
    }),
  ),
  enrolments: z.array(
    z.strictObject({
      id,
      flow_id: id,
      state: z.string(),
      held_out: z.boolean(),
      entered_at: instant,
      ended_at: instant.nullable(),
      end_reason: text,
    }),
  ),
});
export type CustomerExport = Shape<typeof customerExportSchema>;
