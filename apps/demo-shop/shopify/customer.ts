import type { Consent, Person } from '../people/person.ts';
import { isoText } from './money-text.ts';

export function address(person: Person) {
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    name: `${person.firstName} ${person.lastName}`,
    company: null,
    address1: person.street,
    address2: null,
    city: person.city,
    province: null,
    province_code: person.region,
    zip: person.postalCode,
    country: person.country,
    country_code: person.country,
    phone: person.phone,
  };
}

const STATES = {
  'never-asked': 'not_subscribed',
  subscribed: 'subscribed',
  unsubscribed: 'unsubscribed',
  pending: 'pending',
} as const;

export function marketingConsent(consent: Consent) {
  return {
    state: STATES[consent.state],
    opt_in_level: consent.optIn === 'double' ? 'confirmed_opt_in' : 'single_opt_in',
    consent_updated_at: consent.state === 'never-asked' ? null : isoText(consent.at),
  };
}

/**
 * A customer inside checkouts and orders. It has no consent, since a choice that the customer made by a link in a message
 * may be newer than what the shop knows.
 */
export function customerInside(person: Person, createdAt: number) {
  return {
    id: person.customerId,
    email: person.email,
    created_at: isoText(createdAt),
    updated_at: isoText(createdAt),
    first_name: person.firstName,
    last_name: person.lastName,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    phone: person.phone,
    tags: person.tags.join(', '),
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${person.customerId}`,
    locale: person.language,
    default_address: {
      id: person.customerId + 9,
      customer_id: person.customerId,
      ...address(person),
      default: true,
    },
  };
}

/** `customers/create`. @param at real time */
export function customerPayload(person: Person, at: number) {
  return {
    ...customerInside(person, at),
    addresses: [],
    orders_count: 0,
    total_spent: '0.00',
    last_order_id: null,
    last_order_name: null,
    email_marketing_consent: marketingConsent({ ...person.consent.email, at }),
    sms_marketing_consent:
      person.phone === null
        ? null
        : { ...marketingConsent({ ...person.consent.sms, at }), consent_collected_from: 'SHOPIFY' },
  };
}

/** `customers_email_marketing_consent/update`. @param at real time */
export function emailConsentPayload(person: Person, state: 'subscribed' | 'unsubscribed', at: number) {
  return {
    customer_id: person.customerId,
    email_address: person.email,
    email_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: isoText(at) },
  };
}
