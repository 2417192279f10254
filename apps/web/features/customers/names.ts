interface Named {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** What a person is called on screen: the name, else what we know. */
export function personName({ firstName, lastName, email, phone }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || phone || 'Somebody without a name';
}

/** `America/New_York` is New York. */
export const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** What the clock on the customer's wall says: "21:14". Null when the zone is not known to this browser. */
export function wallTime(instant: number, zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(instant);
  } catch {
    return null;
  }
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** `DE` is Germany; what is no code stays as it is. */
export function regionName(code: string): string {
  try {
    return REGIONS.of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

export function languageName(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code;
  } catch {
    return code;
  }
}

const IDENTITIES: Readonly<Record<string, string>> = { email: 'E-mail', phone: 'Phone', anonymous: 'Browser', external: 'Store' };

/** `external:shopify` is "Shopify", `external:shopify:a-shop.myshopify.com` too; `anonymous` is the browser before they said who they are. */
export function identityName(kind: string): string {
  const [family = '', system] = kind.split(':');
  if (family === 'external' && system) return system.length > 20 ? 'Store' : system.charAt(0).toUpperCase() + system.slice(1);
  return IDENTITIES[family] ?? kind;
}
