import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shopifyConfig, type ShopifyConfig } from '../config.ts';
import { shopifyIntake } from '../intake.ts';

export type Payload = Record<string, unknown>;
interface Fixture {
  headers: Record<string, string>;
  payload: Payload;
  connection?: Partial<ShopifyConfig>;
}

const config: ShopifyConfig = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'shpss_example',
  currency: 'USD',
});
const contract = (...path: string[]): Fixture =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'contract', ...path), 'utf8')) as Fixture;
const fileOf = (topic: string) => `${topic.replace('/', '__')}.json`;

/** A topic as today's versions of Shopify's API send it. */
export const fixture = (topic: string): Fixture => contract(fileOf(topic));
/** The same as it was sent until 2024: with tags and consents inside every customer. */
export const olderFixture = (topic: string): Fixture => contract('2024-10', fileOf(topic));

/** The event of a fixture, with parts of the payload, the headers or the settings changed. */
export const eventOf = (
  topic: string,
  change: Payload = {},
  headers: Record<string, string> = {},
  settings: Partial<ShopifyConfig> = {},
) => read(fixture(topic), topic, change, headers, settings);
export const olderEventOf = (topic: string, change: Payload = {}) => read(olderFixture(topic), topic, change);
/** The event of one of the shapes that real stores send now and then. */
export function shapeOf(name: string, change: Payload = {}) {
  const given = contract('shapes', `${name}.json`);
  return read(given, given.headers['x-shopify-topic'] ?? '', change, {}, given.connection);
}

function read(
  given: Fixture,
  topic: string,
  change: Payload,
  headers: Record<string, string> = {},
  settings: Partial<ShopifyConfig> = {},
) {
  const events = shopifyIntake(
    topic,
    { ...given.payload, ...change },
    { config: { ...config, ...settings }, headers: { ...given.headers, ...headers } },
  );
  return {
    id: events[0]?.id,
    type: events[0]?.type,
    occurredAt: events[0]?.occurredAt,
    customer: events[0]?.customer,
    properties: (events[0]?.properties ?? {}) as Payload,
  };
}
export const consentOf = (event: ReturnType<typeof eventOf>, channel: string) =>
  event.customer?.consent?.[channel];
