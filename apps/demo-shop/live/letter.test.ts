import { describe, expect, it } from 'vitest';
import { bestLink, readLetter, readPage } from './letter.ts';

const message = { id: 'm1', to: 'ada.abbott@example.com', channel: 'email', sentAt: 1_795_000_000_000 };

describe('reading what the product wrote', () => {
  it('takes the discount from the fields where it is named', () => {
    expect(
      readLetter({ ...message, discount: { code: 'X7', kind: 'percentage', value: 15 } })?.offer,
    ).toEqual({
      kind: 'percent',
      percent: 15,
      code: 'X7',
    });
    expect(readLetter({ ...message, code: 'X7', offer: { kind: 'percent', percent: 10 } })?.offer).toEqual({
      kind: 'percent',
      percent: 10,
      code: 'X7',
    });
    expect(readLetter({ ...message, code: 'X7', offer: { kind: 'free-shipping' } })?.offer).toEqual({
      kind: 'free-shipping',
      code: 'X7',
    });
  });

  it('finds it in the words when only a code is named, as a reader would', () => {
    expect(
      readLetter({ ...message, code: 'K2', subject: 'Take 10% off', html: '<style>td{width:100%}</style>' })
        ?.offer,
    ).toEqual({
      kind: 'percent',
      percent: 10,
      code: 'K2',
    });
    expect(readLetter({ ...message, code: 'K2', text: 'Free shipping with code K2' })?.offer).toEqual({
      kind: 'free-shipping',
      code: 'K2',
    });
    expect(
      readLetter({ ...message, code: 'K2', html: '<style>td{width:50%}</style><p>Hello</p>' })?.offer,
    ).toEqual({ kind: 'none' });
  });

  it('sees no offer where there is no code, whatever the words say', () => {
    expect(readLetter({ ...message, text: 'Our mugs are 100 % enamel' })?.offer).toEqual({ kind: 'none' });
  });

  it('follows the link to the cart rather than any other, and never the one to unsubscribe', () => {
    const letter = readLetter({
      ...message,
      links: {
        open: 'http://a/o',
        unsubscribe: 'http://a/u',
        click: [
          { url: 'http://a/0', target: 'http://a/unsubscribe/1' },
          { url: 'http://a/1', target: 'http://shop/products/mug-tern' },
          { url: 'http://a/2', target: 'http://shop/checkouts/t/recover?key=1' },
        ],
      },
    });
    expect(bestLink(letter!)).toBe('http://a/2');
    expect(letter?.links?.unsubscribe).toBe('http://a/u');
  });

  it('is not thrown by pages that are no pages and messages to nobody', () => {
    expect(readPage('<html>busy</html>')).toEqual({ letters: [], raw: 0, cursor: null, more: false });
    expect(readPage(JSON.stringify({ items: [{ id: 'm1', to: null }, null, 7], next: 'n' }))).toMatchObject({
      letters: [],
      raw: 3,
      cursor: 'n',
    });
  });
});
