import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storableProblem } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import { actCapability } from '@millrace/connectors/acts';
import {
  compile,
  createStep,
  initialCursor,
  parseGraph,
  planText,
  validate,
  type Cursor,
  type Facts,
  type Next,
  type NodeKind,
  type Wake,
} from '@millrace/flow';
import { cart, customer, event, facts, order, NOW } from '@millrace/flow/testing';
import { kinds, NODE_KINDS } from './kinds.ts';
import { ACTION_CONFIGS } from './testing/action-configs.ts';

const ANY_SIZE = { depth: 100, values: 1e6, text: 1e6, name: 1e6, size: 1e9 };
const each = NODE_KINDS.filter((kind) => kind.trigger === undefined).map(
  (kind) => [kind.kind, kind] as const,
);
const BEGINS: Readonly<Record<string, object>> = {
  customer: { event: 'cart-abandoned', key: 'cart', exits: [{ event: 'order-placed', match: 'cart' }] },
  order: { event: 'order-placed', key: 'order' },
  product: { event: 'product-updated', key: 'product' },
  ticket: { event: 'ticket-opened', key: 'ticket' },
};

/** A flow of this one step, with an end behind every way out. */
function flowOf(kind: NodeKind, config: Readonly<Record<string, unknown>>) {
  const [subject = 'customer'] = kind.subjects ?? [];
  const ports = kind.ports({ ...config });
  return parseGraph({
    schemaVersion: 2,
    subject,
    nodes: [
      subject === 'store'
        ? { id: 'trigger', kind: 'schedule-trigger', config: { every: 'day' } }
        : { id: 'trigger', kind: 'event-trigger', config: BEGINS[subject] },
      { id: 'node', kind: kind.kind, config: { ...config } },
      ...ports.map(({ id }) => ({ id: `end-${id}`, kind: 'end', config: {} })),
    ],
    edges: [
      { id: 'in', from: 'trigger', port: 'next', to: 'node' },
      ...ports.map(({ id }) => ({ id: `out-${id}`, from: 'node', port: id, to: `end-${id}` })),
    ],
  });
}
const step = createStep(kinds);

/** Somebody as they may stand before a step. */
const people = fc
  .record({
    orders: fc.integer({ min: 0, max: 25 }),
    share: fc.constantFrom(0, 0.5, 1),
    where: fc.constantFrom('cart', 'checkout', 'shipping', 'payment'),
    codes: fc.constantFrom([], ['SAVE']),
    newCategory: fc.boolean(),
    total: fc.integer({ min: 1, max: 900_000 }),
    tags: fc.subarray(['vip', 'tea', 'Größe "XL"']),
    country: fc.constantFrom('DE', 'US', 'JP'),
    views: fc.integer({ min: 0, max: 3 }),
    long: fc.integer({ min: 0, max: 500 }),
    wrote: fc.constantFrom(
      'Hello',
      'Where is my order?',
      'It is marked as delivered, but I never received it',
      'You sent the wrong item',
      'I want to return it',
      'Please cancel my order',
    ),
    id: fc.uuid(),
  })
  .map(
    ({
      orders,
      share,
      where,
      codes,
      newCategory,
      total,
      tags,
      country,
      views,
      long,
      wrote,
      id,
    }): Partial<Facts> => ({
      customer: customer({
        id,
        ordersCount: orders,
        discountShare: orders === 0 ? null : share,
        tags,
        country,
        // Each channel is agreed to by half, whatever the others; one in three has no other address than their e-mail.
        consent: Object.fromEntries(
          CHANNELS.map(({ consent }, place) => [
            consent,
            (orders >> place) % 2 === 1 ? 'subscribed' : 'never-asked',
          ]),
        ),
        phone: long % 3 > 0 ? '+4915112345678' : null,
        browsers: long % 3 > 0 ? 'Chrome on Android' : null,
        lastOrderAt: orders === 0 ? null : NOW - long * 86_400_000,
      }),
      cart: cart({ step: where, discountCodes: codes, newCategory, total }),
      order: order({ total }),
      enrolment: { ...facts().enrolment, id, event: event('ticket-opened', { properties: { text: wrote } }) },
      events: Array.from({ length: views }, (_, index) =>
        event('product-viewed', { id: `v${index}`, at: NOW - index - 1 }),
      ),
    }),
  );

