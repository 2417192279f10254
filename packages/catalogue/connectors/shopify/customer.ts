import { z } from 'zod';
import { fail, cutTo, storableText } from '@millrace/base';
import type { SentAddress } from '../delivered-to.ts';
import { compact, email, flag, id, idOrNothing, instant, part, phone, read, text } from '../reading.ts';
import { consentFrom, consentSchema, consents, type Consent } from './consent.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';

export const addressSchema = part(
  z.looseObject({
    address1: text(),
    zip: text(40),
    city: text(),
    country_code: text(2),
    first_name: text(),
    last_name: text(),
  }),
);

export const customerSchema = z.looseObject({
  id: idOrNothing,
  email,
  phone,
  first_name: text(),
  last_name: text(),
  tags: z.unknown().optional(),
  state: text(),
  locale: text(35),
  created_at: instant,
  updated_at: instant,
  default_address: addressSchema,
  email_marketing_consent: consentSchema,
  sms_marketing_consent: consentSchema,
  accepts_marketing: flag,
  accepts_marketing_updated_at: instant,
});
export type ShopifyCustomer = z.output<typeof customerSchema>;

/** Tags come as "one, two" or, from newer versions, as a list. At most 250. */
export function tagsOf(given: unknown): string[] | undefined {
  const tags =
    typeof given === 'string'
      ? given.split(',')
      : Array.isArray(given)
        ? given.filter((tag) => typeof tag === 'string')
        : undefined;
  return tags
    ?.map((tag) => cutTo(storableText(tag).trim(), 120))
    .filter((tag) => tag !== '')
    .slice(0, 250);
}

/** ISO 3166 alpha-2 in capitals, or undefined. */
export function countryOf(address: z.output<typeof addressSchema>): string | undefined {
  const code = address?.country_code?.toUpperCase();
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

/** For the comparison of an order's addresses. */
export const sentAddress = (address: z.output<typeof addressSchema>): SentAddress | undefined =>
  address && { country: countryOf(address), street: address.address1, postcode: address.zip };

/** Consent to e-mail; before 2022 it was one box for every channel. */
export function emailConsent(customer: ShopifyCustomer): Consent | undefined {
  if (customer.email_marketing_consent !== undefined || !customer.accepts_marketing)
    return consentFrom(customer.email_marketing_consent);
  return compact({
    state: 'subscribed' as const,
    source: 'Shopify',
    at: customer.accepts_marketing_updated_at,
    optIn: 'unknown' as const,
  });
}

/**
 * The person as the intake describes them. Only their own e-mail and phone count: those of an address may be
 * a friend's.
 */
export function person(customer: ShopifyCustomer) {
  return compact({
    externalId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.first_name ?? customer.default_address?.first_name,
    lastName: customer.last_name ?? customer.default_address?.last_name,
    city: customer.default_address?.city,
    country: countryOf(customer.default_address),
    language: customer.locale,
    tags: tagsOf(customer.tags),
    consent: consents(emailConsent(customer), consentFrom(customer.sms_marketing_consent)),
  });
}

/** `customers/create`, `customers/update`. */
export function customerEvent(payload: unknown, delivery: Delivery) {
  const customer = read(customerSchema, payload, 'The customer');
  if (!customer.id) return fail('input-invalid', { problems: 'The customer: id: is missing' });
  const created = delivery.topic === 'customers/create';
  return {
    id: created ? onceId(delivery.topic, customer.id) : changeId(delivery, customer.id, customer.updated_at),
    type: created ? 'customer-created' : 'customer-updated',
    occurredAt: delivery.triggeredAt,
    customer: person(customer),
    properties: compact({
      updatedAt: customer.updated_at,
      createdAt: customer.created_at,
      accountState: customer.state,
    }),
  };
}

/** `customers/delete`: the person is kept for statistics, but gets no more messages. */
export function deletedCustomerEvent(payload: unknown, delivery: Delivery) {
  const { id: externalId } = read(z.looseObject({ id }), payload, 'The customer');
  const gone = compact({
    state: 'unsubscribed' as const,
    source: 'Deleted in Shopify',
    at: delivery.triggeredAt,
  });
  return {
    id: onceId(delivery.topic, externalId),
    type: 'customer-unsubscribed',
    occurredAt: delivery.triggeredAt,
    customer: { externalId, consent: { email: gone, sms: gone } },
    properties: { deletedInShopify: true },
  };
}

/**
 * `customers_email_marketing_consent/update` and `customers_marketing_consent/update`, which is the one for
 * texts.
 */
export function consentEvent(payload: unknown, delivery: Delivery) {
  const given = read(
    z.looseObject({
      id: idOrNothing,
      customer_id: idOrNothing,
      email_address: email,
      phone,
      email_marketing_consent: consentSchema,
      sms_marketing_consent: consentSchema,
    }),
    payload,
    'The consent',
  );
  const externalId = given.customer_id ?? given.id;
  if (!externalId) return fail('input-invalid', { problems: 'The consent: customer_id: is missing' });
  const channel = delivery.topic === 'customers_email_marketing_consent/update' ? 'email' : 'sms';
  const stated = consentFrom(
    channel === 'email' ? given.email_marketing_consent : given.sms_marketing_consent,
  );
  // A change without a date happened when Shopify reported it.
  const said = stated && compact({ ...stated, at: stated.at ?? delivery.triggeredAt });
  return {
    id: changeId(delivery, externalId, stated?.at),
    type:
      said?.state === 'subscribed'
        ? 'customer-subscribed'
        : said?.state === 'unsubscribed'
          ? 'customer-unsubscribed'
          : 'customer-updated',
    occurredAt: delivery.triggeredAt,
    customer: compact({
      externalId,
      email: given.email_address,
      phone: given.phone,
      consent: said === undefined ? undefined : { [channel]: said },
    }),
    properties: { channel },
  };
}
