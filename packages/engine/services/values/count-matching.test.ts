import { loadFacts } from '@millrace/core/facts';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { newId, type Tx } from '@millrace/db';
import { DAY } from '@millrace/base';
import {
  evaluate,
  FACT_FIELDS,
  MEASURES,
  needsOfCondition,
  nextChange,
  type Condition,
  type FactCondition,
  type Facts,
} from '@millrace/flow';
import { whoMatches } from '@millrace/run/segments';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countMatching } from './count-matching.ts';
import { testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
const NOW = Date.UTC(2026, 5, 10, 12);
const PEOPLE = 40;
const people: { id: string; cartId: string | null; orderId: string | null }[] = [];

/** A pseudo-random sequence that is the same each time. */
function numbers(seed: number) {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}
const random = numbers(7);
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
const TEXTS = ['DE', 'de', 'FR', 'Berlin', ' berlin ', 'Köln', 'KÖLN', 'vip', '5', '5.0', '3', 'true', ''];
const WORDS = [...TEXTS, 'erl', 'ö', 'B'];
const PROPERTIES = [
  'gold',
  ' Gold',
  5,
  3,
  2.5,
  '7',
  true,
  false,
  ['vip', 'new'],
  ['5'],
  [5],
  {},
  [],
  '',
  null,
  '2026-06-09',
  NOW - DAY,
  'x.y',
];

async function fill(tx: Tx, workspaceId: string): Promise<void> {
  for (let index = 0; index < PEOPLE; index += 1) {
    const id = newId();
    const orders = Math.floor(random() * 4);
    const fast = random() < 0.3;
    const at = (days: number) => NOW - Math.round(days * DAY);
    const properties = Object.fromEntries([
      ...(random() < 0.8 ? [['plan', pick(PROPERTIES)]] : []),
      ...(random() < 0.3 ? [['size.shirt', pick(['M', 'L'])]] : []),
      ...(random() < 0.3 ? [['size', { shirt: 'S' }]] : []),
      ...(random() < 0.6
        ? [
            [
              'since',
              pick([
                '2026-06-09',
                '2026-06-01T10:00:00Z',
                '2026-05-01T10:00:00.5+02:00',
                NOW - DAY,
                NOW - 40 * DAY,
                'never',
                true,
              ]),
            ],
          ]
        : []),
    ] as [string, unknown][]);
    await tx`insert into customers (id, workspace_id, email, phone, first_name, country, city, language, zone,
      tags, properties, orders_count, total_spent, discount_orders, first_order_at, last_order_at,
      last_seen_at, created_at, pace, pace_anchor)
      values (${id}, ${workspaceId}, ${random() < 0.8 ? `p${index}@example.com` : null},
        ${random() < 0.3 ? `+1555010${index}` : null},
        ${random() < 0.7 ? pick(['Ann', ' ann', 'Ärmel', '']) : null},
        ${random() < 0.8 ? pick(['DE', 'FR', 'US']) : null},
        ${random() < 0.8 ? pick(['Berlin', 'Köln', '', 'Bern']) : null}, ${random() < 0.5 ? 'de' : null},
          ${random() < 0.5 ? 'Europe/Berlin' : null},
          ${random() < 0.6 ? [pick(['vip', 'VIP', 'new']), pick(['5', 'sale'])] : []},
        ${tx.json(properties as never)}, ${orders}, ${orders * 1_234},
          ${Math.min(orders, Math.floor(random() * 3))}, ${orders > 0 ? at(90) : null},
          ${orders > 0 ? at(random() * 80) : null}, ${random() < 0.8 ? at(random() * 20) : null}, ${at(100)},
          ${fast ? 60 : 1}, ${fast ? at(2) : null})`;
    if (random() < 0.7)
      await tx`insert into predictions (workspace_id, customer_id, model, values, predicted_at)
        values (${workspaceId}, ${id}, 'toy', ${tx.json({ score: pick([0.2, 1, 5, 7]) })}, ${at(1)})`;
    if (random() < 0.6)
      await tx`insert into consents (workspace_id, customer_id, channel, state, opt_in, at)
        values (${workspaceId}, ${id}, 'email', ${pick(['subscribed', 'unsubscribed', 'pending'])}, 'single',
        ${at(50)})`;
    if (random() < 0.2)
      await tx`insert into suppressions (workspace_id, channel, address, reason, customer_id)
        values (${workspaceId}, 'email', ${`p${index}@example.com`}, 'bounced', ${id})
        on conflict do nothing`;
    const lines = () =>
      tx.json([
        {
          productId: pick(['p1', 'p2']),
          title: 'Thing',
          category: pick(['kitchen', 'home', null]),
          quantity: 1,
          price: 100,
          cost: null,
          variantId: null,
          image: null,
          url: null,
          stock: null,
        },
      ]);
    const cartId = random() < 0.6 ? newId() : null;
    if (cartId)
      await tx`insert into carts (id, workspace_id, source, external_id, customer_id, currency, total,
        items_count, lines, step, device, discount_codes, created_at, updated_at, completed_at)
        values (${cartId}, ${workspaceId}, 'api', ${`cart-${index}`}, ${id}, 'USD',
          ${Math.floor(random() * 8) * 1_000}, ${1 + Math.floor(random() * 3)}, ${lines()},
          ${pick(['cart', 'payment'])}, ${random() < 0.5 ? pick(['phone', 'Desktop']) : null},
          ${random() < 0.5 ? ['SAVE'] : []}, ${at(10)}, ${at(random() * 9)},
            ${random() < 0.3 ? at(1) : null})`;
    const orderId = orders > 0 ? newId() : null;
    if (orderId)
      await tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total,
        discount, margin, lines, financial_status, fulfilment_status, placed_at)
        values (${orderId}, ${workspaceId}, 'api', ${`order-${index}`}, ${id}, 'USD',
          ${Math.floor(random() * 8) * 1_000}, ${pick([0, 500])}, ${random() < 0.5 ? 700 : null}, ${lines()},
          ${random() < 0.5 ? 'Paid' : null}, ${random() < 0.5 ? 'shipped' : null}, ${at(random() * 60)})`;
    for (let event = 0; event < 5; event += 1)
      await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, source, value,
        properties)
        values (${newId()}, ${workspaceId}, ${id}, ${pick(['product-viewed', 'order-placed', 'made-a-wish'])},
          ${at(random() * 40)}, 'api', ${random() < 0.7 ? Math.floor(random() * 10) : null},
          ${tx.json({ plan: pick(PROPERTIES) } as never)})`;
    people.push({ id, cartId, orderId });
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(NOW);
  await store.db.inWorkspace(store.context.workspaceId, (tx) => fill(tx, store.context.workspaceId));
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** Everybody's facts as a flow would load them, with the newest cart and order. */
async function everybody(condition: Condition): Promise<Facts[]> {
  return store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    const found: Facts[] = [];
    for (const { id, cartId, orderId } of people) {
      const { facts } = await loadFacts(tx, {
        workspaceId: store.context.workspaceId,
        customerId: id,
        enrolment: { id, key: id, enteredAt: NOW },
        eventId: null,
        eventAt: null,
        cartId,
        orderId,
        needs: needsOfCondition(condition),
        now: NOW,
      });
      found.push(facts);
    }
    return found;
  });
}

