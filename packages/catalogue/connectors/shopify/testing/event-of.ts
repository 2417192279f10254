import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shopifyConfig, type ShopifyConfig } from '../config.ts';
import { shopifyIntake } from '../intake.ts';

export type Payload = Record<string, unknown>;
interface Fixture {
  headers: Record<string, string>;
  payload: Payload;
}

const config: ShopifyConfig = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'shpss_example',
  currency: 'USD',
});
export const fixture = (topic: string): Fixture =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'contract', `${topic.replace('/', '__')}.json`), 'utf8')) as Fixture;

/** The event of a fixture, with parts of the payload, the headers or the settings changed. */
export function eventOf(topic: string, change: Payload = {}, headers: Record<string, string> = {}, settings: Partial<ShopifyConfig> = {}) {
  const given = fixture(topic);
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
export const consentOf = (event: ReturnType<typeof eventOf>, channel: string) => event.customer?.consent?.[channel];
