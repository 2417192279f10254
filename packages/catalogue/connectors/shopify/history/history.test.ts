import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answered } from '../../testing/recorded.ts';
import { drive } from '../../testing/drive.ts';
import type { HttpRequest } from '../../exchange.ts';
import type { PulledPage } from '../../pull.ts';
import { shopifyConfig } from '../config.ts';
import { schemaFaults as faults } from '../testing/published-schema.ts';
import { TOPICS } from '../topics.ts';
import { shopifyPull } from './history.ts';
import { shopifyRegistration } from './registration.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'a-secret-of-some-length',
  accessToken: 'shpat_x',
});
const page = (id: string) =>
  JSON.parse(readFileSync(new URL(`../recorded/pull-${id}.json`, import.meta.url), 'utf8')) as {
    answer: { status: number; body: { data: Record<string, { nodes: Record<string, unknown>[] }> } };
  };
const [customers, products, orders] = shopifyPull.resources;
const START = { cursor: null, since: null, until: Date.UTC(2026, 10, 27) };

const readOf = (
  id: string,
  change: (row: Record<string, unknown>) => Record<string, unknown> = (row) => row,
) => {
  const { answer } = page(id);
  const nodes = answer.body.data[id]!.nodes.map(change);
  const body = { ...answer.body, data: { ...answer.body.data, [id]: { ...answer.body.data[id], nodes } } };
  return shopifyPull.resources
    .find((one) => one.id === id)!
    .read(answered({ status: 200, body }), config, START) as PulledPage;
};

describe('the history of a shop', () => {
  test.each(shopifyPull.resources)(
    '$id are asked for as the schema has it, from the beginning, from a place and since a moment',
    (resource) => {
      const requests = [null, 'eyJsYXN0X2lkIjoxfQ=='].flatMap((cursor) =>
        [null, Date.UTC(2026, 10, 1)].map((since) => resource.request(config, { ...START, cursor, since })),
      );
      expect(requests.flatMap(faults)).toEqual([]);
      expect(requests[0]).toMatchObject({
        url: 'https://harbour-lane.myshopify.com/admin/api/2026-10/graphql.json',
        auth: { kind: 'header', name: 'x-shopify-access-token' },
      });
      expect(requests[1]?.body).toContain("updated_at:>='2026-11-01T00:00:00.000Z'");
    },
  );

  test('an order is told as its webhooks tell it, under the same ids, as of when it was placed', () => {
    const { events, next } = readOf('orders');
    expect(events.map(({ type }) => type)).toEqual(['order-placed', 'order-paid', 'order-updated']);
    expect(events[0]).toMatchObject({
      id: 'shopify:orders/create:5550001',
      occurredAt: Date.UTC(2026, 10, 10, 15, 20),
      customer: { externalId: '7310558593214', email: 'maya.lindqvist@example.com' },
      properties: {
        number: '#1001',
        total: '37.40',
        currentTotal: '27.40',
        lines: [
          {
            productId: '8001',
            variantId: '9001',
            lineId: '14562870001',
            price: '18.00',
            discount: '6',
            tax: '2.4',
            quantity: 2,
          },
        ],
        refunds: [{ refundId: '77', amount: '10' }],
        discountCodes: ['WELCOME6'],
        fulfilmentStatus: 'fulfilled',
      },
    });
    expect(next).toBe('eyJsYXN0X2lkIjoxfQ==');
    expect(
      readOf('orders', (row) => ({ ...row, cancelledAt: '2026-11-11T10:00:00Z' })).events.map(
        ({ type }) => type,
      ),
    ).toContain('order-cancelled');
  });

  describe.each([
    ['orders', 'lineItems', 'order', 50, 500, 'lines'],
    ['products', 'variants', 'product', 100, 2_048, 'variants'],
  ] as const)('of %s with more %s than come at once', (id, list, one, first, most, told) => {
    const resource = shopifyPull.resources.find((each) => each.id === id)!;
    const [row] = page(id).answer.body.data[id]!.nodes;
    const [sample] = (row![list] as { nodes: Record<string, unknown>[] }).nodes;
    const nodesOf = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...sample,
        id: `gid://shopify/LineItem/${10_000 + index}`,
        legacyResourceId: String(20_000 + index),
      }));
    /** A shop with one such thing, that answers by page; `changedAt` says from which question on it was changed. */
    function read(count: number, changedAt = Number.POSITIVE_INFINITY) {
      const all = nodesOf(count);
      let questions = 0;
      const pages: PulledPage[] = [];
      for (let cursor: PulledPage['next'] = null; pages.length === 0 || cursor !== null;) {
        const request = resource.request(config, { ...START, cursor });
        expect(faults(request)).toEqual([]);
        const { query, variables } = JSON.parse(request.body ?? '') as {
          query: string;
          variables: { after: string | null };
        };
        questions += 1;
        const isRest = query.includes('More');
        const from = isRest ? Number(variables.after) : 0;
        const size = isRest ? (list === 'variants' ? 250 : 100) : first;
        const updatedAt = questions >= changedAt ? '2026-11-30T00:00:00Z' : row!['updatedAt'];
        const part = {
          nodes: all.slice(from, from + size),
          pageInfo: { hasNextPage: from + size < all.length, endCursor: String(from + size) },
        };
        const thing = { ...row, id: 'gid://shopify/X/1', updatedAt, [list]: part };
        const data = isRest
          ? { [one]: thing }
          : { [id]: { nodes: [thing], pageInfo: { hasNextPage: false, endCursor: null } } };
        const said = resource.read(answered({ status: 200, body: { data } }), config, {
          ...START,
          cursor,
        }) as PulledPage;
        pages.push(said);
        // As it comes back from a row of the database.
        cursor = JSON.parse(JSON.stringify(said.next)) as PulledPage['next'];
      }
      return {
        pages,
        events: pages.flatMap(({ events }) => events),
        skipped: pages.flatMap(({ skipped }) => skipped),
        count: pages.reduce((sum, each) => sum + each.count, 0),
      };
    }

    test('is told whole, once, with every one of them', () => {
      for (const count of [first, first + 1, first * 3 + 7, most]) {
        const { events, skipped, count: counted } = read(count);
        expect(skipped).toEqual([]);
        expect(counted).toBe(1);
        for (const { properties } of events) expect(properties![told as 'lines']).toHaveLength(count);
        expect(events.length).toBeGreaterThan(0);
      }
    });

    test('is not put together from two states of it', () => {
      expect(read(first * 3, 2).events).toEqual([]);
    });
  });

  test('people come with what they agreed to and when, products with their variants', () => {
    expect(readOf('customers').events[0]?.customer).toMatchObject({
      consent: {
        email: { state: 'subscribed', optIn: 'double', at: Date.UTC(2026, 10, 1, 10) },
        sms: { state: 'unsubscribed' },
      },
      tags: ['vip'],
    });
    expect(readOf('products').events[0]?.properties).toMatchObject({
      price: '18.00',
      stock: 40,
      variants: [{ variantId: '9001', inventoryItemId: '9101', stock: 40 }],
    });
  });
});

