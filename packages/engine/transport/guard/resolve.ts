import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isAllowedInternal, plainHost } from './allowed-internal.ts';
import { blockedRange } from './blocked-range.ts';

/** Thrown before connecting to an address that is not public. */
export class AddressBlocked extends Error {
  readonly code = 'ADDRESS_BLOCKED';
  readonly range: string;
  constructor(range: string) {
    super(`The address is ${range}, not a public one.`);
    this.range = range;
  }
}

/** Checks a host given as an address, or the address that a name led to. @throws AddressBlocked */
export function checkAddress(address: string, host: string, port: number): void {
  const blocked = blockedRange(address);
  if (blocked === null || isAllowedInternal(host, port) || isAllowedInternal(address, port)) return;
  throw new AddressBlocked(blocked);
}

/**
 * The addresses of a host, each checked. Looked up once: connections use exactly these, so that a name with a
 * different answer the second time gains nothing. One blocked address blocks them all.
 * @param host a name, an address, or a number in any form; the result of the system's own parsing is checked
 * @throws AddressBlocked, or the error of the look-up
 */
export async function resolveChecked(host: string, port: number): Promise<readonly LookupAddress[]> {
  const plain = plainHost(host);
  const found = isIP(plain) === 0 ? await lookUp(plain) : [{ address: plain, family: isIP(plain) }];
  for (const { address } of found) checkAddress(address, plain, port);
  if (found.length === 0) throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' });
  return found;
}

function lookUp(name: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(name, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });
}
