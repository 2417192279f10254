import { cutTo } from '@millrace/base';

export interface UtmTags {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly content?: string | undefined;
}

/** Adds the missing campaign tags to a web link, before its fragment. Changes nothing else. */
export function addUtm(link: string, tags: UtmTags): string {
  if (!/^https?:/i.test(link)) return link;
  const hash = link.indexOf('#');
  const fragment = hash < 0 ? '' : link.slice(hash);
  const address = hash < 0 ? link : link.slice(0, hash);
  const mark = address.indexOf('?');
  const query = mark < 0 ? '' : address.slice(mark + 1);
  const present = new Set(query.split('&').map(nameOf));
  const added = Object.entries(tags)
    .filter(([name, value]) => value !== undefined && value !== '' && !present.has(`utm_${name}`))
    .map(([name, value]) => `utm_${name}=${encodeURIComponent(String(value))}`);
  if (added.length === 0) return link;
  const separator = mark < 0 ? '?' : query === '' || query.endsWith('&') ? '' : '&';
  return `${address}${separator}${added.join('&')}${fragment}`;
}

/** The name of a parameter, decoded. */
function nameOf(part: string): string {
  const name = part.slice(0, part.includes('=') ? part.indexOf('=') : part.length);
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

const LONGEST_CAMPAIGN = 100;

/** "Abandoned cart, AI" -> `abandoned-cart-ai`. */
export function campaignOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+/, '');
  return cutTo(words, LONGEST_CAMPAIGN).replace(/-+$/, '');
}
