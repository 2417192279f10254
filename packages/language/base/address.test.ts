import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import { emailAddressSchema, isEmailAddress, toEmailAddress } from './address.ts';

describe('an e-mail address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['  ann@example.com ', 'ann@example.com'],
    ['Ann.B+shop@Example.COM', 'Ann.B+shop@example.com'],
    ["o'neil@shop.co.uk", "o'neil@shop.co.uk"],
    ['a!#$%&*/=?^_`{|}~-b@a-b.example', 'a!#$%&*/=?^_`{|}~-b@a-b.example'],
    ['hallo@bücher.example', 'hallo@xn--bcher-kva.example'],
    ['x@пример.рф', 'x@xn--e1afmkfd.xn--p1ai'],
    ['x@faß.example', 'x@xn--fa-hia.example'],
    ['имя@пример.рф', 'имя@xn--e1afmkfd.xn--p1ai'],
    ['e\u0301va@example.com', '\u00e9va@example.com'],
  ])('%s is %s', (written, address) => {
    expect(toEmailAddress(written)).toBe(address);
    expect(emailAddressSchema.parse(written)).toBe(address);
  });

  it.each([
    '',
    '@',
    'ann',
    'ann@',
    '@example.com',
    'ann@example',
    'ann@localhost',
    'ann@1.2.3.4',
    'ann@[1.2.3.4]',
    'ann@0x7f.1',
    'a@b@example.com',
    'a b@example.com',
    'ann@exa mple.com',
    'Ann <ann@example.com>',
    '<ann@example.com>',
    '"a b"@example.com',
    'a@example.com,b@example.com',
    'a@example.com;b@example.com',
    'a@example.com b@example.com',
    'ann@example.com(comment)',
    'ann@example.com\r\nBcc: all@example.com',
    'ann@example.com\n',
    'ann\u0000@example.com',
    'ann@example.com\u0000',
    '\tann@example.com',
    '.ann@example.com',
    'ann.@example.com',
    'a..b@example.com',
    'ann@.example.com',
    'ann@example..com',
    'ann@-a.example',
    'ann@a-.example',
    'ann@example.com/',
    'ann@example.com:25',
    'ann@exa%6dple.com',
    'ann@example.com?x',
    'ann@a_b.example',
    'ann@example．com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(140)}example`,
    'ann\u2028@example.com',
    'ann@\u202eexample.com',
  ])('%j is none', (written) => {
    expect(toEmailAddress(written)).toBeNull();
    expect(emailAddressSchema.safeParse(written).success).toBe(false);
  });

  it('has one spelling, holds one @, and nothing a mail server could read otherwise', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'ann',
        '@',
        'example.com',
        '.',
        ',',
        ';',
        ' ',
        '\r\n',
        '\u0000',
        '<',
        '>',
        '"',
        'bücher.example',
        '+',
        'Bcc: b@c.example',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
        ),
        (written) => {
          const address = toEmailAddress(written);
          if (address === null) return;
          expect(address).toMatch(/^[\x21-\x7e\p{L}\p{M}\p{N}]+$/u);
          expect(address).not.toMatch(/[\s\p{C}<>(),;:\\"[\]]/u);
          expect(address.slice(address.indexOf('@'))).toMatch(/^@[a-z0-9.-]+$/);
          expect(address.split('@')).toHaveLength(2);
          expect(isEmailAddress(address)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is described as one to programs', () => {
    expect(z.toJSONSchema(emailAddressSchema)).toMatchObject({ type: 'string', format: 'email' });
  });
});
