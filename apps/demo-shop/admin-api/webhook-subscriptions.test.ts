import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR } from '@millrace/base';
import { expect, it } from 'vitest';
import { shopForTests } from '../live/shop-for-tests.ts';
import { readState, writeState } from '../live/state.ts';
import { connectorTo } from '../testing/connector-to.ts';

interface SubscriptionPage {
  readonly nodes: readonly { readonly topic: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const ADDRESS = 'http://localhost:3000/hooks/shopify/c1';
const CREATE = `mutation($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { webhookSubscription { id topic uri } userErrors { field message } } }`;
const DELETE = `mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }`;

it('are created once each by Millrace’s connector, created again when one is missing, and deleted', () => {
  const { life } = shopForTests();
  const shop = connectorTo(life);
  const first = shop.ensure(ADDRESS);
  expect(first).toMatchObject({ result: 'registered', made: life.state.webhooks.list.length });
  expect(life.state.webhooks.list.map(({ topic }) => topic)).toEqual(
    expect.arrayContaining([
      'CARTS_CREATE',
      'ORDERS_CREATE',
      'CUSTOMERS_MARKETING_CONSENT_UPDATE',
      'INVENTORY_LEVELS_UPDATE',
    ]),
  );
  expect(shop.ensure(ADDRESS)).toMatchObject({ result: 'registered', made: 0 });
  life.state.webhooks.list.pop();
  expect(shop.ensure(ADDRESS)).toMatchObject({ result: 'registered', made: 1 });
  const ids = life.state.webhooks.list.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  shop.ensure('http://localhost:3000/hooks/shopify/c2');
  shop.remove(ADDRESS);
  expect(new Set(life.state.webhooks.list.map(({ uri }) => uri))).toEqual(
    new Set(['http://localhost:3000/hooks/shopify/c2']),
  );
});

it('refuses what Shopify refuses, with a sentence', () => {
  const shop = connectorTo(shopForTests().life);
  const create = (topic: string, uri: string) =>
    shop.ask(CREATE, { topic, uri }).data.webhookSubscriptionCreate;
  const made = create('ORDERS_CREATE', ADDRESS);
  expect(made).toMatchObject({
    webhookSubscription: { topic: 'ORDERS_CREATE', uri: ADDRESS },
    userErrors: [],
  });
  expect(made.webhookSubscription.id).toMatch(/^gid:\/\/shopify\/WebhookSubscription\/\d+$/);
  expect(create('ORDERS_CREATE', ADDRESS)).toMatchObject({
    webhookSubscription: null,
    userErrors: [{ message: 'Address for this topic has already been taken' }],
  });
  expect(create('ORDERS_PAID', ADDRESS).userErrors).toEqual([]);
  for (const uri of ['', ' ', 'nowhere', 'ftp://localhost/hooks'])
    expect(create('ORDERS_CREATE', uri).userErrors).toHaveLength(1);
  expect(shop.ask(CREATE, { topic: 'NO_SUCH_TOPIC', uri: ADDRESS }).errors).toHaveLength(1);
  const drop = () => shop.ask(DELETE, { id: made.webhookSubscription.id }).data.webhookSubscriptionDelete;
  expect(drop()).toEqual({ deletedWebhookSubscriptionId: made.webhookSubscription.id, userErrors: [] });
  expect(drop()).toMatchObject({
    deletedWebhookSubscriptionId: null,
    userErrors: [{ message: 'Webhook subscription does not exist' }],
  });
});

it('are listed page by page', () => {
  const { life } = shopForTests();
  const shop = connectorTo(life);
  shop.ensure(ADDRESS);
  const QUERY = `query($after: String, $topics: [WebhookSubscriptionTopic!]) {
    webhookSubscriptions(first: 5, after: $after, topics: $topics) { nodes { topic legacyResourceId createdAt } pageInfo { hasNextPage endCursor } } }`;
  const topics: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { nodes, pageInfo }: SubscriptionPage = shop.ask(QUERY, { after }).data.webhookSubscriptions;
    topics.push(...nodes.map((node) => node.topic));
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  expect(topics).toEqual(life.state.webhooks.list.map(({ topic }) => topic));
  expect(shop.ask(QUERY, { topics: ['ORDERS_PAID'] }).data.webhookSubscriptions.nodes).toHaveLength(1);
});

it('survive a restart, and are none in a state file of an earlier release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-shop-'));
  try {
    const file = join(folder, 'state.json');
    const { life } = shopForTests();
    connectorTo(life).ensure(ADDRESS);
    writeState(file, life.state);
    const again = shopForTests({ state: readState(file)! });
    expect(connectorTo(again.life).ensure(ADDRESS)).toMatchObject({ made: 0 });
    const { webhooks: _webhooks, news: _news, stockChangedAt: _times, ...earlier } = life.state;
    writeState(file, earlier as typeof life.state);
    expect(connectorTo(shopForTests({ state: readState(file)! }).life).ensure(ADDRESS)).toMatchObject({
      result: 'registered',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('make the shop send nothing twice', async () => {
  const [plain, registered] = [shopForTests(), shopForTests()];
  connectorTo(registered.life).ensure(ADDRESS);
  await plain.pass(DAY + HOUR);
  await registered.pass(DAY + HOUR);
  expect(plain.parcels.length).toBeGreaterThan(100);
  expect(registered.parcels).toEqual(plain.parcels);
});
