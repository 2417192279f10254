import { amount, id, instant, pageShape, type Shape } from '@millrace/core/verb';
import { RETURN_ANSWERS, RETURN_OFFERS, RETURN_RULES, returnPolicySchema } from '@millrace/flow';
import { RETURN_STEPS } from '@millrace/run/returns';
import { z } from 'zod';

export const returnPolicyPlaceSchema = z
  .strictObject({
    policy: returnPolicySchema,
    address: z.string().nullable().describe('Address of the returns page; null until it is turned on once'),
    hasFlow: z.boolean().describe('Whether a live flow is about returns'),
  })
  .meta({ id: 'ReturnPolicy' });
export type ReturnPolicyPlace = Shape<typeof returnPolicyPlaceSchema>;

/** A category, a tag or a product. */
export const goodsSchema = z.strictObject({
  value: z.string().describe('As the policy names it'),
  label: z.string(),
});

const itemSchema = z.strictObject({
  title: z.string(),
  variant: z.string().nullable(),
  image: z.string().nullable(),
  sku: z.string(),
  quantity: z.int(),
  price: amount.describe('What was paid for one'),
  reason: z.string().nullable().describe('Id of the reason'),
  reasonLabel: z.string().describe('The reason, as the customer read it'),
  text: z.string().describe('What the customer wrote'),
  answer: z.enum(RETURN_ANSWERS).nullable(),
  rule: z.enum(RETURN_RULES).nullable(),
});

export const returnSchema = z
  .strictObject({
    id,
    number: z.string(),
    customerId: id,
    customer: z.string().nullable().describe('Name, or e-mail address'),
    orderId: id,
    orderNumber: z.string().nullable(),
    requestedAt: instant,
    items: z.array(itemSchema),
    wish: z.enum(RETURN_OFFERS).nullable(),
    answer: z.enum(RETURN_ANSWERS).nullable().describe('What the policy said'),
    rule: z.enum(RETURN_RULES).nullable(),
    why: z.string().nullable().describe('Why the policy said so'),
    value: amount,
    currency: z.string(),
    step: z.enum(RETURN_STEPS).describe('How far it is'),
    stepAt: instant,
    flow: z
      .strictObject({ id, name: z.string(), enrolmentId: id })
      .nullable()
      .describe('The flow that handles it; null for none'),
  })
  .meta({ id: 'Return' });
export type ReturnView = Shape<typeof returnSchema>;

export const returnPageSchema = pageShape(returnSchema);
