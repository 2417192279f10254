import { z } from 'zod';
import { answeredOr, type Dialogue, type Stopped } from '../dialogue.ts';
import type { HttpAnswered } from '../exchange.ts';
import type { Registered, Registration } from '../registration.ts';
import { idOrNothing, text } from '../reading.ts';
import { wooRequest } from './api.ts';
import type { WoocommerceConfig } from './config.ts';
import { TOPICS } from './intake.ts';

const TITLE = 'WooCommerce';
const hookSchema = z.looseObject({
  id: idOrNothing,
  topic: text(100),
  status: text(20),
  delivery_url: text(2_000),
});
type Hook = z.output<typeof hookSchema>;

const UNREADABLE: Stopped = {
  result: 'not-now',
  reason:
    'WooCommerce answered in a way that cannot be read. Check the store address and the choice of permalinks, and whether a firewall answers in its place.',
  isSignIn: false,
};
const hooksIn = (answer: HttpAnswered): Hook[] | null =>
  Array.isArray(answer.json) ? answer.json.flatMap((row) => hookSchema.safeParse(row).data ?? []) : null;

/** Webhooks with our address, from all pages. */
function* ours(config: WoocommerceConfig, address: string): Dialogue<Hook[] | Stopped> {
  const found: Hook[] = [];
  for (let page = 1; page <= 50; page += 1) {
    const answer = answeredOr(
      yield wooRequest(config, 'GET', '/webhooks', { page, per_page: 100, status: 'all' }),
      TITLE,
    );
    if (!('kind' in answer)) return answer;
    const hooks = hooksIn(answer);
    if (hooks === null) return UNREADABLE;
    found.push(...hooks.filter((hook) => hook.delivery_url === address && hook.id !== undefined));
    if (hooks.length < 100) break;
  }
  return found;
}

/** Makes missing webhooks and turns on those that WooCommerce turned off after five failures. */
function* ensure(config: WoocommerceConfig, address: string, renew: boolean): Dialogue<Registered | Stopped> {
  const found = yield* ours(config, address);
  if ('result' in found) return found;
  const { webhookSecret: secret } = config;
  if (secret === undefined)
    return { result: 'refused', reason: 'There is no webhook secret.', isSignIn: false };
  let made = 0;
  for (const { topic, title } of TOPICS) {
    const hook = found.find((one) => one.topic === topic);
    if (hook?.status === 'active' && !renew) continue;
    const request =
      hook === undefined
        ? wooRequest(
            config,
            'POST',
            '/webhooks',
            {},
            { name: `Millrace: ${title}`, topic, secret, delivery_url: address, status: 'active' },
          )
        : wooRequest(config, 'PUT', `/webhooks/${hook.id}`, {}, { secret, status: 'active' });
    const answer = answeredOr(yield request, TITLE);
    if (!('kind' in answer)) return answer;
    if (hookSchema.safeParse(answer.json).data?.id === undefined) return UNREADABLE;
    made += 1;
  }
  return { result: 'registered', topics: TOPICS.map(({ topic }) => topic), made };
}

function* remove(config: WoocommerceConfig, address: string): Dialogue<void> {
  const found = yield* ours(config, address);
  if ('result' in found) return;
  for (const hook of found) yield wooRequest(config, 'DELETE', `/webhooks/${hook.id}`, { force: 'true' });
}

export const woocommerceRegistration: Registration<WoocommerceConfig> = {
  isPossible: (config) => config.webhookSecret !== undefined,
  ensure,
  remove,
};
