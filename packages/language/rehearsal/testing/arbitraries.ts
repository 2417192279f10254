import fc from 'fast-check';
import { HOUR, MINUTE, type Instant } from '@millrace/base';
import type { CartFacts, CustomerFacts, EventFact, OrderFacts } from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from '../types.ts';

/** A stored graph with the catalogue's kinds, for `parseGraph`. */
export interface ArbitraryGraph {
  readonly schemaVersion: 2;
  readonly subject: 'customer';
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly config: Readonly<Record<string, unknown>>;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly from: string;
    readonly port: string;
    readonly to: string;
  }[];
  readonly settings: { readonly holdout: number };
}

type Choice = {
  readonly kind: string;
  readonly ports: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly takesTime: boolean;
};

/** Waits are whole minutes, so that a test against real timers can divide them by a pace. */
const duration = fc.integer({ min: 5, max: 600 }).map((amount) => ({ amount, unit: 'minutes' }));
const wait = (config: Readonly<Record<string, unknown>>): Choice => ({
  kind: 'wait',
  ports: ['next'],
  config,
  takesTime: true,
});

/** Placeholder for the address of an outside system. A test that makes real calls replaces it. */
export const OUTSIDE = 'https://outside.example.com';

const simpleCondition = fc.oneof(
  fc
    .integer({ min: 0, max: 4 })
    .map((value) => ({ fact: 'customer.ordersCount', operator: 'at-least', value })),
  fc.integer({ min: 0, max: 20_000 }).map((value) => ({ fact: 'cart.total', operator: 'more-than', value })),
  fc.constantFrom('vip', 'tea').map((value) => ({ fact: 'customer.tags', operator: 'contains', value })),
  fc.constant({ fact: 'decision.tier', operator: 'is', value: 'gold' }),
  fc.constant({ fact: 'customer.consent.sms', operator: 'is', value: 'subscribed' }),
  fc.integer({ min: 1, max: 3 }).map((value) => ({
    event: 'product-viewed',
    measure: 'count',
    operator: 'at-least',
    value,
    sinceEntry: true,
  })),
  fc.constant({ event: 'order-placed', measure: 'count', operator: 'is', value: 0, sinceEntry: true }),
);
/** Conditions as people build them: a comparison, or some joined by and, or, not. */
export const arbitraryCondition = fc.oneof(
  simpleCondition,
  fc.array(simpleCondition, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(simpleCondition, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  simpleCondition.map((not) => ({ not })),
);

const choice: fc.Arbitrary<Choice> = fc.oneof(
  { weight: 3, arbitrary: duration.map((length) => wait({ duration: length })) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        hour: fc.integer({ min: 0, max: 23 }),
        minute: fc.constantFrom(0, 30),
        weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      })
      .map(({ hour, minute, weekdays }) =>
        wait({
          duration: { amount: 1, unit: 'hours' },
          at: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
          weekdays,
        }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        event: fc.constantFrom('product-viewed', 'order-placed', 'cart-updated', 'made-a-wish'),
        own: fc.boolean(),
        timeout: duration,
      })
      .map(({ event, own, timeout }) => ({
        kind: 'wait-for-event',
        ports: ['happened', 'timeout'],
        config: {
          event,
          match: own && (event === 'order-placed' || event === 'cart-updated') ? 'cart' : 'customer',
          timeout,
        },
        takesTime: true,
      })),
  },
  {
    weight: 2,
    arbitrary: fc.array(arbitraryCondition, { minLength: 1, maxLength: 3 }).map((conditions) => ({
      kind: 'condition',
      ports: [...conditions.map((_, index) => `path-${index + 1}`), 'else'],
      config: { paths: conditions.map((when) => ({ when })) },
      takesTime: false,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 3 }).map((weights) => ({
      kind: 'random-split',
      ports: weights.map((_, index) => `path-${index + 1}`),
      config: { paths: weights.map((weight) => ({ weight })) },
      takesTime: false,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('continue', 'way', 'end').map((ifNotSent) => ({
      kind: 'send-email',
      ports: ifNotSent === 'way' ? ['next', 'not-sent'] : ['next'],
      takesTime: false,
      config: { ifNotSent, content: { subject: 'Hello', blocks: [{ type: 'text', text: 'Hello' }] } },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      kind: 'send-sms',
      ports: ['next'],
      config: { content: { text: 'Hello from the shop' } },
      takesTime: false,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      kind: 'discount-code',
      ports: ['next'],
      config: { from: 'fixed', percent: 10, validHours: 48 },
      takesTime: false,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('vip', 'tea').map((tag) => ({
      kind: 'update-profile',
      ports: ['next'],
      config: { do: 'add-tag', tag },
      takesTime: false,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('continue', 'ways').map((ifNotDone) => ({
      kind: 'http-request',
      ports: ifNotDone === 'ways' ? ['next', 'refused', 'failed', 'unknown'] : ['next'],
      config: {
        url: `${OUTSIDE}/{{ customer.email }}`,
        ifNotDone,
        keep: [{ path: 'tier', name: 'tier', type: 'text', example: 'gold' }],
      },
      takesTime: false,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      kind: 'decide-recovery',
      ports: ['next'],
      config: { ways: 'one' },
      takesTime: false,
    }),
  },
);

interface Plot {
  readonly choices: readonly Choice[];
  /** The target of each open port, as a share of its possible targets. */
  readonly leads: readonly number[];
  readonly key: 'customer' | 'cart';
  readonly reentry: Readonly<Record<string, unknown>>;
  readonly exits: readonly Readonly<Record<string, unknown>>[];
  readonly holdout: number;
}

const plot: fc.Arbitrary<Plot> = fc.record({
  choices: fc.array(choice, { minLength: 1, maxLength: 12 }),
  leads: fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { minLength: 60, maxLength: 60 }),
  key: fc.constantFrom('customer' as const, 'cart' as const),
  reentry: fc.constantFrom(
    { rule: 'always' },
    { rule: 'never' },
    { rule: 'once-per-key' },
    { rule: 'after', days: 1 },
  ),
  exits: fc.constantFrom(
    [{ event: 'order-placed', match: 'cart' }],
    [
      { event: 'order-placed', match: 'customer' },
      { event: 'customer-unsubscribed', match: 'customer' },
    ],
  ),
  holdout: fc.constantFrom(0, 0.1, 0.5),
});

/**
 * Random flows that can be published: every node reached, every port connected, loops only through waits.
 * Nodes 1, 2, ... are each connected to a port of an earlier one. The remaining ports lead onwards, to the
 * end, or, from a wait, back to any wait before it.
 */
export const arbitraryGraph: fc.Arbitrary<ArbitraryGraph> = plot.map((drawn) => {
  const { choices, leads } = drawn;
  const id = (index: number) =>
    index < 0 ? 'trigger' : index >= choices.length ? 'end' : `${choices[index]!.kind}-${index}`;
  const open: { from: number; port: string }[] = [{ from: -1, port: 'next' }];
  const edges: { id: string; from: string; port: string; to: string }[] = [];
  let used = 0;
  const share = (of: number) => Math.floor(leads[(used += 1) % leads.length]! * of);
  const wire = (from: number, port: string, to: number) =>
    edges.push({ id: `${id(from)}.${port}`, from: id(from), port, to: id(to) });
  let placed = 0;
  for (; placed < choices.length && open.length > 0; placed += 1) {
    const [way] = open.splice(share(open.length), 1);
    wire(way!.from, way!.port, placed);
    for (const port of choices[placed]!.ports) open.push({ from: placed, port });
  }
  for (const { from, port } of open) {
    const onwards = Array.from({ length: choices.length - from }, (_, step) => from + 1 + step);
    const back =
      from >= 0 && choices[from]!.takesTime && port === 'next'
        ? choices.flatMap((entry, index) => (index <= from && entry.takesTime && index > 0 ? [index] : []))
        : [];
    const targets = [...onwards, ...back, choices.length, choices.length];
    wire(from, port, targets[share(targets.length)]!);
  }
  const isEndUsed = edges.some((edge) => edge.to === 'end');
  return {
    schemaVersion: 2,
    subject: 'customer',
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        config: { event: 'cart-abandoned', key: drawn.key, reentry: drawn.reentry, exits: drawn.exits },
      },
      ...choices.map(({ kind, config }, index) => ({ id: id(index), kind, config })),
      ...(isEndUsed ? [{ id: 'end', kind: 'end', config: {} }] : []),
    ],
    edges,
    settings: { holdout: drawn.holdout },
  };
});

const customer = (id: string): fc.Arbitrary<CustomerFacts> =>
  fc
    .record({
      ordersCount: fc.integer({ min: 0, max: 5 }),
      sms: fc.boolean(),
      zone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo'),
      discountShare: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ ordersCount, sms, zone, discountShare }) => ({
      id,
      email: 'ann@example.com',
      phone: '+15550100',
      browsers: null,
      firstName: 'Ann',
      lastName: null,
      country: 'US',
      city: null,
      language: 'en',
      zone,
      createdAt: 0,
      tags: [],
      properties: {},
      consent: { email: 'subscribed', sms: sms ? 'subscribed' : 'never-asked' },
      suppressed: {},
      ordersCount,
      totalSpent: ordersCount * 5_000,
      averageOrder: ordersCount > 0 ? 5_000 : 0,
      firstOrderAt: ordersCount > 0 ? 1 : null,
      lastOrderAt: ordersCount > 0 ? 2 : null,
      discountShare: ordersCount > 0 ? discountShare : null,
      orderGapDays: null,
      lastSeenAt: null,
      lists: [],
      points: 0,
      tier: null,
      predicted: {},
    }));

const happening = fc.record({
  type: fc.constantFrom(
    'cart-abandoned',
    'cart-abandoned',
    'cart-updated',
    'product-viewed',
    'order-placed',
    'customer-unsubscribed',
    'made-a-wish',
  ),
  gap: fc.integer({ min: 1, max: 24 * 60 }),
  cart: fc.constantFrom('cart-1', 'cart-2'),
});

function eventOf(personId: string, index: number, type: string, at: Instant, cart: string): RehearsalEvent {
  const cartId = `${personId}-${cart}`;
  const aboutCart = type.startsWith('cart') || type === 'order-placed';
  const orderId = type === 'order-placed' ? `${personId}-order-${index}` : null;
  const event: EventFact = {
    id: `${personId}-event-${index}`,
    type,
    at,
    value: aboutCart ? 9_000 : null,
    cartId: aboutCart ? cartId : null,
    orderId,
    productId: type === 'product-viewed' ? 'product-1' : null,
    messageId: null,
    properties: {},
  };
  const lines = [
    {
      // Each cart has its own products, since an order of the same products would match the other cart too.
      productId: `product-${cart}`,
      variantId: null,
      title: 'Shirt',
      category: 'apparel',
      quantity: 1,
      price: 9_000,
      cost: 4_000,
      image: null,
      url: null,
      stock: 5,
    },
  ];
  const facts: CartFacts = {
    id: cartId,
    currency: 'USD',
    total: 9_000,
    itemsCount: 1,
    lines,
    createdAt: at,
    updatedAt: at,
    step: 'cart',
    device: 'phone',
    recoveryUrl: null,
    discountCodes: [],
    newCategory: false,
    completedAt: null,
  };
  const order: OrderFacts = {
    id: orderId ?? '',
    number: null,
    currency: 'USD',
    total: 9_000,
    discount: 0,
    margin: 5_000,
    lines,
    placedAt: at,
    status: 'paid',
    fulfilment: null,
    cartId,
  };
  return { event, cart: aboutCart ? facts : undefined, order: orderId === null ? undefined : order };
}

/**
 * A person whose carts, product views and orders come in random order over some days, each at a different
 * instant.
 */
export function arbitraryPerson(id: string, from: Instant): fc.Arbitrary<RehearsalPerson> {
  return fc
    .record({ customer: customer(id), happenings: fc.array(happening, { minLength: 1, maxLength: 15 }) })
    .map((drawn) => {
      let at = from;
      const events = drawn.happenings.map(({ type, gap, cart }, index) => {
        at += gap * MINUTE;
        return eventOf(id, index, type, at, cart);
      });
      return { customer: drawn.customer, events };
    });
}

/** Several people. */
export function arbitraryPeople(from: Instant): fc.Arbitrary<readonly RehearsalPerson[]> {
  return fc
    .integer({ min: 1, max: 4 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryPerson(`person-${index}`, from))),
    );
}

/** Long enough after the last event for most flows to end. */
export const AFTERWARDS = 60 * 24 * HOUR;
