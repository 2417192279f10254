import { composedText } from '@millrace/base';
import { getCountries, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { IntakeCustomer } from '@millrace/flow';

export interface Identity {
  readonly kind: string;
  readonly value: string;
}

/** The number in E.164, or null when it cannot be one. National numbers need the country. */
export function normalisePhone(
  phone: string | null | undefined,
  country: string | null | undefined,
): string | null {
  if (!phone) return null;
  const parsed = parsePhoneNumberFromString(
    phone,
    country ? (country.toUpperCase() as CountryCode) : undefined,
  );
  return parsed?.isPossible() ? parsed.number : null;
}

/** Digits with the separators that people write. */
const LOOKS_LIKE_A_NUMBER = /^\+?[\d\s()./-]{6,}$/;

/**
 * Every number in E.164 that this text may mean: as it stands, or as a national number of any country where
 * it is valid. Empty when it is no telephone number.
 */
export function numbersMeant(written: string): string[] {
  const text = written.trim();
  if (!LOOKS_LIKE_A_NUMBER.test(text) || text.replace(/\D/g, '').length < 6) return [];
  const international = normalisePhone(text, null);
  if (international) return [international];
  const meant = getCountries().flatMap((country) => {
    const parsed = parsePhoneNumberFromString(text, country);
    return parsed?.isPossible() && parsed.country !== undefined ? [parsed.number as string] : [];
  });
  // An international number without its plus.
  const bare = normalisePhone(`+${text.replace(/\D/g, '')}`, null);
  return [...new Set(bare ? [...meant, bare] : meant)];
}

export function normaliseEmail(email: string | null | undefined): string | null {
  return email ? composedText(email.trim().toLowerCase()) : null;
}

/** The names of a person, strongest first: the sender's id, e-mail, phone, browser. */
export function identitiesOf(customer: IntakeCustomer, source: string): Identity[] {
  const identities: Identity[] = [];
  const email = normaliseEmail(customer.email);
  const phone = normalisePhone(customer.phone, customer.country);
  if (customer.externalId) identities.push({ kind: `external:${source}`, value: customer.externalId });
  if (email) identities.push({ kind: 'email', value: email });
  if (phone) identities.push({ kind: 'phone', value: phone });
  if (customer.anonymousId) identities.push({ kind: 'anonymous', value: customer.anonymousId });
  return identities;
}

export function identityKey(identity: Identity): string {
  return `${identity.kind}\u0000${identity.value}`;
}
