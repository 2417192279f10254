import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import { compile } from './compile.ts';
import { EVENT_TYPES } from './event-types.ts';
import {
  concernedSince,
  endsByPurchase,
  enrolmentKey,
  exitFor,
  heardAs,
  hears,
  isAboutPeople,
  isOverAlready,
  isSameThing,
  matchedId,
  mayReenter,
  passesFilter,
  triggerMatches,
  type EnrolmentRefs,
} from './event-match.ts';
import type { EventFact, SoldThing } from './facts.ts';
import { subjectSchema, type ExitRule, type Match, type Reentry } from './graph.ts';
import type { Plan } from './plan.ts';
import { bareEvent } from './facts.ts';
import { cart, event, facts, flow, NOW } from './testing/make.ts';
import { toyKinds } from './testing/toy-kinds.ts';

const BASE = compile(flow(['t trigger', 's send'], ['t > s']), toyKinds);
const planWith = (trigger: Partial<Plan['trigger']>): Plan => ({
  ...BASE,
  trigger: { ...BASE.trigger, ...trigger },
});
const id = (what: string) => fc.constantFrom(null, `${what}-1`, `${what}-2`);
const thing: fc.Arbitrary<SoldThing> = fc.record({
  productId: fc.constantFrom('mug', 'cup'),
  variantId: fc.constantFrom(null, 'red', 'blue'),
});
const anyEvent: fc.Arbitrary<EventFact> = fc
  .record({
    type: fc.constantFrom('order-placed', 'order-paid', 'order-updated', 'cart-updated', 'made-a-wish'),
    at: fc.integer({ min: -3, max: 3 }),
    cartId: id('cart'),
    orderId: id('order'),
    productId: id('product'),
    messageId: id('message'),
    sold: fc.option(
      fc.record({ placed: fc.integer({ min: -3, max: 3 }), lines: fc.array(thing, { maxLength: 2 }) }),
    ),
  })
  .map(({ at, sold, ...more }) =>
    bareEvent({
      id: 'event',
      ...more,
      at: NOW + at * DAY,
      purchase: sold === null ? undefined : { placedAt: NOW + sold.placed * DAY, lines: sold.lines },
    }),
  );
const anyRefs: fc.Arbitrary<EnrolmentRefs> = fc.record({
  cartId: id('cart'),
  orderId: id('order'),
  productId: id('product'),
  messageIds: fc.subarray(['message-1', 'message-2']),
  cartLines: fc.option(fc.array(thing, { maxLength: 2 }), { nil: undefined }),
  since: fc.option(fc.constant(NOW), { nil: undefined }),
});
const anyRule: fc.Arbitrary<ExitRule> = fc.record({
  event: fc.constantFrom('order-placed', 'order-paid', 'cart-updated', 'made-a-wish'),
  match: fc.constantFrom<Match>('customer', 'cart', 'order', 'message', 'product'),
});

