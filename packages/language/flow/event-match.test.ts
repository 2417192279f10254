import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { compile } from './compile.ts';
import {
  enrolmentKey,
  exitFor,
  hears,
  mayReenter,
  thingOf,
  triggerMatches,
  type EnrolmentRefs,
} from './event-match.ts';
import type { Plan } from './plan.ts';
import { event, facts, flow, NOW, toyKinds } from './testing/index.ts';

const DAY = 86_400_000;
const plan = (trigger: Readonly<Record<string, unknown>> = {}): Plan =>
  compile(flow(['t trigger', 's send'], ['t > s'], { t: { event: 'cart-abandoned', ...trigger } }), toyKinds);
const refs: EnrolmentRefs = {
  cartId: 'cart-1',
  orderId: 'order-1',
  productId: 'product-1',
  messageIds: ['message-1', 'message-2'],
};

describe('which event ends an enrolment', () => {
  test('an order from its own cart does', () => {
    expect(exitFor(plan(), event('order-placed', { cartId: 'cart-1', orderId: 'order-9' }), refs)).toBe(0);
  });
  test('an order of the same person from another cart does not', () => {
    expect(exitFor(plan(), event('order-placed', { cartId: 'cart-2' }), refs)).toBe(-1);
    expect(exitFor(plan(), event('order-placed', { cartId: null }), refs)).toBe(-1);
  });
  test('an enrolment without a cart is ended by no cart', () => {
    expect(exitFor(plan(), event('order-placed', { cartId: null }), { ...refs, cartId: null })).toBe(-1);
  });
  test('another event does not, even about the same cart', () => {
    expect(exitFor(plan(), event('cart-updated', { cartId: 'cart-1' }), refs)).toBe(-1);
  });
  test.each(['customer', 'order', 'product', 'message'] as const)(
    'matched by %s, only events of its own count',
    (match) => {
      const exits = [
        { event: 'order-placed', match: 'cart' },
        { event: 'made-a-wish', match },
      ];
      const own = event('made-a-wish', {
        orderId: 'order-1',
        productId: 'product-1',
        messageId: 'message-2',
      });
      const other = event('made-a-wish', {
        orderId: 'order-2',
        productId: 'product-2',
        messageId: 'message-3',
      });
      expect(
        exitFor(
          { ...plan(), trigger: { ...plan().trigger, exits: exits as Plan['trigger']['exits'] } },
          own,
          refs,
        ),
      ).toBe(1);
      expect(
        exitFor(
          { ...plan(), trigger: { ...plan().trigger, exits: exits as Plan['trigger']['exits'] } },
          other,
          refs,
        ),
      ).toBe(match === 'customer' ? 1 : -1);
    },
  );
  test('an exit with a condition checks the event that happened', () => {
    const large = plan({
      exits: [
        { event: 'order-placed', match: 'cart' },
        {
          event: 'order-placed',
          match: 'customer',
          where: { fact: 'event.value', operator: 'more-than', value: 10_000 },
        },
      ],
    });
    expect(exitFor(large, event('order-placed', { cartId: 'cart-2', value: 20_000 }), refs, facts())).toBe(1);
    expect(exitFor(large, event('order-placed', { cartId: 'cart-2', value: 5_000 }), refs, facts())).toBe(-1);
    expect(exitFor(large, event('order-placed', { cartId: 'cart-2', value: 20_000 }), refs)).toBe(-1);
  });
});

