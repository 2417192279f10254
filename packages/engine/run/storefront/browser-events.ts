import type { Instant } from '@millrace/base';
import type { IntakeCustomer, IntakeEvent } from '@millrace/flow';
import { z } from 'zod';
import type { KnownStorefront } from './known-storefront.ts';
import { senderSchema } from './sender.ts';

/** Most events of one request. */
export const MOST_EVENTS = 25;
/** An event that a page kept longer than this has no time that can be trusted. In milliseconds. */
const LONGEST_AGE = 60 * 60 * 1000;

const words = (most: number) =>
  z
    .string()
    .transform((text) => text.trim().slice(0, most))
    .optional()
    .catch(undefined);
const name = z.union([z.string().min(1).max(120), z.int().transform(String)]);
/** Money as pages write it: `48`, `48.5` and `"48.50"` are all in whole units, unlike in the API. */
const price = z
  .union([z.string(), z.number()])
  .transform((amount) => String(Math.round(Number(amount) * 100) / 100))
  .refine((text) => /^\d{1,9}(\.\d{1,2})?$/.test(text), 'An amount is written like 48.50.');
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .optional()
  .catch(undefined);
const url = z.string().max(2_000).optional().catch(undefined);

const line = z.object({
  productId: name,
  variantId: name.optional(),
  title: words(200),
  quantity: z.int().min(1).max(999).default(1),
  price,
});
const cart = z.object({
  cartId: name,
  lines: z.array(line).max(100).default([]),
  total: price.optional(),
  currency,
  recoveryUrl: url,
});

/** What pages may report, and of it what is kept. Everything else about a customer or a store is refused. */
const TYPES = {
  'page-viewed': z.object({ url, title: words(300) }),
  'product-viewed': z.object({
    productId: name,
    variantId: name.optional(),
    title: words(300),
    category: words(120),
    price: price.optional().catch(undefined),
    currency,
    url,
  }),
  'collection-viewed': z.object({ collectionId: name, title: words(200), url }),
  searched: z.object({
    query: z.string().min(1).max(200),
    results: z.int().min(0).optional().catch(undefined),
  }),
  'cart-updated': cart,
  'checkout-started': cart,
  'checkout-updated': cart.extend({ step: z.enum(['checkout', 'shipping', 'payment']).default('checkout') }),
} as const;
type Type = keyof typeof TYPES;
const isType = (type: string): type is Type => Object.hasOwn(TYPES, type);
const CARTS = new Set<Type>(['cart-updated', 'checkout-started', 'checkout-updated']);

const eventSchema = z.object({
  id: z.string().regex(/^[\w-]{8,64}$/),
  type: z.string().max(40),
  /** Milliseconds since it happened: the clocks of visitors are often wrong. */
  ago: z.number().min(0).catch(0).default(0),
  properties: z.record(z.string(), z.unknown()).default({}),
});

/** What a page sends. */
export const batchSchema = senderSchema.extend({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) });

export interface RefusedEvent {
  readonly index: number;
  readonly problem: string;
}

export interface ReadEvents {
  readonly events: readonly IntakeEvent[];
  readonly refused: readonly RefusedEvent[];
}

/** The customer of an event, and the name under which everything of this browser is kept. */
export interface Sender {
  readonly customer: IntakeCustomer;
  readonly scope: string;
}

/**
 * Events of a page as intake events. Ids and carts are kept under the name of the browser, so that no browser can
 * pretend an event of the store, or change the cart of another.
 */
export function readEvents(
  storefront: KnownStorefront,
  sender: Sender,
  raw: readonly unknown[],
  now: Instant,
): ReadEvents {
  const events: IntakeEvent[] = [];
  const refused: RefusedEvent[] = [];
  raw.forEach((item, index) => {
    const read = readEvent(storefront, sender, item, now);
    if (typeof read === 'string') refused.push({ index, problem: read });
    else events.push(read);
  });
  return { events, refused };
}

function readEvent(
  storefront: KnownStorefront,
  { customer, scope }: Sender,
  item: unknown,
  now: Instant,
): IntakeEvent | string {
  const event = eventSchema.safeParse(item);
  if (!event.success) return sentenceOf(event.error);
  const { id, type, ago } = event.data;
  if (!isType(type))
    return `type: pages cannot send ${type.slice(0, 40)}. Send it from a server, with an API key.`;
  if (CARTS.has(type) && !storefront.takesCarts)
    return 'type: carts come from the connected store, and not from pages. Settings, Storefront changes that.';
  const read = TYPES[type].safeParse(event.data.properties);
  if (!read.success) return sentenceOf(read.error);
  return {
    id: `browser/${scope}/${id}`,
    type,
    occurredAt: now - Math.min(ago, LONGEST_AGE),
    customer,
    properties: safeProperties(storefront, scope, read.data),
  };
}

/** Leaves out links to other places, which a message might show, and amounts in another currency than the store's. */
function safeProperties(
  storefront: KnownStorefront,
  scope: string,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const foreign = typeof given['currency'] === 'string' && given['currency'] !== storefront.currency;
  for (const [field, value] of Object.entries(given)) {
    if (value === undefined || value === '') continue;
    if ((field === 'url' || field === 'recoveryUrl') && !isOfStore(storefront, value)) continue;
    if (foreign && (field === 'price' || field === 'currency') && !('cartId' in given)) continue;
    kept[field] = field === 'cartId' ? `browser/${scope}/${String(value)}` : value;
  }
  return kept;
}

/** Whether a link leads to a page of the store. */
export const isOfStore = ({ origins }: Pick<KnownStorefront, 'origins'>, link: unknown): link is string =>
  typeof link === 'string' && URL.canParse(link) && origins.includes(new URL(link).origin);

function sentenceOf({ issues }: z.ZodError): string {
  const [first] = issues;
  return `${first?.path.map(String).join('.') || 'event'}: ${first?.message ?? 'this cannot be read.'}`;
}
