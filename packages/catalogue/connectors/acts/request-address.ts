import { fail } from '@millrace/base';

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** The placeholders of an address by name, so that each is filled in separately. */
export function addressTexts(address: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (address.match(PLACEHOLDER) ?? []).map((placeholder, index) => [`url/${index}`, placeholder]),
  );
}

/**
 * The address with its values. Each value is encoded as one part of a path or query, so it cannot change the host or the path.
 * @throws MillraceError input-invalid when a whole part of the path would be empty, or would lead up or nowhere (`..`, `.`)
 */
export function writeAddress(address: string, filled: Readonly<Record<string, string>>): string {
  let index = 0;
  const whole = address.replaceAll(PLACEHOLDER, () =>
    encodeURIComponent((filled[`url/${index++}`] ?? '').trim()),
  );
  const asWritten = pathParts(address.replaceAll(PLACEHOLDER, 'x'));
  for (const [place, part] of pathParts(whole).entries()) {
    if (part === asWritten[place]) continue;
    if (part === '')
      fail('input-invalid', { problems: 'A part of the address is empty for this person', fields: [] });
    if (part === '.' || part === '..')
      fail('input-invalid', { problems: 'What is filled in would lead to another address', fields: [] });
  }
  return whole;
}

const pathParts = (address: string): readonly string[] => address.split(/[?#]/, 1)[0]!.split('/');

/** Scheme, host and port, in lower case; null if there is none. Refuses forms that URL parsers read differently. */
export const originOf = (address: string): string | null =>
  /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(?=[/?#]|$)|^https?:\/\/\[[0-9a-f:.]+\](:\d{1,5})?(?=[/?#]|$)/i
    .exec(address)?.[0]
    .toLowerCase() ?? null;

/**
 * What is wrong with an address as the marketer wrote it, as a sentence; null if it can be called.
 * @param isRelative whether it may be only a path, which follows the address of a connection
 */
export function addressProblem(address: string, isRelative: boolean): string | null {
  if (address.trim() === '') return 'Enter the address to call.';
  const without = address.replaceAll(PLACEHOLDER, 'x');
  if (/\{[{%]|[%}]\}/.test(without))
    return 'The address can have placeholders such as {{ customer.email }}, but no other tags.';
  if (/^https?:\/\/[^/?#]*\{\{/i.test(address))
    return 'The host has to be the same for everybody: put placeholders after it.';
  if (/^https?:\/\/[^/?#]*@/i.test(address))
    return 'Do not put a user name and password in the address. Use a connection.';
  if (/[\s\\]/.test(without)) return 'An address has no spaces and no backslashes.';
  if ((isRelative && /^\/(?!\/)/.test(address)) || originOf(without) !== null) return null;
  return 'The address has to begin with https:// and a host, such as https://api.example.com/members.';
}

/** @throws MillraceError input-invalid if the host is not the one of the connection */
export function wholeAddress(address: string, base: string | null): string {
  if (base === null) return address;
  const whole = address.startsWith('/') ? `${base.replace(/\/+$/, '')}${address}` : address;
  const origin = originOf(base);
  return origin !== null && originOf(whole) === origin
    ? whole
    : fail('input-invalid', {
        problems: `The connection is for ${origin ?? 'another address'}, but the address goes to another host`,
        fields: [],
      });
}