describe('a sale', () => {
  const thing = { productId: 'mug', variantId: null };
  const sale = (type: string, orderId: string, placedAt: number, at = placedAt) =>
    event(type, { orderId, cartId: null, at, purchase: { placedAt, lines: [thing] } });
  const ending = (match: string, name = 'order-placed') =>
    plan({ event: 'order-placed', key: 'order', exits: [{ event: name, match }] });
  const since: EnrolmentRefs = { ...refs, since: NOW, cartLines: [thing] };

  test.each(['order-placed', 'order-paid', 'order-updated', 'order-fulfilled', 'order-delivered'])(
    'is recognised by %s as well, unless the order does not count',
    (type) => {
      expect(exitFor(ending('customer'), sale(type, 'order-2', NOW + DAY), since)).toBe(0);
      expect(exitFor(ending('cart'), sale(type, 'order-2', NOW + DAY), since)).toBe(0);
      if (type !== 'order-placed')
        expect(exitFor(ending('customer'), event(type, { orderId: 'order-2' }), since)).toBe(-1);
    },
  );
  test('of long ago ends nothing when an event of it arrives today; a rule about that event does', () => {
    expect(exitFor(ending('customer'), sale('order-delivered', 'order-2', NOW - DAY, NOW + DAY), since)).toBe(
      -1,
    );
    expect(exitFor(ending('cart'), sale('order-updated', 'order-2', NOW - DAY, NOW + DAY), since)).toBe(-1);
    expect(
      exitFor(
        ending('customer', 'order-delivered'),
        sale('order-delivered', 'order-2', NOW - DAY, NOW + DAY),
        since,
      ),
    ).toBe(0);
  });
  test('that let the person in is not a new purchase, whatever events of it follow', () => {
    for (const type of ['order-placed', 'order-paid', 'order-updated', 'order-fulfilled'])
      expect(exitFor(ending('customer'), sale(type, 'order-1', NOW, NOW + DAY), since)).toBe(-1);
    expect(
      exitFor(
        ending('customer', 'order-fulfilled'),
        sale('order-fulfilled', 'order-1', NOW, NOW + DAY),
        since,
      ),
    ).toBe(0);
    expect(
      exitFor(ending('order', 'order-delivered'), sale('order-delivered', 'order-1', NOW - DAY), since),
    ).toBe(0);
  });
  test('of another variant is not of the cart; of the product as a whole it is', () => {
    const cart = { ...since, cartLines: [{ productId: 'mug', variantId: 'blue' }] };
    const of = (variantId: string | null) =>
      event('order-placed', {
        cartId: null,
        at: NOW,
        purchase: { placedAt: NOW, lines: [{ productId: 'mug', variantId }] },
      });
    expect([of('blue'), of('red'), of(null)].map((one) => exitFor(ending('cart'), one, cart))).toEqual([
      0, -1, 0,
    ]);
  });
});

describe('which event wakes a wait', () => {
  test('one of its name, and of its own thing where it says so', () => {
    expect(hears({ event: 'product-viewed', match: 'customer', id: null }, event('product-viewed'))).toBe(
      true,
    );
    expect(hears({ event: 'product-viewed', match: 'customer', id: null }, event('page-viewed'))).toBe(false);
    expect(
      hears(
        { event: 'order-placed', match: 'cart', id: 'cart-1' },
        event('order-placed', { cartId: 'cart-1' }),
      ),
    ).toBe(true);
    expect(
      hears(
        { event: 'order-placed', match: 'cart', id: 'cart-1' },
        event('order-placed', { cartId: 'cart-2' }),
      ),
    ).toBe(false);
    expect(
      hears({ event: 'order-placed', match: 'cart', id: null }, event('order-placed', { cartId: null })),
    ).toBe(false);
  });
});

