import { timeOfDay, zoneName } from '@millrace/base/words';

export { languageName, regionName, zoneName } from '@millrace/base/words';

interface Named {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** A customer's name on screens; without a name the e-mail address, then the phone number. */
export function personName({ firstName, lastName, email, phone }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || phone || 'Unknown visitor';
}

/** Whose time zone a customer's times are shown in: `their time in New York`, or the store's if theirs is not known. */
export const whoseTime = (own: string | null, zone: string): string =>
  own ? `their time in ${zoneName(zone)}` : `the store’s time in ${zoneName(zone)}`;

/** The time of day in a customer's zone: "21:14". Null if this browser does not know the zone. */
export function wallTime(instant: number, zone: string): string | null {
  try {
    return timeOfDay(instant, zone);
  } catch {
    return null;
  }
}

const IDENTITIES: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  anonymous: 'Browser',
  external: 'Store',
};

/** `external:shopify` is "Shopify", `external:shopify:a-shop.myshopify.com` too; `anonymous` is a browser that was not yet identified. */
export function identityName(kind: string): string {
  const [family = '', system] = kind.split(':');
  if (family === 'external' && system)
    return system.length > 20 ? 'Store' : system.charAt(0).toUpperCase() + system.slice(1);
  return IDENTITIES[family] ?? kind;
}
