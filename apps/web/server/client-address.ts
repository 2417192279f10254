import { BlockList, isIP } from 'node:net';

/** Proxies whose X-Forwarded-For header is trusted. */
export type TrustedProxies = BlockList;

/** Parses a list of addresses and ranges. @returns the proxies, or a sentence that names the invalid entry */
export function readTrustedProxies(text: string): TrustedProxies | string {
  const proxies = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, ...more] = entry.split('/');
    const family = familyOf(address);
    const most = family === 'ipv4' ? 32 : 128;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (!family || more.length > 0 || !(prefix >= 0 && prefix <= most))
      return `${entry} is neither an address such as 10.0.0.5 nor a range such as 10.0.0.0/8.`;
    proxies.addSubnet(address, prefix, family);
  }
  return proxies;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | null =>
  isIP(address) === 4 ? 'ipv4' : isIP(address) === 6 ? 'ipv6' : null;

/** The plain address: without port, brackets and zone, and 10.0.0.1 for `::ffff:10.0.0.1`. Null if it is not an address. */
export function plainAddress(text: string): string | null {
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text.trim())?.[1] ??
    text.trim().replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(address) ? address.toLowerCase() : null;
}

const isTrusted = (proxies: TrustedProxies, address: string) => {
  const family = familyOf(address);
  return family !== null && proxies.check(address, family);
};

/**
 * The address of the caller. Each proxy appends the address it was called from to X-Forwarded-For. Read from the right, the
 * first address that is not a trusted proxy is the caller; anything before it was written by the caller and is ignored.
 * @param peer address of the other end of the connection
 * @param forwarded the X-Forwarded-For header as received
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  proxies: TrustedProxies,
): string {
  let address = plainAddress(peer ?? '') ?? '';
  const told = (forwarded ?? '').split(',').map(plainAddress);
  while (isTrusted(proxies, address)) {
    const next = told.pop();
    if (!next) break;
    address = next;
  }
  return address;
}

/** The network of an address, for limits: the IPv4 address, or the first 64 bits of an IPv6 address (RFC 6177), of which one caller cannot easily have many. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [left = '', right = ''] = address.split('::');
  const head = left.split(':').filter(Boolean);
  const tail = right.split(':').filter(Boolean);
  const groups = address.includes('::')
    ? [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail]
    : head;
  return groups
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':');
}
