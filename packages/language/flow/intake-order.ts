import { z } from 'zod';
import { currencySchema } from '@millrace/base';
import { amountSchema, externalId, instantSchema, shortText } from './intake-parts.ts';

const quantity = z.int().min(0).max(100_000);

export const intakeLineSchema = z.looseObject({
  productId: externalId,
  variantId: externalId.optional().nullable(),
  /** The sender's id of the line, used by edits and refunds. */
  lineId: externalId.optional().nullable(),
  title: z.string().max(500).default(''),
  category: shortText.optional().nullable(),
  quantity: quantity.default(1),
  currentQuantity: quantity.optional().nullable().describe('Orders: units left after edits and returns'),
  price: amountSchema.describe('Price of one. Orders: before discounts'),
  discount: amountSchema
    .optional()
    .nullable()
    .describe('Orders: all discounts allocated to the line, for all its units together'),
  tax: amountSchema.optional().nullable().describe('Orders: tax on the line, for all its units together'),
  kind: z
    .enum(['goods', 'gift-card', 'tip'])
    .optional()
    .describe('A tip is not goods: it has no cost and earns no margin'),
  cost: amountSchema.optional().nullable().describe('What one costs the store'),
  image: z.string().max(2_000).optional().nullable(),
  url: z.string().max(2_000).optional().nullable(),
});

const shown = z.looseObject({ currency: currencySchema, amount: amountSchema });

const refundParts = {
  refundId: externalId.optional(),
  amount: amountSchema.optional().nullable().describe("What went back, in the store's currency"),
  currency: currencySchema.optional(),
  presented: shown
    .optional()
    .nullable()
    .describe('What went back as the customer saw it, when it was in another currency'),
  refundedAt: instantSchema.optional().nullable(),
  removal: z.boolean().optional().describe('True when units leave the order and no money moves'),
  extras: amountSchema.optional().nullable().describe('Shipping and duties in it, with their tax'),
  lines: z
    .array(
      z.looseObject({
        productId: externalId.optional().nullable(),
        variantId: externalId.optional().nullable(),
        lineId: externalId.optional().nullable(),
        quantity: quantity.default(1),
        restocked: z.boolean().optional().nullable().describe('False when the goods cannot be sold again'),
        amount: amountSchema.optional().nullable().describe('Value of these goods at their price'),
        tax: amountSchema.optional().nullable(),
      }),
    )
    .max(500)
    .optional(),
};

const hasValue = (value: unknown) => value !== undefined && value !== null;
const saysHowMuch = (refund: {
  amount?: unknown;
  presented?: unknown;
  lines?: readonly unknown[] | undefined;
}) => hasValue(refund.amount) || hasValue(refund.presented) || (refund.lines?.length ?? 0) > 0;
const HOW_MUCH = { path: ['amount'], message: 'Say how much went back, or which lines.' };

export const intakeRefundSchema = z
  .looseObject({ orderId: externalId, ...refundParts })
  .refine(saysHowMuch, HOW_MUCH);

/** Units added to, or removed from, lines of an existing order. */
export const intakeOrderEditSchema = z.looseObject({
  orderId: externalId,
  editId: externalId.optional(),
  editedAt: instantSchema.optional().nullable(),
  changes: z
    .array(z.looseObject({ lineId: externalId, units: z.int().min(-100_000).max(100_000) }))
    .max(500)
    .default([]),
});

export const intakeOrderSchema = z.looseObject({
  orderId: externalId,
  number: shortText.optional().nullable(),
  cartId: externalId.optional().nullable().describe('Cart or checkout it came from, by id or alias'),
  cartAliases: z.array(z.string().max(255)).max(10).optional().describe('Other names of that cart'),
  currency: currencySchema.optional().describe("The store's own currency; every amount is in it"),
  presented: shown
    .optional()
    .nullable()
    .describe('The total as the customer saw it, when it was in another currency'),
  lines: z.array(intakeLineSchema).max(500).optional(),
  total: amountSchema.optional().nullable().describe('What the customer had to pay in all when they ordered'),
  currentTotal: amountSchema.optional().nullable().describe('The same after edits, returns and refunds'),
  subtotal: amountSchema.optional().nullable().describe('Goods after discounts'),
  currentSubtotal: amountSchema.optional().nullable(),
  discount: amountSchema.optional().nullable(),
  currentDiscount: amountSchema.optional().nullable(),
  shipping: amountSchema.optional().nullable(),
  currentShipping: amountSchema.optional().nullable(),
  tax: amountSchema.optional().nullable(),
  currentTax: amountSchema.optional().nullable(),
  taxIncluded: z.boolean().optional().nullable().describe('True when prices contain the tax'),
  tip: amountSchema.optional().nullable(),
  duties: amountSchema.optional().nullable(),
  refunds: z
    .array(z.looseObject({ ...refundParts, refundId: externalId }))
    .max(250)
    .optional(),
  discountCodes: z.array(z.string().max(120)).max(50).optional(),
  financialStatus: shortText.optional().nullable(),
  fulfilmentStatus: shortText.optional().nullable(),
  placedAt: instantSchema.optional().nullable(),
  updatedAt: instantSchema
    .optional()
    .nullable()
    .describe('When the order last changed: an older state never overwrites a newer one'),
  cancelledAt: instantSchema.optional().nullable(),
  test: z.boolean().optional().nullable().describe('True for a test order: it is stored and never counted'),
  billingCountry: shortText
    .optional()
    .nullable()
    .describe('Country of the payer’s address, ISO 3166 alpha-2. For a fraud score'),
  shippingCountry: shortText.optional().nullable().describe('Country that it is delivered to, likewise'),
  sameAddress: z
    .boolean()
    .optional()
    .nullable()
    .describe('Whether it is delivered to the address of the payer, for a fraud score'),
  riskLevel: shortText
    .optional()
    .nullable()
    .describe('How the store or payment provider rates the order: low, medium, high'),
  failedPayments: z
    .int()
    .min(0)
    .max(100_000)
    .optional()
    .nullable()
    .describe('Payments that failed before this one'),
});
