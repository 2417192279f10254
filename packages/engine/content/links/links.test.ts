import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { markValue } from '../liquid/marks.ts';
import { LinkBook } from './link-book.ts';
import { signToken, verifyToken } from './signed-token.ts';
import { addUtm, campaignOf } from './utm.ts';
import { wholeLink } from './whole-link.ts';

const tags = { source: 'millrace', medium: 'email', campaign: 'abandoned-cart' };
const tagged = 'utm_source=millrace&utm_medium=email&utm_campaign=abandoned-cart';

describe('campaign tags on links', () => {
  it.each([
    ['https://a.example', `https://a.example?${tagged}`],
    ['https://a.example/p?x=1', `https://a.example/p?x=1&${tagged}`],
    ['https://a.example/p?x=1&', `https://a.example/p?x=1&${tagged}`],
    ['https://a.example/p?', `https://a.example/p?${tagged}`],
    ['https://a.example/p#reviews', `https://a.example/p?${tagged}#reviews`],
    ['https://a.example/p?x=%20y#a?b', `https://a.example/p?x=%20y&${tagged}#a?b`],
    [
      'https://a.example/?utm_source=mine&UTM_Medium=x',
      'https://a.example/?utm_source=mine&UTM_Medium=x&utm_campaign=abandoned-cart',
    ],
    ['mailto:help@a.example', 'mailto:help@a.example'],
    ['tel:+15550100', 'tel:+15550100'],
  ])('turn %s into %s', (link, expected) => {
    expect(addUtm(link, tags)).toBe(expected);
  });

  it('are added once, however often a link is processed', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = addUtm(url, tags);
        expect(addUtm(once, tags)).toBe(once);
        expect(new URL(once).searchParams.get('utm_campaign')).toBe('abandoned-cart');
        expect(new URL(once).hash).toBe(new URL(url).hash);
      }),
    );
  });

  it('contain the flow’s name as a short word', () => {
    expect(campaignOf('Abandoned cart, AI')).toBe('abandoned-cart-ai');
    expect(campaignOf('Été — à 50 %!')).toBe('ete-a-50');
  });
});

describe('a link with values in it', () => {
  it('is refused when a value is missing', () => {
    expect(wholeLink(markValue(null))).toBeNull();
    expect(wholeLink(`https://a.example/?cart=${markValue(undefined)}`)).toBeNull();
  });

  it('is refused unless it leads to a web page, a mailbox or a phone', () => {
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      ' vbscript:x',
      '//a.example',
      '/cart',
      'https://',
      'https://a b',
      'java\nscript:x',
    ])
      expect(wholeLink(link)).toBeNull();
    expect(wholeLink(markValue('javascript:alert(1)'))).toBeNull();
    expect(wholeLink('mailto:a@b.example')).toBe('mailto:a@b.example');
  });

  it('accepts a whole address from a value unchanged, and encodes a value inside it', () => {
    expect(wholeLink(markValue('https://a.example/c/1?key=%C3%BC&b=2'))).toBe(
      'https://a.example/c/1?key=%C3%BC&b=2',
    );
    expect(wholeLink(`https://a.example/?to=${markValue('https://b.example/c?d=1&e=(2)#f')}`)).toBe(
      `https://a.example/?to=${encodeURIComponent('https://b.example/c?d=1&e=(2)#f')}`,
    );
    expect(wholeLink(`https://a.example/?share=${markValue('100% sure')}`)).toBe(
      'https://a.example/?share=100%25%20sure',
    );
    expect(wholeLink(`https://a.example/?x=${markValue('5%20off & more')}`)).toBe(
      'https://a.example/?x=5%2520off%20%26%20more',
    );
    expect(wholeLink(`https://a.example/?name=${markValue('Ann & Bob "x" <y>')}`)).toBe(
      'https://a.example/?name=Ann%20%26%20Bob%20%22x%22%20%3Cy%3E',
    );
    expect(wholeLink(`https://a.example/?name=${markValue('Ann%20B')}`)).toBe(
      'https://a.example/?name=Ann%20B',
    );
  });
});

describe('the links of a message', () => {
  it('are tagged and tracked, one number for each address, and the unsubscribe link is left alone', () => {
    const book = new LinkBook({
      utm: tags,
      untouched: ['https://app.example/u/1'],
      answerUrl: '',
      from: 0,
      addressOf: (_url, index) => `https://go.example/${index}`,
    });
    expect(book.add('https://a.example/1', 'One', 'blocks.0')).toBe('https://go.example/0');
    expect(book.add('https://a.example/2', 'Two', 'blocks.1')).toBe('https://go.example/1');
    expect(book.add('https://a.example/1', 'One again', 'blocks.2')).toBe('https://go.example/0');
    expect(book.add('https://app.example/u/1', 'Unsubscribe', 'footer')).toBe('https://app.example/u/1');
    expect(book.add('mailto:a@b.example', 'Write', 'blocks.3')).toBe('mailto:a@b.example');
    expect(book.links.map((link) => link.url)).toEqual([
      `https://a.example/1?${tagged}`,
      `https://a.example/2?${tagged}`,
      'mailto:a@b.example',
    ]);
  });
});

describe('signed tokens', () => {
  const secret = 'a-secret-of-the-workspace';
  it('return what was put in, only with the same secret and purpose', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 2 }).filter((value) => JSON.stringify(value).length < 2_000),
        (payload) => {
          const json = JSON.parse(JSON.stringify(payload)) as never;
          const token = signToken(secret, 'click', json);
          expect(verifyToken(secret, 'click', token)).toEqual(json);
          expect(verifyToken(secret, 'open', token)).toBeNull();
          expect(verifyToken('another', 'click', token)).toBeNull();
        },
      ),
    );
  });

  it('are invalid when a single character differs', () => {
    const token = signToken(secret, 'unsubscribe', { m: '0193', c: 4 });
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(verifyToken(secret, 'unsubscribe', changed)).toBeNull();
    }
  });

  it('are invalid when cut, empty, doubled or huge', () => {
    const token = signToken(secret, 'open', 'x');
    for (const bad of [
      '',
      '.',
      token.slice(0, -1),
      `${token}A`,
      `${token}.${token}`,
      'x'.repeat(100_000),
      `${token}=`,
    ])
      expect(verifyToken(secret, 'open', bad)).toBeNull();
  });
});
