import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientAddress,
  networkOf,
  plainAddress,
  readTrustedProxies,
  type TrustedProxies,
} from './client-address.ts';

const NOBODY = readTrustedProxies('') as TrustedProxies;
const OURS = readTrustedProxies('10.0.0.0/8, 192.168.1.7 fd00::/8') as TrustedProxies;

describe('the address of a caller', () => {
  it('is the other end of the connection, whatever the headers say, unless that is a configured proxy', () => {
    fc.assert(
      fc.property(fc.string(), (forwarded) => {
        expect(clientAddress('203.0.113.9', forwarded, NOBODY)).toBe('203.0.113.9');
        expect(clientAddress('203.0.113.9', forwarded, OURS)).toBe('203.0.113.9');
        expect(clientAddress('127.0.0.1', forwarded, NOBODY)).toBe('127.0.0.1');
      }),
    );
  });

  it('is the first address from the right that is not a configured proxy, since the ones to the left may be forged', () => {
    expect(clientAddress('10.0.0.1', '198.51.100.4', OURS)).toBe('198.51.100.4');
    expect(clientAddress('::ffff:10.0.0.1', '1.1.1.1, 198.51.100.4, 192.168.1.7, 10.9.9.9', OURS)).toBe(
      '198.51.100.4',
    );
    expect(clientAddress('fd00::1', '1.1.1.1, 2001:DB8::5', OURS)).toBe('2001:db8::5');
    fc.assert(
      fc.property(fc.array(fc.ipV4()), (invented) => {
        expect(clientAddress('10.0.0.1', [...invented, '198.51.100.4', '10.0.0.2'].join(', '), OURS)).toBe(
          '198.51.100.4',
        );
      }),
    );
  });

  it('is the last proxy when the entry before it is not an address', () => {
    for (const forwarded of ['', 'unknown', '1.1.1.1, _hidden', '1.1.1.1,', '999.1.1.1', undefined])
      expect(clientAddress('10.0.0.1', forwarded, OURS), forwarded).toBe('10.0.0.1');
  });

  it('knows an address with a port, in brackets or with a zone', () => {
    expect(plainAddress('198.51.100.4:52100')).toBe('198.51.100.4');
    expect(plainAddress('[2001:db8::5]:443')).toBe('2001:db8::5');
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
    expect(plainAddress('shop.example')).toBeNull();
  });
});

describe('the configured proxies', () => {
  it('are addresses and ranges, and any other entry is named in the error', () => {
    for (const wrong of [
      '10.0.0.0/33',
      'proxy.internal',
      '10.0.0.0/8/8',
      '::/129',
      '10.0.0.0/',
      '10.0.0.0/-1',
      'true',
      '*',
    ])
      expect(readTrustedProxies(`127.0.0.1, ${wrong}`), wrong).toContain(wrong);
  });
});

describe('the network of an address', () => {
  it('is the address itself, or the first half of an IPv6 address, which one customer of a provider has', () => {
    expect(networkOf('198.51.100.4')).toBe('198.51.100.4');
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3', '2001:0db8:0001:0002::'])
      expect(networkOf(address)).toBe('2001:0db8:0001:0002');
    expect(networkOf('::1')).toBe('0000:0000:0000:0000');
    fc.assert(
      fc.property(
        fc.ipV6(),
        (address) => /^[0-9a-f]{4}(:[0-9a-f]{4}){3}$/i.test(networkOf(address)) || address.includes('.'),
      ),
    );
  });
});
