import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntakeEvent } from '@millrace/flow';
import { answered } from '../testing/recorded.ts';
import type { PulledPage } from '../pull.ts';
import { shopifyConfig, type ShopifyConfig } from './config.ts';
import { shopifyPull } from './history/history.ts';
import { shopifyIntake } from './intake.ts';
import { graph, order, person, rest } from './testing/made-up-order.ts';

/**
 * Shopify tells of the same order in two ways: a webhook in the words of its REST API, and the history in those of GraphQL. Each
 * thing made up is written down in both, and has to come to the same.
 */
const settings = (currency: string): ShopifyConfig =>
  shopifyConfig.parse({
    shopDomain: 'harbour-lane.myshopify.com',
    webhookSecret: 'shpss_example',
    accessToken: 'shpat_x',
    currency,
  });
const HEADERS = { 'x-shopify-shop-domain': 'harbour-lane.myshopify.com' };

function read(
  config: ShopifyConfig,
  resource: 'orders' | 'customers',
  nodes: object[],
): readonly IntakeEvent[] {
  const body = { data: { [resource]: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } };
  const place = { cursor: null, since: null, until: Date.UTC(2026, 10, 27) };
  const page = shopifyPull.resources
    .find((one) => one.id === resource)!
    .read(answered({ status: 200, body }), config, place) as PulledPage;
  expect(page.skipped).toEqual([]);
  return page.events;
}
const told = (config: ShopifyConfig, topic: string, payload: object) =>
  shopifyIntake(topic, payload, { config, headers: HEADERS })[0]!;
/** Amounts that are written differently and worth the same. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    typeof one === 'string' && /^\d+(\.\d+)?$/.test(one) ? Number(one) : one,
  );

describe('told by a webhook and read from the history', () => {
  test('an order is the same order: the same ids of what happens once, the same person, money and lines', () => {
    fc.assert(
      fc.property(order, (given) => {
        const config = settings(given.currency);
        const events = read(config, 'orders', [graph.order(given)]);
        const payload = rest.order(given);
        const byType = new Map(events.map((event) => [event.type, event]));
        const topics = [
          ['orders/create', 'order-placed'],
          ['orders/updated', 'order-updated'],
          ...(given.financial.includes('PAID') || given.financial.includes('REFUNDED')
            ? [['orders/paid', 'order-paid']]
            : []),
          ...(given.cancelled === null ? [] : [['orders/cancelled', 'order-cancelled']]),
        ] as const;
        expect([...byType.keys()].sort()).toEqual(topics.map(([, type]) => type).toSorted());
        for (const [topic, type] of topics) {
          const webhook = told(config, topic!, payload);
          const history = byType.get(type!)!;
          if (type !== 'order-updated') expect(history.id).toBe(webhook.id);
          expect(history.customer).toEqual(webhook.customer);
          expect(plain(history.properties)).toEqual(plain(webhook.properties));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a person is the same person, and has agreed to the same', () => {
    fc.assert(
      fc.property(person, (given) => {
        const [history] = read(settings('USD'), 'customers', [graph.customer(given)]);
        const webhook = told(settings('USD'), 'customers/update', rest.customer(given));
        expect(history!.type).toBe('customer-updated');
        expect(history!.customer).toEqual(webhook.customer);
        expect(history!.properties).toEqual(webhook.properties);
      }),
      { numRuns: 100 },
    );
  });
});
