import { EVENT_TYPES, eventType, normaliseEventType } from '@millrace/flow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenEvent, customName, eventsFor } from './event-search.ts';

const labels = (typed: string, more: Partial<Parameters<typeof eventsFor>[0]> = {}) =>
  eventsFor({ typed, value: '', ...more }).options.map((option) => option.label);

describe('choosing an event', () => {
  it.each([
    ['left a cart', 'Abandoned cart'],
    ['Abandoned', 'Abandoned cart'],
    ['basket', 'Changed a cart'],
    ['bought', 'Placed an order'],
    ['somebody purchased', 'Placed an order'],
    ['shipped', 'Order was shipped'],
    ['canceled', 'Order was cancelled'],
    ['back in stock', 'Product is back in stock'],
    ['stock', 'Stock changed'],
    ['newsletter', 'Subscribed'],
    ['opened email', 'Opened an e-mail'],
    ['order-paid', 'Paid an order'],
  ])('finds what a marketer means by “%s”', (typed, label) => {
    const answer = eventsFor({ typed, value: '' });
    expect(answer.options[0]?.label).toBe(label);
    expect(answer.knownFirst).toBe(true);
  });

  it('offers a custom event last, and says what it is', () => {
    expect(labels('left a cart').at(-1)).toBe('Use custom event “left-a-cart”');
    const wish = eventsFor({ typed: 'Made a wish', value: '' });
    expect(wish.options.map((option) => [option.label, option.value])).toEqual([
      ['Use custom event “made-a-wish”', 'made-a-wish'],
    ]);
    expect(wish.knownFirst).toBe(false);
  });

  it('offers no custom event with the name of a known event or an invalid name', () => {
    expect(labels('Abandoned cart')).toEqual(['Abandoned cart']);
    expect(labels('cart-abandoned')).toEqual(['Abandoned cart']);
    expect(labels('!!')).toEqual([]);
    expect(labels('x'.repeat(81))).toEqual([]);
  });

  it('lists everything that fits while nothing is typed, also when one is chosen', () => {
    const all = labels('');
    expect(all).toContain('Abandoned cart');
    expect(all).not.toContain('Asked to be erased');
    expect(labels('Abandoned cart', { value: 'cart-abandoned' })).toEqual(all);
    expect(labels('', { subject: 'product' })).toContain('Stock changed');
    expect(labels('', { subject: 'product' })).not.toContain('Placed an order');
  });

  it('shows the chosen event even where it does not fit, and marks a custom event', () => {
    expect(eventsFor({ typed: '', value: 'order-placed', subject: 'product' }).options.at(-1)).toMatchObject({
      label: 'Placed an order',
      help: 'Does not fit what this flow is about',
    });
    expect(chosenEvent('made-a-wish')?.label).toBe('Custom event “made-a-wish”');
    expect(labels('', { value: 'made-a-wish' }).at(-1)).toBe('Custom event “made-a-wish”');
    expect(chosenEvent('')).toBeNull();
  });

  it('finds every known event by its own title', () => {
    for (const type of EVENT_TYPES.filter((entry) => !['privacy', 'entry', 'team'].includes(entry.family)))
      expect(eventsFor({ typed: type.label, value: '' }).options.map((option) => option.value)).toContain(
        type.type,
      );
  });

  it('never makes a custom event with a name that would be stored as another', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), (typed) => {
        const name = customName(typed);
        expect(name === null || (normaliseEventType(name) === name && !eventType(name))).toBe(true);
      }),
    );
  });
});
