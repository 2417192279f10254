import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { evaluateTexts } from '../liquid/evaluate.ts';
import { writeMarkedText } from '../page/marked-text.ts';
import { writeText } from '../text/write-text.ts';
import { LinkBook } from './link-book.ts';
import { sendableLink } from './sendable-link.ts';
import { wholeLink } from './whole-link.ts';

const tags = { source: 'millrace', medium: 'email', campaign: 'carts' };
const style = { link: '', paragraph: '', list: '', item: '', direction: 'ltr' as const, centred: false };

/** The target of a click on a link that a marketer wrote in an e-mail's text. */
function throughText(link: string): string | undefined {
  const book = new LinkBook({ utm: tags, untouched: [], addressOf: undefined, answerUrl: '', from: 0 });
  writeMarkedText(
    `See [it](${link}) now`,
    (target, words) => {
      const href = book.add(target, words, 'text');
      return href === null ? null : { href, plain: href };
    },
    style,
  );
  return book.links[0]?.url;
}

/** The target of a click on a link in a text message. */
function throughSms(link: string): string | undefined {
  const book = new LinkBook({ utm: null, untouched: [], addressOf: undefined, answerUrl: '', from: 0 });
  const [filled] = evaluateTexts([`See ${link} now`], {});
  if (filled?.ok) writeText(filled.text, book);
  return book.links[0]?.url;
}

const withoutTags = (url: string) =>
  url.replace(/[?&]utm_(source|medium|campaign)=(millrace|email|carts)(?=[&#]|$)/g, '');

const safe = fc.constantFrom(..."abcXYZ019-._~!$&'*+,;=:@/|^`{}[]%|");
const inPairs = fc.array(safe, { maxLength: 4 }).map((letters) => `(${letters.join('')})`);
const escape = fc.constantFrom('%20', '%C3%BC', '%2F', '%', '%%', '%zz', '%25');
const foreign = fc.constantFrom('ü', 'путь', '商品', '😀', 'é', '\u05d0');
const nested = fc.constantFrom(
  'https://b.example/c?d=1',
  'https%3A%2F%2Fb.example%2F%3Fa%3D1',
  '//b.example',
  'x=https://c.example/?utm_source=theirs',
);
const part = fc
  .array(fc.oneof({ weight: 6, arbitrary: safe }, inPairs, escape, foreign, nested), { maxLength: 10 })
  .map((parts) => parts.join(''));
const plainPart = fc
  .array(fc.oneof({ weight: 6, arbitrary: safe }, inPairs, escape), { maxLength: 10 })
  .map((parts) => parts.join(''));
const host = fc.constantFrom(
  'a.example',
  'shop.a-b.example:8080',
  'A.Example',
  'bücher.example',
  'пример.рф',
  'пример.рф:8443',
);
const urlOf = (one: fc.Arbitrary<string>, hosts: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.constantFrom('https://', 'http://'),
      hosts,
      one,
      fc.option(fc.array(one, { minLength: 1, maxLength: 3 }), { nil: undefined }),
      fc.option(one, { nil: undefined }),
    )
    .map(
      ([scheme, where, path, query, fragment]) =>
        `${scheme}${where}/${path.replace(/[?#]/g, '')}${query ? `?${query.map((each) => each.replace(/#/g, '')).join('&')}` : ''}${fragment === undefined ? '' : `#${fragment.replace(/#/g, '')}`}`,
    );

describe('any web address a marketer or a shop may write', () => {
  it('of ASCII keeps its target, and changes only by missing tags before the fragment', () => {
    fc.assert(
      fc.property(
        urlOf(plainPart, fc.constantFrom('a.example', 'shop.a-b.example:8080', 'A.Example')),
        (link) => {
          const sent = throughText(link)!;
          const cut = link.includes('#') ? link.indexOf('#') : link.length;
          expect(sent.slice(0, cut)).toBe(link.slice(0, cut));
          expect(sent.endsWith(link.slice(cut))).toBe(true);
          expect(sent.slice(cut, sent.length - (link.length - cut))).toMatch(
            /^[?&]?utm_source=millrace&utm_medium=email&utm_campaign=carts$/,
          );
          for (const name of ['utm_source', 'utm_medium', 'utm_campaign'])
            expect(new URL(sent).searchParams.getAll(name), sent).toHaveLength(1);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('of any script is sent in ASCII, and opens the same page', () => {
    fc.assert(
      fc.property(urlOf(part, host), (link) => {
        const sent = sendableLink(link)!;
        expect(sent).toMatch(/^[\x21-\x7e]+$/);
        expect(new URL(sent).href).toBe(new URL(link).href);
        expect(sendableLink(sent)).toBe(sent);
        // Valid in a header, where the redirect has it.
        expect(new Headers({ location: sent }).get('location')).toBe(sent);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves a text message as it was written, except for a full stop or an unmatched bracket after it', () => {
    fc.assert(
      fc.property(urlOf(plainPart, fc.constant('a.example')), (link) => {
        // What begins like a placeholder is one, even inside an address.
        fc.pre(/[\w/~=&*+-]$/.test(link) && !/\{[{%]/.test(link));
        expect(throughSms(link)).toBe(link);
        expect(throughSms(`(${link}).`)).toBe(link);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['https://a.example/wiki/Mill_(race)', 'https://a.example/wiki/Mill_(race)'],
    ['https://a.example/?ids[]=1&ids[]=2|3', 'https://a.example/?ids[]=1&ids[]=2|3'],
    ['https://a.example/100%-linen?x=50%', 'https://a.example/100%-linen?x=50%'],
    [
      'https://a.example/go?to=https://b.example/c?d=(1)&e=2#f',
      'https://a.example/go?to=https://b.example/c?d=(1)&e=2#f',
    ],
    [
      'https://магазин.рф/товар/чай?цвет=синий#отзывы',
      `https://xn--80aairftm.xn--p1ai/${encodeURI('товар/чай?цвет=синий')}#${encodeURI('отзывы')}`,
    ],
    ['https://bücher.example:8443/straße', 'https://xn--bcher-kva.example:8443/stra%C3%9Fe'],
    ['https://a.example/half\ud83d', 'https://a.example/half%EF%BF%BD'],
  ])('%s is sent as %s', (link, sent) => {
    expect(wholeLink(link)).toBe(sent);
    expect(withoutTags(throughText(link)!)).toBe(sent);
  });

  it('of the shop with spaces or quotes in it is written as a browser writes it', () => {
    expect(wholeLink('https://cdn.example/red kettle.jpg?label="a <b>"')).toBe(
      'https://cdn.example/red%20kettle.jpg?label=%22a%20%3Cb%3E%22',
    );
  });

  it.each(['https://exa mple.com', 'https://a..b%zz', 'https://[::1', 'https://%41%zz/', 'https://'])(
    'is refused when no browser could open it: %s',
    (link) => {
      expect(wholeLink(link)).toBeNull();
    },
  );

  it('keeps the tags it has, in any spelling', () => {
    const sent = throughText(
      'https://a.example/?UTM_Source=mine&utm%5Fmedium=x&q=utm_campaign=no#utm_campaign=no',
    )!;
    expect(sent).toBe(
      'https://a.example/?UTM_Source=mine&utm%5Fmedium=x&q=utm_campaign=no&utm_campaign=carts#utm_campaign=no',
    );
  });
});