describe('an exit', () => {
  test('is the first rule of the list that would end it by itself', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), anyEvent, anyRefs, (exits, happened, refs) => {
        const alone = exits.map((rule) => exitFor(planWith({ exits: [rule] }), happened, refs) === 0);
        expect(exitFor(planWith({ exits }), happened, refs)).toBe(alone.indexOf(true));
      }),
      { numRuns: 300 },
    );
  });

  test('is heard under the names of the event, and no others', () => {
    fc.assert(
      fc.property(anyRule, anyEvent, anyRefs, (rule, happened, refs) => {
        if (exitFor(planWith({ exits: [rule] }), happened, refs) < 0) return;
        expect(heardAs(happened.type)).toContain(rule.event);
        if (rule.event !== happened.type) expect(happened.purchase).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test('never ends an enrolment by an order of before, except that of its own cart or order', () => {
    fc.assert(
      fc.property(anyRule, anyEvent, anyRefs, (rule, happened, refs) => {
        const placedAt = happened.purchase?.placedAt ?? happened.at;
        if (rule.event !== 'order-placed' || refs.since === undefined || placedAt >= refs.since) return;
        if (exitFor(planWith({ exits: [rule] }), happened, refs) < 0) return;
        const own =
          (rule.match === 'cart' && happened.cartId === refs.cartId) ||
          (rule.match === 'order' && happened.orderId === refs.orderId) ||
          (rule.match === 'message' && refs.messageIds.includes(happened.messageId ?? ''));
        expect(own).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('tied to a thing needs that thing on both sides', () => {
    const none = { cartId: null, orderId: null, productId: null, messageIds: [] };
    fc.assert(
      fc.property(anyRule, anyEvent, (rule, happened) => {
        if (rule.match === 'customer') return;
        expect(exitFor(planWith({ exits: [rule] }), happened, none)).toBe(-1);
      }),
    );
  });

  test('with a condition is passed over where nothing is known, and never ends more than without', () => {
    const where = { fact: 'event.value', operator: 'at-least' as const, value: 5 };
    fc.assert(
      fc.property(anyRule, anyEvent, anyRefs, fc.nat(10), (rule, happened, refs, value) => {
        const told = { ...happened, value };
        const strict = planWith({ exits: [{ ...rule, where }] });
        expect(exitFor(strict, told, refs)).toBe(-1);
        const open = exitFor(planWith({ exits: [rule] }), told, refs);
        expect(exitFor(strict, told, refs, facts())).toBe(value >= 5 ? open : -1);
      }),
    );
  });
});

describe('a purchase before somebody comes in', () => {
  const entry = event('cart-abandoned', { cartId: 'cart-1', at: NOW });
  const bought = (more: Partial<EventFact>, placed = 0) =>
    event('order-placed', {
      orderId: 'order-9',
      at: NOW + placed,
      purchase: { placedAt: NOW + placed, lines: [] },
      ...more,
    });
  const refs: EnrolmentRefs = {
    cartId: 'cart-1',
    orderId: null,
    productId: null,
    messageIds: [],
    since: NOW - DAY,
  };
  test.each<[string, EventFact[], boolean]>([
    ['none', [], false],
    ['of this cart, after it was last changed', [bought({ cartId: 'cart-1' }, -1)], true],
    ['of another cart', [bought({ cartId: 'cart-2' })], false],
    ['of this cart, from before it was changed', [bought({ cartId: 'cart-1' }, -2 * DAY)], false],
    ['one of several', [bought({ cartId: 'cart-2' }), bought({ cartId: 'cart-1' })], true],
  ])('%s keeps them out: %#', (_name, purchases, over) => {
    expect(isOverAlready(BASE, purchases, entry, refs)).toBe(over);
  });
  test('that lets them in itself does not keep them out', () => {
    const plan = planWith({ event: 'order-placed', exits: [{ event: 'order-placed', match: 'customer' }] });
    const first = bought({ orderId: 'order-1' });
    expect(isOverAlready(plan, [first], first, { ...refs, orderId: 'order-1' })).toBe(false);
    expect(isOverAlready(plan, [first, bought({})], first, { ...refs, orderId: 'order-1' })).toBe(true);
  });
  test('is asked about only where an exit hears of purchases', () => {
    expect(endsByPurchase(BASE)).toBe(true);
    expect(endsByPurchase(planWith({ exits: [] }))).toBe(false);
    expect(endsByPurchase(planWith({ exits: [{ event: 'order-paid', match: 'customer' }] }))).toBe(false);
  });
});

describe('what an enrolment is concerned with', () => {
  test('begins when its cart was last changed, and never after what let it in', () => {
    fc.assert(
      fc.property(fc.integer(), fc.option(fc.integer()), (at, updatedAt) => {
        const since = concernedSince({ at }, updatedAt === null ? null : cart({ updatedAt }));
        expect(since).toBe(updatedAt === null ? at : Math.min(at, updatedAt));
      }),
    );
  });
});

describe('things of the same kind', () => {
  test('are the same both ways round, and each is the same as itself', () => {
    fc.assert(
      fc.property(thing, thing, (one, other) => {
        expect(isSameThing(one, other)).toBe(isSameThing(other, one));
        expect(isSameThing(one, one)).toBe(true);
        if (isSameThing(one, other)) expect(one.productId).toBe(other.productId);
      }),
    );
  });
});

describe('a wait', () => {
  test('hears an event exactly when its name fits and it is about the very thing', () => {
    fc.assert(
      fc.property(anyRule, anyEvent, id('cart'), ({ event: wanted, match }, happened, own) => {
        const same = match === 'customer' || (own !== null && matchedId(happened, match) === own);
        expect(hears({ event: wanted, match, id: own }, happened)).toBe(wanted === happened.type && same);
      }),
    );
  });
});

describe('coming in', () => {
  test('needs the name, a key and the filter, all three', () => {
    const filter = { fact: 'event.value', operator: 'at-least' as const, value: 5 };
    fc.assert(
      fc.property(
        anyEvent,
        fc.nat(10),
        fc.constantFrom('cart', 'customer', 'order'),
        (happened, value, key) => {
          const plan = planWith({ event: 'made-a-wish', filter, key: key as 'cart' });
          const told = { ...happened, value };
          expect(passesFilter(plan, told, facts())).toBe(value >= 5);
          expect(triggerMatches(plan, told, facts())).toBe(
            told.type === 'made-a-wish' && value >= 5 && enrolmentKey(plan, told, 'ann') !== null,
          );
        },
      ),
    );
  });

  test('is told apart by two keys of two things, and never of none', () => {
    for (const key of ['return', 'ticket'] as const) {
      const of = (value: unknown) =>
        enrolmentKey(planWith({ key }), event('x', { properties: { [`${key}Id`]: value as never } }), 'ann');
      expect(new Set([of(1), of('a'), of('2')]).size).toBe(3);
      expect([of(undefined), of(null), of({}), of(true)]).toEqual([null, null, null, null]);
      expect(of('x'.repeat(500))).toHaveLength(300);
    }
    expect(enrolmentKey(planWith({ key: 'store' }), event('x'), null)).toBe('store');
  });
});

describe('coming in again', () => {
  const earlier = fc.array(
    fc.record({
      key: fc.constantFrom('one', 'two'),
      enteredAt: fc.integer({ min: NOW - 40 * DAY, max: NOW }),
      ended: fc.boolean(),
    }),
    { maxLength: 5 },
  );
  const asked = (reentry: Reentry, past: Parameters<typeof mayReenter>[3]) =>
    mayReenter(planWith({ reentry }), 'one', NOW, past);

  test('is never easier for having been in once more, nor by the order of what was', () => {
    fc.assert(
      fc.property(
        earlier,
        fc.constantFrom<Reentry>(
          { rule: 'always' },
          { rule: 'never' },
          { rule: 'once-per-key' },
          { rule: 'after', days: 7 },
        ),
        (past, reentry) => {
          expect(asked(reentry, past)).toBe(asked(reentry, past.toReversed()));
          if (asked(reentry, past)) expect(asked(reentry, past.slice(1))).toBe(true);
          if (asked({ rule: 'never' }, past)) expect(asked(reentry, past)).toBe(true);
          if (asked(reentry, past)) expect(asked({ rule: 'always' }, past)).toBe(true);
        },
      ),
    );
  });

  test('after some days is from the very instant on that they are over', () => {
    const before = [{ key: 'two', enteredAt: NOW - 7 * DAY, ended: true }];
    expect(asked({ rule: 'after', days: 7 }, before)).toBe(true);
    expect(asked({ rule: 'after', days: 7 }, [{ ...before[0]!, enteredAt: NOW - 7 * DAY + 1 }])).toBe(false);
  });
});

test('flows about people and their carts count people, and all others count what they are about', () => {
  const people = subjectSchema.options.filter((subject) => isAboutPeople({ subject }));
  expect(people).toEqual(['customer', 'cart']);
});

test('every kind of match that an event type offers is read off its events', () => {
  const whole = event('x', { cartId: 'c', orderId: 'o', productId: 'p', messageId: 'm' });
  for (const { type, matches } of EVENT_TYPES)
    for (const match of matches)
      expect([type, match, matchedId({ ...whole, type }, match) === null]).toEqual([
        type,
        match,
        match === 'customer',
      ]);
});
