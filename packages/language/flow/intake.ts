import { z } from 'zod';
import { currencySchema, emailAddressSchema, own } from '@millrace/base';
import { intakeLineSchema } from './intake-order.ts';
import { amountSchema, externalId, instantSchema, shortText } from './intake-parts.ts';

/**
 * The format of all data from outside: the public API takes exactly this, connectors translate into it, the
 * demo shop sends it.
 */
export { amountSchema, EARLIEST, instantSchema, LATEST } from './intake-parts.ts';
export {
  intakeLineSchema,
  intakeOrderEditSchema,
  intakeOrderSchema,
  intakeRefundSchema,
} from './intake-order.ts';

export const consentStateSchema = z.enum(['subscribed', 'unsubscribed', 'pending', 'never-asked']);

export const intakeConsentSchema = z.strictObject({
  state: consentStateSchema,
  /** Where it was given: a form, the checkout, an import. */
  source: shortText.optional(),
  at: instantSchema.optional(),
  /** `double` when confirmed by a second message; needed for cart texts in the US. */
  optIn: z.enum(['single', 'double', 'unknown']).optional(),
});

/**
 * At least one of id, externalId, email, phone, anonymousId. Anything not named here is kept as a property.
 */
export const intakeCustomerSchema = z.looseObject({
  id: z.uuid().optional().describe("Millrace's own id of the customer"),
  externalId: externalId.optional(),
  email: z
    .union([emailAddressSchema, z.literal('').transform(() => null)])
    .optional()
    .nullable(),
  phone: z.string().max(40).optional().nullable().describe('E.164, or national together with country'),
  anonymousId: z.string().min(1).max(255).optional(),
  firstName: shortText.optional().nullable(),
  lastName: shortText.optional().nullable(),
  country: z.string().length(2).optional().nullable().describe('ISO 3166 alpha-2'),
  city: shortText.optional().nullable(),
  zone: z.string().max(64).optional().nullable().describe('IANA time zone'),
  language: z.string().max(35).optional().nullable(),
  tags: z.array(z.string().max(120)).max(250).optional(),
  consent: z.record(z.string().max(40), intakeConsentSchema).optional(),
});
export type IntakeCustomer = z.infer<typeof intakeCustomerSchema>;

export const intakeCartSchema = z.looseObject({
  cartId: externalId,
  /** Other names of the same cart, such as the token a later order refers to. */
  aliases: z.array(z.string().max(255)).max(10).optional(),
  currency: currencySchema.optional(),
  lines: z.array(intakeLineSchema).max(500).default([]),
  total: amountSchema.optional(),
  step: z.enum(['cart', 'checkout', 'shipping', 'payment']).optional(),
  device: z.string().max(40).optional().nullable(),
  recoveryUrl: z.string().max(2_000).optional().nullable(),
  discountCodes: z.array(z.string().max(120)).max(50).optional(),
  /** When the sender last changed the cart. A state older than the stored one changes nothing. */
  updatedAt: instantSchema.optional(),
  completedAt: instantSchema.optional().nullable(),
});

export const intakeProductSchema = z.looseObject({
  productId: externalId,
  title: z.string().max(500).optional(),
  category: shortText.optional().nullable(),
  vendor: shortText.optional().nullable(),
  currency: currencySchema.optional(),
  price: amountSchema.optional(),
  compareAtPrice: amountSchema.optional().nullable(),
  cost: amountSchema.optional().nullable(),
  /** Units in stock; null when not tracked. */
  stock: z.int().min(-1_000_000).max(100_000_000).optional().nullable(),
  image: z.string().max(2_000).optional().nullable(),
  url: z.string().max(2_000).optional().nullable(),
  tags: z.array(z.string().max(120)).max(250).optional(),
  consumableDays: z
    .number()
    .positive()
    .max(3650)
    .optional()
    .nullable()
    .describe('How many days one unit lasts'),
  status: z.enum(['active', 'draft', 'archived']).optional(),
  variants: z
    .array(
      z.looseObject({
        variantId: externalId,
        inventoryItemId: externalId.optional().nullable(),
        sku: shortText.optional().nullable(),
        title: shortText.optional(),
        price: amountSchema.optional(),
        cost: amountSchema.optional().nullable(),
        stock: z.int().optional().nullable(),
        compareAtPrice: amountSchema.optional().nullable(),
        image: z.string().max(2_000).optional().nullable(),
        url: z.string().max(2_000).optional().nullable(),
      }),
    )
    .max(2_048)
    .optional()
    .describe('All variants: one that is left out is no longer for sale'),
  updatedAt: instantSchema.optional(),
});

/** One event as it arrives. The same `id` from the same sender is one event, forever. */
export const intakeEventSchema = z.strictObject({
  id: z.string().min(1).max(255).describe("The sender's id of the event; the same id twice is one event"),
  type: z
    .string()
    .min(1)
    .max(80)
    .describe('Such as cart-updated; see the list of event types. Any other name is a custom event'),
  occurredAt: instantSchema.optional().describe('When it happened; now when left out'),
  customer: intakeCustomerSchema.optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
});
export type IntakeEvent = z.infer<typeof intakeEventSchema>;

/** Other names that senders use for an event Millrace knows, so that one thing has one name. */
const ALSO_NAMED: Readonly<Record<string, string>> = {
  'waitlist-joined': 'back-in-stock-requested',
};

/** `Cart Updated`, `cart.updated`, `cart_updated`, `cartUpdated` -> `cart-updated`. */
export function normaliseEventType(type: string): string {
  const name = type
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return own(ALSO_NAMED, name) ?? name;
}