describe('who enters', () => {
  test('people whose event has the type of the trigger and passes its filter', () => {
    const filtered = plan({
      filter: {
        all: [
          { fact: 'cart.total', operator: 'at-least', value: 10_000 },
          { fact: 'event.properties.source', operator: 'is', value: 'web' },
        ],
      },
    });
    const web = event('cart-abandoned', { cartId: 'cart-1', properties: { source: 'web' } });
    expect(triggerMatches(filtered, web, facts())).toBe(true);
    expect(triggerMatches(filtered, { ...web, properties: { source: 'pos' } }, facts())).toBe(false);
    expect(triggerMatches(filtered, { ...web, type: 'cart-updated' }, facts())).toBe(false);
  });
  test('an event that lacks the thing the flow is about starts nothing', () => {
    expect(triggerMatches(plan(), event('cart-abandoned', { cartId: null }), facts())).toBe(false);
  });
  test.each([
    ['customer', 'ann'],
    ['cart', 'cart-1'],
    ['order', 'order-1'],
    ['product', 'ann/product-1'],
    ['return', 'return:7'],
    ['ticket', 'ticket:a-1'],
    ['store', 'run:2026-03-29T09:00'],
  ] as const)('one at a time for each %s', (key, expected) => {
    const about = event('order-placed', {
      cartId: 'cart-1',
      orderId: 'order-1',
      productId: 'product-1',
      properties: { returnId: 7, ticketId: 'a-1', run: '2026-03-29T09:00' },
    });
    expect(enrolmentKey({ ...plan(), trigger: { ...plan().trigger, key } }, about, 'ann')).toBe(expected);
  });
  test('a flow about the product itself runs once for the product, whoever the customer of the event is', () => {
    const about = event('product-restocked', { productId: 'product-1' });
    const keyed = { ...plan(), trigger: { ...plan().trigger, key: 'product' as const } };
    expect(enrolmentKey({ ...keyed, subject: 'product' }, about, 'ann')).toBe('product-1');
    expect(enrolmentKey(keyed, about, null)).toBe('product-1');
    expect(
      enrolmentKey({ ...plan(), trigger: { ...plan().trigger, key: 'customer' } }, about, null),
    ).toBeNull();
  });
  test.each([
    ['order-placed', 'order-1'],
    ['inventory-changed', 'product-1'],
    ['return-requested', 'return:7'],
    ['ticket-opened', 'ticket:a-1'],
    ['schedule-due', 'run:2026-03-29T09:00'],
    ['metric-fell', 'order-1'],
    ['customer-subscribed', null],
    ['cart-updated', null],
  ])('what %s is about when it has no customer', (type, expected) => {
    const properties = { returnId: 7, ticketId: 'a-1', run: '2026-03-29T09:00' };
    expect(thingOf(event(type, { orderId: 'order-1', productId: 'product-1', properties }))).toBe(expected);
  });
});

describe('entering again', () => {
  const before = (key: string, daysAgo: number, ended = true) => ({
    key,
    enteredAt: NOW - daysAgo * DAY,
    ended,
  });
  test.each<[string, unknown, ReturnType<typeof before>[], boolean]>([
    ['always: after the end', { rule: 'always' }, [before('cart-1', 1)], true],
    [
      'always: not while still in with the same cart',
      { rule: 'always' },
      [before('cart-1', 1, false)],
      false,
    ],
    ['always: at once with a second cart', { rule: 'always' }, [before('cart-2', 1, false)], true],
    ['never: not with another cart either', { rule: 'never' }, [before('cart-2', 900)], false],
    ['never: the first time', { rule: 'never' }, [], true],
    ['once for each cart: not again with the same', { rule: 'once-per-key' }, [before('cart-1', 900)], false],
    ['once for each cart: with another', { rule: 'once-per-key' }, [before('cart-2', 1)], true],
    ['after thirty days: on the thirtieth', { rule: 'after', days: 30 }, [before('cart-2', 30)], true],
    ['after thirty days: on the twenty-ninth', { rule: 'after', days: 30 }, [before('cart-2', 29)], false],
  ])('%s', (_name, reentry, earlier, expected) => {
    expect(mayReenter(plan({ reentry }), 'cart-1', NOW, earlier)).toBe(expected);
  });
  test('whatever the rule, nobody is in twice with one key', () => {
    const rule = fc.constantFrom(
      { rule: 'always' },
      { rule: 'never' },
      { rule: 'once-per-key' },
      { rule: 'after', days: 1 },
    );
    fc.assert(
      fc.property(
        rule,
        fc.array(
          fc.record({
            key: fc.constantFrom('cart-1', 'cart-2'),
            enteredAt: fc.integer({ min: 0, max: NOW }),
            ended: fc.boolean(),
          }),
        ),
        (reentry, earlier) => {
          if (earlier.some(({ key, ended }) => key === 'cart-1' && !ended))
            expect(mayReenter(plan({ reentry }), 'cart-1', NOW, earlier)).toBe(false);
        },
      ),
    );
  });
});
