import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { bearerMatches, keyFor, openSecrets, sealSecrets } from './secrets.ts';

const at = (workspaceId: string, byte = 7) => ({ workspaceId, secret: Buffer.alloc(32, byte) });
const HERE = at('0190a000-0000-7000-8000-000000000001');
const refusal = (open: () => unknown) => {
  try {
    open();
    return null;
  } catch (error) {
    return isMillraceError(error) ? error : null;
  }
};

describe('secrets of a connection', () => {
  const secrets = fc
    .dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
    .map((drawn) => JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>);

  test('come out as they were put in, and are not to be read in between', () => {
    fc.assert(
      fc.property(secrets, (drawn) => {
        const sealed = sealSecrets(HERE, drawn);
        expect(openSecrets(HERE, sealed)).toEqual(drawn);
        expect(openSecrets(HERE, new Uint8Array(sealed))).toEqual(drawn);
      }),
    );
    const sealed = sealSecrets(HERE, { token: 'shpat_very_secret' });
    expect(sealed.toString('latin1')).not.toContain('secret');
  });

  test('look different each time, so that nobody sees which are the same', () => {
    const all = Array.from({ length: 50 }, () => sealSecrets(HERE, { token: 'a' }).toString('hex'));
    expect(new Set(all).size).toBe(50);
  });

  test('open in no other workspace, and with no other secret of the installation', () => {
    const sealed = sealSecrets(HERE, { token: 'a' });
    for (const elsewhere of [at('0190a000-0000-7000-8000-000000000002'), at(HERE.workspaceId, 8)]) {
      const error = refusal(() => openSecrets(elsewhere, sealed));
      expect(error?.code).toBe('connection-invalid');
      expect(error?.message).not.toContain('token');
    }
  });

  test('do not open when a single bit was changed, or something is missing', () => {
    const sealed = sealSecrets(HERE, { token: 'abc' });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: sealed.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (place, bit) => {
          const changed = Buffer.from(sealed);
          changed[place]! ^= 1 << bit;
          expect(refusal(() => openSecrets(HERE, changed))?.code).toBe('connection-invalid');
        },
      ),
    );
    for (let length = 0; length < sealed.length; length += 1)
      expect(refusal(() => openSecrets(HERE, sealed.subarray(0, length)))?.code).toBe('connection-invalid');
  });

  test('that were never given are none', () => {
    expect(openSecrets(HERE, null)).toEqual({});
  });
});

describe('keys', () => {
  test('are the same for one purpose and different for every other, and for every installation', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const [here, there] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
        expect(keyFor(here, one)).toEqual(keyFor(Buffer.from(here), one));
        expect(keyFor(here, one).equals(keyFor(here, other))).toBe(one === other);
        expect(keyFor(here, one).equals(keyFor(there, one))).toBe(false);
        expect(keyFor(here, one)).toHaveLength(32);
      }),
    );
  });
});

describe('a token of the header', () => {
  test.each<[string | null | undefined, boolean]>([
    ['Bearer right', true],
    ['bearer   right', true],
    ['Bearer wrong', false],
    ['Bearer right ', false],
    ['Bearer  righ', false],
    ['right', false],
    ['Basic right', false],
    ['', false],
    [null, false],
    [undefined, false],
  ])('%j is right: %s', (header, matches) => {
    expect(bearerMatches(header, 'right')).toBe(matches);
  });

  test('that was left empty is nobody’s: neither without a header nor with any', () => {
    for (const header of [null, undefined, '', 'Bearer', 'Bearer ', 'Bearer x'])
      expect([header, bearerMatches(header, '')]).toEqual([header, false]);
  });

  test('matches itself and no other', () => {
    const token = fc.stringMatching(/^\S{1,30}$/).filter((text) => !/\s/.test(text));
    fc.assert(
      fc.property(token, token, (given, wanted) => {
        expect(bearerMatches(`Bearer ${given}`, wanted)).toBe(given === wanted);
      }),
    );
  });
});
