import type { KnownCustomer } from '../../people/known-customer.ts';
import { address, customerInside, marketingConsent } from '../../shopify/customer.ts';
import { isoText } from '../../shopify/money-text.ts';

type Told = ReturnType<typeof customerInside>;

/** `MailingAddress`, from an address as webhooks write it. */
export function addressNode(given: ReturnType<typeof address>, id: number) {
  return {
    id: `gid://shopify/MailingAddress/${id}`,
    firstName: given.first_name,
    lastName: given.last_name,
    name: given.name,
    address1: given.address1,
    city: given.city,
    provinceCode: given.province_code,
    zip: given.zip,
    country: given.country,
    countryCodeV2: given.country_code,
    phone: given.phone,
  };
}

/** `Customer`, from the fields that webhooks have. */
export function customerNode({ person, consent, createdAt, updatedAt }: KnownCustomer) {
  const told: Told = customerInside(person, createdAt);
  return {
    __typename: 'Customer',
    id: told.admin_graphql_api_id,
    legacyResourceId: String(told.id),
    firstName: told.first_name,
    lastName: told.last_name,
    displayName: `${told.first_name} ${told.last_name}`,
    tags: person.tags,
    locale: told.locale,
    state: told.state.toUpperCase(),
    note: told.note,
    verifiedEmail: told.verified_email,
    taxExempt: told.tax_exempt,
    taxExemptions: told.tax_exemptions,
    createdAt: told.created_at,
    updatedAt: isoText(updatedAt),
    defaultAddress: addressNode(address(person), told.default_address.id),
    defaultEmailAddress: emailNode(told.email, marketingConsent(consent.email)),
    defaultPhoneNumber:
      told.phone === null
        ? null
        : { phoneNumber: told.phone, smsMarketingConsent: textsNode(marketingConsent(consent.sms)) },
  };
}

type Consented = ReturnType<typeof marketingConsent>;

const emailNode = (emailAddress: string, given: Consented) => ({
  emailAddress,
  validFormat: true,
  marketingState: given.state.toUpperCase(),
  marketingOptInLevel: given.opt_in_level.toUpperCase(),
  marketingUpdatedAt: given.consent_updated_at,
});

/** For texts, the API says "never subscribed" where webhooks say "not subscribed". */
const textsNode = (given: Consented) => ({
  state: given.state === 'not_subscribed' ? 'NEVER_SUBSCRIBED' : given.state.toUpperCase(),
  optInLevel: given.opt_in_level.toUpperCase(),
  updatedAt: given.consent_updated_at,
  collectedFrom: 'SHOPIFY',
});
