import { timeOfDay, zoneName } from '@millrace/base/words';

export { languageName, regionName, zoneName } from '@millrace/base/words';

interface Named {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** What a person is called on screen: the name, else what we know. */
export function personName({ firstName, lastName, email, phone }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || phone || 'Unknown visitor';
}

/** Whose clock the times of one person are told by: `their time in New York`, or the store's while theirs is not known. */
export const whoseTime = (own: string | null, zone: string): string =>
  own ? `their time in ${zoneName(zone)}` : `the store’s time in ${zoneName(zone)}`;

/** What the clock on the customer's wall says: "21:14". Null when the zone is not known to this browser. */
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

/** `external:shopify` is "Shopify", `external:shopify:a-shop.myshopify.com` too; `anonymous` is the browser before they said who they are. */
export function identityName(kind: string): string {
  const [family = '', system] = kind.split(':');
  if (family === 'external' && system)
    return system.length > 20 ? 'Store' : system.charAt(0).toUpperCase() + system.slice(1);
  return IDENTITIES[family] ?? kind;
}
