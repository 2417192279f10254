import { describe, expect, test } from 'vitest';
import { blockedRange, guardedLookup, literalAddress } from './address-guard.ts';

describe('which addresses may be called', () => {
  test.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])(
    'an address of the open internet may: %s',
    (address) => {
      expect(blockedRange(address)).toBeNull();
    },
  );

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '2002:7f00:1::',
    'nonsense',
  ])('an address inside a network or of no network may not: %s', (address) => {
    expect(blockedRange(address)).not.toBeNull();
  });

  test('a host written as one number is the address that number means', () => {
    expect(literalAddress(new URL('http://3232235777/'))).toBe('192.168.1.1');
    expect(literalAddress(new URL('http://[::1]:80/'))).toBe('::1');
    expect(literalAddress(new URL('http://example.com/'))).toBeNull();
  });

  test.each([{ all: true }, { all: false }])(
    'a name that leads inside the network is refused while it is looked up (%o)',
    async (options) => {
      const error = await new Promise((resolve) => guardedLookup('localhost', options, (failure) => resolve(failure)));
      expect(error).toMatchObject({ code: 'ADDRESS_BLOCKED' });
    },
  );
});