/** Whether a person can check the step, whose yes leads on to what it does. */
const isReviewed = (kind: NodeKind) => 'checked' in (kind.config as unknown as { shape: object }).shape;
const OUTCOMES = ['done', 'refused', 'failed', 'unknown', 'skipped'] as const;
const SETTLED = ['sent', 'refused', 'skipped', 'failed', 'unknown'] as const;
/** What a driver does next, by numbers that were drawn. */
interface Walk {
  readonly ports: ReadonlySet<string>;
  readonly calls: readonly { readonly capability: string; readonly input: unknown }[];
  readonly sentences: readonly string[];
  readonly ended: boolean;
}

/** One person through the flow, with whatever comes of what is asked and waited for. */
function walk(
  kind: NodeKind,
  config: Readonly<Record<string, unknown>>,
  person: Partial<Facts>,
  luck: readonly number[],
): Walk {
  const plan = compile(flowOf(kind, config), kinds);
  const ports = new Set<string>();
  const calls: { capability: string; input: unknown }[] = [];
  const sentences: string[] = [];
  let now = NOW;
  let cursor: Cursor = initialCursor(false);
  let wake: Wake = { type: 'start' };
  for (const [turn, number] of luck.entries()) {
    const result: ReturnType<typeof step> = step(plan, cursor, wake, facts({ ...person, now }));
    expect(JSON.parse(JSON.stringify(result.cursor))).toEqual(result.cursor);
    for (const { node, port, what, sentence } of result.trace) {
      if (node !== 'node') continue;
      if (port !== null) ports.add(port);
      // Entering is told by the words of the card.
      if (sentence && what !== 'entered') sentences.push(sentence);
    }
    for (const effect of result.effects) if (effect.type === 'call') calls.push(effect);
    ({ cursor } = result);
    const { next }: { next: Next } = result;
    if (next.type === 'done') return { ports, calls, sentences, ended: true };
    if (next.type === 'message') {
      const outcome = SETTLED[number % SETTLED.length]!;
      wake = {
        type: 'settled',
        messageId: next.messageId,
        outcome,
        reason: outcome === 'sent' ? null : 'consent',
      };
    } else if (next.type === 'call') {
      const outcome = OUTCOMES[number % OUTCOMES.length]!;
      const result =
        outcome === 'done' && kind.kind === 'ask-the-team' ? { place: null, lines: ['x'] } : null;
      wake = { type: 'answer', callId: next.callId, part: next.part, outcome, result, reason: null };
    } else if (next.listens.length > 0 && number % 3 > 0) {
      const [listen] = next.listens;
      const answers = [...(isReviewed(kind) ? [{ id: 'approved' }] : []), ...kind.ports({ ...config })];
      wake = {
        type: 'event',
        event: event(listen!.event, {
          id: `heard-${turn}`,
          at: now + 1,
          messageId: listen!.id,
          properties: { choice: answers[number % answers.length]!.id, by: 'Ann' },
        }),
      };
    } else {
      now = next.until ?? now;
      wake = { type: 'timer' };
    }
  }
  return { ports, calls, sentences, ended: false };
}
const luck = fc.array(fc.nat(29), { minLength: 12, maxLength: 12 });

/** What Millrace does itself, so that no system has to be connected. */
const OWN_CAPABILITIES = [
  'change-profile',
  'change-list',
  'withdraw-consent',
  'enter-flow',
  'close-question',
  'write-to-team',
  'book-points',
  'grant-tier',
];

/** What an example asks for that people made up here hardly ever have. */
const EASIER: Readonly<Record<string, object>> = {
  'wait-for-event': { events: ['product-viewed'], match: 'customer' },
  'wait-for-one-of': { events: [{ id: 'viewed', event: 'product-viewed' }] },
  'wait-until-date': {
    fact: 'customer.lastOrderAt',
    yearly: false,
    when: 'after',
    offset: { amount: 200, unit: 'days' },
    at: '',
  },
  'decide-recovery': { likelyFrom: 0.1 },
  'score-fraud': { highFrom: 40, someFrom: 15, largeFrom: 450_000, first: 15 },
  'limited-loop': { until: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } },
};

