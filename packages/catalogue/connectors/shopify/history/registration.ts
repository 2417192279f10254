import { z } from 'zod';
import { answeredOr, type Dialogue, type Stopped } from '../../dialogue.ts';
import type { HttpAnswer } from '../../exchange.ts';
import type { Registered, Registration } from '../../registration.ts';
import type { ShopifyConfig } from '../config.ts';
import { TOPICS } from '../topics.ts';
import { adminRequest, saidIn } from '../ask.ts';
import { SUBSCRIBE, SUBSCRIPTIONS, UNSUBSCRIBE } from './queries.ts';

/** Topics of privacy are entered in the app itself, and cannot be subscribed to. */
const BY_API = TOPICS.filter(
  ({ topic }) => !/^(customers\/data_request|customers\/redact|shop\/redact)$/.test(topic),
);
const nameOf = (topic: string): string => topic.toUpperCase().replaceAll('/', '_');

const hookSchema = z.looseObject({ id: z.string(), topic: z.string(), uri: z.string() });
type Hook = z.output<typeof hookSchema>;
const pageSchema = z.looseObject({
  nodes: z.array(hookSchema),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});
const madeSchema = z.looseObject({ userErrors: z.array(z.looseObject({ message: z.string() })) });

/** The data of an answer, or why the dialogue stops. */
function dataOr(answer: HttpAnswer): Readonly<Record<string, unknown>> | Stopped {
  const good = answeredOr(answer, 'Shopify');
  if (!('kind' in good)) return good;
  const said = saidIn(good.json);
  if ('data' in said) return said.data;
  switch (said.no) {
    case 'slower':
      return stopped('not-now', 'Shopify asks us to go more slowly.');
    case 'theirs':
      return stopped('not-now', 'Shopify had an error of its own.');
    case 'unreadable':
      return UNREADABLE;
    case 'denied':
      return stopped('refused', 'The access token lacks a permission (scope) for this.');
    case 'signed-out':
      return stopped('refused', 'Shopify does not accept the access token.', true);
    case 'refused':
      return stopped('refused', `Shopify does not take the question: ${said.message}`);
  }
}
const stopped = (result: Stopped['result'], reason: string, isSignIn = false): Stopped => ({
  result,
  reason,
  isSignIn,
});
const UNREADABLE = stopped('not-now', 'Shopify answered in a way that cannot be read.');
const isStop = (given: object): given is Stopped => 'isSignIn' in given && 'result' in given;

/** Subscriptions of this app with our address; an app sees only its own. */
function* ours(config: ShopifyConfig, address: string): Dialogue<Hook[] | Stopped> {
  const found: Hook[] = [];
  let after: string | null = null;
  for (let page = 0; page < 20; page += 1) {
    const data: Readonly<Record<string, unknown>> | Stopped = dataOr(
      yield adminRequest(config, SUBSCRIPTIONS, { after }),
    );
    if (isStop(data)) return data;
    const list = pageSchema.safeParse(data['webhookSubscriptions']).data;
    if (!list) return UNREADABLE;
    found.push(...list.nodes.filter(({ uri }) => uri === address));
    if (!list.pageInfo.hasNextPage || !list.pageInfo.endCursor) break;
    after = list.pageInfo.endCursor;
  }
  return found;
}

/** Shopify removes a subscription that failed for four hours, so missing ones are made again. */
function* ensure(config: ShopifyConfig, address: string): Dialogue<Registered | Stopped> {
  const found = yield* ours(config, address);
  if (!Array.isArray(found)) return found;
  const there = new Set(found.map(({ topic }) => topic));
  const registered: string[] = [];
  let made = 0;
  for (const { topic, needed } of BY_API) {
    if (!there.has(nameOf(topic))) {
      const data: Readonly<Record<string, unknown>> | Stopped = dataOr(
        yield adminRequest(config, SUBSCRIBE, {
          topic: nameOf(topic),
          webhook: { uri: address, format: 'JSON' },
        }),
      );
      if (isStop(data)) return data;
      const said = madeSchema.safeParse(data['webhookSubscriptionCreate']).data;
      if (!said) return UNREADABLE;
      const problem = said.userErrors[0]?.message;
      if (problem !== undefined && needed)
        return {
          result: 'refused',
          reason: `Shopify refuses the webhook ${topic}: ${problem.slice(0, 200)}`,
          isSignIn: false,
        };
      if (problem !== undefined) continue;
      made += 1;
    }
    registered.push(topic);
  }
  return { result: 'registered', topics: registered, made };
}

function* remove(config: ShopifyConfig, address: string): Dialogue<void> {
  const found = yield* ours(config, address);
  if (!Array.isArray(found)) return;
  for (const { id } of found) yield adminRequest(config, UNSUBSCRIBE, { id });
}

export const shopifyRegistration: Registration<ShopifyConfig> = {
  isPossible: (config) => !!config.accessToken,
  ensure: (config, address) => ensure(config, address),
  remove,
};
