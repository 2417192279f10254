import { fail } from '@millrace/base';

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** The placeholders of an address, by name, to be filled in each by itself. */
export function addressTexts(address: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (address.match(PLACEHOLDER) ?? []).map((placeholder, index) => [`url/${index}`, placeholder]),
  );
}

/**
 * The address with what was filled in. A value is one part of a path or query: it can name no other machine and no other path.
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

/** Scheme, machine and port, in small letters; null when it names none. Nothing that readers of addresses disagree about is let in. */
export const originOf = (address: string): string | null =>
  /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(?=[/?#]|$)|^https?:\/\/\[[0-9a-f:.]+\](:\d{1,5})?(?=[/?#]|$)/i
    .exec(address)?.[0]
    .toLowerCase() ?? null;

/**
 * What is wrong with an address as the marketer wrote it, as a sentence; null when it can be called.
 * @param isRelative it may begin where a connection says
 */
export function addressProblem(address: string, isRelative: boolean): string | null {
  if (address.trim() === '') return 'Say which address is called.';
  const without = address.replaceAll(PLACEHOLDER, 'x');
  if (/\{[{%]|[%}]\}/.test(without))
    return 'The address can have placeholders like {{ customer.email }}, and nothing else of the kind.';
  if (/^https?:\/\/[^/?#]*\{\{/i.test(address))
    return 'The machine has to be the same for everybody: placeholders come after it.';
  if (/^https?:\/\/[^/?#]*@/i.test(address))
    return 'A name and a password do not belong into the address. Use a connection.';
  if (/[\s\\]/.test(without)) return 'An address has no spaces and no backslashes.';
  if ((isRelative && /^\/(?!\/)/.test(address)) || originOf(without) !== null) return null;
  return 'The address begins with https:// and names a machine, such as https://api.example.com/members.';
}

/** @throws MillraceError input-invalid when it leads elsewhere than the connection it goes through */
export function wholeAddress(address: string, base: string | null): string {
  if (base === null) return address;
  const whole = address.startsWith('/') ? `${base.replace(/\/+$/, '')}${address}` : address;
  const origin = originOf(base);
  return origin !== null && originOf(whole) === origin
    ? whole
    : fail('input-invalid', {
        problems: `The connection is for ${origin ?? 'another address'}, and the address leads elsewhere`,
        fields: [],
      });
}