const ASKED = FACT_FIELDS.filter((field) => ['customer', 'cart', 'order', 'store'].includes(field.subject));
const anyValue = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(0, 1, 2, 3, 5, 7, 30, 1_000, 2_468, 0.5, 45),
  fc.boolean(),
  fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(5, 1_000)), { maxLength: 3 }),
);
const leafOn = (fact: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc
    .record({ fact, pick: fc.nat(40), value: anyValue })
    .map(({ fact: path, pick: place, value }): FactCondition => {
      const every = [
        'is',
        'is-not',
        'is-one-of',
        'is-none-of',
        'contains',
        'does-not-contain',
        'starts-with',
        'at-least',
        'at-most',
        'more-than',
        'less-than',
        'is-set',
        'is-not-set',
        'within-days',
        'within-next-days',
        'longer-ago-than-days',
      ] as const;
      const known = FACT_FIELDS.find((field) => field.path === path)?.operators;
      // Only JavaScript parses loosely written dates, so dates are compared where they are written in full.
      const isInstant = FACT_FIELDS.find((field) => field.path === path)?.type === 'instant';
      const operators = (known ?? every).filter(
        (operator) =>
          !operator.includes('date') &&
          operator !== 'anniversary-within-days' &&
          (isInstant || !operator.endsWith('days')),
      );
      return { fact: path, operator: operators[place % operators.length]!, value };
    });
const properties = fc.constantFrom(
  'customer.properties.plan',
  'customer.properties.size.shirt',
  'customer.properties.none',
  'customer.properties.since',
  'customer.predicted.score',
  'customer.predicted.none',
);
const leaf = fc.oneof(leafOn(fc.constantFrom(...ASKED.map((field) => field.path))), leafOn(properties));
const count: fc.Arbitrary<Condition> = fc.record({
  event: fc.constantFrom('product-viewed', 'order-placed', 'made-a-wish'),
  measure: fc.constantFrom(...MEASURES),
  operator: fc.constantFrom(
    'at-least' as const,
    'at-most' as const,
    'more-than' as const,
    'less-than' as const,
    'is' as const,
  ),
  value: fc.constantFrom(0, 1, 2, 7),
  withinDays: fc.option(fc.constantFrom(1, 7, 30), { nil: undefined }),
  where: fc.option(
    leafOn(
      fc.constantFrom('event.value', 'event.type', 'event.at', 'event.properties.plan', 'customer.country'),
    ),
    {
      nil: undefined,
    },
  ),
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    leaf,
    count,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

describe('how many people match', () => {
  test.each([
    { fact: 'customer.lastOrderAt', operator: 'on-or-after-date', value: '2026-04-03' },
    { fact: 'customer.lastOrderAt', operator: 'anniversary-within-days', value: 7 },
    { fact: 'customer.properties.since', operator: 'within-days', value: 7 },
  ] satisfies FactCondition[])('is not given where only the date reader can tell: %j', async (asked) => {
    const { people: counted } = await countMatching(store.context, { condition: asked, parts: [asked] });
    expect(counted).toBeNull();
  });

  test('is exactly the number that the flow itself would match, for any condition', async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(condition, async (asked) => {
        const {
          people: counted,
          exact,
          partial,
        } = await countMatching(store.context, { condition: asked, parts: [asked] });
        const expected = (await everybody(asked)).filter((facts) => evaluate(asked, facts)).length;
        expect([counted, exact, partial]).toEqual([expected, true, false]);
        if (expected > 0 && expected < PEOPLE) some += 1;
      }),
      { numRuns: 200 },
    );
    // Conditions that match everybody or nobody prove nothing.
    expect(some).toBeGreaterThan(40);
  }, 180_000);

  test('says when time alone may change it: never later than the facts themselves say', async () => {
    const ofPeople = FACT_FIELDS.filter(({ subject }) => subject === 'customer').map(({ path }) => path);
    const dates = leafOn(fc.constantFrom(...ofPeople.filter((path) => path.endsWith('At'))));
    const asked: fc.Arbitrary<Condition> = fc.oneof(
      dates,
      count,
      fc.record({
        all: fc.array(fc.oneof(dates, count, leafOn(fc.constantFrom(...ofPeople))), { maxLength: 3 }),
      }),
      fc.record({ not: fc.oneof(dates, count) }),
      fc.oneof(dates, count).map((inner) => ({
        fact: 'customer.segments',
        operator: 'contains' as const,
        value: 'saved',
        resolved: { saved: inner },
      })),
    );
    let some = 0;
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const ids = people.map(({ id }) => id);
        const answers = await store.db.inWorkspace(store.context.workspaceId, (tx) =>
          whoMatches(tx, store.context.workspaceId, one, { ids }, NOW),
        );
        const known = new Map((await everybody(one)).map((facts) => [facts.customer.id, facts]));
        for (const { id, matches, checkAt } of answers) {
          const facts = known.get(id)!;
          expect(matches).toBe(evaluate(one, facts));
          const changes = nextChange(one, facts);
          if (changes === null) continue;
          expect(checkAt).not.toBeNull();
          expect(checkAt).toBeGreaterThan(NOW);
          // For a fast clock the real instant comes earlier.
          expect(checkAt).toBeLessThanOrEqual(changes);
          some += 1;
        }
      }),
      { numRuns: 100 },
    );
    expect(some).toBeGreaterThan(200);
  }, 180_000);

  test('is also given for each line alone, with the total', async () => {
    const german: Condition = { fact: 'customer.country', operator: 'is', value: 'DE' };
    const bought: Condition = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 };
    const whole = await countMatching(store.context, {
      condition: { all: [german, bought] },
      parts: [german, bought, { fact: 'decision.segment', operator: 'is', value: 'first-visit' }],
    });
    expect(whole.of).toBe(PEOPLE);
    expect(whole.parts[0]).toBeGreaterThanOrEqual(whole.people!);
    expect(whole.parts[2]).toBeNull();
  });

  test('leaves out parts that only a running flow knows, and says so', async () => {
    const known: Condition = { fact: 'customer.country', operator: 'is', value: 'DE' };
    const unknown: Condition = { fact: 'event.value', operator: 'more-than', value: 1 };
    const both = await countMatching(store.context, { condition: { all: [known, unknown] } });
    expect(both).toMatchObject({
      people: (await countMatching(store.context, { condition: known })).people,
      partial: true,
    });
    expect((await countMatching(store.context, { condition: unknown })).people).toBeNull();
    expect(
      (await countMatching(store.context, { condition: { not: { all: [known, unknown] } } })).people,
    ).toBeNull();
  });

  test('counts nobody of another workspace, and no erased or merged customer', async () => {
    const stranger = await store.other();
    expect(await countMatching(stranger, { condition: { all: [] } })).toMatchObject({ people: 0, of: 0 });
  });
});