test('every step that is no trigger has a generator of configs', () => {
  expect(Object.keys(ACTION_CONFIGS).sort()).toEqual(each.map(([kind]) => kind).sort());
});

describe.each(each)('any %s', (name, kind) => {
  const configs = ACTION_CONFIGS[name]!;

  test('that can be published compiles, to a plan that reads the same when it is stored', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const graph = flowOf(kind, config);
        expect(validate(graph, kinds).filter(({ severity }) => severity === 'error')).toEqual([]);
        const plan = compile(graph, kinds);
        expect(planText(JSON.parse(JSON.stringify(plan)))).toBe(planText(plan));
      }),
      { numRuns: 30 },
    );
  });

  test('lets everybody through by ways that it has, asks for what its capability takes, and tells it in sentences', () => {
    fc.assert(
      fc.property(configs, people, luck, (config, person, numbers) => {
        const { ports, calls, sentences, ended } = walk(kind, config, person, numbers);
        expect(ended).toBe(true);
        const own = kind.ports({ ...config }).map(({ id }) => id);
        for (const port of ports) expect(own).toContain(port);
        for (const { capability, input } of calls) {
          expect(actCapability(capability)?.input.safeParse(input).error).toBeUndefined();
          expect(storableProblem(input, ANY_SIZE)).toBeNull();
          if (!OWN_CAPABILITIES.includes(capability))
            expect(kind.asks!(kind.config.parse(config) as never).map((one) => one.capability)).toContain(
              capability,
            );
        }
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[\p{Lu}“].*\.$/su);
          expect(sentence).not.toMatch(/undefined|NaN|\[object|\bnull\b/);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has a card and ways out with words of their own, different ids, and nothing unsaid', () => {
    fc.assert(
      fc.property(configs, (config) => {
        expect(kind.sentence({ ...config })).toMatch(/^[\p{Lu}“]/u);
        expect(kind.sentence({ ...config })).not.toMatch(/undefined|NaN|\[object|…$|\bnull\b/);
        const ports = kind.ports({ ...config });
        expect(new Set(ports.map(({ id }) => id)).size).toBe(ports.length);
        for (const { label } of ports) expect(label.trim()).toMatch(/^(?!.*(?:undefined|NaN|\[object)).+$/su);
      }),
    );
  });

  test('means the same when it is stored with all of its fields as with those that were written', () => {
    fc.assert(
      fc.property(configs, people, luck, (config, person, numbers) => {
        const whole = JSON.parse(JSON.stringify(kind.config.parse(config))) as Record<string, unknown>;
        expect(kind.config.parse(whole)).toEqual(kind.config.parse(config));
        expect(kind.ports(whole).map(({ id }) => id)).toEqual(kind.ports({ ...config }).map(({ id }) => id));
        expect(walk(kind, whole, person, numbers)).toEqual(walk(kind, config, person, numbers));
      }),
      { numRuns: 20 },
    );
  });

  test('has no way out that nobody can ever take', () => {
    const example = kind.example as Readonly<Record<string, unknown>>;
    const shape = Object.keys((kind.config as unknown as { shape: object }).shape);
    const choices = ['ifNotDone', 'ifNotSent'].filter((field) => shape.includes(field));
    const written = [
      example,
      ...choices.flatMap((field) => ['way', 'ways'].map((choice) => ({ ...example, [field]: choice }))),
    ].filter((config) => kind.config.safeParse(config).success);
    for (const config of written.map((one) => ({ ...one, ...EASIER[name] }))) {
      const open = new Set(kind.ports({ ...config }).map(({ id }) => id));
      for (const [person, numbers] of fc.sample(fc.tuple(people, luck), { numRuns: 400, seed: 11 })) {
        for (const port of walk(kind, config, person, numbers).ports) open.delete(port);
        if (open.size === 0) break;
      }
      expect([...open]).toEqual([]);
    }
  });
});