const cost = (requested: number, available: number) => ({
  cost: { requestedQueryCost: requested, throttleStatus: { currentlyAvailable: available, restoreRate: 50 } },
});

describe('what Shopify says besides', () => {
  const read = (body: unknown) => orders!.read(answered({ status: 200, body }), config, START);

  test('a throttled question is asked again when there are points enough; a page that left few waits before the next', () => {
    expect(
      read({
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: cost(400, 100),
      }),
    ).toMatchObject({
      againMs: 6_000,
    });
    expect(
      read({ data: { orders: { nodes: [], pageInfo: { hasNextPage: false } } }, extensions: cost(400, 350) }),
    ).toMatchObject({
      waitMs: 1_000,
    });
    expect(
      read({ data: { orders: { nodes: [], pageInfo: { hasNextPage: false } } }, extensions: cost(100, 350) }),
    ).toMatchObject({
      waitMs: 0,
    });
  });

  test('a missing scope and a question it does not take are told in words', () => {
    expect(() => read({ errors: [{ message: 'x', extensions: { code: 'ACCESS_DENIED' } }] })).toThrow(
      /scope/,
    );
    expect(() => read({ errors: [{ message: 'Field does not exist' }] })).toThrow(/Field does not exist/);
    for (const odd of [null, 'x', {}, { data: null }, { data: { orders: 7 } }])
      expect(() => read(odd)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });

  test('nothing is asked without an access token', () => {
    expect(shopifyPull.isPossible({ ...config, accessToken: undefined })).toBe(false);
    expect(() => customers!.request({ ...config, accessToken: undefined }, START)).toThrow(/access token/);
    expect(products).toBeDefined();
  });
});

const address = 'https://shop.example/hooks/shopify/c1';
const shop = (hooks: { id: string; topic: string; uri: string }[], refused: string[] = []) => {
  let made = 0;
  return (request: HttpRequest) => {
    expect(faults(request)).toEqual([]);
    const { query, variables } = JSON.parse(request.body ?? '') as {
      query: string;
      variables: Record<string, unknown>;
    };
    if (query.startsWith('query'))
      return answered({
        status: 200,
        body: {
          data: { webhookSubscriptions: { nodes: hooks, pageInfo: { hasNextPage: false, endCursor: null } } },
        },
      });
    if (query.includes('Delete')) {
      hooks.splice(
        hooks.findIndex(({ id }) => id === variables['id']),
        1,
      );
      return answered({
        status: 200,
        body: {
          data: {
            webhookSubscriptionDelete: { deletedWebhookSubscriptionId: variables['id'], userErrors: [] },
          },
        },
      });
    }
    const topic = String(variables['topic']);
    const userErrors = refused.includes(topic)
      ? [{ field: ['topic'], message: 'The app lacks the scope.' }]
      : [];
    if (userErrors.length === 0)
      hooks.push({
        id: `gid://shopify/WebhookSubscription/${(made += 1)}`,
        topic,
        uri: (variables['webhook'] as { uri: string }).uri,
      });
    return answered({
      status: 200,
      body: { data: { webhookSubscriptionCreate: { webhookSubscription: null, userErrors } } },
    });
  };
};

describe('its webhooks', () => {
  test('are made as the schema has it, once; made again when Shopify removed one; taken away', () => {
    const hooks = [
      {
        id: 'gid://shopify/WebhookSubscription/900',
        topic: 'ORDERS_CREATE',
        uri: 'https://elsewhere.example/',
      },
    ];
    const ensure = () => drive(shopifyRegistration.ensure(config, address, false), shop(hooks)).result;
    expect(ensure()).toMatchObject({ result: 'registered', made: TOPICS.length - 3 });
    expect(ensure()).toMatchObject({ made: 0 });
    hooks.pop();
    expect(ensure()).toMatchObject({ made: 1 });
    drive(shopifyRegistration.remove!(config, address), shop(hooks));
    expect(hooks).toHaveLength(1);
  });

  test('that are useful may be refused, those that are needed stop it with Shopify’s words', () => {
    expect(
      drive(shopifyRegistration.ensure(config, address, false), shop([], ['REFUNDS_CREATE'])).result,
    ).toMatchObject({
      result: 'registered',
    });
    expect(
      drive(shopifyRegistration.ensure(config, address, false), shop([], ['ORDERS_CREATE'])).result,
    ).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('lacks the scope'),
    });
  });
});
