import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Thrown inside a connection attempt when the address is not one of the open internet. */
export class AddressBlocked extends Error {
  readonly code = 'ADDRESS_BLOCKED';
  readonly range: string;
  constructor(range: string) {
    super(`The address is ${range}, not one of the open internet.`);
    this.range = range;
  }
}

/**
 * Why an address may not be called, or null when it may: only public unicast addresses may. An IPv4 address inside an
 * IPv6 one (`::ffff:127.0.0.1`) counts as what it is.
 */
export function blockedRange(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'unreadable';
  const range = ipaddr.process(address).range();
  return range === 'unicast' ? null : range;
}

/**
 * The address inside a URL's host, when it is one. `new URL` has already turned decimal, octal and hexadecimal hosts
 * (`http://2130706433/`) into the plain form.
 */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

/**
 * Looks a name up once and hands the connection the very addresses that were checked, so that a name which answers
 * differently the second time gains nothing. One bad address among several refuses them all.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const addresses = found as LookupAddress[];
    const blocked = addresses.map(({ address }) => blockedRange(address)).find((range) => range !== null);
    if (blocked) return callback(new AddressBlocked(blocked), []);
    const first = addresses[0];
    if (!first) return callback(Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' }), []);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
