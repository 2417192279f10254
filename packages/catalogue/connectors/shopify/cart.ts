import { z } from 'zod';
import { fail } from '@millrace/base';
import {
  amount,
  compact,
  email,
  flag,
  idOrNothing,
  instant,
  list,
  part,
  phone,
  read,
  text,
} from '../reading.ts';
import { consentFromBox, consentFrom, consents, later } from './consent.ts';
import { addressSchema, countryOf, customerSchema, emailConsent, person } from './customer.ts';
import { changeId, currencyOf, onceId, type Delivery } from './delivery.ts';
import { cartLine, cartPermalink, linesSchema } from './line.ts';
import { shopCurrency } from './money.ts';

/**
 * A cart token may contain a secret, `Z2NwLX...?key=...`, that orders leave out: the part before it
 * identifies the cart.
 */
export function cartName(token: string): string {
  return token.split('?')[0] ?? token;
}

const cartSchema = z.looseObject({
  id: idOrNothing,
  token: idOrNothing,
  line_items: linesSchema,
  note: text(1_000),
  created_at: instant,
  updated_at: instant,
});

/**
 * `carts/create`, `carts/update`. A cart does not name its person: until a checkout or an order with the same
 * token does, a person known only by the token stands for them, and is then merged with the real one.
 */
export function cartEvent(payload: unknown, delivery: Delivery) {
  const cart = read(cartSchema, payload, 'The cart');
  const name = cartName(
    cart.token ?? cart.id ?? fail('input-invalid', { problems: 'The cart: token: is missing' }),
  );
  const lines = cart.line_items ?? [];
  return {
    id: changeId(delivery, name, cart.updated_at),
    type: 'cart-updated',
    occurredAt: delivery.triggeredAt,
    customer: { anonymousId: name },
    properties: compact({
      cartId: name,
      aliases: aliases(name, [cart.token, cart.id]),
      currency: currencyOf(shopCurrency(...lines.map((line) => line.price_set)), delivery.config),
      lines: lines.map(cartLine),
      step: 'cart',
      recoveryUrl: cartPermalink(lines, delivery.config.shopDomain),
      createdAt: cart.created_at,
      updatedAt: cart.updated_at,
    }),
  };
}

/** Other ids of the same cart, so that a checkout or an order finds it by any of them. */
function aliases(name: string, others: readonly (string | null | undefined)[]): string[] {
  return [...new Set(others.filter((other): other is string => !!other && other !== name))];
}

const checkoutSchema = z.looseObject({
  id: idOrNothing,
  token: idOrNothing,
  cart_token: idOrNothing,
  email,
  phone,
  customer: part(customerSchema),
  customer_locale: text(35),
  shipping_address: addressSchema,
  billing_address: addressSchema,
  line_items: linesSchema,
  currency: text(10),
  total_price: amount,
  discount_codes: list(z.looseObject({ code: text(120) }), 50),
  abandoned_checkout_url: text(2_000),
  gateway: text(),
  shipping_lines: z.unknown().optional(),
  source_name: text(),
  buyer_accepts_marketing: flag,
  buyer_accepts_sms_marketing: flag,
  sms_marketing_phone: phone,
  created_at: instant,
  updated_at: instant,
  completed_at: instant,
});
type Checkout = z.output<typeof checkoutSchema>;

/** `checkouts/create`, `checkouts/update`. The same cart, further along, and perhaps with a known person. */
export function checkoutEvent(payload: unknown, delivery: Delivery) {
  const checkout = read(checkoutSchema, payload, 'The checkout');
  const token =
    checkout.token ?? checkout.id ?? fail('input-invalid', { problems: 'The checkout: token: is missing' });
  const name = cartName(checkout.cart_token ?? token);
  const started = delivery.topic === 'checkouts/create';
  return {
    id: started ? onceId(delivery.topic, token) : changeId(delivery, token, checkout.updated_at),
    type: started ? 'checkout-started' : 'checkout-updated',
    occurredAt: delivery.triggeredAt,
    customer: shopper(checkout, name),
    properties: compact({
      cartId: name,
      aliases: aliases(name, [checkout.token, checkout.cart_token, checkout.id]),
      currency: currencyOf(checkout.currency, delivery.config),
      lines: (checkout.line_items ?? []).map(cartLine),
      total: checkout.total_price,
      step: stepOf(checkout),
      recoveryUrl: checkout.abandoned_checkout_url,
      discountCodes: checkout.discount_codes.flatMap((discount) => discount.code ?? []),
      source: checkout.source_name,
      createdAt: checkout.created_at,
      updatedAt: checkout.updated_at,
      completedAt: checkout.completed_at,
    }),
  };
}

function shopper(checkout: Checkout, anonymousId: string) {
  const known = checkout.customer === undefined ? {} : person(checkout.customer);
  const address = checkout.shipping_address ?? checkout.billing_address;
  return compact({
    firstName: address?.first_name,
    lastName: address?.last_name,
    city: address?.city,
    country: countryOf(address),
    ...known,
    anonymousId,
    email: checkout.email ?? checkout.customer?.email,
    phone: checkout.sms_marketing_phone ?? checkout.phone ?? checkout.customer?.phone,
    language: checkout.customer_locale ?? checkout.customer?.locale,
    consent: consents(
      later(
        checkout.customer && emailConsent(checkout.customer),
        consentFromBox(checkout.buyer_accepts_marketing, checkout.created_at),
      ),
      later(
        consentFrom(checkout.customer?.sms_marketing_consent),
        consentFromBox(checkout.buyer_accepts_sms_marketing, checkout.created_at),
      ),
    ),
  });
}

/**
 * How far they got: with contact and address they are choosing shipping, with a shipping method they are
 * about to pay.
 */
function stepOf(checkout: Checkout): 'checkout' | 'shipping' | 'payment' {
  const shippingChosen = Array.isArray(checkout.shipping_lines) && checkout.shipping_lines.length > 0;
  if (checkout.gateway !== undefined || shippingChosen) return 'payment';
  return checkout.shipping_address === undefined ? 'checkout' : 'shipping';
}
