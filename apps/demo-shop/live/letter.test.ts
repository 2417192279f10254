import { describe, expect, it } from 'vitest';
import { bestLink, readLetter, readPage } from './letter.ts';

const message = { id: 'm1', to: 'ada.abbott@example.com', channel: 'email', sentAt: 1_795_000_000_000 };

describe('reading a message', () => {
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

  it('finds the discount in the text when the fields have only a code', () => {
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

  it('finds no offer without a code, whatever the text says', () => {
    expect(readLetter({ ...message, text: 'Our mugs are 100 % enamel' })?.offer).toEqual({ kind: 'none' });
  });

  it('prefers the link to the cart, and never follows the one to unsubscribe', () => {
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

  it('copes with invalid pages and with messages without an address', () => {
    expect(readPage('<html>busy</html>')).toEqual({ letters: [], raw: 0, cursor: null, more: false });
    expect(readPage(JSON.stringify({ items: [{ id: 'm1', to: null }, null, 7], next: 'n' }))).toMatchObject({
      letters: [],
      raw: 3,
      cursor: 'n',
    });
  });
});
