import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPlaceholder, isSafeLink } from './index.ts';

/** What may stand in an address of the web, an address of a mailbox or a telephone number. */
const plain = fc.stringMatching(/^[\w.~!*'()/?#=&+%-]{0,40}$/);
const host = fc.constantFrom('shop.example', 'www.shop.example:8080', 'пример.рф', '[::1]', '192.0.2.1');

describe('a link that a customer may be sent to', () => {
  it('is an address of the web, whatever comes behind the host', () => {
    fc.assert(
      fc.property(fc.constantFrom('https://', 'http://', 'HTTPS://'), host, plain, (scheme, where, path) => {
        expect(isSafeLink(`${scheme}${where}/${path}`)).toBe(true);
      }),
    );
  });

  it('is a mailbox or a telephone number', () => {
    for (const link of ['mailto:help@shop.example', 'mailto:a@b.cc?subject=Hi', 'tel:+15550100', 'TEL:112'])
      expect(isSafeLink(link), link).toBe(true);
  });

  it.each([
    '',
    'https://',
    'https:///path',
    'https://?x',
    'https://#x',
    'https:shop.example',
    'http:/shop.example',
    'mailto:',
    'tel:',
    '//shop.example',
    '/cart',
    'cart',
    '?x=1',
    'shop.example:443/x',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<p>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://shop.example/1',
    'sms:+15550100',
    'ftp://shop.example/',
    'intent://x#Intent;end',
  ])('is not %j', (link) => {
    expect(isSafeLink(link)).toBe(false);
  });

  it('never holds a blank, a bracket, a quote or a character that is not seen, wherever it stands', () => {
    const unseen = fc.oneof(
      fc.integer({ min: 0, max: 0x20 }),
      fc.integer({ min: 0x7f, max: 0xa0 }),
      fc.constantFrom(0x22, 0x3c, 0x3e, 0x1680, 0x2003, 0x2028, 0x2029, 0x3000, 0xfeff),
    );
    fc.assert(
      fc.property(unseen, plain, plain, (code, before, after) => {
        expect(isSafeLink(`https://shop.example/${before}${String.fromCodePoint(code)}${after}`)).toBe(false);
        expect(isSafeLink(`mailto:${before}${String.fromCodePoint(code)}${after}`)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is read by a browser as of the same scheme', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          plain.map((path) => `https://${path}`),
        ),
        (link) => {
          if (!isSafeLink(link) || !URL.canParse(link)) return;
          expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(new URL(link).protocol);
        },
      ),
      { numRuns: 150 },
    );
  });
});

it('a placeholder is seen wherever it stands, and a lone brace is none', () => {
  for (const text of ['{{ cart.recoveryUrl }}', 'https://x.example/{{a}}', '{% if a %}x', 'a{{'])
    expect(hasPlaceholder(text), text).toBe(true);
  for (const text of ['', '{', '} }', '{ { x } }', '% }', 'https://x.example/{id}'])
    expect(hasPlaceholder(text), text).toBe(false);
});
